// An input block: its label, its field, its hint and what is wrong with it.

import { useId } from "react";
import { InputElement } from "../elements/InteractiveElement";
import type { InputBlock } from "../slack";
import { useSurface } from "./surface";

const GROUPS = new Set(["checkboxes", "radio_buttons"]);

export function fieldIdOf(formId: string, blockId: string): string {
  return `${formId}-field-${blockId}`;
}

export function InputField({ block }: { block: InputBlock }) {
  const { container, errors, valueOf, type, act } = useSurface();
  const id = useId();
  const blockId = block.block_id ?? "";
  const { element } = block;
  const error = errors[blockId];
  const described = [block.hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  const fieldId = fieldIdOf(container.type === "view" ? container.view_id : container.type, blockId);
  const isGroup = GROUPS.has(element.type);
  const label = (
    <>
      {block.label.text}
      {block.optional && <span className="optional"> (optional)</span>}
    </>
  );
  // With dispatch_action a choice acts at once and a text when Enter is pressed in it.
  const actsOnChange = block.dispatch_action && element.type !== "plain_text_input";
  const actOnEnter = () => void act(blockId, element, valueOf(blockId, element));
  return (
    <div className={`input-block ${error ? "has-error" : ""}`}>
      {isGroup ? (
        <div id={`${id}-label`} className="input-label">
          {label}
        </div>
      ) : (
        <label id={`${id}-label`} htmlFor={fieldId} className="input-label">
          {label}
        </label>
      )}
      <InputElement
        blockId={blockId}
        element={element}
        field={{
          id: fieldId,
          labelledBy: `${id}-label`,
          describedBy: described || undefined,
          invalid: Boolean(error),
          required: !block.optional,
        }}
        change={(state) => {
          type(blockId, element.action_id, state);
          if (actsOnChange) void act(blockId, element, state);
        }}
        enter={block.dispatch_action ? actOnEnter : undefined}
      />
      {error && (
        <p id={`${id}-error`} className="input-error">
          {error}
        </p>
      )}
      {block.hint && (
        <p id={`${id}-hint`} className="input-hint">
          {block.hint.text}
        </p>
      )}
    </div>
  );
}
