"""A small language for limits: each check yields what is wrong with a value at a JSON pointer.

The sentences are worded like those that Slack puts into `response_metadata.messages`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong. `error` is Slack's error name where it has one of its own."""

    pointer: str
    message: str
    error: str = ""

    def __str__(self) -> str:
        """Return the sentence as Slack words it."""
        return f"[ERROR] {self.message} [json-pointer:{self.pointer}]"


Check = Callable[[Any, str], Iterator[Problem]]


def anything(_value: Any, _at: str) -> Iterator[Problem]:
    """Accept whatever is there."""
    return iter(())


def string(most: int, least: int = 0) -> Check:
    """Accept a string of `least` to `most` characters."""

    def check(value: Any, at: str) -> Iterator[Problem]:
        if not isinstance(value, str):
            yield Problem(at, "must provide a string")
        elif len(value) > most:
            yield Problem(at, f"must be less than {most + 1} characters")
        elif len(value) < least:
            yield Problem(at, f"must be more than {least - 1} characters")

    return check


def number(low: float, high: float = float("inf"), *, whole: bool = True) -> Check:
    """Accept a number from `low` to `high`."""

    def check(value: Any, at: str) -> Iterator[Problem]:
        kinds = (int,) if whole else (int, float)
        if isinstance(value, bool) or not isinstance(value, kinds):
            yield Problem(at, "must provide a number")
        elif not low <= value <= high:
            yield Problem(at, f"must be between {low} and {high}")

    return check


def boolean(value: Any, at: str) -> Iterator[Problem]:
    """Accept true or false."""
    if not isinstance(value, bool):
        yield Problem(at, "must provide a boolean")


def one_of(*values: Any) -> Check:
    """Accept one of these values."""

    def check(value: Any, at: str) -> Iterator[Problem]:
        if value not in values:
            yield Problem(at, f"must be one of: {', '.join(map(str, values))}")

    return check


def listing(check_item: Check, least: int, most: int) -> Check:
    """Accept a list of `least` to `most` items that each pass."""

    def check(value: Any, at: str) -> Iterator[Problem]:
        if not isinstance(value, list):
            yield Problem(at, "must provide an array")
            return
        if len(value) > most:
            yield Problem(at, f"no more than {most} items allowed")
        if len(value) < least:
            yield Problem(at, f"no less than {least} items allowed")
        for index, item in enumerate(value):
            yield from check_item(item, f"{at}/{index}")

    return check


def shape(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    """Accept an object with these keys and no others."""
    known = {**required, **(optional or {})}

    def check(value: Any, at: str) -> Iterator[Problem]:
        if not isinstance(value, dict):
            yield Problem(at, "must provide an object")
            return
        for key in required:
            if key not in value:
                yield Problem(at, f"missing required field: {key}")
        for key, item in value.items():
            if key in known:
                yield from known[key](item, f"{at}/{key}")
            else:
                yield Problem(at, f"invalid additional property: {key}")

    return check


def by_type(table: Mapping[str, Check]) -> Check:
    """Accept an object whose `type` is in the table and that passes the check of its type."""

    def check(value: Any, at: str) -> Iterator[Problem]:
        if not isinstance(value, dict):
            yield Problem(at, "must provide an object")
        elif "type" not in value:
            yield Problem(at, "missing required field: type")
        elif not isinstance(value["type"], str) or value["type"] not in table:
            yield Problem(f"{at}/type", f"unsupported type: {value['type']}")
        else:
            yield from table[value["type"]](value, at)

    return check


def every(*checks: Check) -> Check:
    """Accept what passes all of these; later ones run only when the earlier found nothing."""

    def check(value: Any, at: str) -> Iterator[Problem]:
        for each in checks:
            problems = list(each(value, at))
            yield from problems
            if problems:
                return

    return check


def rule(message: str, holds: Callable[[Any], bool], key: str = "") -> Check:
    """Accept what the rule holds for; the problem points at `key` within the value."""

    def check(value: Any, at: str) -> Iterator[Problem]:
        if not holds(value):
            yield Problem(f"{at}/{key}" if key else at, message)

    return check
