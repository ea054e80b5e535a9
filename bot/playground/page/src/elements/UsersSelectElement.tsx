// A select from the people and apps of the workspace.

import { useState } from "react";
import { useSurface } from "../blocks/surface";
import { usePlayground } from "../playground";
import type { UsersSelect } from "../slack";
import { Combobox } from "./Combobox";
import { comboboxField, matches, type SelectProps } from "./options";

export function UsersSelectElement({ element, blockId, field, change }: SelectProps<UsersSelect>) {
  const { valueOf } = useSurface();
  const { state } = usePlayground();
  const [typed, setTyped] = useState("");
  const selected = state.people.find(({ id }) => id === valueOf(blockId, element).selected_user);
  const people = state.people
    .filter((person) => !person.deleted && matches(person.name, typed))
    .map((person) => ({ key: person.id, label: person.name, description: person.is_bot ? "App" : person.title }));
  return (
    <Combobox
      {...comboboxField(field)}
      placeholder={element.placeholder?.text ?? "Choose a person"}
      chosen={selected ? { key: selected.id, label: selected.name } : null}
      options={people}
      emptyText="No results"
      onSearch={setTyped}
      onChoose={(chosen) => change({ type: element.type, selected_user: chosen?.key ?? null })}
      clearable={field.required === false}
    />
  );
}
