// A click often replaces the very button that had the focus. The focus then stays with what held it, not with the page's top.

import { useLayoutEffect, useRef, type RefObject } from "react";

/** Give the holder the focus when a change of `content` took away the control in it that had the focus. */
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
    if (!focused.current || focused.current.isConnected) return;
    focused.current = null;
    if (document.activeElement === document.body) holder.current?.focus({ preventScroll: true });
  }, [holder, content]);
}
