// A modal view. Only the top one of the stack can be used; those below keep what was typed.

import { useId, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { Blocks } from "../blocks/Blocks";
import { fieldIdOf } from "../blocks/InputField";
import { SurfaceContext, useSurfaceOf, useTyped } from "../blocks/surface";
import type { Container, View } from "../contract";
import { CloseIcon } from "../elements/icons";
import { usePlayground } from "../playground";
import { useKeptFocus } from "../surfaces/keptFocus";
import { ErrorSummary } from "./ErrorSummary";
import { keepTabInside } from "./focus";
import { useOpenDialog } from "./openDialog";
import { useSubmission } from "./submission";

/** Focus a field, or the first box of a group. */
function focusField(id: string): void {
  const field = document.getElementById(id);
  (field?.querySelector("input") ?? field)?.focus();
}

interface Props {
  view: View;
  depth: number;
  /** Drawn inside, because nothing outside of the top dialog can be clicked or is read aloud. */
  notices: ReactNode;
}

export function Modal({ view, depth, notices }: Props) {
  const { send } = usePlayground();
  const id = useId();
  const dialog = useOpenDialog();
  const body = useRef<HTMLDivElement>(null);
  useKeptFocus(body, view);
  const typed = useTyped(view.state?.values);
  const submission = useSubmission(view, typed);
  const container = useMemo<Container>(() => ({ type: "view", view_id: view.id }), [view.id]);
  const surface = useSurfaceOf(container, view.blocks, typed, submission.errors);
  const [closing, setClosing] = useState(false);

  async function close(cleared: boolean): Promise<void> {
    if (closing) return;
    setClosing(true);
    if (!(await send("/page/close", { view_id: view.id, ...(cleared ? { cleared } : {}) }))) setClosing(false);
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    keepTabInside(event);
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    void close(false);
  }

  return (
    <dialog
      ref={dialog}
      className="dialog modal"
      aria-labelledby={`${id}-title`}
      data-testid="modal"
      data-depth={depth}
      onCancel={(event) => {
        event.preventDefault();
        if (event.target === event.currentTarget) void close(false);
      }}
      onKeyDown={onKeyDown}
    >
      <form
        noValidate
        aria-busy={submission.busy || undefined}
        onSubmit={(event) => {
          event.preventDefault();
          void submission.submit();
        }}
      >
        <header className="modal-head">
          <h2 id={`${id}-title`}>{view.title?.text ?? "Ladder"}</h2>
          <button
            type="button"
            className="icon-button"
            aria-label={depth > 0 ? "Close all" : "Close"}
            onClick={() => void close(true)}
          >
            <CloseIcon />
          </button>
        </header>
        <div ref={body} className="modal-body" tabIndex={-1}>
          <ErrorSummary
            key={submission.attempt}
            blocks={view.blocks}
            errors={submission.errors}
            goTo={(blockId) => focusField(fieldIdOf(view.id, blockId))}
          />
          {view.trouble && (
            <p className="error-summary" role="alert">
              {view.trouble}
            </p>
          )}
          <SurfaceContext value={surface}>
            <Blocks blocks={view.blocks} />
          </SurfaceContext>
        </div>
        <footer className="modal-foot">
          <button type="button" className="button" onClick={() => void close(false)}>
            {view.close?.text ?? (view.submit ? "Cancel" : "Close")}
          </button>
          {view.submit && (
            <button type="submit" className="button primary" disabled={submission.busy}>
              {view.submit.text}
            </button>
          )}
        </footer>
      </form>
      {notices}
    </dialog>
  );
}
