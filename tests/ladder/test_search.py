"""Search over the words of a ladder."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ladder.load import load
from bot.ladder.model import Framework
from bot.ladder.search import EXCERPT, Search
from tests.ladder.conftest import SMALL

SEARCH = Search(load(SMALL))


@pytest.fixture(scope="module")
def search(small: Framework) -> Search:
    """An index over the small ladder."""
    return Search(small)


@pytest.mark.parametrize(
    ("words", "kind", "own"),
    [
        ("hard to undo", "level", "senior"),
        ("half done demo", "area", "architecture"),
        ("learns the reason", "skill", "review-to-teach"),
        ("before giving instruction", "behaviour", "asks-before-telling"),
        ("missing index", "expectation", "reach-of-a-review"),
        ("dependency hangs", "prompt", "slow-dependency"),
        ("several designs", "habit", "explore-options"),
        ("stability patterns", "book", "release-it"),
        ("technical writing", "course", "technical-writing"),
        ("Nygard", "book", "release-it"),
    ],
)
def test_everything_in_a_ladder_can_be_found(
    search: Search, words: str, kind: str, own: str
) -> None:
    best = search.search(words)[0]

    assert (best.kind, best.id) == (kind, own)


@pytest.mark.parametrize("words", ["review", "reviews", "reviewing", "Reviewed", "REVIEW"])
def test_plurals_and_endings_find_the_same(search: Search, words: str) -> None:
    assert [hit.id for hit in search.search(words)] == [hit.id for hit in search.search("review")]


@pytest.mark.parametrize("words", ["behavior", "behaviour"])
def test_british_and_american_spelling_find_the_same(framework: Framework, words: str) -> None:
    found = Search(framework).search(words)

    assert {"behaviour"} == {word for hit in found for word in hit.matched}


@pytest.mark.parametrize("words", ["kubernetis", "", "  ", "the of and", "?!", "🦄", "مرحبا"])
def test_what_no_ladder_says_finds_nothing(search: Search, words: str) -> None:
    assert search.search(words) == ()


def test_words_that_stand_together_come_first(search: Search) -> None:
    assert search.search("learn senior")[0].matched == ("learn", "seniors")


def test_stop_words_count_for_nothing(search: Search) -> None:
    assert search.search("what is the index") == search.search("index")


def test_matched_words_stand_as_they_are_written(search: Search) -> None:
    (hit,) = search.search("TRANSACTIONS payments")

    assert hit.matched == ("payment",)


def test_an_excerpt_holds_the_words_that_were_found(search: Search) -> None:
    assert "second team needs" in search.search("second team")[0].excerpt


def test_an_excerpt_is_short_and_cut_at_words(framework: Framework) -> None:
    hits = Search(framework).search("scalability operability security")

    assert all(len(hit.excerpt) <= EXCERPT + 2 for hit in hits)


def test_every_cut_excerpt_is_words_of_the_ladder(framework: Framework) -> None:
    area, search = framework.areas[0], Search(framework)
    why = " ".join(area.why.split())
    cut = [
        hit.excerpt
        for word in set(why.split())
        for hit in search.search(word)
        if hit.kind == "area" and hit.id == area.id and "…" in hit.excerpt
    ]

    assert cut
    assert all(f" {excerpt.strip('…')} " in f" {why} " for excerpt in cut)


def test_an_expectation_says_whose_side_was_found(search: Search) -> None:
    (hit,) = search.search("missing index")

    assert hit.level
    assert hit.level.id == "intermediate"


def test_an_expectation_is_shown_once_from_its_better_side(search: Search) -> None:
    hits = search.search("change that needs help", limit=20)
    sides = [hit.level.id for hit in hits if hit.level and hit.id == "reach-of-a-review"]

    assert sides == ["senior"]


def test_a_statement_is_shown_under_its_area(search: Search) -> None:
    hit = search.search("learns the reason")[0]

    assert hit.area
    assert (hit.title, hit.area.id) == ("Mentoring and Growing Others", "mentoring")


def test_a_book_stands_in_no_area(search: Search) -> None:
    assert search.search("stability patterns")[0].area is None


def test_five_are_shown_unless_asked_otherwise(framework: Framework) -> None:
    assert len(Search(framework).search("review")) == 5


def test_the_same_words_find_the_same_in_the_same_order(framework: Framework) -> None:
    first, second = (Search(framework).search("design review team") for _ in range(2))

    assert first == second


def test_threads_may_search_at_once(framework: Framework) -> None:
    search = Search(framework)
    words = ["reviewing designs", "operations", "mentored", "decisions", "incidents"] * 40
    alone = [search.search(one) for one in words]

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(search.search, words)) == alone


def test_a_ladder_in_a_language_without_a_stemmer_is_searched_by_whole_words(
    small: Framework,
) -> None:
    search = Search(small.model_copy(update={"locale": "ja"}))

    assert [hit.id for hit in search.search("patterns")] == ["release-it"]


@given(st.text(max_size=40))
@settings(max_examples=100, deadline=None)
def test_whatever_is_searched_every_hit_says_why(words: str) -> None:
    assert all(hit.matched for hit in SEARCH.search(words))


@pytest.mark.parametrize("word", ["review", "design", "senior", "question", "worth"])
def test_every_matched_word_stands_in_its_hit(search: Search, word: str) -> None:
    texts = {f"{hit.title} {hit.excerpt}": hit.matched for hit in search.search(word)}

    assert all(found in text for text, matched in texts.items() for found in matched)
