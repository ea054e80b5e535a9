// What every part of the page may need: the state as this viewer sees it, where to go, and how to ask the server.

import { createContext, useContext } from "react";
import type { State } from "./contract";
import type { Place } from "./place";

export interface Playground {
  state: State;
  go: (change: Partial<Place>) => void;
  /** POST to the server; a refusal is shown as a notice and answered with false. */
  send: (path: string, body?: object) => Promise<boolean>;
  complain: (text: string) => void;
}

export const PlaygroundContext = createContext<Playground | null>(null);

export function usePlayground(): Playground {
  const playground = useContext(PlaygroundContext);
  if (!playground) throw new Error("This part is drawn outside of the playground.");
  return playground;
}
