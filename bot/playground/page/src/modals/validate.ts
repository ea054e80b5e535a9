// What Slack's own client checks before it sends a form.

import type { ElementState, Values } from "../contract";
import type { Block, InputBlock } from "../slack";
import { maxLength } from "../elements/TextInputElement";

function isEmpty(state: ElementState | undefined): boolean {
  if (!state) return true;
  const { value, selected_option, selected_options, selected_user, selected_time, selected_date } = state;
  if (selected_options) return selected_options.length === 0;
  return !(value?.trim() || selected_option || selected_user || selected_time || selected_date);
}

function problem(block: InputBlock, state: ElementState | undefined): string | null {
  if (isEmpty(state)) return block.optional ? null : "Please complete this required field.";
  if (block.element.type !== "plain_text_input") return null;
  const { length } = state?.value ?? "";
  const limit = maxLength(block.element);
  const least = block.element.min_length ?? 0;
  if (length > limit) return `Please shorten this to ${limit} characters; it has ${length}.`;
  if (length < least) return `Please write at least ${least} characters.`;
  return null;
}

/** What is wrong with the form, by block_id. */
export function problems(blocks: Block[], values: Values): Record<string, string> {
  const found: Record<string, string> = {};
  for (const block of blocks) {
    if (block.type !== "input") continue;
    const id = block.block_id ?? "";
    const text = problem(block, values[id]?.[block.element.action_id]);
    if (text) found[id] = text;
  }
  return found;
}
