// A field that shows what is chosen and, once opened, searches among the options.

import { useId, useRef, useState, type ChangeEvent, type KeyboardEvent } from "react";
import { Listbox, optionId, type ListOption } from "./Listbox";
import { Popup } from "./Popup";

interface Props {
  label?: string;
  labelledBy?: string;
  describedBy?: string;
  invalid?: boolean;
  required?: boolean;
  fieldId?: string;
  placeholder: string;
  chosen: ListOption | null;
  options: ListOption[];
  /** What stands in the list when there is no option: "No results", or that more must be typed. */
  emptyText: string;
  onSearch: (typed: string) => void;
  onChoose: (option: ListOption | null) => void;
  clearable?: boolean;
}

/** What was typed into a closed field begins a search; the label that stood there does not belong to it. */
function begun(event: ChangeEvent<HTMLInputElement>): string {
  return (event.nativeEvent as InputEvent).data ?? event.target.value;
}

export function Combobox(props: Props) {
  const { chosen, options, placeholder, onSearch, onChoose } = props;
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const [active, setActive] = useState(-1);
  const field = useRef<HTMLInputElement>(null);
  const listId = useId();

  function show(text = ""): void {
    setTyped(text);
    onSearch(text);
    setActive(text ? 0 : options.findIndex((option) => option.key === chosen?.key));
    setOpen(true);
  }

  function close(): void {
    setOpen(false);
    setTyped("");
  }

  function choose(option: ListOption): void {
    onChoose(option);
    close();
  }

  function move(by: number): void {
    if (!open) {
      show();
      return;
    }
    if (options.length) setActive((before) => (before + by + options.length) % options.length);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const option = options[active];
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(active < 0 ? 0 : -1);
    else if (event.key === "Enter" && open && option) choose(option);
    else if (event.key === "Enter" && !open) show();
    else if (event.key === "Escape" && open) close();
    else if ((event.key === "Backspace" || event.key === "Delete") && !open && props.clearable) onChoose(null);
    else {
      if (event.key === "Tab" && open && option && typed) choose(option);
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <span className={`combobox ${open ? "is-open" : ""}`}>
      <input
        ref={field}
        id={props.fieldId}
        type="text"
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        aria-label={props.label}
        aria-labelledby={props.labelledBy}
        aria-describedby={props.describedBy}
        aria-invalid={props.invalid || undefined}
        aria-required={props.required || undefined}
        aria-expanded={open}
        aria-controls={open && options.length ? listId : undefined}
        aria-autocomplete="list"
        aria-activedescendant={open && active >= 0 ? optionId(listId, active) : undefined}
        placeholder={open && chosen ? chosen.label : placeholder}
        value={open ? typed : (chosen?.label ?? "")}
        onChange={(event) => show(open ? event.target.value : begun(event))}
        onClick={() => (open ? undefined : show())}
        onKeyDown={onKeyDown}
        onBlur={close}
      />
      {props.clearable && chosen && !open && (
        <button type="button" className="clear" aria-label="Clear" onClick={() => onChoose(null)}>
          ×
        </button>
      )}
      {open && (
        <Popup anchor={field} fit>
          {options.length ? (
            <Listbox
              id={listId}
              label={props.label ?? placeholder}
              options={options}
              active={Math.min(active, options.length - 1)}
              chosen={chosen?.key}
              choose={choose}
            />
          ) : (
            <p className="popup-empty" role="status">
              {props.emptyText}
            </p>
          )}
        </Popup>
      )}
    </span>
  );
}
