import { useLayoutEffect, useRef, useState } from "react";
import { InteractiveElement } from "../elements/InteractiveElement";
import type { Accessory, SectionBlock } from "../slack";
import { Picture } from "./Picture";
import { bare, Text } from "./Text";

// Slack folds a section by its height unless the block says `expand`; the exact height is not documented.
const FOLDED_HEIGHT = 160;

function Words({ block }: { block: SectionBlock }) {
  return (
    <>
      {block.text && <Text text={block.text} />}
      {block.fields && (
        <div className="fields">
          {block.fields.map((field, index) => (
            <div key={index}>
              <Text text={field} />
            </div>
          ))}
        </div>
      )}
    </>
  );
}

function Folding({ block }: { block: SectionBlock }) {
  const words = useRef<HTMLDivElement>(null);
  const [tall, setTall] = useState(false);
  const [open, setOpen] = useState(false);
  useLayoutEffect(() => setTall((words.current?.scrollHeight ?? 0) > FOLDED_HEIGHT * 1.2), [block]);
  const folded = tall && !open;
  return (
    <>
      <div ref={words} className={folded ? "folded" : undefined}>
        <Words block={block} />
      </div>
      {tall && (
        <button type="button" className="link-button" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? "See less" : "See more"}
        </button>
      )}
    </>
  );
}

function Beside({ blockId, accessory, label }: { blockId: string; accessory: Accessory; label: string }) {
  return (
    <div className={`accessory accessory-${accessory.type}`}>
      {accessory.type === "image" ? (
        <Picture image={accessory} className="accessory-picture" />
      ) : (
        <InteractiveElement blockId={blockId} element={accessory} label={label} />
      )}
    </div>
  );
}

export function Section({ block }: { block: SectionBlock }) {
  return (
    <div className="section">
      <div className="section-words">{block.expand ? <Words block={block} /> : <Folding block={block} />}</div>
      {block.accessory && (
        <Beside blockId={block.block_id ?? ""} accessory={block.accessory} label={bare(block.text)} />
      )}
    </div>
  );
}
