"""Interactive elements and where each may stand. Limits: docs.slack.dev, Block Kit reference."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.playground.validator.checks import (
    Check,
    Problem,
    anything,
    boolean,
    by_type,
    every,
    listing,
    number,
    one_of,
    rule,
    shape,
    string,
)
from bot.playground.validator.objects import (
    BOX_OPTION,
    CONFIRM,
    DISPATCH,
    FILTER,
    IDENTIFIER,
    IMAGE_ELEMENT,
    OPTION,
    OVERFLOW_OPTION,
    RICH_TEXT,
    choices,
    plain,
)

_KIND = {"type": anything}
_COMMON = {"action_id": IDENTIFIER, "confirm": CONFIRM, "focus_on_load": boolean}
_TYPED = {
    "action_id": IDENTIFIER,
    "placeholder": plain(150),
    "focus_on_load": boolean,
    "dispatch_action_config": DISPATCH,
}
_SELECT = {**_COMMON, "placeholder": plain(150)}
_MANY = {"max_selected_items": number(1)}
_USER = string(255, 1)


def _initial_among_options(element: Any, at: str) -> Iterator[Problem]:
    """Accept initial options that stand among the options, word for word, as Slack wants them."""
    offered = [*element.get("options", [])]
    for group in element.get("option_groups", []):
        offered += group["options"]
    known = {(option["value"], option["text"]["text"]) for option in offered}
    chosen = [element["initial_option"]] if "initial_option" in element else []
    for option in chosen + element.get("initial_options", []):
        if (option["value"], option["text"]["text"]) not in known:
            yield Problem(f"{at}/initial_option", "must match one of the options")


def _static(extra: dict[str, Check], option: Check, most: int, base: dict[str, Check]) -> Check:
    optional = {**base, **extra, "options": anything, "option_groups": anything}
    return every(shape(_KIND, optional), choices(option, most), _initial_among_options)


def _boxes(extra: dict[str, Check]) -> Check:
    required = {**_KIND, "options": listing(BOX_OPTION, 1, 10)}
    return every(shape(required, {**_COMMON, **extra}), _initial_among_options)


BUTTON = shape(
    {**_KIND, "text": plain(75)},
    {
        "action_id": IDENTIFIER,
        "url": string(3000, 1),
        "value": string(2000),
        "style": one_of("primary", "danger"),
        "confirm": CONFIRM,
        "accessibility_label": string(75, 1),
        "agent_prompt": string(4000, 1),
    },
)
ELEMENTS: dict[str, Check] = {
    "button": BUTTON,
    "workflow_button": shape(
        {**_KIND, "text": plain(75), "workflow": anything},
        {
            "action_id": IDENTIFIER,
            "style": one_of("primary", "danger"),
            "accessibility_label": string(75, 1),
        },
    ),
    "overflow": shape(
        {**_KIND, "options": listing(OVERFLOW_OPTION, 1, 5)},
        {"action_id": IDENTIFIER, "confirm": CONFIRM},
    ),
    "static_select": _static({"initial_option": OPTION}, OPTION, 100, _SELECT),
    "multi_static_select": _static(
        {"initial_options": listing(OPTION, 1, 100), **_MANY}, OPTION, 100, _SELECT
    ),
    "external_select": shape(
        _KIND, {**_SELECT, "initial_option": OPTION, "min_query_length": number(0)}
    ),
    "multi_external_select": shape(
        _KIND,
        {
            **_SELECT,
            **_MANY,
            "initial_options": listing(OPTION, 1, 100),
            "min_query_length": number(0),
        },
    ),
    "users_select": shape(_KIND, {**_SELECT, "initial_user": _USER}),
    "multi_users_select": shape(
        _KIND, {**_SELECT, **_MANY, "initial_users": listing(_USER, 1, 100)}
    ),
    "conversations_select": shape(
        _KIND,
        {
            **_SELECT,
            "initial_conversation": _USER,
            "default_to_current_conversation": boolean,
            "response_url_enabled": boolean,
            "filter": FILTER,
        },
    ),
    "multi_conversations_select": shape(
        _KIND,
        {
            **_SELECT,
            **_MANY,
            "initial_conversations": listing(_USER, 1, 100),
            "default_to_current_conversation": boolean,
            "filter": FILTER,
        },
    ),
    "channels_select": shape(
        _KIND, {**_SELECT, "initial_channel": _USER, "response_url_enabled": boolean}
    ),
    "multi_channels_select": shape(
        _KIND, {**_SELECT, **_MANY, "initial_channels": listing(_USER, 1, 100)}
    ),
    "checkboxes": _boxes({"initial_options": listing(BOX_OPTION, 1, 10)}),
    "radio_buttons": _boxes({"initial_option": BOX_OPTION}),
    "datepicker": shape(
        _KIND,
        {
            **_SELECT,
            "initial_date": every(
                string(10, 10), rule("must be YYYY-MM-DD", lambda day: day.count("-") == 2)
            ),
        },
    ),
    "timepicker": shape(
        _KIND,
        {
            **_SELECT,
            "initial_time": every(string(5, 5), rule("must be HH:mm", lambda time: time[2] == ":")),
            "timezone": string(255, 1),
        },
    ),
    "datetimepicker": shape(_KIND, {**_COMMON, "initial_date_time": number(1_000_000_000)}),
    "plain_text_input": shape(
        _KIND,
        {
            **_TYPED,
            "initial_value": string(3000),
            "multiline": boolean,
            "min_length": number(0, 3000),
            "max_length": number(1, 3000),
        },
    ),
    "email_text_input": shape(_KIND, {**_TYPED, "initial_value": string(3000)}),
    "url_text_input": shape(_KIND, {**_TYPED, "initial_value": string(3000)}),
    "number_input": shape(
        {**_KIND, "is_decimal_allowed": boolean},
        {
            **_TYPED,
            "initial_value": string(255),
            "min_value": string(255),
            "max_value": string(255),
        },
    ),
    "rich_text_input": shape(_KIND, {**_TYPED, "initial_value": RICH_TEXT}),
    "file_input": shape(
        _KIND,
        {
            "action_id": IDENTIFIER,
            "filetypes": listing(string(255, 1), 1, 100),
            "max_files": number(1, 10),
        },
    ),
    "feedback_buttons": shape(
        {**_KIND, "positive_button": anything, "negative_button": anything},
        {"action_id": IDENTIFIER},
    ),
    "icon_button": shape(
        {**_KIND, "icon": one_of("trash"), "text": plain(75)},
        {
            "action_id": IDENTIFIER,
            "value": string(2000),
            "confirm": CONFIRM,
            "accessibility_label": string(75, 1),
            "visible_to_user_ids": listing(_USER, 1, 10),
        },
    ),
    "image": IMAGE_ELEMENT,
}

_ONE = ("static_select", "external_select", "users_select", "conversations_select")
_SINGLE = (*_ONE, "channels_select", "checkboxes", "radio_buttons", "datepicker", "timepicker")
_MULTI = tuple(name for name in ELEMENTS if name.startswith("multi_"))


def _among(*names: str) -> Check:
    return by_type({name: ELEMENTS[name] for name in names})


IN_SECTION = _among("button", "workflow_button", "overflow", "image", *_SINGLE, *_MULTI)
IN_ACTIONS = _among("button", "workflow_button", "overflow", "datetimepicker", *_SINGLE)
IN_CONTEXT_ACTIONS = _among("feedback_buttons", "icon_button")
IN_INPUT = _among(
    "plain_text_input",
    "email_text_input",
    "url_text_input",
    "number_input",
    "rich_text_input",
    "file_input",
    "datetimepicker",
    *_SINGLE,
    *_MULTI,
)
