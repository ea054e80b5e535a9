// Do something at once, or after the person has confirmed it where the element asks for that.

import { useState, type ReactNode } from "react";
import type { Confirm } from "../slack";
import { ConfirmDialog } from "./ConfirmDialog";

export function useConfirmed(confirm: Confirm | undefined): [(act: () => void) => void, ReactNode] {
  const [asked, setAsked] = useState<(() => void) | null>(null);
  const start = (act: () => void) => {
    if (confirm) setAsked(() => act);
    else act();
  };
  if (!confirm || !asked) return [start, null];
  const answer = (confirmed: boolean) => {
    setAsked(null);
    if (confirmed) asked();
  };
  return [
    start,
    <ConfirmDialog confirm={confirm} onConfirm={() => answer(true)} onDeny={() => answer(false)} />,
  ];
}
