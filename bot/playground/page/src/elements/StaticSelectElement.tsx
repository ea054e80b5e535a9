// A select from a list that the bot gave along.

import { useState } from "react";
import { useSurface } from "../blocks/surface";
import type { StaticSelect } from "../slack";
import { Combobox } from "./Combobox";
import { chosenState, comboboxField, flat, listed, matches, type SelectProps } from "./options";

export function StaticSelectElement({ element, blockId, field, change }: SelectProps<StaticSelect>) {
  const { valueOf } = useSurface();
  const [typed, setTyped] = useState("");
  const selected = valueOf(blockId, element).selected_option ?? null;
  const all = flat(element.options, element.option_groups);
  const found = all.filter(({ listed }) => matches(listed.label, typed));
  return (
    <Combobox
      {...comboboxField(field)}
      placeholder={element.placeholder?.text ?? "Choose one"}
      chosen={selected && listed(selected)}
      options={found.map(({ listed }) => listed)}
      emptyText="No results"
      onSearch={setTyped}
      onChoose={(chosen) => change(chosenState(element.type, all, chosen))}
      clearable={field.required === false}
    />
  );
}
