"""What people type behind `/ladder`, and what they mean by it."""

from __future__ import annotations

import timeit

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.ladder.asked import (
    AreaAsked,
    CompareAsked,
    HelpAsked,
    LevelAsked,
    ListAsked,
    SearchAsked,
    Unknown,
)
from bot.ladder.find import Names
from bot.ladder.load import load
from bot.ladder.matching import names_of
from bot.ladder.model import Area, Framework, Level
from bot.ladder.verbs import VERBS, Verb
from tests.ladder.conftest import SMALL

ACTING = [word for verb in VERBS if not verb.reads for word in (verb.name, *verb.also)]
NAMES = Names(load(SMALL))


@pytest.fixture(scope="module")
def names(small: Framework) -> Names:
    """All names of the small ladder."""
    return Names(small)


@pytest.mark.parametrize(
    "words",
    [
        "senior",
        "SENIOR",
        "  Senior. ",
        "seniors",
        "sr",
        "Sr.",
        "Senior Engineer",
        "senior software engineer",
        "Senior-Software-Engineer",
        "sen",
        "senoir",
        "snior",
        "seniro enginer",
        "the senior level",
        "what is expected of a senior engineer",
    ],
)
def test_a_level_is_found_however_it_is_typed(names: Names, small: Framework, words: str) -> None:
    assert names.read(words) == LevelAsked(_level(small, "senior"))


@pytest.mark.parametrize("words", ["mid", "MID", "inter", "intermediate", "intermedaite"])
def test_the_other_level_is_found_as_well(names: Names, small: Framework, words: str) -> None:
    assert names.read(words) == LevelAsked(_level(small, "intermediate"))


@pytest.mark.parametrize(
    "words",
    [
        "architecture",
        "Architectural Judgment",
        "architectures",
        "arch",
        "achitecture",
        "archtecure",
        "system design",
        "systemdesign",
        "judgment",
    ],
)
def test_an_area_is_found_however_it_is_typed(names: Names, small: Framework, words: str) -> None:
    assert names.read(words) == AreaAsked(_area(small, "architecture"))


@pytest.mark.parametrize(
    "words",
    [
        "senior mentoring",
        "mentoring senior",
        "Senior Engineer mentoring and growing others",
        "sr mentorin",
        "mentoring for a senior",
    ],
)
def test_an_area_may_be_seen_from_a_level(names: Names, small: Framework, words: str) -> None:
    assert names.read(words) == AreaAsked(_area(small, "mentoring"), _level(small, "senior"))


@pytest.mark.parametrize(
    "words",
    [
        "compare",
        "Compare intermediate senior",
        "compare senior intermediate",
        "compare senior",
        "compare mid",
        "compair mid sr",
        "intermediate vs senior",
        "compare intermediate and senior",
    ],
)
def test_two_levels_are_compared_the_lower_first(
    names: Names, small: Framework, words: str
) -> None:
    assert names.read(words) == CompareAsked(*_both(small))


@pytest.mark.parametrize(
    "words", ["compare intermediate senior mentoring", "compare mentoring", "mentoring compare sr"]
)
def test_two_levels_are_compared_in_one_area(names: Names, small: Framework, words: str) -> None:
    assert names.read(words) == CompareAsked(*_both(small), _area(small, "mentoring"))


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("skills", "skills"),
        ("skill", "skills"),
        ("skils", "skills"),
        ("behaviours", "behaviours"),
        ("behaviors", "behaviours"),
        ("Behaviour", "behaviours"),
        ("ai", "ai"),
        ("AI habits", "ai"),
        ("books", "books"),
        ("book", "books"),
        ("Books and courses", "books"),
        ("courses", "courses"),
        ("skills senior", "skills"),
    ],
)
def test_a_list_is_found_by_its_verb(names: Names, words: str, kind: str) -> None:
    assert names.read(words) == ListAsked(kind)  # type: ignore[arg-type]


@pytest.mark.parametrize("words", ["skills architecture", "skill arch", "Architecture skills"])
def test_a_list_is_found_for_one_area(names: Names, small: Framework, words: str) -> None:
    assert names.read(words) == ListAsked("skills", _area(small, "architecture"))


@pytest.mark.parametrize(
    ("words", "searched"),
    [
        ("search design review", "design review"),
        ("SEARCH Design  Review", "Design  Review"),
        ("serach senior", "senior"),
        ("search", ""),
        ("search stop", "stop"),
        (f"search {'design ' * 300}", ("design " * 300).strip()),
    ],
)
def test_what_stands_behind_search_is_searched(names: Names, words: str, searched: str) -> None:
    assert names.read(words) == SearchAsked(searched)


