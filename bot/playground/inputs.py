"""What people typed and chose: the `state.values` of views and messages.

Shapes as Slack sends them: {block_id: {action_id: {"type": ..., <key>: ...}}}; the key depends on
the element's type.
"""

from __future__ import annotations

from typing import Any

from bot.playground.blocks import Json, interactive

# Element type -> the key of its state, the key of its initial value, and what "nothing" looks like.
_KEYS: dict[str, tuple[str, str, Any]] = {
    "plain_text_input": ("value", "initial_value", None),
    "number_input": ("value", "initial_value", None),
    "email_text_input": ("value", "initial_value", None),
    "url_text_input": ("value", "initial_value", None),
    "rich_text_input": ("rich_text_value", "initial_value", None),
    "static_select": ("selected_option", "initial_option", None),
    "external_select": ("selected_option", "initial_option", None),
    "radio_buttons": ("selected_option", "initial_option", None),
    "users_select": ("selected_user", "initial_user", None),
    "conversations_select": ("selected_conversation", "initial_conversation", None),
    "channels_select": ("selected_channel", "initial_channel", None),
    "datepicker": ("selected_date", "initial_date", None),
    "timepicker": ("selected_time", "initial_time", None),
    "datetimepicker": ("selected_date_time", "initial_date_time", None),
    "checkboxes": ("selected_options", "initial_options", []),
    "multi_static_select": ("selected_options", "initial_options", []),
    "multi_external_select": ("selected_options", "initial_options", []),
    "multi_users_select": ("selected_users", "initial_users", []),
    "multi_conversations_select": ("selected_conversations", "initial_conversations", []),
    "multi_channels_select": ("selected_channels", "initial_channels", []),
    "file_input": ("files", "", []),
}


def state_key(element_type: str) -> str | None:
    """Return the key that holds the element's value; None for buttons and overflow menus."""
    return _KEYS[element_type][0] if element_type in _KEYS else None


def initial_values(blocks: list[Json] | None) -> Json:
    """Return the state of a surface as it opens."""
    values: Json = {}
    for block, element in interactive(blocks):
        if element["type"] in _KEYS:
            key, initial, nothing = _KEYS[element["type"]]
            state = {"type": element["type"], key: element.get(initial, nothing)}
            values.setdefault(block["block_id"], {})[element["action_id"]] = state
    return values


def merged(blocks: list[Json] | None, typed: Json | None) -> Json:
    """Return the state of these blocks where what was typed wins over the initial values.

    Slack keeps what was typed as long as the block id, the action id and the type stay equal.
    """
    values = initial_values(blocks)
    for block_id, actions in (typed or {}).items():
        for action_id, state in actions.items():
            known = values.get(block_id, {}).get(action_id)
            if known is not None and known["type"] == state.get("type"):
                known.update(state)
    return values


def refused_by_slack(blocks: list[Json], values: Json) -> dict[str, str]:
    """Return the errors that Slack itself shows under fields, before the app is asked."""
    errors: dict[str, str] = {}
    for block, element in interactive(blocks):
        if block["type"] != "input" or element["type"] not in _KEYS:
            continue
        value = values[block["block_id"]][element["action_id"]][_KEYS[element["type"]][0]]
        problem = _problem(block, element, value)
        if problem:
            errors[block["block_id"]] = problem
    return errors


def _problem(block: Json, element: Json, value: Any) -> str | None:
    if value in (None, "", []):
        return None if block.get("optional") else "Please complete this required field."
    if element["type"] != "plain_text_input":
        return None
    if len(value) > element.get("max_length", 3000):
        return f"This field takes at most {element.get('max_length', 3000)} characters."
    if len(value) < element.get("min_length", 0):
        return f"This field needs at least {element['min_length']} characters."
    return None
