// A button that opens a menu, by mouse and by keyboard, as WAI-ARIA's menu button pattern has it.

import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { Popup } from "./Popup";

export interface MenuItem {
  key: string;
  label: string;
  description?: string;
  choose: () => void;
}

interface Props {
  label: string;
  className?: string;
  icon: ReactNode;
  items: MenuItem[];
  align?: "start" | "end";
  heading?: string;
}

const STEPS: Record<string, (index: number, count: number) => number> = {
  ArrowDown: (index, count) => (index + 1) % count,
  ArrowUp: (index, count) => (index - 1 + count) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

export function Menu({ label, className, icon, items, align = "end", heading }: Props) {
  const [open, setOpen] = useState(false);
  const [focused, setFocused] = useState(0);
  const button = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();

  useEffect(() => {
    if (open) list.current?.querySelectorAll<HTMLElement>("[role=menuitem]")[focused]?.focus();
  }, [open, focused]);

  function close(returnFocus: boolean): void {
    setOpen(false);
    if (returnFocus) button.current?.focus();
  }

  function openAt(index: number): void {
    setFocused(index);
    setOpen(true);
  }

  function onButtonKey(event: KeyboardEvent): void {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    openAt(event.key === "ArrowDown" ? 0 : items.length - 1);
  }

  function onMenuKey(event: KeyboardEvent): void {
    const step = STEPS[event.key];
    if (step) {
      setFocused(step(focused, items.length));
    } else if (event.key === "Escape") {
      close(true);
    } else if (event.key === "Tab") {
      close(true);
      return;
    } else if (event.key.length === 1 && /\S/.test(event.key)) {
      const found = items.findIndex((item) => item.label.toLowerCase().startsWith(event.key.toLowerCase()));
      if (found >= 0) setFocused(found);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <span
      className="menu"
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false);
      }}
    >
      <button
        ref={button}
        type="button"
        className={className}
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => (open ? close(true) : openAt(0))}
        onKeyDown={onButtonKey}
      >
        {icon}
      </button>
      {open && (
        <Popup anchor={button} align={align}>
          {heading && <p className="popup-heading">{heading}</p>}
          <div ref={list} id={id} role="menu" aria-label={label} onKeyDown={onMenuKey}>
            {items.map((item) => (
              <div
                key={item.key}
                role="menuitem"
                tabIndex={-1}
                className="popup-item"
                onClick={() => {
                  close(true);
                  item.choose();
                }}
                onKeyDown={(event) => {
                  if (event.key !== "Enter" && event.key !== " ") return;
                  event.preventDefault();
                  close(true);
                  item.choose();
                }}
              >
                {item.label}
                {item.description && <span className="popup-description">{item.description}</span>}
              </div>
            ))}
          </div>
        </Popup>
      )}
    </span>
  );
}
