// What is wrong with the form, at its top; each line leads to its field.

import { useEffect, useRef } from "react";
import type { Block } from "../slack";

interface Props {
  blocks: Block[];
  errors: Record<string, string>;
  goTo: (blockId: string) => void;
}

function labelOf(blocks: Block[], blockId: string): string {
  const block = blocks.find((each) => each.block_id === blockId);
  return block?.type === "input" ? block.label.text : "This form";
}

export function ErrorSummary({ blocks, errors, goTo }: Props) {
  const summary = useRef<HTMLDivElement>(null);
  const wrong = Object.entries(errors);
  useEffect(() => {
    if (wrong.length) summary.current?.focus();
  }, [wrong.length]);
  if (!wrong.length) return null;
  return (
    <div ref={summary} className="error-summary" role="alert" tabIndex={-1}>
      <p>{wrong.length === 1 ? "One field needs another look:" : `${wrong.length} fields need another look:`}</p>
      <ul>
        {wrong.map(([blockId]) => (
          <li key={blockId}>
            <button type="button" className="link-button" onClick={() => goTo(blockId)}>
              {labelOf(blocks, blockId)}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
