"""The files of a ladder as they were read, before anybody knows whether they are right.

The checks work on these and not on the models, so that a fault in one place does not hide those
in another: a level whose title is missing can still be referred to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from bot.ladder.model import Area, FrameworkFile, LevelsFile, Pathway, ResourcesFile, Words
from bot.ladder.problems import Problem
from bot.ladder.source import Fault, Loc


@dataclass(frozen=True)
class FileKind:
    """A kind of file: its model, and the lists in it whose entries have ids."""

    name: str
    model: type[Words]
    lists: Mapping[str, str]


FRAMEWORK = FileKind("framework", FrameworkFile, {})
LEVELS = FileKind("levels", LevelsFile, {"levels": "level"})
RESOURCES = FileKind("resources", ResourcesFile, {"resources": "resource"})
PATHWAY = FileKind("pathway", Pathway, {"habits": "habit"})
AREA = FileKind(
    "area",
    Area,
    {
        "skills": "skill",
        "behaviours": "behaviour",
        "expectations": "expectation",
        "prompts": "prompt",
    },
)


@dataclass(frozen=True)
class Record:
    """Something with an id, as it stands in a file: maybe without it, maybe of the wrong shape."""

    kind: str
    id: str
    loc: Loc
    data: dict[str, object]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


@dataclass(frozen=True)
class Document:
    """One file that could be read: what it holds, and the line of each value.

    `file` is the name that the author sees, `name` that of the file without `.yaml`, `folder`
    that of its pathway ("" for the files of the whole ladder).
    """

    kind: FileKind
    file: str
    folder: str
    name: str
    data: dict[str, object]
    lines: Mapping[Loc, int]

    @cached_property
    def top(self) -> Record:
        """The record that the whole file is."""
        if "id" not in self.kind.model.model_fields:
            return Record("file", f"{self.name}.yaml", (), self.data)
        own = self.data.get("id")
        return Record(
            self.kind.name, own if isinstance(own, str) and own else self.name, (), self.data
        )

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """Everything in the file that has an id, or should have."""
        return (self.top, *self._entries())

    def _entries(self) -> Iterator[Record]:
        for key, kind in self.kind.lists.items():
            for loc, entry in entries(self.data, (key,)):
                if isinstance(entry, dict):
                    own = entry.get("id")
                    named = own if isinstance(own, str) and own else f"{loc[-1] + 1}"
                    yield Record(kind, named, loc, entry)

    def line(self, loc: Loc) -> int:
        """Return the line of a value, or of the nearest thing around it that has one."""
        while loc and loc not in self.lines:
            loc = loc[:-1]
        return self.lines.get(loc, 1)

    def whose(self, loc: Loc) -> Record:
        """Return the innermost record that a value belongs to."""
        around = (record for record in self.records if record.loc == loc[: len(record.loc)])
        return max(around, key=lambda record: len(record.loc))

    def at_line(self, line: int) -> Record:
        """Return the record that a line belongs to, where nothing more is known of it."""
        before = (record for record in self.records if self.line(record.loc) <= line)
        return max(before, key=lambda record: self.line(record.loc), default=self.top)

    def problem(self, loc: Loc, wrong: str, mend: str) -> Problem:
        """Return a problem with the value at that place."""
        return Problem(self.file, self.line(loc), str(self.whose(loc)), wrong, mend)

    def fault(self, fault: Fault) -> Problem:
        """Return a fault of the writing as a problem of the record that it stands in."""
        record = self.at_line(fault.line) if fault.loc is None else self.whose(fault.loc)
        return Problem(self.file, fault.line, str(record), fault.wrong, fault.mend)


def look(data: object, *path: str | int) -> object:
    """Return what stands at a path, None where something on the way has another shape."""
    for step in path:
        if isinstance(data, dict):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return None
    return data


def entries(data: object, path: Loc) -> Iterator[tuple[tuple[*tuple[str | int, ...], int], object]]:
    """Yield the entries of the list at a path, each with its own path; nothing for no list."""
    found = look(data, *path)
    if isinstance(found, list):
        for number, entry in enumerate(found):
            yield (*path, number), entry
