import { useState } from "react";
import { useSurface } from "../blocks/surface";
import type { Option, Overflow } from "../slack";
import { DotsIcon } from "./icons";
import { Menu } from "./Menu";
import { useConfirmed } from "./useConfirmed";

export function OverflowElement({ blockId, element }: { blockId: string; element: Overflow }) {
  const { act } = useSurface();
  const [busy, setBusy] = useState(false);
  const [confirmed, dialog] = useConfirmed(element.confirm);

  async function choose(option: Option): Promise<void> {
    if (busy) return;
    setBusy(true);
    if (option.url) window.open(option.url, "_blank", "noopener,noreferrer");
    const { text, value } = option;
    await act(blockId, element, { type: "overflow", selected_option: { text, value } });
    setBusy(false);
  }

  return (
    <>
      <Menu
        label="More actions"
        className="button icon-button"
        icon={<DotsIcon />}
        items={element.options.map((option, index) => ({
          key: `${option.value} ${index}`,
          label: option.text.text,
          description: option.description?.text,
          choose: () => confirmed(() => void choose(option)),
        }))}
      />
      {dialog}
    </>
  );
}
