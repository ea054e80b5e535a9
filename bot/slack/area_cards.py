"""The card of an area in its three faces: expectations, skills, habits and books."""

from __future__ import annotations

from enum import StrEnum

from slackblocks import Button

from bot.ladder.model import Area, Expectation, Framework, Statement
from bot.slack import doors
from bot.slack.cards import Block, Card, actions, button, context, header, section
from bot.slack.level_cards import MAP
from bot.slack.markdown import to_mrkdwn
from bot.slack.mrkdwn import escape

FACE = "area.face"


class Face(StrEnum):
    """What of an area the card shows."""

    EXPECTATIONS = "expectations"
    SKILLS = "skills"
    HABITS = "habits"


LABELS = {
    Face.EXPECTATIONS: "Expectations",
    Face.SKILLS: "Skills",
    Face.HABITS: "Habits and books",
}


def area_card(framework: Framework, area: Area, face: Face = Face.EXPECTATIONS) -> Card:
    """All about an area, one face at a time."""
    shown = {
        Face.EXPECTATIONS: _expectations,
        Face.SKILLS: _skills,
        Face.HABITS: _habits,
    }[face](framework, area)
    return Card(
        [
            header(area.title),
            *shown,
            actions(*_buttons(framework, area, face)),
            context(f"{MAP} · Ladder {framework.version}"),
        ]
    )


def pair(framework: Framework, expectation: Expectation, *, both_examples: bool) -> str:
    """What each level shows of one expectation; the highest level's example under it."""
    shown = [
        (level, expectation.levels[level.id])
        for level in framework.levels
        if level.id in expectation.levels
    ]
    lines = []
    for level, what in shown:
        lines.append(f"*{escape(level.short)}*  {to_mrkdwn(what.text)}")
        if what.example and (both_examples or level is shown[-1][0]):
            lines.append(f"> {to_mrkdwn(what.example)}")
    return "\n".join(lines)


def bullets(title: str, statements: tuple[Statement, ...]) -> Block:
    """A heading with a list of statements under it."""
    lines = "\n".join(f"• {to_mrkdwn(statement.text)}" for statement in statements)
    return section(f"*{title}*\n{lines}")


def _expectations(framework: Framework, area: Area) -> list[Block]:
    below, above = framework.ends_of(framework.pathway_of(area))
    return [
        section(f"*{to_mrkdwn(area.headline)}*\n{to_mrkdwn(area.why)}"),
        context(f"What changes from {escape(below.short)} to {escape(above.short)}"),
        *(
            section(pair(framework, expectation, both_examples=False))
            for expectation in area.expectations
        ),
    ]


def _skills(framework: Framework, area: Area) -> list[Block]:
    del framework
    lists = {"Skills": area.skills, "Behaviours": area.behaviours}
    found = [bullets(title, statements) for title, statements in lists.items() if statements]
    return found or [section("Nothing is noted for this area.")]


def _habits(framework: Framework, area: Area) -> list[Block]:
    blocks = [
        section(f"*AI habit: {to_mrkdwn(habit.title)}*\n{to_mrkdwn(gives)}")
        for habit, gives in framework.habits_for(area)
    ]
    for resource, gives in framework.resources_for(area):
        by = f", {escape(resource.author)}" if resource.author else ""
        title = f"{resource.kind.capitalize()}: {to_mrkdwn(resource.title)}"
        blocks.append(section(f"*{title}*{by}\n{to_mrkdwn(gives)}"))
    return blocks or [section("Nothing is noted for this area.")]


def _buttons(framework: Framework, area: Area, face: Face) -> list[Button]:
    _below, above = framework.ends_of(framework.pathway_of(area))
    back = doors.open_level(above, label="Back")
    others = [
        button(LABELS[other], FACE, f"{area.id}:{other}", nth=nth)
        for nth, other in enumerate(Face)
        if other is not face
    ]
    if face is not Face.EXPECTATIONS:
        return [*others, back]
    focus = button("Make this my focus", doors.FOCUS, area.id, style="primary")
    return [focus, doors.reflect(area=area.id), *others, back]
