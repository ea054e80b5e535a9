// What stands there while there is nothing to show yet, or never will be.

export function Waiting({ connected, refusal }: { connected: boolean; refusal?: string }) {
  return (
    <main className="waiting">
      <h1>Ladder playground</h1>
      {refusal ? (
        <p>
          {refusal} <a href="?">Be Ada instead</a>
        </p>
      ) : (
        <p role="status">{connected ? "Opening…" : "The playground does not answer. Trying again…"}</p>
      )}
    </main>
  );
}
