// What the elements of one message, modal or Home share: who they belong to, what was typed, and how to act.

import { createContext, useCallback, useContext, useMemo, useState } from "react";
import type { Container, ElementState, Values } from "../contract";
import { usePlayground } from "../playground";
import type { Accessory, Block, Input, Interactive } from "../slack";

export interface Surface {
  container: Container;
  errors: Record<string, string>;
  valueOf: (blockId: string, element: Input) => ElementState;
  type: (blockId: string, actionId: string, state: ElementState) => void;
  act: (blockId: string, element: Interactive, part: ElementState) => Promise<boolean>;
}

export const SurfaceContext = createContext<Surface | null>(null);

export function useSurface(): Surface {
  const surface = useContext(SurfaceContext);
  if (!surface) throw new Error("A block is drawn outside of a message, modal or Home.");
  return surface;
}

const INPUTS = new Set<string>([
  "static_select",
  "external_select",
  "users_select",
  "checkboxes",
  "radio_buttons",
  "timepicker",
  "datepicker",
  "plain_text_input",
] satisfies Input["type"][]);

function isInput(element: Accessory): element is Input {
  return INPUTS.has(element.type);
}

/** The value an input has before anybody touched it. */
export function initialState(element: Input): ElementState {
  const { type } = element;
  switch (type) {
    case "plain_text_input":
      return { type, value: element.initial_value ?? null };
    case "static_select":
    case "external_select":
    case "radio_buttons":
      return { type, selected_option: element.initial_option ?? null };
    case "users_select":
      return { type, selected_user: element.initial_user ?? null };
    case "checkboxes":
      return { type, selected_options: element.initial_options ?? [] };
    case "timepicker":
      return { type, selected_time: element.initial_time ?? null };
    case "datepicker":
      return { type, selected_date: element.initial_date ?? null };
  }
}

function inputsOf(block: Block): Input[] {
  if (block.type === "input") return [block.element];
  if (block.type === "actions") return block.elements.filter(isInput);
  if (block.type === "section" && block.accessory && isInput(block.accessory)) return [block.accessory];
  return [];
}

export interface Typed {
  valueOf: Surface["valueOf"];
  type: Surface["type"];
  values: (blocks: Block[]) => Values;
}

/**
 * What was typed, by block_id and action_id: so it outlives an update of the view that keeps both, as in Slack.
 * `known` are the values that the server still has, for a modal that was open before a reload.
 */
export function useTyped(known: Values | undefined): Typed {
  const [typed, setTyped] = useState<Values>({});
  const [knownAtFirst] = useState(known ?? {});
  const valueOf = useCallback(
    (blockId: string, element: Input) =>
      typed[blockId]?.[element.action_id] ??
      knownAtFirst[blockId]?.[element.action_id] ??
      initialState(element),
    [typed, knownAtFirst],
  );
  const type = useCallback((blockId: string, actionId: string, state: ElementState) => {
    setTyped((before) => ({ ...before, [blockId]: { ...before[blockId], [actionId]: state } }));
  }, []);
  const values = useCallback(
    (blocks: Block[]) => {
      const all: Values = {};
      for (const block of blocks) {
        for (const input of inputsOf(block)) {
          const blockId = block.block_id ?? "";
          all[blockId] = { ...all[blockId], [input.action_id]: valueOf(blockId, input) };
        }
      }
      return all;
    },
    [valueOf],
  );
  return { valueOf, type, values };
}

const NO_ERRORS = {};

/** Bind what was typed to a container whose blocks are these. */
export function useSurfaceOf(
  container: Container,
  blocks: Block[],
  typed: Typed,
  errors: Record<string, string> = NO_ERRORS,
): Surface {
  const { send } = usePlayground();
  const identity = JSON.stringify(container);
  return useMemo(() => {
    const same = JSON.parse(identity) as Container;
    return {
      container: same,
      errors,
      valueOf: typed.valueOf,
      type: typed.type,
      act: (blockId, element, part) => {
        const values = typed.values(blocks);
        if (isInput(element)) values[blockId] = { ...values[blockId], [element.action_id]: part };
        return send("/page/action", {
          container: same,
          block_id: blockId,
          action_id: element.action_id,
          element: part,
          state: { values },
        });
      },
    };
  }, [identity, blocks, typed, errors, send]);
}
