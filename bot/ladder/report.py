"""What `ladder check` says of a ladder."""

from __future__ import annotations

from pathlib import Path

from bot.ladder.load import load
from bot.ladder.model import Framework
from bot.ladder.problems import BrokenLadder


def check(folder: Path) -> tuple[list[str], bool]:
    """Return the lines to print, and whether the ladder can be used.

    A broken ladder gives one line for each problem, in the order of files and lines. A good one
    gives its count; skills and behaviours that no prompt exercises are named, and are no error.
    """
    try:
        framework = load(folder)
    except BrokenLadder as broken:
        return [str(problem) for problem in broken.problems], False
    return [f"{folder.as_posix()}/: {_count(framework)}. {_exercised(framework)}"], True


def _count(framework: Framework) -> str:
    statements = sum(
        len(area.skills)
        + len(area.behaviours)
        + sum(len(expectation.levels) for expectation in area.expectations)
        for area in framework.areas
    )
    prompts = sum(len(area.prompts) for area in framework.areas)
    return ", ".join(
        (
            _number(len(framework.levels), "level"),
            _number(len(framework.pathways), "pathway"),
            _number(len(framework.areas), "area"),
            _number(statements, "statement"),
            _number(prompts, "prompt"),
        )
    )


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _exercised(framework: Framework) -> str:
    exercised = {
        statement
        for area in framework.areas
        for prompt in area.prompts
        for statement in prompt.exercises
    }
    idle = [
        statement.id
        for area in framework.areas
        for statement in (*area.skills, *area.behaviours)
        if statement.id not in exercised
    ]
    if not idle:
        return "Every skill and behaviour is exercised."
    return f"No prompt exercises {', '.join(idle)}."
