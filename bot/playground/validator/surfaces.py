"""Whole surfaces: messages, modals, Home tabs, the options of a select, the answer to a command."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from bot.playground.blocks import all_blocks, elements_of
from bot.playground.validator.blocks import blocks_on
from bot.playground.validator.checks import (
    Check,
    Problem,
    anything,
    boolean,
    listing,
    shape,
    string,
)
from bot.playground.validator.objects import GROUP, OPTION, plain

VIEW_BYTES = 250 * 1024
_VIEW = {
    "private_metadata": string(3000),
    "callback_id": string(255),
    "external_id": string(255),
}
_MODAL = {
    **_VIEW,
    "close": plain(24),
    "submit": plain(24),
    "clear_on_close": boolean,
    "notify_on_close": boolean,
    "submit_disabled": boolean,
}


def message_problems(
    blocks: Any, *, surface: str = "message", without_new: bool = False
) -> list[Problem]:
    """Return what is wrong with the blocks of a message, at most fifty of them."""
    check = blocks_on(surface, 50, without_new=without_new)
    problems = list(check(blocks, "/blocks"))
    if problems:
        return problems
    return [*_duplicates(blocks, "/blocks"), *_per_message(blocks)]


def view_problems(view: Any, *, type_: str, without_new: bool = False) -> list[Problem]:
    """Return what is wrong with a view that is to be a `modal` or a `home`."""
    if not isinstance(view, dict):
        return [Problem("/view", "must provide an object")]
    if view.get("type") != type_:
        return [Problem("/view/type", f"unsupported type: {view.get('type')}")]
    blocks = blocks_on(type_, 100, without_new=without_new)
    problems = list(_view_shape(type_, blocks)(view, "/view"))
    return problems or list(_whole_view(view))


def options_problems(answer: Any) -> list[Problem]:
    """Return what is wrong with the answer to a query for options; none at all is fine."""
    lists = {"options": listing(OPTION, 0, 100), "option_groups": listing(GROUP, 0, 100)}
    if not isinstance(answer, dict) or not set(answer) & set(lists):
        return [Problem("", "must provide options or option_groups")]
    return list(shape({}, lists)(answer, ""))


def _view_shape(type_: str, blocks: Check) -> Check:
    if type_ == "home":
        return shape({"type": anything, "blocks": blocks}, _VIEW)
    return shape({"type": anything, "title": plain(24), "blocks": blocks}, _MODAL)


def _whole_view(view: dict[str, Any]) -> Iterator[Problem]:
    blocks = view["blocks"]
    if len(json.dumps(view).encode()) > VIEW_BYTES:
        yield Problem("/view", "must be less than 250 KB", "view_too_large")
    yield from _duplicates(blocks, "/view/blocks")
    has_input = any(block["type"] == "input" for block in all_blocks(blocks))
    if view["type"] == "modal" and has_input and "submit" not in view:
        yield Problem("/view", "missing required field: submit (there is an input block)")
    focused = [
        element
        for block in all_blocks(blocks)
        for element in elements_of(block)
        if element.get("focus_on_load")
    ]
    if len(focused) > 1:
        yield Problem("/view/blocks", "only one element may have focus_on_load")


def _duplicates(blocks: list[dict[str, Any]], at: str) -> Iterator[Problem]:
    for block_id in _twice(block.get("block_id") for block in all_blocks(blocks)):
        yield Problem(at, f"block_id needs to be unique: {block_id}")
    for block in all_blocks(blocks):
        for action_id in _twice(element.get("action_id") for element in elements_of(block)):
            yield Problem(at, f"action_id needs to be unique within a block: {action_id}")


def _twice(ids: Iterable[str | None]) -> list[str]:
    return [each for each, times in Counter(ids).items() if each is not None and times > 1]


def _per_message(blocks: list[dict[str, Any]]) -> Iterator[Problem]:
    counts = Counter(block["type"] for block in all_blocks(blocks))
    if counts["table"] > 1:
        yield Problem("/blocks", "only_one_table_allowed", "invalid_attachments")
    if counts["data_visualization"] > 2:
        yield Problem("/blocks", "no more than 2 data_visualization blocks allowed")
    words = sum(len(block["text"]) for block in blocks if block["type"] == "markdown")
    if words > 12_000:
        yield Problem("/blocks", "markdown is over 12000 characters", "msg_blocks_too_long")
