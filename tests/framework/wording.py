"""How the tests of the ladder's words read them: as texts with a place, as words, as runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256

from bot.ladder.model import Area, Framework, Prompt

# These hold ids and what is not for people to read.
UNREAD = {"id", "was", "x", "exercises", "area", "habit", "resource", "from_level"}
UNREAD |= {"to_level", "kind", "url", "locale", "version"}


def texts(value: object, place: str = "") -> Iterator[tuple[str, str]]:
    """Yield each text that people read, with the ids and fields that lead to it."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        here = f"{place}/{value['id']}" if "id" in value else place
        for key, inner in value.items():
            if key not in UNREAD:
                yield from texts(inner, f"{here}/{key}")
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts(inner, place)


def all_texts(framework: Framework) -> list[tuple[str, str]]:
    """Return every text of the ladder that people read."""
    return list(texts(framework.model_dump()))


def words(text: str) -> list[str]:
    """Return the words of a text in lower case, without punctuation."""
    return re.findall(r"[a-z0-9']+", text.lower().replace("’", "'"))


def runs(text: str, length: int) -> set[str]:
    """Return each run of so many consecutive words."""
    found = words(text)
    return {" ".join(found[at : at + length]) for at in range(len(found) - length + 1)}


def mark(run: str) -> str:
    """Return the fingerprint under which `source_runs.txt` knows a run of words."""
    return sha256(run.encode()).hexdigest()[:12]


def prompts(framework: Framework) -> list[tuple[Area, Prompt]]:
    """Return every prompt with its area."""
    return [(area, prompt) for area in framework.areas for prompt in area.prompts]
