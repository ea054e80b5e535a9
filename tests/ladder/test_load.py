"""A good ladder as values, and a broken one with all its faults at once."""

from __future__ import annotations

import pytest

from bot.ladder.load import load
from bot.ladder.model import Framework
from bot.ladder.problems import BrokenLadder
from tests.ladder.conftest import SMALL, Author


def test_levels_stand_in_the_order_of_their_file(small: Framework) -> None:
    assert [level.id for level in small.levels] == ["intermediate", "senior"]


def test_areas_stand_in_the_order_of_their_pathway(author: Author) -> None:
    author.edit("pathway.yaml", "[architecture, mentoring]", "[mentoring, architecture]")

    assert [area.id for area in load(author.folder).areas] == ["mentoring", "architecture"]


def test_minutes_are_a_number(small: Framework) -> None:
    found = small.prompt("last-review")

    assert found
    assert found[1].minutes == 10


def test_a_folded_text_is_one_line(small: Framework) -> None:
    area = small.area("architecture")

    assert area
    assert "\n" not in area.why


def test_a_text_keeps_no_space_around_it(author: Author) -> None:
    author.edit("mentoring.yaml", "short: Mentoring", "short: >\n  Mentoring\n\n")
    area = load(author.folder).area("mentoring")

    assert area
    assert area.short == "Mentoring"


def test_the_ends_of_a_pathway_are_levels(small: Framework) -> None:
    assert [level.id for level in small.ends_of(small.pathways[0])] == ["intermediate", "senior"]


def test_pathways_stand_in_the_order_of_their_levels(author: Author) -> None:
    author.edit("levels.yaml", "  - id: senior", TRAINEE + "  - id: senior")
    folder = author.folder / "a-trainee-first"
    folder.mkdir()
    (folder / "pathway.yaml").write_text(FIRST_STEPS)
    (folder / "basics.yaml").write_text(BASICS)

    assert [way.id for way in load(author.folder).pathways] == [
        "intermediate-to-senior",
        "a-trainee-first",
    ]


def test_a_renamed_area_is_found_by_its_old_id(author: Author) -> None:
    author.edit("mentoring.yaml", "id: mentoring\n", "id: mentoring\nwas: [growing]\n")
    framework = load(author.folder)

    assert framework.area("growing") == framework.area("mentoring")


def test_a_renamed_prompt_is_found_by_its_old_id(author: Author) -> None:
    author.edit("mentoring.yaml", "id: last-review\n", "id: last-review\n    was: [a-review]\n")
    framework = load(author.folder)

    assert framework.prompt("a-review") == framework.prompt("last-review")


def test_a_ladder_may_have_no_examples_and_empty_cells(author: Author) -> None:
    author.edit("mentoring.yaml", "        example: Finds the missing index, names", "#")
    author.edit(
        "architecture.yaml", "      intermediate:\n        text: Picks a", "      senior:\n#"
    )
    author.edit("architecture.yaml", "        example: Moves the export to a", "#")
    author.edit("architecture.yaml", "      senior:\n        text: Picks", "        text: Picks")

    assert author.problems() == []


def test_every_defect_is_reported_at_once_with_its_line(author: Author) -> None:
    author.edit("framework.yaml", "version: 1.0.0", "version: first")
    author.edit("levels.yaml", "aliases: [sr]", "aliases: [compare]")
    author.edit("resources.yaml", "area: mentoring", "area: mentring")
    author.edit("resources.yaml", "Clear writing carries an engineer far.", "TBC")
    author.edit("pathway.yaml", "months: [18, 36]", "months: [36, 18]")
    author.edit("architecture.yaml", "short: Architecture", "short: Architectural Judgment")
    author.edit("architecture.yaml", "minutes: 45", "minutes: soon")
    author.edit("mentoring.yaml", "headline: What", "headlin: What")
    author.edit("mentoring.yaml", "id: asks-before-telling", "id: compare-in-writing")
    author.edit("mentoring.yaml", "[review-to-teach, asks", "[review-to-teech, asks")
    author.edit("mentoring.yaml", "Which of your comments", "&which Which of your comments")

    with pytest.raises(BrokenLadder) as broken:
        load(author.folder)

    places = [f"{one.file.rsplit('/')[-1]}:{one.line}" for one in broken.value.problems]
    assert places == [
        "framework.yaml:3",
        "architecture.yaml:3",
        "architecture.yaml:30",
        "mentoring.yaml:1",
        "mentoring.yaml:5",
        "mentoring.yaml:11",
        "mentoring.yaml:29",
        "mentoring.yaml:31",
        "mentoring.yaml:31",
        "pathway.yaml:5",
        "levels.yaml:10",
        "resources.yaml:13",
        "resources.yaml:15",
    ]


def test_an_unreadable_file_makes_no_false_faults_elsewhere(author: Author) -> None:
    author.edit("levels.yaml", "levels:\n", "levels: `\n")

    assert [problem.split(":")[0] for problem in author.problems()] == ["levels.yaml"]


def test_a_missing_title_does_not_hide_the_level_from_references(author: Author) -> None:
    author.edit("levels.yaml", "    title: Senior Software Engineer\n", "")

    assert author.problems() == [
        'levels.yaml:7: level senior: has no title; add the line "title: …"'
    ]


def test_the_small_ladder_is_the_same_twice() -> None:
    assert load(SMALL) == load(SMALL)


TRAINEE = """\
  - id: trainee
    title: Trainee
    short: Trainee
    summary: Somebody who learns the trade.
"""
FIRST_STEPS = """\
id: a-trainee-first
title: First steps
from: trainee
to: senior
months: [6, 12]
summary: From the first commit to the first feature.
areas: [basics]
"""
BASICS = """\
id: basics
title: The basics
short: Basics
line: Ship a small change
headline: Small changes teach most.
why: Whoever ships daily learns daily.
skills:
  - id: split-work
    text: Splits a ticket into steps
behaviours:
  - id: asks-early
    text: Asks after an hour of being stuck
prompts:
  - id: last-ticket
    why: Small steps show where time goes.
    question: Which step of your last ticket took longest?
    step: Write down the steps of the next one before you begin.
    minutes: 10
    follow_ups: [What surprised you?, What would you cut?]
    exercises: [split-work, asks-early]
"""
