"""What a person pressed or chose, as the request says it; whether it is theirs is never said."""

from __future__ import annotations

import re
from typing import Any


def value(body: dict[str, Any]) -> str:
    """Return what the pressed button or the chosen option stands for."""
    action = body["actions"][0]
    chosen = action.get("selected_option") or action
    return str(chosen.get("value") or "")


def person(body: dict[str, Any]) -> str:
    """Return the Slack id of the person who was chosen."""
    return str(body["actions"][0].get("selected_user") or "")


def number(body: dict[str, Any]) -> int:
    """Return the id in the value of a button."""
    return number_in(value(body))


def number_in(written: str) -> int:
    """Return an id that came with a request; what is none becomes 0, which no row has.

    Nine digits fit the integers of every database.
    """
    return int(written) if re.fullmatch(r"[0-9]{1,9}", written) else 0
