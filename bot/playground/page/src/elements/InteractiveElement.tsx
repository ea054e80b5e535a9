// Whatever a person can click or fill in, by its type.

import type { ElementState } from "../contract";
import { useSurface } from "../blocks/surface";
import { Unknown } from "../blocks/Unknown";
import type { Input, Interactive } from "../slack";
import { ButtonElement } from "./ButtonElement";
import { ChoiceElement } from "./ChoiceElement";
import { ExternalSelectElement } from "./ExternalSelectElement";
import type { Field } from "./field";
import { MomentElement } from "./MomentElement";
import { OverflowElement } from "./OverflowElement";
import { StaticSelectElement } from "./StaticSelectElement";
import { TextInputElement } from "./TextInputElement";
import { useConfirmed } from "./useConfirmed";
import { UsersSelectElement } from "./UsersSelectElement";

interface InputProps {
  blockId: string;
  element: Input;
  field: Field;
  change: (state: ElementState) => void;
  enter?: () => void;
}

/** An input that only keeps what is put in; whoever draws it decides what a change sets off. */
export function InputElement({ element, ...rest }: InputProps) {
  switch (element.type) {
    case "static_select":
      return <StaticSelectElement element={element} {...rest} />;
    case "external_select":
      return <ExternalSelectElement element={element} {...rest} />;
    case "users_select":
      return <UsersSelectElement element={element} {...rest} />;
    case "checkboxes":
    case "radio_buttons":
      return <ChoiceElement element={element} {...rest} />;
    case "timepicker":
    case "datepicker":
      return <MomentElement element={element} {...rest} />;
    case "plain_text_input":
      return <TextInputElement element={element} {...rest} />;
    default:
      return <Unknown what="element" thing={element} />;
  }
}

/** An element outside of an input block: each change is an action of its own. */
function ActingInput({ blockId, element, label }: { blockId: string; element: Input; label: string }) {
  const { type, act } = useSurface();
  const [confirmed, dialog] = useConfirmed(element.confirm);
  return (
    <>
      <InputElement
        blockId={blockId}
        element={element}
        field={{ label: element.placeholder?.text ?? label }}
        change={(state) =>
          confirmed(() => {
            type(blockId, element.action_id, state);
            void act(blockId, element, state);
          })
        }
      />
      {dialog}
    </>
  );
}

export function InteractiveElement(props: { blockId: string; element: Interactive; label: string }) {
  const { blockId, element } = props;
  if (element.type === "button") return <ButtonElement blockId={blockId} element={element} />;
  if (element.type === "overflow") return <OverflowElement blockId={blockId} element={element} />;
  return <ActingInput blockId={blockId} element={element} label={props.label} />;
}
