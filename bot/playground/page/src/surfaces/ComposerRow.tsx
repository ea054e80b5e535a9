// What stands under the field: the shortcuts behind a plus, and something to try.

import { Menu } from "../elements/Menu";
import { PlusIcon } from "../elements/icons";
import { usePlayground } from "../playground";

export function Shortcuts() {
  const { state, send } = usePlayground();
  const items = state.shortcuts
    .filter(({ type }) => type === "global")
    .map(({ callback_id, name }) => ({
      key: callback_id,
      label: name,
      description: "Ladder",
      choose: () => void send("/page/shortcut", { callback_id }),
    }));
  if (!items.length) return null;
  return <Menu label="Shortcuts" className="icon-button" icon={<PlusIcon />} items={items} align="start" heading="Shortcuts" />;
}

/** What a newcomer may try first; one click writes it, Enter sends it. */
export function Suggestions({ hidden, choose }: { hidden: boolean; choose: (command: string) => void }) {
  const { state } = usePlayground();
  if (hidden) return <span className="suggestions" />;
  return (
    <span className="suggestions">
      {state.suggested.slice(0, 2).map((command) => (
        <button key={command} type="button" className="suggestion" onClick={() => choose(command)}>
          {command}
        </button>
      ))}
    </span>
  );
}
