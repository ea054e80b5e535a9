// The state as the server sends it, kept current over a WebSocket that comes back by itself.

import { useEffect, useState } from "react";
import type { State } from "./contract";

const FIRST_WAIT_MS = 300;
const LONGEST_WAIT_MS = 5_000;
// How the server closes a live view of somebody who is not there.
const POLICY_VIOLATION = 1008;

export interface Live {
  state: State | null;
  connected: boolean;
  /** The server knows nobody of this id; trying again would not help. */
  stranger?: boolean;
}

function address(user: string): string {
  const scheme = window.location.protocol === "https:" ? "wss:" : "ws:";
  return `${scheme}//${window.location.host}/page/live?user=${encodeURIComponent(user)}`;
}

export function useLive(user: string): Live {
  const [live, setLive] = useState<Live>({ state: null, connected: true });
  useEffect(() => {
    let socket: WebSocket;
    let waiting: ReturnType<typeof setTimeout>;
    let wait = FIRST_WAIT_MS;
    let ended = false;

    function connect(): void {
      socket = new WebSocket(address(user));
      socket.onmessage = (event: MessageEvent<string>) => {
        wait = FIRST_WAIT_MS;
        if (!ended) setLive({ state: JSON.parse(event.data) as State, connected: true });
      };
      socket.onclose = ({ code }) => {
        if (ended) return;
        if (code === POLICY_VIOLATION) {
          setLive({ state: null, connected: false, stranger: true });
          return;
        }
        setLive((before) => ({ ...before, connected: false }));
        waiting = setTimeout(connect, wait);
        wait = Math.min(wait * 2, LONGEST_WAIT_MS);
      };
    }

    setLive({ state: null, connected: true });
    connect();
    return () => {
      ended = true;
      clearTimeout(waiting);
      socket.close();
    };
  }, [user]);
  return live;
}
