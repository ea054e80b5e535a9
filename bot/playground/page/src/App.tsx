// The page: banner, sidebar, what is looked at, modals and notices.

import { useCallback, useMemo, useRef, useState } from "react";
import type { Message, State } from "./contract";
import { MenuIcon } from "./elements/icons";
import { useLive } from "./live";
import { Modal } from "./modals/Modal";
import { useNotices } from "./notices";
import { usePlace } from "./place";
import { PlaygroundContext, type Playground } from "./playground";
import { post, Refusal } from "./server";
import { Banner } from "./shell/Banner";
import { Notices } from "./shell/Notices";
import { Sidebar } from "./shell/Sidebar";
import { Waiting } from "./shell/Waiting";
import { AppPane } from "./surfaces/AppPane";
import { ChannelPane } from "./surfaces/ChannelPane";

/** The number of the first state since the page was loaded: what was said only to one person before it is gone. */
function useFirstSeq(state: State | null): number {
  const first = useRef<number | null>(null);
  // A smaller number than the first one means that the playground was started anew meanwhile.
  if (state && (first.current === null || state.seq < first.current)) first.current = state.seq;
  return first.current ?? 0;
}

function visible(messages: Message[] | undefined, firstSeq: number): Message[] {
  return (messages ?? []).filter((message) => !message.ephemeral || message.seq > firstSeq);
}

export function App() {
  const [place, go] = usePlace();
  const { state, connected, stranger } = useLive(place.user);
  const firstSeq = useFirstSeq(state);
  const { notices, dismiss, complain } = useNotices(state, firstSeq);
  const [menuOpen, setMenuOpen] = useState(false);
  const menuButton = useRef<HTMLButtonElement>(null);

  const send = useCallback(
    async (path: string, body: object = {}) => {
      try {
        await post(path, { user: place.user, ...body });
        return true;
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        complain(error.message);
        return false;
      }
    },
    [place.user, complain],
  );
  const playground = useMemo<Playground | null>(
    () => state && { state, go, send, complain },
    [state, go, send, complain],
  );

  if (!state || !playground) return <Waiting connected={connected} stranger={stranger} />;
  const dm = state.channels.find(({ kind }) => kind === "dm");
  const channel =
    state.channels.find(({ id }) => id === place.at) ?? state.channels.find(({ kind }) => kind === "channel");
  const inApp = dm && (place.at === "home" || place.at === dm.id);
  const at = place.at === "home" ? "home" : (channel?.id ?? "");
  const menu = (
    <button
      ref={menuButton}
      type="button"
      className="icon-button menu-button"
      aria-label="Menu"
      aria-expanded={menuOpen}
      aria-controls="sidebar"
      onClick={() => setMenuOpen(!menuOpen)}
    >
      <MenuIcon />
    </button>
  );
  const noticesDrawn = <Notices notices={notices} dismiss={dismiss} />;
  const closeMenu = () => setMenuOpen(false);

  return (
    <PlaygroundContext value={playground}>
      <div className="page">
        <Banner connected={connected} />
        <aside
          id="sidebar"
          aria-label="Workspace"
          className={`sidebar ${menuOpen ? "is-open" : ""}`}
          onKeyDown={(event) => {
            if (event.key !== "Escape" || !menuOpen) return;
            closeMenu();
            menuButton.current?.focus();
          }}
        >
          <Sidebar at={at} onGo={closeMenu} />
        </aside>
        {menuOpen && <div className="backdrop" onClick={closeMenu} />}
        {inApp ? (
          <AppPane
            dm={dm}
            messages={visible(state.messages[dm.id], firstSeq)}
            tab={place.at === "home" ? "home" : "messages"}
            menu={menu}
          />
        ) : (
          channel && (
            <ChannelPane channel={channel} messages={visible(state.messages[channel.id], firstSeq)} menu={menu} />
          )
        )}
        {state.modals.map((view, depth) => (
          <Modal
            key={view.id}
            view={view}
            depth={depth}
            notices={depth === state.modals.length - 1 && noticesDrawn}
          />
        ))}
        {state.modals.length === 0 && noticesDrawn}
      </div>
    </PlaygroundContext>
  );
}
