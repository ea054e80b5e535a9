"""Looking for words in a text that somebody wrote, in whatever language they wrote it."""

from __future__ import annotations

import re
import unicodedata
from re import Pattern

import snowballstemmer

MOST_WORDS = 20
"""Words of a search that are read; more would be a text and not a question."""


class Wanted:
    """The words that are looked for: a text has them when each begins one of its words.

    Case and accents do not matter, and an English word is found in its other forms too.
    """

    def __init__(self, words: str) -> None:
        bare = (word.strip("\"'“”‘’.,;:!?()") for word in _folded(words[:3000]).split())
        self._patterns = [_pattern(word) for word in bare if word][:MOST_WORDS]

    @property
    def nothing(self) -> bool:
        """Whether there is no word to look for."""
        return not self._patterns

    def found_in(self, text: str) -> bool:
        """Say whether the text has all of the words."""
        folded = _folded(text)
        return all(pattern.search(folded) for pattern in self._patterns)


def _pattern(word: str) -> Pattern[str]:
    """Match the beginning of a word, as it is typed or as its stem.

    Scripts without spaces, and those that join their articles, are matched anywhere.
    """
    if not word.isascii():
        return re.compile(re.escape(word))
    stem = str(snowballstemmer.stemmer("english").stemWord(word))
    # The stem of "studies" is "studi", which "study" does not begin with.
    loose = f"{re.escape(stem[:-1])}[iy]" if stem.endswith("i") else re.escape(stem)
    before = r"(?<!\w)" if word[0].isalnum() else ""
    return re.compile(f"{before}(?:{re.escape(word)}|{loose})")


def _folded(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
