// A select that asks the bot for its options while one types.

import { useEffect, useRef, useState } from "react";
import { useSurface } from "../blocks/surface";
import { usePlayground } from "../playground";
import { Refusal, searchOptions, type Choices } from "../server";
import type { ExternalSelect } from "../slack";
import { Combobox } from "./Combobox";
import { chosenState, comboboxField, flat, listed, type SelectProps } from "./options";

const SEARCH_AFTER_MS = 200;
const SLACKS_MIN_QUERY_LENGTH = 3;

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
      onChoose={(chosen) => change(chosenState(element.type, found, chosen))}
      clearable={field.required === false}
    />
  );
}
