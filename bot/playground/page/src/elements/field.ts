// How an input is tied to its label, hint and error. In a section or a row of actions it names itself instead.

export interface Field {
  id?: string;
  label?: string;
  labelledBy?: string;
  describedBy?: string;
  invalid?: boolean;
  required?: boolean;
}

export function fieldProps(field: Field) {
  return {
    id: field.id,
    "aria-label": field.label,
    "aria-labelledby": field.labelledBy,
    "aria-describedby": field.describedBy,
    "aria-invalid": field.invalid || undefined,
    "aria-required": field.required || undefined,
  };
}
