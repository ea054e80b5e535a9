// One message: who, when, whether others see it, its blocks, and the shortcuts that start from it.

import { memo, useRef } from "react";
import { Blocks } from "../blocks/Blocks";
import { SurfaceContext, useSurfaceOf, useTyped } from "../blocks/surface";
import { Mrkdwn } from "../blocks/Text";
import type { Message, Person } from "../contract";
import { DotsIcon, EyeIcon } from "../elements/icons";
import { Menu } from "../elements/Menu";
import { usePlayground } from "../playground";
import { Avatar } from "../shell/Avatar";
import { clockTime, dayAndTime } from "../time";
import { useKeptFocus } from "./keptFocus";

const NOBODY: Person = { id: "", name: "Unknown", title: "", tz: "UTC", color: "5e5e5e" };
const NO_BLOCKS: never[] = [];

function MoreActions({ channel, message }: { channel: string; message: Message }) {
  const { state, send } = usePlayground();
  const items = state.shortcuts
    .filter(({ type }) => type === "message")
    .map(({ callback_id, name }) => ({
      key: callback_id,
      label: name,
      choose: () => void send("/page/shortcut", { callback_id, channel, ts: message.ts }),
    }));
  if (!items.length) return null;
  return (
    <div className="message-more">
      <Menu label="More message shortcuts" className="icon-button" icon={<DotsIcon />} items={items} />
    </div>
  );
}

function Body({ channel, message }: { channel: string; message: Message }) {
  const blocks = message.blocks ?? NO_BLOCKS;
  const surface = useSurfaceOf({ type: "message", channel, ts: message.ts }, blocks, useTyped(undefined));
  return (
    <SurfaceContext value={surface}>
      {blocks.length ? <Blocks blocks={blocks} /> : <Mrkdwn text={message.text} />}
    </SurfaceContext>
  );
}

export const MessageItem = memo(function MessageItem(props: { channel: string; message: Message }) {
  const { channel, message } = props;
  const { state } = usePlayground();
  const item = useRef<HTMLElement>(null);
  useKeptFocus(item, message);
  const author = state.people.find(({ id }) => id === message.user) ?? NOBODY;
  return (
    <article
      ref={item}
      className={`message ${message.ephemeral ? "ephemeral" : ""}`}
      aria-label={`${author.name}, ${clockTime(message.at, state.me.tz)}`}
      data-testid="message"
      data-ts={message.ts}
      tabIndex={-1}
    >
      <Avatar person={author} />
      <div className="message-content">
        {message.ephemeral && (
          <p className="only-you">
            <EyeIcon /> Only visible to you
          </p>
        )}
        <div className="message-head">
          <strong>{author.name}</strong>
          {author.is_bot && <span className="app-badge">APP</span>}
          <time dateTime={message.at} title={dayAndTime(message.at, state.me.tz)}>
            {clockTime(message.at, state.me.tz)}
          </time>
        </div>
        <Body channel={channel} message={message} />
        {message.edited && <span className="edited">(edited)</span>}
      </div>
      {!message.ephemeral && <MoreActions channel={channel} message={message} />}
    </article>
  );
});
