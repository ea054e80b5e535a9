"""Which thing somebody means by one name, however it is typed.

A name is tried as it stands, as some words of a longer name (`Senior Engineer`), as the beginning
of one (`arch`) and as a misspelling (`achitecture`), in that order, and the first of these that
fits exactly one thing decides. When two fit, nothing is found: a wrong card is worse than a
question. Verbs that act take part, so that `mento` is not taken for Mentoring when it may be
`mentor`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from itertools import product

from rapidfuzz.distance import OSA, JaroWinkler

from bot.ladder.asked import Thing
from bot.ladder.model import Framework
from bot.ladder.spelling import words_of
from bot.ladder.verbs import VERBS, Verb

Words = tuple[str, ...]

FILLERS = frozenset(
    {"a", "an", "and", "expected", "for", "from", "in", "is", "level", "of", "on", "the", "to"}
    | {"versus", "vs", "what", "with"}
)
"""Words of a question that name nothing."""
SHORTEST_BEGINNING = 3
SHORTEST_WITH_A_TYPO = 4
SHORTEST_WITH_TWO_TYPOS = 6
MOST_WORDS = 12
ALIKE = 0.8
"""Below this similarity, from 0 to 1, two words have no more in common than any two words."""


class Matcher:
    """Everything that has a name in one framework, made once."""

    def __init__(self, framework: Framework) -> None:
        self._things: tuple[Thing, ...] = (*framework.levels, *framework.areas, *VERBS)
        self._names = tuple(
            (words_of(name), number)
            for number, thing in enumerate(self._things)
            for name in names_of(thing)
        )
        self._by_key: dict[str, set[int]] = {}
        for words, number in self._names:
            self._by_key.setdefault("".join(words), set()).add(number)

    def named(self, words: Words) -> Thing | None:
        """Return the thing that has exactly this name; costs one look into a dictionary."""
        return self._one(self._by_key.get("".join(words), set()))

    def meant(self, words: Words, kind: type[Thing] | None = None) -> Thing | None:
        """Return the one thing that can be meant, among those of one kind if one is given."""
        if not words or len(words) > MOST_WORDS:
            return None
        among = {
            number for number, thing in enumerate(self._things) if isinstance(thing, kind or object)
        }
        for fitting in (self._exactly, self._partly, self._begun, self._misspelt):
            found = fitting(words, among)
            if found:
                return self._one(found)
        return None

    def nearest(self, words: Words, limit: int) -> tuple[Thing, ...]:
        """Return the things spelled most like these words, best first; of equal names the first."""
        best: dict[Words, tuple[float, int]] = {}
        for number, thing in enumerate(self._things):
            names = [words_of(name) for name in names_of(thing)]
            alike = max(_likeness(words, name) for name in names)
            best.setdefault(names[0], (-alike, number))
        ranked = sorted(one for one in best.values() if -one[0] >= ALIKE)
        return tuple(self._things[number] for _, number in ranked[:limit])

    def _one(self, found: Collection[int]) -> Thing | None:
        return self._things[next(iter(found))] if len(found) == 1 else None

    def _exactly(self, words: Words, among: set[int]) -> set[int]:
        return self._by_key.get("".join(words), set()) & among

    def _partly(self, words: Words, among: set[int]) -> set[int]:
        """`Senior Engineer` stands, in that order, in `Senior Software Engineer`."""
        return self._fitting(among, words, str.__eq__)

    def _begun(self, words: Words, among: set[int]) -> set[int]:
        """`arch` and `tech comm` begin the words of a name."""
        return self._fitting(among, words, _begins)

    def _misspelt(self, words: Words, among: set[int]) -> set[int]:
        """Of all names within reach of a typo or two, those with the fewest."""
        slips = {
            (typos, number)
            for name, number in self._names
            if number in among and (typos := _typos(words, name)) is not None
        }
        fewest = min((typos for typos, _ in slips), default=0)
        return {number for typos, number in slips if typos == fewest}

    def _fitting(self, among: set[int], words: Words, fits: Callable[[str, str], bool]) -> set[int]:
        if FILLERS.issuperset(words):
            return set()
        return {
            number
            for name, number in self._names
            if number in among and _in_order(words, name, fits)
        }


def names_of(thing: Thing) -> tuple[str, ...]:
    """Return all that a level, an area or a verb is called; the first is its plainest name."""
    if isinstance(thing, Verb):
        return (thing.name, *thing.also)
    return (thing.id, thing.title, thing.short, *thing.aliases)


def _in_order(words: Words, name: Words, fits: Callable[[str, str], bool]) -> bool:
    rest = iter(name)
    return all(any(fits(part, word) for part in rest) for word in words)


def _begins(part: str, word: str) -> bool:
    return part == word or (len(word) >= SHORTEST_BEGINNING and part.startswith(word))


def _slips(word: str, part: str) -> int | None:
    """Return the typos between two words: none in three letters, one in five, two in more."""
    allowed = (len(word) >= SHORTEST_WITH_A_TYPO) + (len(word) >= SHORTEST_WITH_TWO_TYPOS)
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
