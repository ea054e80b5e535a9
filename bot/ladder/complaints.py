"""What pydantic finds in a file, in plain words and with the mend."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.ladder.problems import Problem
from bot.ladder.records import Document
from bot.ladder.source import QUOTE_IT, Loc
from bot.ladder.spelling import nearest_word

LONGEST_QUOTE = 40

PLAIN: Mapping[str, tuple[str, str]] = {
    # The error of pydantic: what is wrong with {key}, and the mend.
    "missing": ("has no {key}", 'add the line "{key}: …"'),
    "string_too_short": ("{key} is blank", "write it, or remove the line"),
    "string_too_long": ("{key} has {length} characters and {max_length} fit", "shorten it"),
    "placeholder": ("{key} is a placeholder: {value}", "write it, or remove the line"),
    "line_break": ("{key} runs over several lines", "write it on one, or after >-"),
    "order": ("{key} ends before it begins: {value}", "write the smaller number first"),
    "int_parsing": ("{key} is {value}, which is no whole number", "write a number such as 10"),
    "int_parsing_size": ("{key} is far too large", "write a number such as 10"),
    "int_type": ("{key} is {shape} where a number belongs", "write a number such as 10"),
    "greater_than_equal": ("{key} is {value}", "write {ge} or more"),
    "less_than_equal": ("{key} is {value}", "write {le} or less"),
    "literal_error": ("{key} is {value}", "write {expected}"),
    "too_short": ("{key} holds {actual_length} and needs {min_length}", "add what is missing"),
    "too_long": ("{key} holds {actual_length} and {max_length} fit", "remove the others"),
    "tuple_type": ("{key} is no list", "write its entries below, each after a hyphen"),
    "dict_type": ("{key} is {shape} where keys belong", "write its keys below, indented"),
    "model_type": ("{key} is {shape} where keys belong", "write its keys below, indented"),
    "union_tag_not_found": ("{key} names neither", "give it the key habit or the key resource"),
}
PATTERNS = {
    "id": "small letters and digits, in words joined by hyphens, such as review-to-teach",
    "was": "small letters and digits, in words joined by hyphens, such as review-to-teach",
    "version": "three numbers in quotes or not, such as 1.0.0",
    "locale": "a language, and a country if you like, such as en or en-GB",
    "url": "an address that begins with https://",
}
AN_ID = PATTERNS["id"]


def complaints(document: Document) -> Iterator[Problem]:
    """Yield a problem for everything in a file that its model does not take."""
    try:
        document.kind.model.model_validate(document.data)
    except ValidationError as error:
        for one in error.errors(include_url=False):
            if not _is_echo(one):
                yield _problem(document, one)


def _is_echo(error: ErrorDetails) -> bool:
    """A list whose entries are wrong is too short for pydantic, which counts the right ones."""
    written = error["input"]
    least = error.get("ctx", {}).get("min_length", 0)
    return error["type"] == "too_short" and isinstance(written, list) and len(written) >= least


def _problem(document: Document, error: ErrorDetails) -> Problem:
    loc = _place(document, error)
    wrong, mend = _words(document, error, loc)
    return document.problem(loc, wrong, mend)


def _place(document: Document, error: ErrorDetails) -> Loc:
    """Return the way to the value; pydantic's own marks on it (`[key]`, a tag) are left out.

    The last step of something missing is kept, although there is no such place.
    """
    place: Loc = ()
    for step in error["loc"]:
        if (*place, step) in document.lines:
            place = (*place, step)
    return (*place, error["loc"][-1]) if error["type"] == "missing" else place


def _words(document: Document, error: ErrorDetails, loc: Loc) -> tuple[str, str]:
    kind = error["type"]
    if kind == "missing" and isinstance(loc[-1], int):
        return f"{_key(loc[:-1])} holds {loc[-1]} and needs {loc[-1] + 1}", "add what is missing"
    if kind == "extra_forbidden":
        return _unknown_key(document, loc)
    if kind == "string_pattern_mismatch":
        return f"{_key(loc)} is {_value(error)}", f"write {_pattern(loc)}"
    if kind == "string_type":
        trap = "a colon and a space, or a bracket, makes something else of a text"
        return f"{_key(loc)} is {_shape(error)} where a text belongs", f"{QUOTE_IT}: {trap}"
    wrong, mend = PLAIN.get(kind, ("{key}: " + error["msg"].replace("{", "("), "write it anew"))
    facts: dict[str, Any] = {
        **error.get("ctx", {}),
        "key": _key(loc),
        "value": _value(error),
        "shape": _shape(error),
        "length": len(str(error["input"])),
    }
    return wrong.format_map(facts), mend.format_map(facts)


def _key(loc: Loc) -> str:
    """Name a value by its key, and by its number when it stands in a list."""
    names = [step for step in loc if isinstance(step, str)]
    if not names:
        return "the file"
    number = f" {loc[-1] + 1}" if loc and isinstance(loc[-1], int) else ""
    return f"{names[-1]}{number}"


def _value(error: ErrorDetails) -> str:
    value = error["input"]
    if isinstance(value, (list, tuple)):
        return ", ".join(str(entry) for entry in value)[:LONGEST_QUOTE]
    text = str(value)
    return f'"{text}"' if len(text) <= LONGEST_QUOTE else f'"{text[:LONGEST_QUOTE]}…"'


def _shape(error: ErrorDetails) -> str:
    value = error["input"]
    if isinstance(value, dict):
        return "a key with a value"
    return "a list" if isinstance(value, list) else "a text" if value else "blank"


def _pattern(loc: Loc) -> str:
    return next((PATTERNS[step] for step in reversed(loc) if step in PATTERNS), AN_ID)


def _unknown_key(document: Document, loc: Loc) -> tuple[str, str]:
    known = _keys_around(document.kind.model, loc[:-1])
    near = nearest_word(str(loc[-1]), known)
    mend = f'did you mean "{near}"?' if near else f"use {', '.join(known)}, or put it under x"
    return f'has the unknown key "{loc[-1]}"', mend


def _keys_around(model: type[BaseModel], loc: Loc) -> tuple[str, ...]:
    """Return the keys that the record at a place may have."""
    for step in loc:
        if isinstance(step, str):
            fields = {field.alias or name: field for name, field in model.model_fields.items()}
            inner = list(_models_in(fields[step].annotation)) if step in fields else []
            model = inner[0] if inner else model
    keys = (field.alias or name for name, field in model.model_fields.items())
    return tuple(key for key in keys if key != "x")


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)
