// What the page cannot draw is shown, so that nobody takes it for nothing.

export function Unknown({ what, thing }: { what: "block" | "element"; thing: { type?: string } }) {
  return (
    <div className="unknown" role="alert">
      <strong>
        This playground cannot draw the {what} “{thing.type ?? "without a type"}”.
      </strong>
      <pre tabIndex={0}>{JSON.stringify(thing, null, 2)}</pre>
    </div>
  );
}
