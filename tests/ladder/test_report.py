"""What `ladder check` prints."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.ladder.report import check
from tests.ladder.conftest import SMALL, Author

REPOSITORY = Path(__file__).parent.parent.parent


def test_a_good_ladder_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(SMALL.parent)

    assert check(Path("small")) == (
        [
            "small/: 2 levels, 1 pathway, 2 areas, 8 statements, 2 prompts. "
            "Every skill and behaviour is exercised."
        ],
        True,
    )


def test_the_ladder_that_comes_with_the_bot_is_good(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(REPOSITORY)
    lines, good = check(Path("framework"))

    assert good
    assert lines[0].startswith("framework/: 2 levels, 1 pathway, 5 areas, ")


def test_a_skill_that_no_prompt_exercises_is_named_and_is_no_fault(author: Author) -> None:
    author.edit("mentoring.yaml", "[review-to-teach, asks", "[asks")
    lines, good = check(author.folder)

    assert good
    assert lines[0].endswith(" No prompt exercises review-to-teach.")


def test_a_broken_ladder_gives_a_line_for_each_fault(author: Author) -> None:
    author.edit("mentoring.yaml", "minutes: 10", "minutes: ten")
    author.edit("levels.yaml", "aliases: [sr]", "aliases: [stop]")

    assert check(author.folder) == (
        [
            f"{author.folder}/intermediate-to-senior/mentoring.yaml:27: prompt last-review: "
            'minutes is "ten", which is no whole number; write a number such as 10',
            f'{author.folder}/levels.yaml:10: level senior: alias "stop" is the same word as '
            "the command /ladder stop; choose another name",
        ],
        False,
    )


def test_lines_of_one_file_stand_in_their_order(author: Author) -> None:
    author.edit("mentoring.yaml", "minutes: 10", "minutes: ten")
    author.edit("mentoring.yaml", "short: Mentoring", "short: TBD")
    lines, _ = check(author.folder)

    assert [line.split(":")[1] for line in lines] == ["3", "27"]
