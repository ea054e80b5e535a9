// Slack's mrkdwn, read into the elements of a rich_text block, as Slack itself does before it draws a text.
// The library's own reader takes mrkdwn for Markdown: it would drop a line that begins with "#" or turn "a:b:c" into an emoji.

interface Style {
  bold?: true;
  italic?: true;
  strike?: true;
  code?: true;
}

export type Inline =
  | { type: "text"; text: string; style?: Style }
  | { type: "link"; url: string; text?: string; style?: Style }
  | { type: "user"; user_id: string; style?: Style }
  | { type: "channel"; channel_id: string; style?: Style }
  | { type: "broadcast"; range: "here" | "channel" | "everyone" }
  | { type: "emoji"; name: string }
  | { type: "date"; timestamp: number; format: string; fallback: string };

export interface Paragraph {
  type: "rich_text_section" | "rich_text_quote" | "rich_text_preformatted";
  elements: Inline[];
}

const MARKS = { "*": "bold", _: "italic", "~": "strike" } as const;

// In order: code, <…>, a bare address, an emoji. Formatting marks are looked for in what lies between.
const TOKEN = /`([^`\n]+)`|<([^<>\n]+)>|(https?:\/\/[^\s<>|]+[^\s<>|.,;:!?)'"])|(?<![\w:]):([a-z0-9_+'-]+):(?![\w:])/g;

function unescape(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

function plain(text: string, style: Style): Inline[] {
  if (!text) return [];
  return [{ type: "text", text: unescape(text), ...styled(style) }];
}

function styled(style: Style): { style?: Style } {
  return Object.keys(style).length ? { style } : {};
}

function dateOf(token: string): Inline | null {
  const found = /^!date\^(\d+)\^([^^|]+)(?:\^[^|]*)?\|?(.*)$/.exec(token);
  if (!found) return null;
  return { type: "date", timestamp: Number(found[1]), format: found[2] ?? "", fallback: unescape(found[3] ?? "") };
}

/** Read what stands between angle brackets: a mention, a date, or a link with an optional label. */
function bracketed(token: string, style: Style): Inline[] {
  const [target = "", label] = token.split(/\|(.*)/s);
  if (/^@[UW]/.test(target)) return [{ type: "user", user_id: target.slice(1), ...styled(style) }];
  if (target.startsWith("#")) return [{ type: "channel", channel_id: target.slice(1), ...styled(style) }];
  const range = /^!(here|channel|everyone)$/.exec(target)?.[1];
  if (range) return [{ type: "broadcast", range: range as "here" }];
  const date = dateOf(token);
  if (date) return [date];
  if (/^[a-z][a-z0-9+.-]*:/i.test(target)) {
    return [{ type: "link", url: unescape(target), ...(label ? { text: unescape(label) } : {}), ...styled(style) }];
  }
  return plain(`<${token}>`, style);
}

function tokens(text: string, style: Style): Inline[] {
  const found: Inline[] = [];
  let from = 0;
  for (const match of text.matchAll(TOKEN)) {
    found.push(...plain(text.slice(from, match.index), style));
    const [whole, code, bracket, url, emoji] = match;
    if (code !== undefined) found.push(...plain(code, { ...style, code: true }));
    else if (bracket !== undefined) found.push(...bracketed(bracket, style));
    else if (url !== undefined) found.push({ type: "link", url: unescape(url), ...styled(style) });
    else if (emoji !== undefined) found.push({ type: "emoji", name: emoji });
    from = match.index + whole.length;
  }
  return [...found, ...plain(text.slice(from), style)];
}

// A mark opens before a non-space and after the line's start, a space or a sign; it closes the other way round, on the same line.
// What lies in `code` or <…> is stepped over, so that a mark in it neither opens nor closes.
const SPAN = /(?<![\p{L}\p{N}_*~])([*_~])(?=\S)((?:`[^`\n]+`|<[^<>\n]+>|(?!\1)[^\n])*?(?!\1)\S)\1(?![\p{L}\p{N}*_~])/u;
const SHIELDED = /`[^`\n]+`|<[^<>\n]+>/g;

function insideShield(text: string, index: number): number | null {
  for (const shield of text.matchAll(SHIELDED)) {
    const end = shield.index + shield[0].length;
    if (shield.index < index && index < end) return end;
  }
  return null;
}

export function inline(text: string, style: Style = {}): Inline[] {
  let from = 0;
  for (;;) {
    const match = SPAN.exec(text.slice(from));
    if (!match) return tokens(text, style);
    const start = from + match.index;
    const shielded = insideShield(text, start);
    if (shielded === null) {
      const [whole, mark = "*", inner = ""] = match;
      const styleWithin = { ...style, [MARKS[mark as keyof typeof MARKS]]: true };
      return [
        ...tokens(text.slice(0, start), style),
        ...inline(inner, styleWithin),
        ...inline(text.slice(start + whole.length), style),
      ];
    }
    from = shielded;
  }
}

const QUOTE = /^(?:>|&gt;) ?/;

/** Quoted lines stand together in a quote; the lines between keep their breaks. */
function linesOf(text: string): Paragraph[] {
  const groups: { quoted: boolean; lines: string[] }[] = [];
  for (const line of text.split("\n")) {
    const quoted = QUOTE.test(line);
    const last = groups.at(-1);
    const bare = quoted ? line.replace(QUOTE, "") : line;
    if (last?.quoted === quoted) last.lines.push(bare);
    else groups.push({ quoted, lines: [bare] });
  }
  return groups.map(({ quoted, lines }) => ({
    type: quoted ? "rich_text_quote" : "rich_text_section",
    elements: inline(lines.join("\n")),
  }));
}

export function paragraphs(text: string): Paragraph[] {
  return text
    .split(/```\n?(.+?)\n?```\n?/s)
    .flatMap((part, index): Paragraph[] => {
      if (index % 2) return [{ type: "rich_text_preformatted", elements: plain(part, {}) }];
      return part ? linesOf(part) : [];
    })
    .filter((paragraph) => paragraph.elements.length > 0);
}
