"""What the cards can hold of all the texts together.

A Slack section holds 3,000 characters after `&`, `<` and `>` are escaped, and a message 50
blocks. The single texts are short by their types; these are the places where many of them share
a card.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from bot.ladder.problems import Problem
from bot.ladder.records import AREA, LEVELS, PATHWAY, RESOURCES, Document, entries, look
from bot.ladder.source import Loc

SECTION = 3000
HEADING = 160
"""A bold heading over a list: a title of 150 characters and its marks."""
BULLET = len("• \n")
LABEL = 26
"""The short name of a level, bold, before a text; or the mark of a quotation."""
BLOCKS = 50
FRAME = 6
"""Blocks around a list: header, summary or paragraph, two context lines, buttons, one to spare."""
MOST_ENTRIES = BLOCKS - FRAME


def too_much(documents: Iterable[Document]) -> Iterator[Problem]:
    """Yield a problem for each list that no card can hold."""
    held = tuple(documents)
    for document in held:
        for loc in _bullets(document):
            yield from _too_long(document, loc)
        for key in _cards(document):
            yield from _too_many(document, (key,))
        yield from _too_long_side_by_side(document)
    yield from _too_many_areas([document for document in held if document.kind is PATHWAY])


def _bullets(document: Document) -> Iterator[Loc]:
    """The lists that are shown as bullets in one section."""
    if document.kind is AREA:
        yield ("skills",)
        yield ("behaviours",)
    if document.kind is LEVELS:
        for level, _ in entries(document.data, ("levels",)):
            yield (*level, "archetype", "overview")
            groups = (*level, "archetype", "responsibilities")
            for group, _ in entries(document.data, groups):
                yield (*group, "items")


def _cards(document: Document) -> tuple[str, ...]:
    """The lists that are shown as one section for each entry."""
    return {
        AREA.name: ("expectations",),
        PATHWAY.name: ("habits", "areas"),
        RESOURCES.name: ("resources",),
        LEVELS.name: ("levels",),
    }.get(document.kind.name, ())


def _too_long(document: Document, loc: Loc) -> Iterator[Problem]:
    texts = (look(entry, "text") or entry for _, entry in entries(document.data, loc))
    said = [text for text in texts if isinstance(text, str)]
    length = HEADING + sum(len(escape(text, quote=False)) + BULLET for text in said)
    if length > SECTION:
        wrong = f"{loc[-1]} come to {length} characters and a card holds {SECTION}"
        yield document.problem(loc, wrong, "shorten or remove some")


def _too_many(document: Document, loc: Loc) -> Iterator[Problem]:
    number = sum(1 for _ in entries(document.data, loc))
    if number > MOST_ENTRIES:
        wrong = f"has {number} {loc[-1]} and a card holds {MOST_ENTRIES}"
        yield document.problem(loc, wrong, "remove some")


def _too_many_areas(pathways: Iterable[Document]) -> Iterator[Problem]:
    """Several cards have an entry for each area of the whole ladder."""
    total = 0
    for pathway in pathways:
        own = sum(1 for _ in entries(pathway.data, ("areas",)))
        total += own
        if total > MOST_ENTRIES >= own:
            wrong = f"brings the ladder to {total} areas and a card holds {MOST_ENTRIES}"
            yield pathway.problem(("areas",), wrong, "remove some")


def _too_long_side_by_side(document: Document) -> Iterator[Problem]:
    """What all levels show of one expectation stands in one section, with the examples."""
    for loc, expectation in entries(document.data, ("expectations",)):
        levels = look(expectation, "levels")
        cells = levels.values() if isinstance(levels, dict) else ()
        texts = [look(cell, key) for cell in cells for key in ("text", "example")]
        said = [text for text in texts if isinstance(text, str)]
        length = sum(len(escape(text, quote=False)) + LABEL for text in said)
        if length > SECTION:
            wrong = f"levels come to {length} characters and a card holds {SECTION}"
            yield document.problem((*loc, "levels"), wrong, "shorten some, or split it")
