// What the three selects have in common: options as a list shows them, and how a select is tied to its field.

import type { ElementState } from "../contract";
import type { Option, OptionGroup, Select } from "../slack";
import type { Field } from "./field";
import type { ListOption } from "./Listbox";

export interface SelectProps<Element extends Select> {
  element: Element;
  blockId: string;
  field: Field;
  change: (state: ElementState) => void;
}

export function listed(option: Option, group?: string): ListOption {
  return {
    key: option.value ?? option.text.text,
    label: option.text.text,
    description: option.description?.text,
    group,
  };
}

/** All options of a select in one row, each beside what the list shows of it. */
export function flat(options: Option[] = [], groups: OptionGroup[] = []): { option: Option; listed: ListOption }[] {
  return [
    ...options.map((option) => ({ option, listed: listed(option) })),
    ...groups.flatMap((group) =>
      group.options.map((option) => ({ option, listed: listed(option, group.label.text) })),
    ),
  ];
}

export function matches(label: string, typed: string): boolean {
  return label.toLowerCase().includes(typed.trim().toLowerCase());
}

export function comboboxField(field: Field) {
  return {
    fieldId: field.id,
    label: field.label,
    labelledBy: field.labelledBy,
    describedBy: field.describedBy,
    invalid: field.invalid,
    required: field.required,
  };
}

/** The value of a select once this option of the list is chosen; null clears it. */
export function chosenState(
  type: Select["type"],
  all: { option: Option; listed: ListOption }[],
  chosen: ListOption | null,
): ElementState {
  const option = all.find(({ listed }) => listed.key === chosen?.key)?.option;
  return { type, selected_option: option ? { text: option.text, value: option.value } : null };
}