@pytest.mark.parametrize("words", ["", "  ", "help", "Help!", "hlep"])
def test_help_is_found(names: Names, words: str) -> None:
    assert names.read(words) == HelpAsked()


@pytest.mark.parametrize(
    "words",
    [
        "engineer",
        "software engineer",
        "se",
        "kubernetis",
        "senior senior",
        "compare senior senior",
        "senior kubernetes",
        "mentoring architecture",
        "help senior",
        "and",
        "🦄",
        "مرحبا",
        "@grace",
        "<@U123|grace>",
        "senior " * 20,
        "x" * 10_000,
    ],
)
def test_what_is_ambiguous_or_nobodys_name_is_unknown(names: Names, words: str) -> None:
    assert isinstance(names.read(words), Unknown)


def test_unknown_words_are_given_back_as_they_were_typed(names: Names) -> None:
    asked = names.read("Achitect  please")

    assert isinstance(asked, Unknown)
    assert asked.words == "Achitect  please"


@pytest.mark.parametrize("word", ACTING)
def test_a_verb_that_acts_is_never_read(names: Names, word: str) -> None:
    assert isinstance(names.read(word), Unknown)


@pytest.mark.parametrize("word", [word for word in ACTING if len(word) > 4])
def test_a_near_miss_of_a_verb_that_acts_is_only_offered(names: Names, word: str) -> None:
    asked = names.read(word[:2] + word[3] + word[2] + word[4:])

    assert isinstance(asked, Unknown)
    assert any(isinstance(near, Verb) and not near.reads for near in asked.nearest)


@pytest.mark.parametrize("words", ["stop senior", "senior now", "mentor mentoring", "pause books"])
def test_a_verb_that_acts_is_not_read_among_names(names: Names, words: str) -> None:
    assert isinstance(names.read(words), Unknown)


def test_mentor_is_a_verb_and_not_the_beginning_of_mentoring(names: Names) -> None:
    assert _called(names.read("mentor")) == ["mentor", "mentoring", "mentees"]


@pytest.mark.parametrize("words", ["mento", "mentr", "ment"])
def test_between_mentor_and_mentoring_nothing_is_guessed(names: Names, words: str) -> None:
    assert "mentoring" in _called(names.read(words))


def test_nearest_offers_the_area_that_was_meant(names: Names) -> None:
    assert [names_of(thing)[0] for thing in names.nearest("achitect")] == ["architecture"]


def test_nearest_offers_three_at_most(names: Names) -> None:
    assert len(names.nearest("senior mentoring architecture compare skills")) == 3


def test_nothing_is_near_to_a_word_like_no_other(names: Names) -> None:
    assert names.nearest("kubernetis") == ()


def test_a_level_is_not_found_as_an_area(names: Names) -> None:
    assert names.area("senior") is None


def test_an_area_is_found_among_areas_alone(names: Names, small: Framework) -> None:
    assert names.area("mento") == _area(small, "mentoring")


def test_a_level_is_found_among_levels_alone(names: Names, small: Framework) -> None:
    assert names.level("Senior Eng") == _level(small, "senior")


@given(st.text(max_size=60))
@settings(max_examples=200, deadline=None)
@example("\x00")
@example("ﬁ İ ß ̈")
def test_whatever_is_typed_gets_an_answer(words: str) -> None:
    assert NAMES.read(words) is not None


@given(st.text(max_size=8), st.sampled_from(ACTING))
@settings(max_examples=100, deadline=None)
def test_no_words_around_a_verb_that_acts_make_it_a_level(words: str, verb: str) -> None:
    assert not isinstance(NAMES.read(f"{verb} {words}"), LevelAsked)


@pytest.mark.parametrize("words", ["senior", "Mentoring", "compare", "skills architecture"])
def test_an_exact_name_costs_less_than_a_tenth_of_a_millisecond(names: Names, words: str) -> None:
    seconds = min(timeit.repeat(lambda: names.read(words), number=100, repeat=5)) / 100

    assert seconds < 0.0001


def _level(framework: Framework, own: str) -> Level:
    found = framework.level(own)
    assert found
    return found


def _both(framework: Framework) -> tuple[Level, Level]:
    return _level(framework, "intermediate"), _level(framework, "senior")


def _area(framework: Framework, own: str) -> Area:
    found = framework.area(own)
    assert found
    return found


def _called(asked: object) -> list[str]:
    assert isinstance(asked, Unknown)
    return [names_of(thing)[0] for thing in asked.nearest]
