// Notices from the server since the page was loaded, and the page's own.

import { useCallback, useEffect, useState } from "react";
import type { Notice, State } from "./contract";

const INFO_STAYS_MS = 12_000;

export interface Shown extends Notice {
  key: string;
}

export function useNotices(state: State | null, firstSeq: number) {
  const [own, setOwn] = useState<Shown[]>([]);
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set());
  const complain = useCallback((text: string) => {
    setOwn((before) => {
      if (before.at(-1)?.text === text) return before;
      return [...before.slice(-2), { seq: 0, text, kind: "error", key: crypto.randomUUID() }];
    });
  }, []);
  const dismiss = useCallback((key: string) => {
    setOwn((before) => before.filter((notice) => notice.key !== key));
    setDismissed((before) => new Set(before).add(key));
  }, []);
  const theirs: Shown[] = (state?.notices ?? [])
    .filter(({ seq }) => seq > firstSeq)
    .map((notice) => ({ ...notice, key: `server ${notice.seq} ${notice.text}` }));
  const notices = [...theirs, ...own].filter(({ key }) => !dismissed.has(key));
  const passing = notices.find(({ kind }) => kind === "info")?.key;
  useEffect(() => {
    if (!passing) return;
    const timer = setTimeout(() => dismiss(passing), INFO_STAYS_MS);
    return () => clearTimeout(timer);
  }, [passing, dismiss]);
  return { notices, dismiss, complain };
}
