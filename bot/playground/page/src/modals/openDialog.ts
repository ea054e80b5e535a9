// Opening a dialog, and giving the focus back when it is gone.

import { useLayoutEffect, useRef, type RefObject } from "react";

const FIRST_FIELD = ".modal-body input, .modal-body textarea";

/** A layout effect, so that the focus is where it belongs before the next key is pressed. */
export function useOpenDialog(): RefObject<HTMLDialogElement | null> {
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const element = dialog.current;
    const opener = document.activeElement;
    element?.showModal();
    const first = element?.querySelector<HTMLElement>(FIRST_FIELD) ?? element?.querySelector<HTMLElement>(".modal-body");
    first?.focus({ preventScroll: true });
    return () => {
      element?.close();
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  return dialog;
}
