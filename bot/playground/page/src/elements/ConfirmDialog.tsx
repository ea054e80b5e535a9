// Slack's confirm object: asked before an element does what it says.

import { useId } from "react";
import { Text } from "../blocks/Text";
import type { Confirm } from "../slack";
import { keepTabInside } from "../modals/focus";
import { useOpenDialog } from "../modals/openDialog";

interface Props {
  confirm: Confirm;
  onConfirm: () => void;
  onDeny: () => void;
}

export function ConfirmDialog({ confirm, onConfirm, onDeny }: Props) {
  const dialog = useOpenDialog();
  const id = useId();
  return (
    <dialog
      ref={dialog}
      role="alertdialog"
      className="dialog confirm"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      onCancel={(event) => {
        event.preventDefault();
        event.stopPropagation();
        onDeny();
      }}
      onKeyDown={(event) => {
        event.stopPropagation();
        keepTabInside(event);
        if (event.key !== "Escape") return;
        event.preventDefault();
        onDeny();
      }}
    >
      <h2 id={`${id}-title`} className="dialog-title">
        {confirm.title.text}
      </h2>
      <div id={`${id}-text`} className="confirm-text">
        <Text text={confirm.text} />
      </div>
      <div className="dialog-buttons">
        <button type="button" className="button" autoFocus onClick={onDeny}>
          {confirm.deny.text}
        </button>
        <button
          type="button"
          className={`button ${confirm.style === "danger" ? "danger-solid" : "primary"}`}
          onClick={onConfirm}
        >
          {confirm.confirm.text}
        </button>
      </div>
    </dialog>
  );
}
