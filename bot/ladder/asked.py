"""What the words behind `/ladder` ask for, when they ask to read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.ladder.model import Area, Level
from bot.ladder.verbs import Verb

ListKind = Literal["skills", "behaviours", "ai", "books", "courses"]
Thing = Level | Area | Verb


@dataclass(frozen=True)
class LevelAsked:
    """The card of a level."""

    level: Level


@dataclass(frozen=True)
class AreaAsked:
    """The card of an area, seen from a level when one was named."""

    area: Area
    level: Level | None = None


@dataclass(frozen=True)
class CompareAsked:
    """Two levels side by side, in one area when one was named; the lower level stands first."""

    from_level: Level
    to_level: Level
    area: Area | None = None


@dataclass(frozen=True)
class ListAsked:
    """A list of one kind, in one area when one was named."""

    kind: ListKind
    area: Area | None = None


@dataclass(frozen=True)
class SearchAsked:
    """A search for these words, as they were typed; empty when none were."""

    words: str


@dataclass(frozen=True)
class HelpAsked:
    """The list of commands."""


@dataclass(frozen=True)
class Unknown:
    """Words that are nobody's name, and up to three things that are spelled most like them.

    `nearest` may hold a verb that acts: it is something to offer on a button, never to do.
    """

    words: str
    nearest: tuple[Thing, ...]


Asked = LevelAsked | AreaAsked | CompareAsked | ListAsked | SearchAsked | HelpAsked | Unknown
