// A plain text input. What is too long stays and is counted, never cut: the words are the person's.

import { useSurface } from "../blocks/surface";
import type { ElementState } from "../contract";
import type { PlainTextInput } from "../slack";
import { fieldProps, type Field } from "./field";

const SLACKS_MAX_LENGTH = 3000;
const COUNT_FROM = 0.8;

interface Props {
  element: PlainTextInput;
  blockId: string;
  field: Field;
  change: (state: ElementState) => void;
  /** What Enter does in a single line, where it does not submit the form. */
  enter?: () => void;
}

export function maxLength(element: PlainTextInput): number {
  return element.max_length ?? SLACKS_MAX_LENGTH;
}

function Counter({ length, limit }: { length: number; limit: number }) {
  if (length < limit * COUNT_FROM) return null;
  const left = limit - length;
  return (
    <p className={`counter ${left < 0 ? "over" : ""}`} aria-live="polite">
      {left < 0 ? `${-left} characters too many` : `${left} characters left`}
    </p>
  );
}

export function TextInputElement({ element, blockId, field, change, enter }: Props) {
  const { valueOf } = useSurface();
  const value = valueOf(blockId, element).value ?? "";
  const common = {
    ...fieldProps(field),
    dir: "auto",
    className: "text-field",
    placeholder: element.placeholder?.text,
    value,
    onChange: (event: { target: { value: string } }) =>
      change({ type: element.type, value: event.target.value || null }),
  };
  return (
    <>
      {element.multiline ? (
        <textarea rows={3} {...common} />
      ) : (
        <input
          type="text"
          autoComplete="off"
          {...common}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || !enter) return;
            event.preventDefault();
            enter();
          }}
        />
      )}
      <Counter length={value.length} limit={maxLength(element)} />
    </>
  );
}
