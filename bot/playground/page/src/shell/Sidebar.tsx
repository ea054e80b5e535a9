// Who one is, and where one can go.

import { useRef } from "react";
import type { Channel } from "../contract";
import { usePlayground } from "../playground";
import { Avatar } from "./Avatar";

interface Props {
  at: string;
  onGo: () => void;
}

function Unread({ count }: { count: number }) {
  if (!count) return null;
  return (
    <span className="unread">
      {count}
      <span className="hidden"> unread</span>
    </span>
  );
}

function People({ onGo }: { onGo: () => void }) {
  const { state, go } = usePlayground();
  return (
    <nav aria-label="People">
      <h2>You are {state.me.name}</h2>
      <ul>
        {state.people
          .filter((person) => !person.is_bot && !person.deleted)
          .map((person) => (
            <li key={person.id}>
              <button
                type="button"
                aria-current={person.id === state.me.id ? "true" : undefined}
                onClick={() => {
                  go({ user: person.id, at: "" });
                  onGo();
                }}
              >
                <Avatar person={person} small />
                <span className="sidebar-label">{person.name}</span>
              </button>
            </li>
          ))}
      </ul>
    </nav>
  );
}

export function Sidebar({ at, onGo }: Props) {
  const { state, go } = usePlayground();
  const to = (place: string) => {
    go({ at: place });
    onGo();
  };
  const ladder = state.people.find((person) => person.is_bot && person.name === "Ladder");
  return (
    <div className="sidebar-content">
      <p className="team">{state.team.name}</p>
      <People onGo={onGo} />
      <nav aria-label="Channels">
        <h2>Channels</h2>
        <ul>
          {state.channels
            .filter(({ kind }) => kind === "channel")
            .map((channel) => (
              <li key={channel.id}>
                <button
                  type="button"
                  aria-current={channel.id === at ? "page" : undefined}
                  onClick={() => to(channel.id)}
                >
                  <span className="hash" aria-hidden="true">
                    #
                  </span>
                  <span className="sidebar-label">{channel.name}</span>
                  <Unread count={channel.unread} />
                </button>
              </li>
            ))}
        </ul>
      </nav>
      <nav aria-label="Apps">
        <h2>Apps</h2>
        <ul>
          <AppEntry at={at} to={to} avatar={ladder && <Avatar person={ladder} small />} />
        </ul>
      </nav>
    </div>
  );
}

/** What came since this conversation was last on the screen; the server only learns of a visit when it begins. */
function useUnread(channel: Channel | undefined, at: string): number {
  const seen = useRef<Record<string, number>>({});
  if (!channel) return 0;
  const { id, unread } = channel;
  const before = Math.min(seen.current[id] ?? 0, unread);
  seen.current[id] = id === at ? unread : before;
  return unread - seen.current[id];
}

/** Ladder is one entry for its two tabs: unread messages lead to them, otherwise it opens Home. */
function AppEntry({ at, to, avatar }: { at: string; to: (place: string) => void; avatar: React.ReactNode }) {
  const { state } = usePlayground();
  const dm = state.channels.find(({ kind }) => kind === "dm");
  const unread = useUnread(dm, at);
  return (
    <li>
      <button
        type="button"
        aria-current={at === "home" || at === dm?.id ? "page" : undefined}
        onClick={() => to(unread && dm ? dm.id : "home")}
      >
        {avatar}
        <span className="sidebar-label">Ladder</span>
        <Unread count={unread} />
      </button>
    </li>
  );
}
