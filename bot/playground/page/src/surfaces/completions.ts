// What may follow what was typed so far: a command, then its verbs.

import type { ListOption } from "../elements/Listbox";
import { usePlayground } from "../playground";

export function useCompletions(text: string): ListOption[] {
  const { state } = usePlayground();
  if (!text.startsWith("/")) return [];
  return state.commands.flatMap(({ command, description, verbs }) => {
    if (command.startsWith(text) && text !== `${command} `) {
      return [{ key: `${command} `, label: command, description }];
    }
    const words = text.startsWith(`${command} `) ? text.slice(command.length + 1).toLowerCase() : null;
    if (words === null) return [];
    return verbs
      .filter(({ verb }) => verb.startsWith(words))
      .map(({ verb, hint }) => {
        const line = `${command} ${verb}`;
        return { key: line, label: line, description: hint.replaceAll("`", "") };
      });
  });
}
