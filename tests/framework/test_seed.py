"""The ladder began as one public page. Its facts are all here, and none of its sentences is.

The page has no open licence, so it is not part of this project. What it says stands below as names
and ideas; `source_runs.txt` holds a fingerprint of each run of eight words in it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.ladder.model import Framework
from tests.framework.wording import all_texts, mark, runs, texts

AREAS = {
    "Architectural Judgment": (
        "years", "trade-offs", "system", "component", "scalability", "operability", "security",
        "feature",
    ),
    "Cross-Cutting Technical Ownership": (
        "observability", "performance", "security", "technical debt", "no team", "dig into",
        "bring the other teams along",
    ),
    "Mentoring and Growing Others": (
        "review", "a goal and a date", "the note", "better", "the measure",
    ),
    "Technical Communication": (
        "never read the code", "without the sugar", "design document", "options are open",
        "defends", "many trades", "technically true",
    ),
    "Setting Quality Standards": (
        "code", "tests", "release", "process", "norm", "rules", "pull requests", "remark",
        "refusal",
    ),
}  # fmt: skip

HABITS = (
    ("constraints", "complex system", "more than one architecture", "load", "failure", "attack"),
    ("team", "types of code", "judgment", "review", "generated"),
    ("generated code", "error handling", "logs", "security", "performance", "tests", "rigour"),
    ("incident", "logs", "traces", "error messages", "hypotheses", "trust"),
    ("document", "tool", "design", "decision", "came from"),
    ("capabilities", "limitations", "team", "trust", "shift"),
)

BOOKS = {
    "Designing Data-Intensive Applications": (
        "Martin Kleppmann",
        ("distributed", "consistency", "trade-off", "system level"),
    ),
    "Staff Engineer: Leadership Beyond the Management Track": (
        "Will Larson",
        ("clear map", "technical leadership", "senior level upwards", "from engineers"),
    ),
    "An Elegant Puzzle: Systems of Engineering Management": (
        "Will Larson",
        ("engineering management works", "leads better", "seniors", "managers"),
    ),
    "Release It!": (
        "Michael T. Nygard",
        ("production", "stability patterns", "capacity", "operates"),
    ),
    "Team Topologies": (
        "Matthew Skelton and Manuel Pais",
        ("words and models", "team structure shapes architecture", "other teams"),
    ),
    "Observability Engineering": (
        "Charity Majors, Liz Fong-Jones and George Miranda",
        ("mindset", "tools", "instrument", "debugging", "real world", "metrics"),
    ),
}

COURSES = {
    "System Design for Tech Interviews and Beyond": (
        "structured thinking", "large system design", "explain a trade-off", "as much as",
    ),
    "Cloud Architecture with AWS or Azure": ("architecture patterns", "fluently", "services"),
    "Technical Writing for Engineers": (
        "clear writing", "design documents", "rfcs", "incident reports", "deliberate practice",
    ),
}  # fmt: skip


def missing(ideas: tuple[str, ...], text: str) -> list[str]:
    return [idea for idea in ideas if idea not in text.lower()]


def test_the_five_areas_stand_in_the_order_of_the_page(framework: Framework) -> None:
    assert [area.title for area in framework.areas] == list(AREAS)


@pytest.mark.parametrize("title", AREAS)
def test_an_area_says_why_it_matters(framework: Framework, title: str) -> None:
    area = next(area for area in framework.areas if area.title == title)

    assert missing(AREAS[title], f"{area.line} {area.headline} {area.why}") == []


def test_the_way_takes_18_to_36_months(framework: Framework) -> None:
    (pathway,) = framework.pathways

    assert (pathway.from_level, pathway.to_level, pathway.months) == (
        "intermediate",
        "senior",
        (18, 36),
    )


def test_the_way_leads_to_being_relied_on(framework: Framework) -> None:
    ideas = ("technical leadership", "judgment", "influence", "relies on", "hard", "problem")

    assert missing(ideas, framework.pathways[0].summary) == []


@pytest.mark.parametrize("ideas", HABITS)
def test_each_habit_of_the_page_is_one_of_ours(
    framework: Framework, ideas: tuple[str, ...]
) -> None:
    told = [" ".join(text for _, text in texts(habit.model_dump())) for habit in framework.habits]

    assert len([text for text in told if not missing(ideas, text)]) == 1


def test_there_are_six_habits(framework: Framework) -> None:
    assert len(framework.habits) == len(HABITS)


def test_all_books_and_courses_are_there(framework: Framework) -> None:
    assert [book.title for book in framework.resources_of("book")] == list(BOOKS)
    assert [course.title for course in framework.resources_of("course")] == list(COURSES)


@pytest.mark.parametrize("title", BOOKS)
def test_a_book_has_its_author_and_its_reason(framework: Framework, title: str) -> None:
    author, ideas = BOOKS[title]
    book = next(book for book in framework.resources if book.title == title)

    assert book.author == author
    assert missing(ideas, book.why) == []


@pytest.mark.parametrize("title", COURSES)
def test_a_course_has_its_reason_and_no_invented_author(framework: Framework, title: str) -> None:
    course = next(course for course in framework.resources if course.title == title)

    assert course.author is None
    assert missing(COURSES[title], course.why) == []


@pytest.mark.parametrize("level_id", ["intermediate", "senior"])
def test_both_levels_have_an_archetype(framework: Framework, level_id: str) -> None:
    level = framework.level(level_id)

    assert level is not None
    assert level.archetype is not None
    assert len(level.archetype.overview) == 2
    assert 3 <= len(level.archetype.responsibilities) <= 4


def source_runs() -> set[str]:
    return set((Path(__file__).parent / "source_runs.txt").read_text().split())


def test_the_fingerprints_know_the_page() -> None:
    assert mark("the team relies on for hard decisions and") in source_runs()


def test_no_sentence_of_the_page_is_copied(framework: Framework) -> None:
    known = source_runs()
    copied = [
        (place, run)
        for place, text in all_texts(framework)
        for run in runs(text, 8)
        if mark(run) in known
    ]

    assert copied == []
