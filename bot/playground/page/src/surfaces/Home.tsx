import { useRef } from "react";
import { Blocks } from "../blocks/Blocks";
import { SurfaceContext, useSurfaceOf, useTyped } from "../blocks/surface";
import type { Container, View } from "../contract";
import { useKeptFocus } from "./keptFocus";

const HOME: Container = { type: "home" };
const NO_BLOCKS: never[] = [];

export function Home({ view }: { view: View | null }) {
  const home = useRef<HTMLDivElement>(null);
  useKeptFocus(home, view);
  const blocks = view?.blocks ?? NO_BLOCKS;
  const surface = useSurfaceOf(HOME, blocks, useTyped(view?.state?.values));
  return (
    <div ref={home} className="home" data-testid="home" tabIndex={-1}>
      {view ? (
        <SurfaceContext value={surface}>
          <Blocks blocks={blocks} />
        </SurfaceContext>
      ) : (
        <p className="empty">Ladder has not drawn its Home yet.</p>
      )}
    </div>
  );
}
