// The messages of one conversation, oldest first, with a line for each new day. A log: what comes is read aloud politely.

import { Fragment, useLayoutEffect, useRef } from "react";
import type { Message } from "../contract";
import { usePlayground } from "../playground";
import { longDay } from "../time";
import { MessageItem } from "./MessageItem";

const NEAR_THE_END = 120;

/** Scroll to the newest message when one comes, unless the person is reading further up. */
function useFollowing(messages: Message[]) {
  const list = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const last = messages.at(-1);
  const height = useRef(0);
  useLayoutEffect(() => {
    const element = list.current;
    if (element && atEnd.current) element.scrollTop = element.scrollHeight;
    height.current = element?.scrollHeight ?? 0;
  }, [last?.ts, messages.length]);
  const onScroll = () => {
    const element = list.current;
    if (element) atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_THE_END;
  };
  return { list, onScroll };
}

export function Messages({ channel, messages, empty }: { channel: string; messages: Message[]; empty: string }) {
  const { state } = usePlayground();
  const { list, onScroll } = useFollowing(messages);
  const dayOf = (message: Message | undefined) => message && longDay(message.at, state.me.tz);
  return (
    <div ref={list} className="messages" onScroll={onScroll} tabIndex={0} role="log" aria-label="Messages">
        {!messages.length && <p className="empty">{empty}</p>}
        {messages.map((message, index) => (
          <Fragment key={message.ts}>
            {dayOf(message) !== dayOf(messages[index - 1]) && (
              <div className="day">
                <span>{dayOf(message)}</span>
              </div>
            )}
            <MessageItem channel={channel} message={message} />
          </Fragment>
        ))}
    </div>
  );
}
