// Ladder itself: its Home and its direct messages, in two tabs.

import { useEffect, useRef, type KeyboardEvent, type ReactNode } from "react";
import type { Channel, Message } from "../contract";
import { LockIcon } from "../elements/icons";
import { usePlayground } from "../playground";
import { Home } from "./Home";
import { Messages } from "./Messages";

interface Props {
  dm: Channel;
  messages: Message[];
  tab: "home" | "messages";
  menu: ReactNode;
}

function Tabs({ dm, tab }: { dm: Channel; tab: Props["tab"] }) {
  const { go } = usePlayground();
  const tabs = useRef<HTMLDivElement>(null);
  const to = (next: Props["tab"]) => go({ at: next === "home" ? "home" : dm.id });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "ArrowRight" && event.key !== "ArrowLeft") return;
    event.preventDefault();
    const next = tab === "home" ? "messages" : "home";
    to(next);
    tabs.current?.querySelector<HTMLElement>(`#tab-${next}`)?.focus();
  };
  return (
    <div ref={tabs} role="tablist" aria-label="Ladder" className="tabs" onKeyDown={onKeyDown}>
      {(["home", "messages"] as const).map((name) => (
        <button
          key={name}
          type="button"
          role="tab"
          id={`tab-${name}`}
          aria-selected={tab === name}
          aria-controls="app-panel"
          tabIndex={tab === name ? 0 : -1}
          onClick={() => to(name)}
        >
          {name === "home" ? "Home" : "Messages"}
        </button>
      ))}
    </div>
  );
}

export function AppPane({ dm, messages, tab, menu }: Props) {
  const { state, send } = usePlayground();
  const me = state.me.id;
  useEffect(() => {
    void send(tab === "home" ? "/page/home" : "/page/messages");
  }, [tab, me, send]);
  return (
    <main className="pane">
      <header className="pane-head">
        {menu}
        <h1>Ladder</h1>
        <span className="app-badge">APP</span>
      </header>
      <Tabs dm={dm} tab={tab} />
      <div id="app-panel" role="tabpanel" aria-labelledby={`tab-${tab}`} className="app-panel">
        {tab === "home" ? (
          <Home key={me} view={state.home} />
        ) : (
          <>
            <Messages key={dm.id} channel={dm.id} messages={messages} empty="No messages yet." />
            <p className="read-only">
              <LockIcon /> This conversation is read-only
            </p>
          </>
        )}
      </div>
    </main>
  );
}
