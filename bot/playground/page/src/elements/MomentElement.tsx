// The time picker and the date picker, as the browser offers them.

import { useSurface } from "../blocks/surface";
import type { ElementState } from "../contract";
import type { DatePicker, TimePicker } from "../slack";
import { fieldProps, type Field } from "./field";

interface Props {
  element: TimePicker | DatePicker;
  blockId: string;
  field: Field;
  change: (state: ElementState) => void;
}

export function MomentElement({ element, blockId, field, change }: Props) {
  const { valueOf } = useSurface();
  const { selected_time, selected_date } = valueOf(blockId, element);
  const isTime = element.type === "timepicker";
  return (
    <input
      {...fieldProps(field)}
      type={isTime ? "time" : "date"}
      className="text-field moment"
      value={(isTime ? selected_time : selected_date) ?? ""}
      onChange={(event) => {
        const value = event.target.value || null;
        change(isTime ? { type: element.type, selected_time: value } : { type: element.type, selected_date: value });
      }}
    />
  );
}
