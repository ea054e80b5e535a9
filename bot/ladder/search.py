"""Search over the words of a ladder, in memory.

Ranking is BM25, written out here: it is a dozen lines, while bm25s brings numpy and whoosh an
index on disk, both for a few hundred sentences. What is worth a library is the grammar, so words
are brought to their stem by snowballstemmer in the language of the framework.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

import snowballstemmer

from bot.ladder.findable import WORD, Entry, HitKind, entries
from bot.ladder.model import Area, Framework, Level

ENDING_IN_IS = re.compile(r"(?<=[iy])s$")
"""The stems of `organise` and `analyse`, which are `organiz` and `analyz` elsewhere."""
STOP_WORDS = """
a about all an and any are as at be been before but by can could did do does for from had has have
how i if in into is it its me more most my no not of on or our out she should so some such than
that the their them then there these they this those to too up us was we were what when where
which who whom whose why will with would you your
"""
LANGUAGES = {
    "da": "danish",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "it": "italian",
    "nl": "dutch",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
}
SATURATION = 1.2
LENGTH_MATTERS = 0.75
"""The two constants of BM25, at their usual values."""
EXCERPT = 180
"""Characters of an excerpt, which with a title and a button makes two lines on a phone."""
MOST_TERMS = 20


@dataclass(frozen=True)
class Hit:
    """One thing found: what it is, and why it was found.

    `id` is the id of the record itself; `area` is where it stands (None for a level, a habit and
    a resource), `level` the level whose side of an expectation this is. `matched` holds the words
    that were asked for as they stand in the title or the excerpt, each spelling once.
    """

    kind: HitKind
    id: str
    title: str
    area: Area | None
    level: Level | None
    excerpt: str
    matched: tuple[str, ...]


class Search:
    """An index over one framework, made once; searching it changes nothing."""

    def __init__(self, framework: Framework) -> None:
        self._language = LANGUAGES.get(framework.locale[:2])
        self._entries = tuple(entries(framework))
        self._stop_words = frozenset(STOP_WORDS.split())
        words = list(dict.fromkeys(word for entry in self._entries for word in entry.spoken))
        self._stems = dict(zip(words, self._stemmed(words), strict=True))
        self._counts = tuple(
            Counter(self._stems[word] for word in entry.words) for entry in self._entries
        )
        self._where: dict[str, list[int]] = {}
        for number, counts in enumerate(self._counts):
            for term in counts:
                self._where.setdefault(term, []).append(number)

    def search(self, words: str, limit: int = 5) -> tuple[Hit, ...]:
        """Return the best entries: first those with most of the words, then by weight.

        An entry is shown once, and entries of equal weight stand in the order of the ladder.
        """
        terms = self._terms(words)
        found = {number for term in terms for number in self._where.get(term, ())}
        ranked = sorted(found, key=lambda number: (*self._rank(number, terms), number))
        hits: dict[tuple[str, str], Hit] = {}
        for number in ranked:
            if len(hits) == limit:
                break
            entry = self._entries[number]
            if (entry.kind, entry.id) not in hits:
                hits[entry.kind, entry.id] = self._hit(entry, terms)
        return tuple(hits.values())

    def _stemmed(self, words: list[str]) -> list[str]:
        """A stemmer keeps the word it works on, so each call makes its own: threads search too."""
        plain = [word.casefold().replace("’", "'") for word in words]
        if self._language is None:
            return plain
        stemmer = snowballstemmer.stemmer(self._language)
        return [_one_spelling(str(stemmer.stemWord(word))) for word in plain]

    def _terms(self, words: str) -> tuple[str, ...]:
        asked = dict.fromkeys(word.casefold() for word in WORD.findall(words))
        kept = [word for word in asked if word not in self._stop_words][:MOST_TERMS]
        return tuple(dict.fromkeys(self._stemmed(kept)))

    def _rank(self, number: int, terms: tuple[str, ...]) -> tuple[int, float]:
        """Words that stand together in one text say more than words strewn over a long entry."""
        entry, counts = self._entries[number], self._counts[number]
        own = self._present(entry.title, terms) if entry.has_own_title else set()
        together = max(len(own | self._present(text, terms)) for text in entry.texts)
        return -together, -sum(self._weight(term, counts) for term in terms if term in counts)

    def _weight(self, term: str, counts: Counter[str]) -> float:
        holders = len(self._where[term])
        rarity = math.log(1 + (len(self._counts) - holders + 0.5) / (holders + 0.5))
        length = 1 - LENGTH_MATTERS + LENGTH_MATTERS * counts.total() / self._usual_length
        return rarity * counts[term] * (SATURATION + 1) / (counts[term] + SATURATION * length)

    @cached_property
    def _usual_length(self) -> float:
        return sum(counts.total() for counts in self._counts) / len(self._counts)

    def _hit(self, entry: Entry, terms: tuple[str, ...]) -> Hit:
        text = max(entry.texts, key=lambda text: len(self._present(text, terms)))
        excerpt = self._excerpt(text, terms)
        matched = (
            word for word in WORD.findall(f"{entry.title} {excerpt}") if self._stem(word) in terms
        )
        return Hit(
            kind=entry.kind,
            id=entry.id,
            title=entry.title,
            area=entry.area,
            level=entry.level,
            excerpt=excerpt,
            matched=tuple(dict.fromkeys(matched)),
        )

    def _stem(self, word: str) -> str | None:
        return self._stems.get(word)

    def _present(self, text: str, terms: tuple[str, ...]) -> set[str]:
        return {self._stems[word] for word in WORD.findall(text)}.intersection(terms)

    def _excerpt(self, text: str, terms: tuple[str, ...]) -> str:
        """Cut a long text at words, so that the first word asked for stands in its first half."""
        text = " ".join(text.split())
        if len(text) <= EXCERPT:
            return text
        places = (word.start() for word in WORD.finditer(text) if self._stem(word[0]) in terms)
        start = max(0, min(next(places, 0) - EXCERPT // 3, len(text) - EXCERPT))
        if start:
            start = text.find(" ", start) + 1
        end = len(text) if len(text) - start <= EXCERPT else text.rfind(" ", 0, start + EXCERPT)
        before, after = "…" if start else "", "…" if end < len(text) else ""
        return f"{before}{text[start:end]}{after}"


def _one_spelling(stem: str) -> str:
    """Fold British and American spelling together; what else it folds, it folds on both sides."""
    return ENDING_IN_IS.sub("z", stem.replace("our", "or"))
