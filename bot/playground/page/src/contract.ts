// What the playground's server and its page say to each other. Moments are ISO 8601 in UTC.

import type { Block, Option, TextObject } from "./slack";

export interface Person {
  id: string;
  name: string;
  title: string;
  tz: string;
  color: string;
  is_bot?: boolean;
  deleted?: boolean;
}

export interface Channel {
  id: string;
  name: string;
  kind: "channel" | "dm";
  composer: boolean;
  unread: number;
}

export interface Message {
  ts: string;
  seq: number;
  user: string;
  text: string;
  blocks?: Block[] | null;
  ephemeral: boolean;
  edited: boolean;
  at: string;
}

/** One element's value, as Slack puts it into `state.values` and, for the element acted on, into `actions`. */
export interface ElementState {
  type: string;
  value?: string | null;
  selected_option?: Option | null;
  selected_options?: Option[];
  selected_user?: string | null;
  selected_time?: string | null;
  selected_date?: string | null;
}

/** block_id, then action_id. */
export type Values = Record<string, Record<string, ElementState>>;

export interface View {
  id: string;
  hash: string;
  type: "modal" | "home";
  title?: TextObject;
  submit?: TextObject | null;
  close?: TextObject | null;
  blocks: Block[];
  callback_id?: string;
  errors?: Record<string, string> | null;
  state?: { values: Values } | null;
  submitting?: boolean;
  /** What Slack says when the bot did not answer as it should. */
  trouble?: string | null;
}

export interface Notice {
  seq: number;
  text: string;
  kind: "error" | "info";
}

export interface Command {
  command: string;
  description: string;
  usage_hint: string;
  verbs: { verb: string; hint: string }[];
}

export interface Shortcut {
  callback_id: string;
  name: string;
  type: "global" | "message";
}

export interface State {
  seq: number;
  team: { id: string; name: string };
  banner: string;
  clock: { now: string; next: string | null };
  me: Person;
  people: Person[];
  channels: Channel[];
  messages: Record<string, Message[]>;
  home: View | null;
  modals: View[];
  notices: Notice[];
  commands: Command[];
  shortcuts: Shortcut[];
  suggested: string[];
}

export type Container =
  | { type: "message"; channel: string; ts: string }
  | { type: "view"; view_id: string }
  | { type: "home" };
