"""How a name is compared: by its words, whatever their case, accents, punctuation or plural."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from rapidfuzz import fuzz, process

WORD = re.compile(r"[^\W_]+")
SHORTEST_PLURAL = 4
ALIKE = 70
"""From this likeness on, of 100, one word may be meant for another."""


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a name as they are compared: `Behaviours!` is ("behaviour",)."""
    plain = unicodedata.normalize("NFKD", text.replace("'", "").replace("’", "")).casefold()
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return tuple(_singular(word) for word in WORD.findall(bare))


def key_of(text: str) -> str:
    """Return the one word that a name normalises to; two names with one key are the same name."""
    return "".join(words_of(text))


def _singular(word: str) -> str:
    if len(word) >= SHORTEST_PLURAL and word.endswith("s") and not word.endswith(("ss", "us")):
        return word[:-1]
    return word


def nearest_word(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that is spelled most like this one, if one is."""
    found = process.extractOne(word, list(known), scorer=fuzz.ratio, score_cutoff=ALIKE)
    return found[0] if found else None
