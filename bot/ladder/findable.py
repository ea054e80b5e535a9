"""What can be found in a ladder, each with the texts that it is found by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bot.ladder.model import Area, Framework, Level

HitKind = Literal[
    "level", "area", "skill", "behaviour", "expectation", "prompt", "habit", "book", "course"
]

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
TITLE_COUNTS = 3
"""A word in a title counts as often as this many in a text."""


@dataclass(frozen=True)
class Entry:
    """One thing that can be found: its title and its texts, of which there is one at least."""

    kind: HitKind
    id: str
    title: str
    texts: tuple[str, ...]
    area: Area | None = None
    level: Level | None = None

    @property
    def spoken(self) -> Iterator[str]:
        """Every word of it that a card may show."""
        for text in (self.title, *self.texts):
            yield from WORD.findall(text)

    @property
    def has_own_title(self) -> bool:
        """Whether people search by its title; a statement or a prompt borrows that of its area."""
        return self.area is None or self.kind == "area"

    @property
    def words(self) -> Iterator[str]:
        """Its words as they count."""
        if self.has_own_title:
            yield from WORD.findall(self.title) * TITLE_COUNTS
        for text in self.texts:
            yield from WORD.findall(text)


def entries(framework: Framework) -> Iterator[Entry]:
    """Yield everything that can be found, in the order of the ladder."""
    for level in framework.levels:
        yield Entry("level", level.id, level.title, tuple(_texts_of(level)))
    for area in framework.areas:
        yield from _entries_of(area, framework)
    for habit in framework.habits:
        gives = tuple(service.gives for service in habit.serves)
        yield Entry("habit", habit.id, habit.title, (habit.why, *gives))
    for resource in framework.resources:
        gives = tuple(service.gives for service in resource.serves)
        author = (resource.author,) if resource.author else ()
        yield Entry(resource.kind, resource.id, resource.title, (resource.why, *author, *gives))


def _texts_of(level: Level) -> Iterator[str]:
    yield level.summary
    if level.archetype:
        yield from level.archetype.overview
        for group in level.archetype.responsibilities:
            yield from group.items


def _entries_of(area: Area, framework: Framework) -> Iterator[Entry]:
    yield Entry("area", area.id, area.title, (area.line, area.headline, area.why), area)
    for skill in area.skills:
        yield Entry("skill", skill.id, area.title, (skill.text,), area)
    for behaviour in area.behaviours:
        yield Entry("behaviour", behaviour.id, area.title, (behaviour.text,), area)
    for expectation in area.expectations:
        for level_id, shown in expectation.levels.items():
            yield Entry(
                "expectation",
                expectation.id,
                area.title,
                (shown.text, shown.example) if shown.example else (shown.text,),
                area,
                framework.level(level_id),
            )
    for prompt in area.prompts:
        texts = (prompt.question, prompt.step, prompt.why, *prompt.follow_ups)
        yield Entry("prompt", prompt.id, area.title, texts, area)
