// What opens at a control: in the browser's top layer, so that no modal and no scrolling area cuts it off.

import { useLayoutEffect, useRef, type ReactNode, type RefObject } from "react";

const MARGIN = 8;
const GAP = 4;
const TALLEST = 360;
const LOWEST = 96;

interface Props {
  anchor: RefObject<HTMLElement | null>;
  align?: "start" | "end";
  /** As wide as the control, as a list of options is. */
  fit?: boolean;
  className?: string;
  children: ReactNode;
}

function place(popup: HTMLElement, anchor: HTMLElement, align: "start" | "end", fit: boolean): void {
  const at = anchor.getBoundingClientRect();
  if (fit) popup.style.minWidth = `${at.width}px`;
  popup.style.maxWidth = `${window.innerWidth - 2 * MARGIN}px`;
  popup.style.maxHeight = `${TALLEST}px`;
  const below = window.innerHeight - at.bottom - GAP - MARGIN;
  const above = at.top - GAP - MARGIN;
  const down = popup.offsetHeight <= below || below >= above;
  popup.style.maxHeight = `${Math.max(Math.min(down ? below : above, TALLEST), LOWEST)}px`;
  const left = align === "end" ? at.right - popup.offsetWidth : at.left;
  popup.style.left = `${Math.max(MARGIN, Math.min(left, window.innerWidth - popup.offsetWidth - MARGIN))}px`;
  popup.style.top = `${down ? at.bottom + GAP : at.top - GAP - popup.offsetHeight}px`;
}

export function Popup({ anchor, align = "start", fit = false, className, children }: Props) {
  const popup = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    popup.current?.showPopover();
  }, []);
  useLayoutEffect(() => {
    const replace = () => {
      if (popup.current && anchor.current) place(popup.current, anchor.current, align, fit);
    };
    replace();
    window.addEventListener("resize", replace);
    window.addEventListener("scroll", replace, true);
    return () => {
      window.removeEventListener("resize", replace);
      window.removeEventListener("scroll", replace, true);
    };
  });
  return (
    <div ref={popup} popover="manual" className={`popup ${className ?? ""}`}>
      {children}
    </div>
  );
}
