// Sending a form: checked first, once at a time, and its errors kept until the next try.

import { useEffect, useState } from "react";
import type { Typed } from "../blocks/surface";
import type { View } from "../contract";
import { usePlayground } from "../playground";
import { problems } from "./validate";

interface Submission {
  errors: Record<string, string>;
  busy: boolean;
  /** Grows with each refusal, so that the summary is announced again. */
  attempt: number;
  submit: () => Promise<void>;
}

const NO_ERRORS = {};

export function useSubmission(view: View, typed: Typed): Submission {
  const { state, send } = usePlayground();
  const [own, setOwn] = useState<Record<string, string> | null>(null);
  const [attempt, setAttempt] = useState(0);
  // The state's number when the form was sent: the answer is in a later one.
  const [sentAt, setSentAt] = useState<number | null>(null);
  const answered = sentAt !== null && state.seq > sentAt && !view.submitting;
  const theirs = JSON.stringify(view.errors ?? NO_ERRORS);

  useEffect(() => {
    if (!answered) return;
    setSentAt(null);
    setAttempt((before) => before + 1);
  }, [answered]);

  async function submit(): Promise<void> {
    if (sentAt !== null || view.submitting) return;
    const values = typed.values(view.blocks);
    const found = problems(view.blocks, values);
    setAttempt((before) => before + 1);
    if (Object.keys(found).length) {
      setOwn(found);
      return;
    }
    setOwn(null);
    setSentAt(state.seq);
    if (!(await send("/page/submit", { view_id: view.id, state: { values } }))) setSentAt(null);
  }

  return {
    errors: own ?? (JSON.parse(theirs) as Record<string, string>),
    busy: sentAt !== null || Boolean(view.submitting),
    attempt,
    submit,
  };
}
