// Slack's Block Kit, as far as the page draws it. Names and shapes are those of Slack's reference.

export interface TextObject {
  type: "mrkdwn" | "plain_text";
  text: string;
}

export interface Option {
  text: TextObject;
  value?: string;
  description?: TextObject;
  url?: string;
}

export interface OptionGroup {
  label: TextObject;
  options: Option[];
}

export interface Confirm {
  title: TextObject;
  text: TextObject;
  confirm: TextObject;
  deny: TextObject;
  style?: "primary" | "danger";
}

interface Common {
  action_id: string;
  confirm?: Confirm;
  placeholder?: TextObject;
  focus_on_load?: boolean;
}

export interface Button extends Common {
  type: "button";
  text: TextObject;
  value?: string;
  url?: string;
  style?: "primary" | "danger";
  accessibility_label?: string;
}

export interface Overflow extends Common {
  type: "overflow";
  options: Option[];
}

export interface StaticSelect extends Common {
  type: "static_select";
  options?: Option[];
  option_groups?: OptionGroup[];
  initial_option?: Option;
}

export interface ExternalSelect extends Common {
  type: "external_select";
  initial_option?: Option;
  min_query_length?: number;
}

export interface UsersSelect extends Common {
  type: "users_select";
  initial_user?: string;
}

export interface Checkboxes extends Common {
  type: "checkboxes";
  options: Option[];
  initial_options?: Option[];
}

export interface RadioButtons extends Common {
  type: "radio_buttons";
  options: Option[];
  initial_option?: Option;
}

export interface TimePicker extends Common {
  type: "timepicker";
  initial_time?: string;
}

export interface DatePicker extends Common {
  type: "datepicker";
  initial_date?: string;
}

export interface PlainTextInput extends Common {
  type: "plain_text_input";
  initial_value?: string;
  multiline?: boolean;
  min_length?: number;
  max_length?: number;
  dispatch_action_config?: { trigger_actions_on?: string[] };
}

export type Select = StaticSelect | ExternalSelect | UsersSelect;
export type Input = Select | Checkboxes | RadioButtons | TimePicker | DatePicker | PlainTextInput;
export type Interactive = Button | Overflow | Input;

export interface ImageElement {
  type: "image";
  image_url?: string;
  slack_file?: { url?: string; id?: string };
  alt_text: string;
}

export type Accessory = Interactive | ImageElement;

export interface TableCell {
  type: string;
  text?: string;
  value?: number | string;
  [more: string]: unknown;
}

interface Identified {
  block_id?: string;
}

export interface HeaderBlock extends Identified {
  type: "header";
  text: TextObject;
}

export interface SectionBlock extends Identified {
  type: "section";
  text?: TextObject;
  fields?: TextObject[];
  accessory?: Accessory;
  expand?: boolean;
}

export interface ContextBlock extends Identified {
  type: "context";
  elements: (TextObject | ImageElement)[];
}

export interface DividerBlock extends Identified {
  type: "divider";
}

export interface ActionsBlock extends Identified {
  type: "actions";
  elements: Interactive[];
}

export interface ImageBlock extends Identified, Omit<ImageElement, "type"> {
  type: "image";
  title?: TextObject;
}

export interface InputBlock extends Identified {
  type: "input";
  label: TextObject;
  element: Input;
  hint?: TextObject;
  optional?: boolean;
  dispatch_action?: boolean;
}

export interface TableBlock extends Identified {
  type: "table" | "data_table";
  rows: TableCell[][];
  caption?: string;
  page_size?: number;
  row_header_column_index?: number;
  column_settings?: ({ align?: "left" | "center" | "right"; is_wrapped?: boolean } | null)[];
}

/** Blocks that slack-blocks-to-jsx draws as they come. */
export interface LibraryBlock extends Identified {
  type: "rich_text" | "markdown" | "data_visualization";
}

export type Block =
  | HeaderBlock
  | SectionBlock
  | ContextBlock
  | DividerBlock
  | ActionsBlock
  | ImageBlock
  | InputBlock
  | TableBlock
  | LibraryBlock;
