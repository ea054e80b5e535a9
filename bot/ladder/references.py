"""Ids and what refers to them: every id stands once, and every reference resolves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from itertools import chain

from bot.ladder.problems import Problem
from bot.ladder.records import AREA, LEVELS, PATHWAY, RESOURCES, Document, Record, entries, look
from bot.ladder.source import Loc
from bot.ladder.spelling import nearest_word

STATEMENTS = frozenset({"skill", "behaviour", "expectation"})
HOME = {
    "level": LEVELS,
    "resource": RESOURCES,
    "habit": PATHWAY,
    "statement": AREA,
    "area": AREA,
}
"""The kind of file that holds what a reference means."""


@dataclass(frozen=True)
class Reference:
    """A place that names the id of something else: `does` says so in a sentence."""

    loc: Loc
    does: str
    target: str
    id: str


class Ids:
    """All ids of a ladder by what they are, with the old ids and what they are called now."""

    def __init__(self, documents: Iterable[Document], unread: frozenset[str]) -> None:
        self._unread = unread
        self._of: dict[str, list[str]] = {target: [] for target in HOME}
        self._kind: dict[str, str] = {}
        self._now: dict[str, str] = {}
        for document in documents:
            for record in document.records:
                self._add(record)

    def _add(self, record: Record) -> None:
        target = "statement" if record.kind in STATEMENTS else record.kind
        self._of.setdefault(target, []).append(record.id)
        self._kind.setdefault(record.id, record.kind)
        for _, old in entries(record.data, ("was",)):
            if isinstance(old, str):
                self._now.setdefault(old, record.id)

    def resolves(self, reference: Reference) -> bool:
        """Whether the id is there, or may be: nobody knows what an unread file holds."""
        known = reference.id in self._of[reference.target]
        return known or HOME[reference.target].name in self._unread

    def what_is(self, own: str) -> str:
        """Say what an id is, which is not what was looked for."""
        return f"is {_a(self._kind[own])}" if own in self._kind else "does not exist"

    def mend(self, reference: Reference) -> str:
        """Say what may have been meant."""
        target = reference.target
        if reference.id in self._now:
            return f'it is now called "{self._now[reference.id]}"'
        if reference.id in self._kind:
            return f"name {_a(target)}"
        near = nearest_word(reference.id, self._of[target])
        if near:
            return f'did you mean "{near}"?'
        some = ", ".join(self._of[target][:5])
        return f"name {_a(target)}, such as {some}" if some else f"write that {target} first"


def unresolved(documents: Iterable[Document], ids: Ids) -> Iterator[Problem]:
    """Yield a problem for each reference to something that is not there."""
    for document in documents:
        for one in references(document):
            if one.id and not ids.resolves(one):
                wrong = f'{one.does} "{one.id}", which {ids.what_is(one.id)}'
                yield document.problem(one.loc, wrong, ids.mend(one))


def references(document: Document) -> Iterator[Reference]:
    """Yield everything in a file that names the id of something else."""
    for record in document.records:
        yield from _references_of(record)


def _references_of(record: Record) -> Iterator[Reference]:
    def at(does: str, target: str, *path: str | int) -> Iterator[Reference]:
        found = look(record.data, *path)
        if isinstance(found, str):
            yield Reference((*record.loc, *path), does, target, found.strip())

    if record.kind == "pathway":
        yield from at("leads from", "level", "from")
        yield from at("leads to", "level", "to")
    if record.kind in {"resource", "habit"}:
        for path, _ in entries(record.data, ("serves",)):
            yield from at("serves", "area", *path, "area")
    if record.kind == "prompt":
        for path, _ in entries(record.data, ("exercises",)):
            yield from at("exercises", "statement", *path)
        yield from at("goes alongside", "habit", "alongside", "habit")
        yield from at("goes alongside", "resource", "alongside", "resource")
    levels = look(record.data, "levels")
    if record.kind == "expectation" and isinstance(levels, dict):
        for level in levels:
            yield Reference((*record.loc, "levels", level), "is for", "level", level)


def repeated(documents: Iterable[Document]) -> Iterator[Problem]:
    """Yield a problem for each id, or former id, that stands a second time in the ladder.

    Ids in use go before former ones, whatever the order of the files.
    """
    first: dict[str, str] = {}
    held = tuple(documents)
    for document, loc, own in chain(_ids_in(held), _former_ids_in(held)):
        if own in first:
            wrong = f'the id "{own}" stands in {first[own]} already'
            yield document.problem(loc, wrong, "choose another: ids are unique in a ladder")
        first.setdefault(own, f"{document.file}:{document.line(loc)}")


def _a(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


def _ids_in(documents: Iterable[Document]) -> Iterator[tuple[Document, Loc, str]]:
    for document in documents:
        for record in document.records:
            own = record.data.get("id")
            if isinstance(own, str) and own:
                yield document, (*record.loc, "id"), own


def _former_ids_in(documents: Iterable[Document]) -> Iterator[tuple[Document, Loc, str]]:
    for document in documents:
        for record in document.records:
            for path, own in entries(record.data, ("was",)):
                if isinstance(own, str) and own:
                    yield document, (*record.loc, *path), own


def twice_in_a_list(documents: Iterable[Document]) -> Iterator[Problem]:
    """Yield a problem for each reference that its list holds already."""
    for document in documents:
        seen: set[tuple[Loc, str]] = set()
        for one in references(document):
            # `serves` holds records with an area each, the other lists the ids themselves.
            around = one.loc[:-1] if isinstance(one.loc[-1], int) else one.loc[:-2]
            if (around, one.id) in seen and any(isinstance(step, int) for step in one.loc[-2:]):
                wrong = f'{one.does} "{one.id}" twice'
                yield document.problem(one.loc, wrong, "remove one of the two")
            seen.add((around, one.id))


def circles(pathways: Iterable[Document]) -> Iterator[Problem]:
    """Yield a problem for each pathway that leads back to where it came from."""
    ways: dict[str, set[str]] = {}
    for pathway in pathways:
        ends = look(pathway.data, "from"), look(pathway.data, "to")
        if not (isinstance(ends[0], str) and isinstance(ends[1], str)):
            continue
        circle = _circle({**ways, ends[1]: ways.get(ends[1], set()) | {ends[0]}})
        if circle:
            wrong = f"closes a circle: {' → '.join(circle)}"
            yield pathway.problem(("to",), wrong, "let pathways lead up only")
        else:
            ways.setdefault(ends[1], set()).add(ends[0])


def _circle(before: Mapping[str, set[str]]) -> list[str]:
    try:
        TopologicalSorter(before).prepare()
    except CycleError as error:
        found: list[str] = error.args[1]
        return found
    return []
