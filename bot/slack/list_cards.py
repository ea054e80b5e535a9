"""Lists over the whole ladder, or over one area: skills, behaviours, AI habits, books, courses."""

from __future__ import annotations

from collections.abc import Sequence

from bot.ladder.asked import ListKind
from bot.ladder.model import Area, Framework, Habit, Level, Resource, Service
from bot.slack import doors
from bot.slack.area_cards import bullets
from bot.slack.cards import Block, Card, actions, context, header, section
from bot.slack.level_cards import MAP
from bot.slack.markdown import to_mrkdwn
from bot.slack.mrkdwn import escape

TITLES: dict[ListKind, str] = {
    "skills": "Skills",
    "behaviours": "Behaviours",
    "ai": "AI habits",
    "books": "Books",
    "courses": "Courses",
}


def list_card(
    framework: Framework, kind: ListKind, area: Area | None = None, level: Level | None = None
) -> Card:
    """One kind of thing; of one area when one was named. Back leads to the area or the level."""
    title = TITLES[kind] + (f": {area.title}" if area else "")
    return _card(title, _entries(framework, kind, area), area or level or framework.levels[-1])


def resources_card(framework: Framework, level: Level | None = None) -> Card:
    """Books and courses together, as the level card opens them."""
    entries = [_resource(framework, one) for one in framework.resources]
    return _card("Books and courses", entries, level or framework.levels[-1])


def _card(title: str, entries: list[Block], whence: Area | Level) -> Card:
    if isinstance(whence, Area):
        back = doors.open_area(whence, "Back")
    else:
        back = doors.open_level(whence, "Back")
    shown = entries or [section("Nothing is noted here.")]
    return Card([header(title), *shown, actions(back), context(MAP)])


def _entries(framework: Framework, kind: ListKind, area: Area | None) -> list[Block]:
    if kind in ("skills", "behaviours"):
        areas = (area,) if area else framework.areas
        of = {one.title: one.skills if kind == "skills" else one.behaviours for one in areas}
        return [bullets(escape(title), found) for title, found in of.items() if found]
    if kind == "ai":
        return [_habit(framework, one) for one in framework.habits if _serves(one.serves, area)]
    resources = framework.resources_of("book" if kind == "books" else "course")
    return [_resource(framework, one) for one in resources if _serves(one.serves, area)]


def _serves(services: Sequence[Service], area: Area | None) -> bool:
    return area is None or any(service.area == area.id for service in services)


def _habit(framework: Framework, habit: Habit) -> Block:
    return section(
        f"*{to_mrkdwn(habit.title)}*\n{to_mrkdwn(habit.why)}\n_{_shorts(framework, habit.serves)}_"
    )


def _resource(framework: Framework, resource: Resource) -> Block:
    by = f", {escape(resource.author)}" if resource.author else ""
    return section(
        f"*{to_mrkdwn(resource.title)}*{'*' + by + '*' if by else ''}\n{to_mrkdwn(resource.why)}\n"
        f"_{_shorts(framework, resource.serves)}_"
    )


def _shorts(framework: Framework, services: Sequence[Service]) -> str:
    areas = [framework.area(service.area) for service in services]
    return " · ".join(escape(area.short) for area in areas if area is not None)
