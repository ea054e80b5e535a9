// Who looks, and at what, is in the address, so that a reload and a link lead to the same place.

import { useCallback, useEffect, useState } from "react";

const FIRST_USER = "U0ADA";

/** `at` is "home", or a channel's id; empty means the first channel. */
export interface Place {
  user: string;
  at: string;
}

function read(): Place {
  const query = new URLSearchParams(window.location.search);
  return { user: query.get("user") ?? FIRST_USER, at: query.get("at") ?? "" };
}

export function usePlace(): [Place, (change: Partial<Place>) => void] {
  const [place, setPlace] = useState(read);
  useEffect(() => {
    const follow = () => setPlace(read());
    window.addEventListener("popstate", follow);
    return () => window.removeEventListener("popstate", follow);
  }, []);
  const go = useCallback((change: Partial<Place>) => {
    const next = { ...read(), ...change };
    const query = new URLSearchParams({ user: next.user });
    if (next.at) query.set("at", next.at);
    window.history.pushState(null, "", `?${query}`);
    setPlace(next);
  }, []);
  return [place, go];
}
