// The three selects: from a list, from the people of the workspace, and from what the bot finds.

import { useEffect, useRef, useState } from "react";
import { useSurface } from "../blocks/surface";
import type { ElementState } from "../contract";
import { usePlayground } from "../playground";
import { Refusal, searchOptions, type Choices } from "../server";
import type { ExternalSelect, Option, OptionGroup, Select, StaticSelect, UsersSelect } from "../slack";
import { Combobox } from "./Combobox";
import type { Field } from "./field";
import type { ListOption } from "./Listbox";

const SEARCH_AFTER_MS = 200;
const SLACKS_MIN_QUERY_LENGTH = 3;

export interface SelectProps<Element extends Select> {
  element: Element;
  blockId: string;
  field: Field;
  change: (state: ElementState) => void;
}

function listed(option: Option, group?: string): ListOption {
  return {
    key: option.value ?? option.text.text,
    label: option.text.text,
    description: option.description?.text,
    group,
  };
}

function flat(options: Option[] = [], groups: OptionGroup[] = []): { option: Option; listed: ListOption }[] {
  return [
    ...options.map((option) => ({ option, listed: listed(option) })),
    ...groups.flatMap((group) =>
      group.options.map((option) => ({ option, listed: listed(option, group.label.text) })),
    ),
  ];
}

function matches(label: string, typed: string): boolean {
  return label.toLowerCase().includes(typed.trim().toLowerCase());
}

function comboboxField(field: Field) {
  return {
    fieldId: field.id,
    label: field.label,
    labelledBy: field.labelledBy,
    describedBy: field.describedBy,
    invalid: field.invalid,
    required: field.required,
  };
}

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
      onChoose={(chosen) => {
        const option = all.find(({ listed }) => listed.key === chosen?.key)?.option ?? null;
        change({ type: element.type, selected_option: option && { text: option.text, value: option.value } });
      }}
      clearable={field.required === false}
    />
  );
}

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

export function ExternalSelectElement({ element, blockId, field, change }: SelectProps<ExternalSelect>) {
  const { container, valueOf } = useSurface();
  const { state, complain } = usePlayground();
  const [choices, setChoices] = useState<Choices>({});
  const [status, setStatus] = useState("");
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef(0);
  useEffect(() => () => clearTimeout(timer.current), []);
  const atLeast = element.min_query_length ?? SLACKS_MIN_QUERY_LENGTH;

  async function fetchOptions(typed: string): Promise<void> {
    const mine = ++latest.current;
    try {
      const found = await searchOptions(state.me.id, container, blockId, element.action_id, typed);
      if (mine !== latest.current) return;
      setChoices(found);
      setStatus("No results");
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (mine !== latest.current) return;
      setChoices({});
      setStatus("The options could not be loaded.");
      complain(error.message);
    }
  }

  function search(typed: string): void {
    clearTimeout(timer.current);
    latest.current += 1;
    if (typed.trim().length < atLeast) {
      setChoices({});
      setStatus(`Type ${atLeast === 1 ? "a letter" : `${atLeast} letters`} or more to search`);
      return;
    }
    setStatus("Searching…");
    timer.current = setTimeout(() => void fetchOptions(typed), SEARCH_AFTER_MS);
  }

  const found = flat(choices.options, choices.option_groups);
  const selected = valueOf(blockId, element).selected_option ?? null;
  return (
    <Combobox
      {...comboboxField(field)}
      placeholder={element.placeholder?.text ?? "Type to search"}
      chosen={selected && listed(selected)}
      options={found.map(({ listed }) => listed)}
      emptyText={status}
      onSearch={search}
      onChoose={(chosen) => {
        const option = found.find(({ listed }) => listed.key === chosen?.key)?.option ?? null;
        change({ type: element.type, selected_option: option && { text: option.text, value: option.value } });
      }}
      clearable={field.required === false}
    />
  );
}
