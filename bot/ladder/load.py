"""Loading a ladder: a Framework that is right in every place, or all that is wrong at once."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from bot.ladder.clashes import clashes
from bot.ladder.complaints import complaints
from bot.ladder.fits import too_much
from bot.ladder.folder import Folder, read_folder
from bot.ladder.model import Area, Framework, FrameworkFile, LevelsFile, Pathway, ResourcesFile
from bot.ladder.problems import BrokenLadder, Problem
from bot.ladder.records import AREA, FRAMEWORK, LEVELS, PATHWAY, RESOURCES
from bot.ladder.references import Ids, circles, repeated, twice_in_a_list, unresolved


def load(folder: Path) -> Framework:
    """Return the ladder whose files stand in a folder.

    Raises BrokenLadder with every problem that could be found, and nothing else.
    """
    read = read_folder(folder)
    problems = [*read.problems, *_problems(read)]
    if problems:
        raise BrokenLadder(problems)
    return _assembled(read)


def _problems(read: Folder) -> Iterator[Problem]:
    documents = read.documents
    yield from chain.from_iterable(map(complaints, documents))
    ids = Ids(documents, frozenset(read.unread))
    yield from unresolved(documents, ids)
    yield from repeated(documents)
    yield from twice_in_a_list(documents)
    yield from circles(read.of(PATHWAY))
    yield from clashes(documents)
    yield from too_much(documents)
    yield from _saying_nothing(read)


def _saying_nothing(read: Folder) -> Iterator[Problem]:
    """An area says something; a pathway has a skill and a behaviour, in whichever area."""
    said: dict[str, set[str]] = {}
    for area in read.of(AREA):
        kinds = {record.kind for record in area.records[1:]}
        said.setdefault(area.folder, set()).update(kinds)
        if not kinds & {"skill", "behaviour", "expectation"}:
            yield area.problem((), "says nothing", "add skills, behaviours or expectations")
    for pathway in read.of(PATHWAY):
        for kind in ("skill", "behaviour"):
            if kind not in said.get(pathway.folder, set()) and AREA.name not in read.unread:
                wrong = f"has no {kind} in any of its areas"
                yield pathway.problem((), wrong, f"add a {kind} to one of them")


def _assembled(read: Folder) -> Framework:
    (top,) = (FrameworkFile.model_validate(one.data) for one in read.of(FRAMEWORK))
    (levels,) = (LevelsFile.model_validate(one.data) for one in read.of(LEVELS))
    (resources,) = (ResourcesFile.model_validate(one.data) for one in read.of(RESOURCES))
    pathways = tuple(Pathway.model_validate(one.data) for one in read.of(PATHWAY))
    areas = {one.name: Area.model_validate(one.data) for one in read.of(AREA)}
    return Framework(
        id=top.id,
        title=top.title,
        version=top.version,
        locale=top.locale,
        source=top.source,
        levels=levels.levels,
        pathways=tuple(sorted(pathways, key=lambda pathway: _rank(levels, pathway))),
        areas=tuple(areas[area] for pathway in pathways for area in pathway.areas),
        resources=resources.resources,
    )


def _rank(levels: LevelsFile, pathway: Pathway) -> tuple[int, int]:
    order = [level.id for level in levels.levels]
    return order.index(pathway.from_level), order.index(pathway.to_level)
