// The page's way to the server: one POST for every act of a person, and the options of a select that searches.

import type { Container } from "./contract";
import type { Option, OptionGroup } from "./slack";

const UNREACHABLE = "The playground does not answer. Is it still running?";

/** What the server refused, in words for a person. */
export class Refusal extends Error {}

async function answerOf(response: Response): Promise<unknown> {
  const answer: unknown = await response.json().catch(() => ({}));
  if (response.ok) return answer;
  const { error } = answer as { error?: string };
  throw new Refusal(error ?? `The playground answered with ${response.status}.`);
}

async function ask(path: string, init?: RequestInit): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch {
    throw new Refusal(UNREACHABLE);
  }
  return answerOf(response);
}

export function post(path: string, body: object): Promise<unknown> {
  return ask(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
}

export interface Choices {
  options?: Option[];
  option_groups?: OptionGroup[];
}

/** Ask the bot for the options of an `external_select` that fit what was typed. */
export async function searchOptions(
  user: string,
  container: Container,
  blockId: string,
  actionId: string,
  typed: string,
): Promise<Choices> {
  const query = new URLSearchParams({ user, block_id: blockId, action_id: actionId, value: typed });
  if (container.type === "view") query.set("view_id", container.view_id);
  if (container.type === "message") {
    query.set("channel", container.channel);
    query.set("ts", container.ts);
  }
  return (await ask(`/page/options?${query}`)) as Choices;
}
