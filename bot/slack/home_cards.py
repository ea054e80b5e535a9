"""The Home tab: what a person may see of their own, useful before any set-up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from slackblocks import Button

from bot.circle import Circle
from bot.ladder.model import Framework
from bot.plans import PlanCard
from bot.slack import doors, times
from bot.slack.cards import Block, actions, button, context, divider, header, section
from bot.slack.help_cards import top_level
from bot.slack.level_cards import MAP
from bot.slack.mrkdwn import escape, quote
from bot.slack.nudge_cards import home_blocks
from bot.slack.nudge_folds import Shown, folded_blocks
from bot.slack.people_cards import people_blocks
from bot.slack.plan_cards import OFF, refused_blocks
from bot.slack.plan_form import PACE_NAMES, RESUME
from bot.slack.reflection_cards import Opened, row
from bot.slack.reflection_history import NOTHING
from bot.slack.step_cards import step_menu

MOST_BLOCKS = 100
"""What a Home view holds [docs.slack.dev, block-kit/blocks]."""


@dataclass(frozen=True)
class OpenStep:
    """A step that the person took on: in the ladder's words, or in their own."""

    uid: str
    words: str


@dataclass(frozen=True)
class Desk:
    """All that one person's Home shows, at a moment."""

    now: datetime
    plan: PlanCard | None
    nudge: Shown | None
    refused_on: date | None
    step: OpenStep | None
    newest: tuple[Opened, ...]
    quarter_ago: Opened | None
    circle: Circle

    @property
    def is_new(self) -> bool:
        """Whether the person has started nothing, written nothing, and mentors nobody."""
        people = self.circle.mentees or self.circle.asking or self.circle.mentors
        return not (self.plan or self.newest or people or self.circle.waiting)


def home_view_blocks(framework: Framework, desk: Desk, support: str) -> list[Block]:
    """Return the blocks of Home, never more than Slack holds."""
    top = _newcomer(framework) if desk.is_new else _practice(framework, desk)
    foot = _foot(framework, support)
    return [*top[: MOST_BLOCKS - len(foot)], *foot]


def _newcomer(framework: Framework) -> list[Block]:
    read = doors.open_level(top_level(framework), f"Read {top_level(framework).short}")
    words = (
        "Read what each level is expected to do. Once a week, if you start it, one question and "
        "one small step. You write two minutes; only you can read it until you share it."
    )
    return [
        header("Get better at the job you want, a few minutes a week"),
        section(words),
        actions(
            doors.weekly_nudges("Start weekly nudges", primary=True),
            read,
            button("What is kept?", doors.PRIVACY),
        ),
        context("I write to nobody who hasn't asked."),
    ]


def _practice(framework: Framework, desk: Desk) -> list[Block]:
    return [
        *_this_week(framework, desk),
        *_open_step(desk),
        *(_next_nudge(framework, desk) if not _is_folded(desk) else []),
        *_reflections(framework, desk),
        *people_blocks(framework, desk.circle),
    ]


def _this_week(framework: Framework, desk: Desk) -> list[Block]:
    blocks = [header("This week")]
    if desk.plan is not None:
        blocks += refused_blocks(desk.plan, desk.refused_on)
    if desk.nudge is not None:
        return [*blocks, *home_blocks(framework, desk.nudge)]
    if desk.plan is None:
        start = doors.weekly_nudges("Start weekly nudges", primary=True)
        words = "No weekly nudges yet. One question a week, about one area, if you start it."
        return [*blocks, section(words), actions(start)]
    if desk.plan.state == "active" and desk.plan.next_at is not None:
        words = f"No nudge yet this week. Next: {_moment(desk.plan)}."
        return [*blocks, section(words), actions(button("Show it now", doors.NUDGE_NOW))]
    return blocks if len(blocks) > 1 else []


def _is_folded(desk: Desk) -> bool:
    """Whether this week's nudge already says how the plan stands, with the way back."""
    return desk.nudge is not None and bool(folded_blocks(desk.nudge))


def _open_step(desk: Desk) -> list[Block]:
    if desk.step is None:
        return []
    return [section(f"*Your open step*\n{quote(desk.step.words)}", step_menu(desk.step.uid))]


def _next_nudge(framework: Framework, desk: Desk) -> list[Block]:
    plan = desk.plan
    if plan is None:
        return []
    if plan.state == "paused" and plan.reason is None:
        until = f" until {times.day(plan.paused_until)}" if plan.paused_until else ""
        words = f"Paused{until}. Nothing piles up."
        return [section(words), actions(button("Resume now", RESUME), _change())]
    if plan.state == "stopped":
        return [section(OFF), actions(button("Start again", RESUME), _change())]
    if plan.next_at is None:
        return []
    area = framework.area(plan.rhythm.area)
    about = escape(area.short if area else plan.rhythm.area)
    when = times.with_zone(plan.next_at, plan.rhythm.zone)
    pace = PACE_NAMES[plan.rhythm.pace].lower()
    return [section(f"*Next nudge*\n{when}, {about}, {pace}", _change())]


def _reflections(framework: Framework, desk: Desk) -> list[Block]:
    blocks = [header("Your reflections")]
    if not desk.newest:
        return [*blocks, section(NOTHING), actions(doors.reflect())]
    blocks += [row(framework, opened, desk.now) for opened in desk.newest]
    if desk.quarter_ago is not None:
        lead = f"{_weeks(desk)} weeks ago you wrote"
        blocks.append(row(framework, desk.quarter_ago, desk.now, lead=lead))
    see = button("See all", doors.HISTORY, nth=1)
    search = button("Search", doors.HISTORY, nth=2)
    return [*blocks, actions(doors.reflect("Write one"), see, search)]


def _weeks(desk: Desk) -> str:
    assert desk.quarter_ago is not None
    days = (desk.now - desk.quarter_ago.reflection.written_at).days
    return {12: "Twelve", 13: "Thirteen"}.get(days // 7, "Fourteen")


def _foot(framework: Framework, support: str) -> list[Block]:
    top = top_level(framework)
    asks = f" · Questions: {escape(support)}" if support else ""
    return [
        header("The ladder"),
        actions(
            doors.open_level(top),
            button("Compare", doors.COMPARE, top.id),
            button("AI habits", doors.HABITS, top.id),
            button("Books and courses", doors.RESOURCES, top.id),
            doors.show_search(),
        ),
        divider(),
        actions(button("Privacy", doors.PRIVACY), doors.export(), doors.show_help("Help")),
        context(f"{MAP} · Ladder {escape(framework.version)}{asks}"),
    ]


def _change() -> Button:
    return doors.weekly_nudges("Change")


def _moment(plan: PlanCard) -> str:
    assert plan.next_at is not None
    return times.moment(plan.next_at, plan.rhythm.zone)
