"""What levels and areas are called: no name may mean two things, or a verb of `/ladder`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.ladder.problems import Problem
from bot.ladder.records import Document, Record, entries, look
from bot.ladder.source import Loc
from bot.ladder.spelling import key_of
from bot.ladder.verbs import VERBS

VERB_OF = {key_of(word): verb.name for verb in VERBS for word in (verb.name, *verb.also)}
SINGULAR: dict[str | int, str] = {"aliases": "alias"}


def clashes(documents: Iterable[Document]) -> Iterator[Problem]:
    """Yield a problem for each name that cannot be typed and be understood."""
    first: dict[str, tuple[str, str, Loc]] = {}
    for document in documents:
        for record in document.records:
            for path, name in _names_in(record):
                loc = (*record.loc, *path)
                key = key_of(name)
                here = (document.file, str(record), record.loc)
                there = first.setdefault(key, here)
                if key and (there != here or key in VERB_OF):
                    wrong = f'{SINGULAR.get(path[0], path[0])} "{name}" {_what(key, there[1])}'
                    yield document.problem(loc, wrong, "choose another name")
                    # The other names of the same record need not say it again.
                    break


def _what(key: str, other: str) -> str:
    if key in VERB_OF:
        return f"is the same word as the command /ladder {VERB_OF[key]}"
    return f"is the same word as a name of {other}"


def _names_in(record: Record) -> Iterator[tuple[Loc, str]]:
    if record.kind not in {"level", "area"}:
        return
    places: list[Loc] = [("id",), ("title",), ("short",)]
    places += [path for path, _ in entries(record.data, ("aliases",))]
    for path in places:
        name = look(record.data, *path)
        if isinstance(name, str) and name.strip():
            yield path, name.strip()
