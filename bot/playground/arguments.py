"""Reads the arguments of a call: JSON bodies, forms, and JSON in the strings of a form."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl

from bot.playground.blocks import Json
from bot.playground.errors import Refused

# Arguments that a form carries as JSON in a string [seen in slack_sdk 3.47].
_JSON_IN_FORMS = frozenset({"attachments", "blocks", "files", "metadata", "view"})
_NUMBERS = frozenset({"cursor", "length", "limit"})
_OBJECTS = frozenset({"metadata"})
_LISTS = frozenset({"attachments", "files"})
# These answer for themselves: the methods refuse bad ones with names of their own.
_ANYTHING = frozenset({"blocks", "view", "users"})


def read_arguments(content_type: str, body: bytes) -> Json:
    """Return the arguments; a body that is neither JSON nor a form is refused as Slack does."""
    try:
        if content_type.startswith("application/json"):
            arguments = json.loads(body or b"{}")
        else:
            arguments = dict(parse_qsl(body.decode(), keep_blank_values=True))
            for key in _JSON_IN_FORMS & set(arguments):
                arguments[key] = json.loads(arguments[key])
    except ValueError:
        raise Refused("invalid_json") from None
    if not isinstance(arguments, dict):
        raise Refused("json_not_object")
    return {key: value for key, value in arguments.items() if value is not None}


def checked(arguments: Json) -> Json:
    """Return the arguments if each is of the kind that its method reads."""
    for key, value in arguments.items():
        if not _fits(key, value):
            raise Refused("invalid_arguments", [f"[ERROR] not usable [json-pointer:/{key}]"])
    return arguments


def _fits(key: str, value: Any) -> bool:
    if key in _ANYTHING:
        return True
    if key in _NUMBERS:
        return str(value) == "" or (str(value).isascii() and str(value).isdigit())
    if key in _OBJECTS:
        return isinstance(value, dict)
    if key in _LISTS:
        return isinstance(value, list) and all(isinstance(item, dict) for item in value)
    return isinstance(value, str | int | float)
