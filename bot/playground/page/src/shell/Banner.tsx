// Says that this is a playground, and moves the bot's clock.

import { useState } from "react";
import { usePlayground } from "../playground";
import { dayAndTime } from "../time";

const HOUR = 3600;
const STEPS = [
  { label: "+1 hour", move: { seconds: HOUR } },
  { label: "+1 day", move: { seconds: 24 * HOUR } },
  { label: "+1 week", move: { seconds: 7 * 24 * HOUR } },
];

export function Banner({ connected }: { connected: boolean }) {
  const { state, send } = usePlayground();
  const [moving, setMoving] = useState(false);
  const { now, next } = state.clock;
  const zone = state.me.tz;

  async function move(body: object): Promise<void> {
    if (moving) return;
    setMoving(true);
    await send("/page/clock", body);
    setMoving(false);
  }

  return (
    <aside className="banner" aria-label="Playground">
      <p className="banner-text">{state.banner}</p>
      <div className="clock" role="group" aria-label="Clock">
        <time dateTime={now}>{dayAndTime(now, zone)}</time>
        {STEPS.map(({ label, move: body }) => (
          <button key={label} type="button" aria-disabled={moving} onClick={() => void move(body)}>
            {label}
          </button>
        ))}
        <button
          type="button"
          disabled={!next}
          aria-disabled={moving}
          title={next ? `Due ${dayAndTime(next, zone)}` : "No nudge is due"}
          onClick={() => void move({ to: "next" })}
        >
          Next nudge
        </button>
      </div>
      {!connected && (
        <p className="banner-offline" role="status">
          Connection lost. Trying again…
        </p>
      )}
    </aside>
  );
}
