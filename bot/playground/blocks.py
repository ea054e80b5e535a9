"""Walking through the blocks of a surface: which interactive elements stand in which block."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
from hashlib import sha256
from typing import Any

Json = dict[str, Any]


def all_blocks(blocks: list[Json] | None) -> Iterator[Json]:
    """Yield the blocks and what is nested in containers and carousels, in reading order."""
    for block in blocks or []:
        yield block
        if block["type"] == "container":
            yield from all_blocks(block["child_blocks"])
        elif block["type"] == "carousel":
            yield from all_blocks(block["elements"])


def elements_of(block: Json) -> list[Json]:
    """Return the elements of a block that a person can use."""
    if block["type"] == "section":
        accessory = block.get("accessory")
        return [accessory] if accessory and accessory["type"] != "image" else []
    if block["type"] in {"actions", "context_actions"}:
        return list(block["elements"])
    if block["type"] == "input":
        return [block["element"]]
    if block["type"] == "card":
        return list(block.get("actions", []))
    return []


def interactive(blocks: list[Json] | None) -> Iterator[tuple[Json, Json]]:
    """Yield each usable element with the block that it stands in."""
    for block in all_blocks(blocks):
        for element in elements_of(block):
            yield block, element


def find_element(blocks: list[Json] | None, block_id: str, action_id: str) -> Json | None:
    """Return the element of these ids, or None."""
    for block, element in interactive(blocks):
        if block.get("block_id") == block_id and element.get("action_id") == action_id:
            return element
    return None


def with_ids(blocks: list[Json] | None, new_id: Callable[[], str]) -> list[Json] | None:
    """Return a copy in which each block and element has an id; Slack makes up the missing ones.

    A block that is drawn again as it was keeps its id, so that a click on it still finds it.
    """
    if blocks is None:
        return None
    copy = deepcopy(blocks)
    alike: Counter[str] = Counter()
    for block in all_blocks(copy):
        if "block_id" not in block:
            words = sha256(json.dumps(block, sort_keys=True).encode()).hexdigest()[:10]
            block["block_id"] = f"{words}-{alike[words]}"
            alike[words] += 1
        for element in elements_of(block):
            element.setdefault("action_id", new_id())
    return copy
