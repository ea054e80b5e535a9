"""Looking for words in one's own text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.matching import Wanted


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("review", "I reviewed his change"),
        ("refactoring", "We refactored it twice"),
        ("studies", "A study of our incidents"),
        ("REVIEW", "the review"),
        ("resume", "He sent his résumé"),
        ('"design review"', "a review of her design"),
        ("c++", "It was C++ again"),
        ("設計", "今日は設計の話をした"),
        ("سياسة", "كتبت عن السياسة"),
        ("🎉", "merged 🎉 at last"),
        ("don't", "I don't know"),
    ],
)
def test_a_text_has_its_words_in_any_form(words: str, text: str) -> None:
    assert Wanted(words).found_in(text)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("art", "We start at nine"),
        ("review design", "a review of her plan"),
        ("a.c", "abc"),
        ("(", "nothing open"),
    ],
)
def test_a_text_without_one_of_the_words_is_not_found(words: str, text: str) -> None:
    wanted = Wanted(words)

    assert wanted.nothing or not wanted.found_in(text)


@pytest.mark.parametrize("words", ["", "   ", "?!", '""'])
def test_no_words_look_for_nothing(words: str) -> None:
    assert Wanted(words).nothing


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=60))
@settings(deadline=None)
def test_whatever_is_looked_for_is_found_in_itself(words: str) -> None:
    assert Wanted(words).found_in(words)
