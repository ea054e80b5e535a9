"""What the words behind `/ladder` ask to read.

People read in a hurry, so names are matched loosely (see `matching`) and may stand in any order
that makes sense: `senior mentoring`, `mentoring senior`, `compare mentoring`. Nothing here acts:
a verb that acts, or a near miss of one, is Unknown and at most offered as something to press.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bot.ladder.asked import (
    AreaAsked,
    Asked,
    CompareAsked,
    HelpAsked,
    LevelAsked,
    ListAsked,
    ListKind,
    SearchAsked,
    Thing,
    Unknown,
)
from bot.ladder.matching import FILLERS, MOST_WORDS, Matcher, Words, names_of
from bot.ladder.model import Area, Framework, Level
from bot.ladder.spelling import words_of
from bot.ladder.verbs import Verb

Match = Callable[[Words], Thing | None]

LISTS: dict[str, ListKind] = {
    "skills": "skills",
    "behaviours": "behaviours",
    "ai": "ai",
    "books": "books",
    "courses": "courses",
}
ALONE: dict[str, Asked] = {"help": HelpAsked(), "search": SearchAsked("")}
"""What reads when it stands alone; behind `search` anything may stand, so it is read apart."""
MOST_THINGS = 4
"""`compare intermediate senior mentoring` names a verb, two levels and an area."""
MOST_CHARACTERS = 200
"""Longer than any row of names; what is longer was not meant for us."""


class Names:
    """All that can be called by name in one framework, made once."""

    def __init__(self, framework: Framework) -> None:
        self._framework = framework
        self._matcher = Matcher(framework)

    def level(self, words: str) -> Level | None:
        """Return the one level that these words can mean."""
        found = self._matcher.meant(_typed(words), Level)
        return found if isinstance(found, Level) else None

    def area(self, words: str) -> Area | None:
        """Return the one area that these words can mean."""
        found = self._matcher.meant(_typed(words), Area)
        return found if isinstance(found, Area) else None

    def nearest(self, words: str, limit: int = 3) -> tuple[Thing, ...]:
        """Return the levels, areas and verbs spelled most like these words, best first.

        A verb that acts may be among them. What looks like nothing returns nothing.
        """
        return self._matcher.nearest(_typed(words), limit)

    def read(self, words: str) -> Asked:
        """Return what the words behind `/ladder` ask to read; no words ask for help."""
        if not words.strip():
            return HelpAsked()
        asked = self._asked(words) if len(words) <= MOST_CHARACTERS else self._search(words)
        return asked or Unknown(words, self.nearest(words))

    def _asked(self, text: str) -> Asked | None:
        words = words_of(text)
        named = self._matcher.named(words)
        if named is not None:
            return self._answer((named,))
        if len(words) > MOST_WORDS:
            return self._search(text)
        bare = tuple(word for word in words if word not in FILLERS)
        return self._search(text) or self._parsed(words) or self._parsed(bare)

    def _search(self, text: str) -> SearchAsked | None:
        first, _, rest = text.strip().partition(" ")
        verb = self._matcher.meant(_typed(first))
        found = isinstance(verb, Verb) and verb.name == "search"
        return SearchAsked(rest.strip()) if found else None

    def _parsed(self, words: Words) -> Asked | None:
        """Return what a row of names asks for: as they are spelled, or else as they may be meant.

        Of several ways to cut the words into names the shortest counts, when there is one.
        """
        for match in (self._matcher.named, self._matcher.meant):
            rows = [row for row in _rows(words, MOST_THINGS, match) if row]
            fewest = [row for row in rows if len(row) == min(map(len, rows))]
            if fewest:
                agree = all(_same(row, fewest[0]) for row in fewest)
                return self._answer(fewest[0]) if agree else None
        return None

    def _answer(self, things: tuple[Thing, ...]) -> Asked | None:
        verbs = [thing for thing in things if isinstance(thing, Verb)]
        levels = [thing for thing in things if isinstance(thing, Level)]
        areas = [thing for thing in things if isinstance(thing, Area)]
        if len(verbs) > 1 or len(areas) > 1 or len(levels) > 2:
            return None
        level = levels[0] if levels else None
        area = areas[0] if areas else None
        verb = verbs[0].name if verbs else ""
        if verb == "compare" or (not verb and len(levels) == 2):
            return self._compare(levels, area)
        if verb in LISTS and len(levels) < 2:
            return ListAsked(LISTS[verb], area)
        if verb:
            return ALONE.get(verb) if len(things) == 1 else None
        return AreaAsked(area, level) if area else LevelAsked(level) if level else None

    def _compare(self, levels: list[Level], area: Area | None) -> CompareAsked | None:
        """Return the two levels named, or the ends of the pathway that was pointed to."""
        if len(levels) == 2:
            lower, upper = sorted(levels, key=self._framework.levels.index)
            return CompareAsked(lower, upper, area) if lower.id != upper.id else None
        ways = (self._framework.pathway_of(area),) if area else self._framework.pathways
        for level in levels:
            near = self._framework.pathways_to(level) + self._framework.pathways_from(level)
            ways = tuple(way for way in near if way in ways)
        return CompareAsked(*self._framework.ends_of(ways[0]), area) if ways else None


def _typed(words: str) -> Words:
    return words_of(words[:MOST_CHARACTERS])


def _rows(words: Words, at_most: int, match: Match) -> Iterator[tuple[Thing, ...]]:
    """Yield every way to read the words as a row of things."""
    if not words:
        yield ()
    if not words or not at_most:
        return
    for end in range(len(words), 0, -1):
        thing = match(words[:end])
        if thing is not None:
            for rest in _rows(words[end:], at_most - 1, match):
                yield (thing, *rest)


def _same(row: tuple[Thing, ...], other: tuple[Thing, ...]) -> bool:
    return {names_of(thing)[0] for thing in row} == {names_of(thing)[0] for thing in other}
