"""Which names are the same name."""

from __future__ import annotations

import pytest

from bot.ladder.spelling import key_of, nearest_word


@pytest.mark.parametrize(
    "other", ["code reviews", "Code-Review", "CODE  REVIEW!", "codereview", "Cöde Review’s"]
)
def test_case_space_punctuation_accents_and_plural_do_not_matter(other: str) -> None:
    assert key_of(other) == key_of("Code Review")


@pytest.mark.parametrize("other", ["code reviewer", "code", "review code"])
def test_other_words_are_other_names(other: str) -> None:
    assert key_of(other) != key_of("Code Review")


@pytest.mark.parametrize("word", ["process", "status", "ios"])
def test_not_every_last_s_is_a_plural(word: str) -> None:
    assert key_of(word) == word


def test_names_in_other_scripts_are_names() -> None:
    assert key_of("СТАРШИЙ  инженер!") == key_of("Старший инженер")


def test_the_nearest_word_is_the_one_with_the_fewest_typos() -> None:
    assert nearest_word("review-to-teech", ["review-to-learn", "review-to-teach"]) == (
        "review-to-teach"
    )


def test_nothing_is_near_to_a_word_like_no_other() -> None:
    assert nearest_word("kubernetes", ["review-to-teach", "asks-before-telling"]) is None
