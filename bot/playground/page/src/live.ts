// The state as the server sends it, kept current over a WebSocket that comes back by itself.

import { useEffect, useState } from "react";
import type { State } from "./contract";

const FIRST_WAIT_MS = 300;
const LONGEST_WAIT_MS = 5_000;
const POLICY_VIOLATION = 1008;

export interface Live {
  state: State | null;
  connected: boolean;
  /** Why the server will not show anything to this user; trying again would not help. */
  refusal?: string;
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
      socket.onclose = ({ code, reason }) => {
        if (ended) return;
        if (code === POLICY_VIOLATION && reason) {
          setLive({ state: null, connected: false, refusal: reason });
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
