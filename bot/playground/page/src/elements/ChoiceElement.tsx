// Checkboxes and radio buttons: a group of options that all stand there.

import { useId } from "react";
import { Text } from "../blocks/Text";
import { useSurface } from "../blocks/surface";
import type { ElementState } from "../contract";
import type { Checkboxes, Option, RadioButtons } from "../slack";
import type { Field } from "./field";

interface Props {
  element: Checkboxes | RadioButtons;
  blockId: string;
  field: Field;
  change: (state: ElementState) => void;
}

export function ChoiceElement({ element, blockId, field, change }: Props) {
  const { valueOf } = useSurface();
  const id = useId();
  const { selected_option: one, selected_options: many = [] } = valueOf(blockId, element);
  const isRadio = element.type === "radio_buttons";
  const chosen = isRadio ? (one ? [one] : []) : many;
  const isChosen = (option: Option) => chosen.some(({ value }) => value === option.value);

  function pick(option: Option): void {
    if (isRadio) change({ type: element.type, selected_option: option });
    else {
      const after = element.options.filter((other) => (other === option ? !isChosen(other) : isChosen(other)));
      change({ type: element.type, selected_options: after });
    }
  }

  return (
    <div
      role={isRadio ? "radiogroup" : "group"}
      id={field.id}
      aria-label={field.label}
      aria-labelledby={field.labelledBy}
      aria-describedby={field.describedBy}
      className="choices"
    >
      {element.options.map((option, index) => (
        <div className="choice" key={option.value ?? index}>
          <input
            type={isRadio ? "radio" : "checkbox"}
            id={`${id}-${index}`}
            name={id}
            checked={isChosen(option)}
            aria-invalid={field.invalid || undefined}
            aria-describedby={option.description ? `${id}-${index}-more` : undefined}
            onChange={() => pick(option)}
          />
          <div>
            <label htmlFor={`${id}-${index}`}>
              <Text text={option.text} />
            </label>
            {option.description && (
              <div id={`${id}-${index}-more`} className="choice-description">
                <Text text={option.description} />
              </div>
            )}
          </div>
        </div>
      ))}
    </div>
  );
}
