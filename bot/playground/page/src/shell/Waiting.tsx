// What stands there while there is nothing to show yet, or never will be.

export function Waiting({ connected, stranger }: { connected: boolean; stranger?: boolean }) {
  return (
    <main className="waiting">
      <h1>Ladder playground</h1>
      {stranger ? (
        <p>
          Nobody of that name is in this workspace. <a href="?">Be Ada instead</a>
        </p>
      ) : (
        <p role="status">{connected ? "Opening…" : "The playground does not answer. Trying again…"}</p>
      )}
    </main>
  );
}
