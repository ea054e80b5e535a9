// A click often replaces the very button that had the focus. The focus then stays with what held it, not with the page's top.

import { useLayoutEffect, useRef, type RefObject } from "react";

function nameOf(control: Element): string | null {
  return control.getAttribute("aria-label") ?? control.textContent;
}

/** When a change of `content` took away the control that had the focus, give it to the one of the same name, or to the holder. */
export function useKeptFocus(holder: RefObject<HTMLElement | null>, content: unknown): void {
  const focused = useRef<Element | null>(null);
  useLayoutEffect(() => {
    const element = holder.current;
    if (!element) return;
    const come = (event: FocusEvent) => {
      focused.current = event.target as Element;
    };
    const leave = (event: FocusEvent) => {
      if (event.relatedTarget && !element.contains(event.relatedTarget as Node)) focused.current = null;
    };
    element.addEventListener("focusin", come);
    element.addEventListener("focusout", leave);
    return () => {
      element.removeEventListener("focusin", come);
      element.removeEventListener("focusout", leave);
    };
  }, [holder]);
  useLayoutEffect(() => {
    const element = holder.current;
    const gone = focused.current;
    if (!element || !gone || gone.isConnected) return;
    focused.current = null;
    if (document.activeElement !== document.body) return;
    const heir = [...element.querySelectorAll<HTMLElement>(gone.tagName)].find((other) => nameOf(other) === nameOf(gone));
    (heir ?? element).focus({ preventScroll: true });
  }, [holder, content]);
}
