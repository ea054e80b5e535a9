"""Finding what somebody means by the words behind `/ladder`.

People read in a hurry: `sr`, `Senior Engineer`, `arch` and `achitecture` all find their card. A
word is tried as a name, as part of a name, as the beginning of one and as a misspelling, in that
order, and the first of these that fits exactly one thing decides. When two fit, nothing is found:
a wrong card is worse than a question. Verbs that act take part as candidates, so that `mento` is
not taken for Mentoring when it may be `mentor`; what is found among them is never returned as an
answer, only offered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product
from typing import TypeVar

from rapidfuzz.distance import OSA, JaroWinkler

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
from bot.ladder.model import Area, Framework, Level
from bot.ladder.spelling import key_of, words_of
from bot.ladder.verbs import VERBS, Verb

Words = tuple[str, ...]
Kind = TypeVar("Kind", Level, Area)
Match = Callable[[Words], "Thing | None"]

LISTS: dict[str, ListKind] = {
    "skills": "skills",
    "behaviours": "behaviours",
    "ai": "ai",
    "books": "books",
    "courses": "courses",
}
FILLERS = frozenset(
    {"a", "an", "and", "for", "from", "in", "is", "level", "of", "on", "the", "to", "versus"}
    | {"vs", "what", "with"}
)
SHORTEST_BEGINNING = 3
SHORTEST_WITH_A_TYPO = 4
SHORTEST_WITH_TWO_TYPOS = 6
MOST_THINGS = 4
"""`compare intermediate senior mentoring` names a verb, two levels and an area."""
MOST_WORDS = 12
MOST_CHARACTERS = 200
ALIKE = 0.75
"""Below this similarity, from 0 to 1, two words have no more in common than any two words."""


class Names:
    """All that can be called by name in one framework, made once."""

    def __init__(self, framework: Framework) -> None:
        self._framework = framework
        self._things: tuple[Thing, ...] = (*framework.levels, *framework.areas, *VERBS)
        self._names = tuple(
            (words_of(name), number)
            for number, thing in enumerate(self._things)
            for name in names_of(thing)
        )
        self._by_key: dict[str, set[int]] = {}
        for words, number in self._names:
            self._by_key.setdefault("".join(words), set()).add(number)

    def level(self, words: str) -> Level | None:
        """Return the one level that these words can mean."""
        return self._only(Level, words)

    def area(self, words: str) -> Area | None:
        """Return the one area that these words can mean."""
        return self._only(Area, words)

    def nearest(self, words: str, limit: int = 3) -> tuple[Thing, ...]:
        """Return the levels, areas and verbs spelled most like these words, best first.

        A verb that acts may be among them. What looks like nothing returns nothing.
        """
        typed = words_of(words[:MOST_CHARACTERS])
        best: dict[str, tuple[float, int]] = {}
        for number, thing in enumerate(self._things):
            alike = max(_likeness(typed, words_of(name)) for name in names_of(thing))
            # `mentor` and `mentors` are one word here, and the first of the two is enough.
            best.setdefault(key_of(names_of(thing)[0]), (-alike, number))
        ranked = sorted(one for one in best.values() if -one[0] >= ALIKE)
        return tuple(self._things[number] for _, number in ranked[:limit])

    def read(self, words: str) -> Asked:
        """Return what the words behind `/ladder` ask to read.

        Nothing here acts: a verb that acts, or a near miss of one, is Unknown.
        """
        asked = self._asked(words) if len(words) <= MOST_CHARACTERS else None
        return asked or self._search(words) or Unknown(words, self.nearest(words))

    def _asked(self, text: str) -> Asked | None:
        words = words_of(text)
        if not words:
            return HelpAsked()
        exact = self._one(self._by_key.get("".join(words), set()))
        if exact is not None:
            return self._answer((exact,))
        if len(words) > MOST_WORDS or self._search(text):
            return None
        return self._parsed(words) or self._parsed(
            tuple(word for word in words if word not in FILLERS)
        )

    def _parsed(self, words: Words) -> Asked | None:
        """Return what a row of names asks for: as they are spelled, or else as they may be meant.

        Of several ways to cut the words into names the shortest counts, when there is one.
        """
        for match in (self._named, self._meant):
            rows = [row for row in _rows(words, MOST_THINGS, match) if row]
            fewest = [row for row in rows if len(row) == min(map(len, rows))]
            if fewest:
                agree = all(_same(row, fewest[0]) for row in fewest)
                return self._answer(fewest[0]) if agree else None
        return None

    def _search(self, text: str) -> SearchAsked | None:
        first, _, rest = text.strip().partition(" ")
        verb = self._meant(words_of(first[:MOST_CHARACTERS]))
        found = isinstance(verb, Verb) and verb.name == "search"
        return SearchAsked(rest.strip()) if found else None

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
            return HelpAsked() if verb == "help" and len(things) == 1 else None
        return AreaAsked(area, level) if area else LevelAsked(level) if level else None

    def _compare(self, levels: list[Level], area: Area | None) -> CompareAsked | None:
        """Return the two levels named, or the ends of the pathway that one of them points to."""
        if len(levels) == 2:
            lower, upper = sorted(levels, key=self._framework.levels.index)
            return CompareAsked(lower, upper, area) if lower.id != upper.id else None
        ways = self._framework.pathways
        if area:
            ways = (self._framework.pathway_of(area),)
        for level in levels:
            near = self._framework.pathways_to(level) + self._framework.pathways_from(level)
            ways = tuple(way for way in near if way in ways)
        return CompareAsked(*self._framework.ends_of(ways[0]), area) if ways else None

    def _only(self, kind: type[Kind], words: str) -> Kind | None:
        typed = words_of(words[:MOST_CHARACTERS])
        among = {number for number, thing in enumerate(self._things) if isinstance(thing, kind)}
        found = self._match(typed, among)
        return found if isinstance(found, kind) else None

    def _named(self, words: Words) -> Thing | None:
        return self._one(self._by_key.get("".join(words), set()))

    def _meant(self, words: Words) -> Thing | None:
        return self._match(words, set(range(len(self._things))))

    def _match(self, words: Words, among: set[int]) -> Thing | None:
        if not words or len(words) > MOST_WORDS:
            return None
        for fitting in (self._exactly, self._partly, self._begun, self._misspelt):
            found = fitting(words, among)
            if found:
                return self._one(found)
        return None

    def _one(self, found: set[int]) -> Thing | None:
        return self._things[min(found)] if len(found) == 1 else None

    def _exactly(self, words: Words, among: set[int]) -> set[int]:
        return self._by_key.get("".join(words), set()) & among

    def _partly(self, words: Words, among: set[int]) -> set[int]:
        """`Senior Engineer` stands, in that order, in `Senior Software Engineer`."""
        if FILLERS.issuperset(words):
            return set()
        return self._fitting(among, lambda name: _in_order(words, name, str.__eq__))

    def _begun(self, words: Words, among: set[int]) -> set[int]:
        """`arch` and `tech comm` begin the words of a name."""
        if FILLERS.issuperset(words):
            return set()
        return self._fitting(among, lambda name: _in_order(words, name, _begins))

    def _misspelt(self, words: Words, among: set[int]) -> set[int]:
        """Of all names within reach of a typo or two, those with the fewest."""
        slips = {
            (typos, number)
            for name, number in self._names
            if number in among and (typos := _typos(words, name)) is not None
        }
        fewest = min((typos for typos, _ in slips), default=0)
        return {number for typos, number in slips if typos == fewest}

    def _fitting(self, among: set[int], fits: Callable[[Words], bool]) -> set[int]:
        return {number for name, number in self._names if number in among and fits(name)}


def names_of(thing: Thing) -> tuple[str, ...]:
    """Return all that a level, an area or a verb is called; the first is its plainest name."""
    if isinstance(thing, Verb):
        return (thing.name, *thing.also)
    return (thing.id, thing.title, thing.short, *thing.aliases)


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


def _in_order(words: Words, name: Words, fits: Callable[[str, str], bool]) -> bool:
    rest = iter(name)
    return all(any(fits(part, word) for part in rest) for word in words)


def _begins(part: str, word: str) -> bool:
    return part == word or (len(word) >= SHORTEST_BEGINNING and part.startswith(word))


def _allowed(word: str) -> int:
    if len(word) < SHORTEST_WITH_A_TYPO:
        return 0
    return 1 if len(word) < SHORTEST_WITH_TWO_TYPOS else 2


def _slips(word: str, part: str) -> int | None:
    allowed = _allowed(word)
    slips = OSA.distance(word, part, score_cutoff=allowed)
    return slips if slips <= allowed else None


def _typos(words: Words, name: Words) -> int | None:
    """Return how many typos turn the words into the name, or into words of it in their order."""
    total = 0
    rest = iter(name)
    for word in words:
        slips = next((slips for part in rest if (slips := _slips(word, part)) is not None), None)
        if slips is None:
            return _slips("".join(words), "".join(name))
        total += slips
    return total


def _likeness(typed: Words, name: Words) -> float:
    whole = JaroWinkler.similarity("".join(typed), "".join(name))
    parts = (
        JaroWinkler.similarity(word, part)
        for word, part in product(typed, name)
        if len(word) >= SHORTEST_WITH_A_TYPO and len(part) >= SHORTEST_WITH_A_TYPO
    )
    return max(whole, *parts, 0.0)
