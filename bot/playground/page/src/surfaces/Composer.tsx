// Where commands are typed. A list under the caret completes their first word; nothing in it is chosen before an arrow key says so.

import { useId, useRef, useState, type KeyboardEvent } from "react";
import { flushSync } from "react-dom";
import type { Channel } from "../contract";
import { Listbox, optionId, type ListOption } from "../elements/Listbox";
import { SendIcon } from "../elements/icons";
import { Popup } from "../elements/Popup";
import { usePlayground } from "../playground";
import { useCompletions } from "./completions";
import { Shortcuts, Suggestions } from "./ComposerRow";

export function Composer({ channel }: { channel: Channel }) {
  const { send } = usePlayground();
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const [sending, setSending] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const completions = useCompletions(text);
  const listed = open && completions.length > 0;

  function write(next: string): void {
    setText(next);
    setActive(-1);
    setOpen(true);
  }

  function complete(option: ListOption | undefined): void {
    if (!option) return;
    flushSync(() => {
      write(option.key);
      // After the command itself come its verbs; after a verb the list has done its work.
      setOpen(option.key.endsWith(" "));
    });
    field.current?.focus();
    // "@name" stands for a name: what is typed next takes its place.
    const name = option.key.indexOf("@");
    if (name >= 0) field.current?.setSelectionRange(name, option.key.length);
  }

  async function submit(): Promise<void> {
    if (sending || !text.trim()) return;
    setSending(true);
    setOpen(false);
    const sent = text;
    if (await send("/page/command", { channel: channel.id, text: sent.trim() })) {
      setText((now) => (now === sent ? "" : now));
    }
    setSending(false);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const { key } = event;
    if (listed && (key === "ArrowDown" || key === "ArrowUp")) {
      const from = key === "ArrowUp" && active < 0 ? 0 : active;
      setActive((from + (key === "ArrowDown" ? 1 : -1) + completions.length) % completions.length);
    } else if (listed && key === "Tab" && !event.shiftKey) complete(completions[Math.max(active, 0)]);
    else if (listed && key === "Escape") setOpen(false);
    else if (key === "Enter" && listed && active >= 0) complete(completions[active]);
    else if (key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) void submit();
    else return;
    event.preventDefault();
  }

  return (
    <form
      className="composer"
      data-testid="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <textarea
        ref={field}
        rows={1}
        aria-label={`Message #${channel.name}`}
        placeholder={`Message #${channel.name}`}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls={listed ? id : undefined}
        aria-activedescendant={listed && active >= 0 ? optionId(id, active) : undefined}
        spellCheck={false}
        dir="auto"
        value={text}
        onChange={(event) => write(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={() => setOpen(false)}
      />
      {listed && (
        <Popup anchor={field} fit className="completions">
          <Listbox id={id} label="Commands" options={completions} active={active} choose={complete} />
        </Popup>
      )}
      <p className="hidden" aria-live="polite">
        {listed && active < 0 ? `${completions.length} suggestions. Use the arrow keys to choose.` : ""}
      </p>
      <div className="composer-row">
        <Shortcuts />
        <Suggestions hidden={text !== ""} choose={(command) => complete({ key: command, label: command })} />
        <button type="submit" className="send" aria-label="Send" aria-disabled={!text.trim() || sending}>
          <SendIcon />
        </button>
      </div>
    </form>
  );
}
