"""The first words that `/ladder` knows, apart from the names of levels and areas.

A verb that reads may be guessed from a near miss. A verb that acts, or shows what somebody wrote,
is never guessed: at most it is offered as something to press.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Verb:
    """One verb: its name, the other words that mean the same, and whether it may be guessed."""

    name: str
    also: tuple[str, ...] = ()
    reads: bool = False


VERBS = (
    Verb("compare", reads=True),
    Verb("skills", reads=True),
    Verb("behaviours", ("behaviors",), reads=True),
    Verb("ai", ("ai habits",), reads=True),
    Verb("books", ("books and courses",), reads=True),
    Verb("courses", reads=True),
    Verb("search", reads=True),
    Verb("help", reads=True),
    Verb("focus"),
    Verb("nudge", ("nudges",)),
    Verb("settings"),
    Verb("now"),
    Verb("skip"),
    Verb("pause"),
    Verb("resume"),
    Verb("off"),
    Verb("stop"),
    Verb("mute"),
    Verb("unsubscribe"),
    Verb("reflect"),
    Verb("reflections"),
    Verb("mentor"),
    Verb("mentors"),
    Verb("mentees"),
    Verb("summary"),
    Verb("privacy"),
    Verb("export"),
    Verb("delete"),
    Verb("admin"),
)
