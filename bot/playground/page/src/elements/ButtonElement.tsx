// A button: it tells the bot, and opens its link where it has one.

import { useRef, useState } from "react";
import { isHomeLink } from "../blocks/Drawn";
import { useSurface } from "../blocks/surface";
import { usePlayground } from "../playground";
import type { Button } from "../slack";
import { useConfirmed } from "./useConfirmed";

export function ButtonElement({ blockId, element }: { blockId: string; element: Button }) {
  const { act } = useSurface();
  const { go } = usePlayground();
  const button = useRef<HTMLButtonElement>(null);
  const [busy, setBusy] = useState(false);
  const [confirmed, dialog] = useConfirmed(element.confirm);

  async function click(): Promise<void> {
    setBusy(true);
    const { url, value } = element;
    if (url && !isHomeLink(url)) window.open(url, "_blank", "noopener,noreferrer");
    await act(blockId, element, { type: "button", ...(value === undefined ? {} : { value }) });
    if (url && isHomeLink(url)) go({ at: "home" });
    setBusy(false);
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        className={`button ${element.style ?? ""}`}
        aria-label={element.accessibility_label}
        aria-busy={busy || undefined}
        onClick={() => {
          if (!busy) confirmed(() => void click());
        }}
      >
        {element.text.text}
      </button>
      {dialog}
    </>
  );
}
