// The options under a field: drawn here, walked through by the field that has the focus.

import { Fragment, useEffect, useRef } from "react";

export interface ListOption {
  key: string;
  label: string;
  description?: string;
  group?: string;
}

interface Props {
  id: string;
  label: string;
  options: ListOption[];
  active: number;
  chosen?: string;
  choose: (option: ListOption) => void;
}

export function optionId(id: string, index: number): string {
  return `${id}-${index}`;
}

export function Listbox({ id, label, options, active, chosen, choose }: Props) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector(".active")?.scrollIntoView({ block: "nearest" });
  }, [active]);
  return (
    <div ref={list} id={id} role="listbox" aria-label={label} className="listbox" onMouseDown={(event) => event.preventDefault()}>
      {options.map((option, index) => (
        <Fragment key={`${option.key} ${index}`}>
          {option.group && option.group !== options[index - 1]?.group && (
            <div role="presentation" className="popup-heading">
              {option.group}
            </div>
          )}
          <div
            id={optionId(id, index)}
            role="option"
            aria-selected={option.key === chosen}
            className={`popup-item ${index === active ? "active" : ""}`}
            onClick={() => choose(option)}
          >
            <span>{option.label}</span>
            {option.description && <span className="popup-description">{option.description}</span>}
          </div>
        </Fragment>
      ))}
    </div>
  );
}
