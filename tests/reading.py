"""Blocks as a person reads them: words without markup, labels of what can be used."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

Json = dict[str, Any]

_REFERENCE = re.compile(r"<([@#!]?)([^>|]*)(?:\|([^>]*))?>")
_EMPHASIS = [
    re.compile(rf"(?<![\w{mark}]){mark}(?=\S)([^{mark}\n]+?)(?<=\S){mark}(?![\w{mark}])")
    for mark in (r"\*", "_", "~", "`")
]


def as_read(markup: str, names: Mapping[str, str]) -> str:
    """Return mrkdwn as it is read: mentions by name, no marks of emphasis, no escapes."""

    def reference(match: re.Match[str]) -> str:
        sign, target, label = match.groups()
        if sign == "@":
            return "@" + names.get(target, label or target)
        if sign == "#":
            return "#" + (label or target)
        return label or (f"@{target}" if sign == "!" else target)

    text = "\n".join(re.sub(r"^(&gt;|>) ?", "", line) for line in markup.split("\n"))
    text = _REFERENCE.sub(reference, text)
    for emphasis in _EMPHASIS:
        text = emphasis.sub(r"\1", text)
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def text_of(value: Any, names: Mapping[str, str]) -> str:
    """Return a text object as it is read; a missing one is empty."""
    if not isinstance(value, dict):
        return ""
    words: str = value.get("text", "")
    return as_read(words, names) if value.get("type") == "mrkdwn" else words


def words_of(block: Json, names: Mapping[str, str]) -> str:
    """Return the words of one block, without the labels of its buttons and options."""
    lines: Iterator[str] = iter(())
    if block["type"] in {"header", "section", "alert"}:
        lines = (text_of(part, names) for part in (block.get("text"), *block.get("fields", [])))
    elif block["type"] == "context":
        lines = (text_of(part, names) or part.get("alt_text", "") for part in block["elements"])
    elif block["type"] == "input":
        lines = (text_of(block.get(key), names) for key in ("label", "hint"))
    elif block["type"] == "markdown":
        return str(block["text"])
    elif block["type"] in {"actions", "divider", "context_actions"}:
        return ""
    else:
        lines = _all_texts(block)
    return "\n".join(line for line in lines if line)


def label_of(element: Json) -> str:
    """Return what stands on an element: a button's text, a select's placeholder."""
    for key in ("text", "placeholder"):
        if key in element:
            return str(element[key]["text"])
    return ""


def options_of(element: Json) -> list[Json]:
    """Return the options of a select, an overflow menu, checkboxes or radio buttons."""
    options = list(element.get("options", []))
    for group in element.get("option_groups", []):
        options += group["options"]
    return options


def drawn(element: Json) -> str:
    """Return an element in the notation of the sketches: [Button], ▾ select, ⋯ a | b."""
    if element["type"] == "button":
        return f"[{label_of(element)}]"
    options = " | ".join(option["text"]["text"] for option in options_of(element))
    mark = "⋯" if element["type"] == "overflow" else "▾" if "select" in element["type"] else "☐"
    return " ".join(part for part in (mark, label_of(element), options) if part)


def _all_texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, item in value.items():
            if key in {"text", "title", "caption", "label", "alt_text"} and isinstance(item, str):
                yield item
            else:
                yield from _all_texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _all_texts(item)
