// A text object: mrkdwn through the library, plain text as it is.

import { useMemo } from "react";
import { paragraphs } from "../mrkdwn";
import type { TextObject } from "../slack";
import { Drawn } from "./Drawn";

export function Mrkdwn({ text }: { text: string }) {
  const block = useMemo(() => ({ type: "rich_text", elements: paragraphs(text) }), [text]);
  return <Drawn block={block} />;
}

export function Text({ text }: { text: TextObject }) {
  if (text.type === "mrkdwn") return <Mrkdwn text={text.text} />;
  return <span className="plain">{text.text}</span>;
}

/** A text without its marks, for the name of a control or an announcement. */
export function bare(text: TextObject | undefined): string {
  if (!text) return "";
  if (text.type === "plain_text") return text.text;
  return text.text
    .replace(/<[^|>]*\|([^>]*)>/g, "$1")
    .replace(/[*_~`]|^(?:>|&gt;) ?/gm, "")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&");
}
