"""The page that a mentor reads before the next talk: as a reply, in a modal, and on Home."""

from __future__ import annotations

from collections.abc import Sequence

import slackblocks as sb

from bot.ladder.model import Framework
from bot.mentorships import Mentee, Mentor
from bot.slack import doors, times
from bot.slack.cards import (
    Block,
    Card,
    actions,
    button,
    context,
    cut,
    divider,
    header,
    option,
    section,
)
from bot.slack.invitation_messages import open_home
from bot.slack.markdown import to_mrkdwn
from bot.slack.mrkdwn import escape, mention
from bot.slack.people_cards import NO_MENTOR, SUMMARY
from bot.slack.shared_cards import entry
from bot.slack.summary_frame import Frame, Place, back_home
from bot.slack.summary_look import Look
from bot.summaries import Period, Summary

PERIOD = "summary.period"
KEEP = "summary.keep"
PICK = "summary.pick"
CHOOSE = "Choose a person"

STEPS_AT_MOST = 10
CHART_FROM = 6
"""From so many figures in one area on, a line says more than a row of numbers."""

CHART_HOLDS = 20
"""Points of a line [docs.slack.dev, data visualization block]."""

PERIODS = {
    Period.FOUR_WEEKS: "Last 4 weeks",
    Period.TWELVE_WEEKS: "Last 12 weeks",
    Period.ALL: "All they shared",
}
TITLES = {
    Period.FOUR_WEEKS: "the last 4 weeks",
    Period.TWELVE_WEEKS: "the last 12 weeks",
    Period.ALL: "all they shared",
}
TOO_FEW = "Too few to see a direction"


def summary_blocks(framework: Framework, summary: Summary, frame: Frame) -> list[Block]:
    """Return the page."""
    named = f"{summary.mentee}, {TITLES[summary.period]}"
    body = _empty(summary) if summary.is_empty else _full(framework, summary, frame)
    chart = _chart(framework, summary) if frame.spot.place is Place.HOME else []
    vanishes = frame.spot.place is Place.REPLY and not frame.is_preview and not frame.kept
    return [
        header(named),
        context(_who_knows(summary, frame)),
        *body,
        *chart,
        actions(*_row(summary, frame)),
        *([context("This goes when Slack reloads.")] if vanishes else []),
    ]


def nothing_card(slack_id: str) -> Card:
    """Return the answer to everybody who may not read, whatever the reason."""
    name = mention(slack_id)
    return Card(
        [
            section(
                f"I have nothing to show you about {name}. "
                "If they'd like you as their mentor, they can invite you."
            )
        ]
    )


def whose_card(typed: str) -> Card:
    """Return what is said when the words behind the command name nobody."""
    sentence = f'I couldn\'t tell who "{escape(typed)}" is. Pick the person here:'
    return Card([section(sentence), actions(sb.UserSelectMenu(PICK, placeholder=CHOOSE))])


def choices_card(mentors: Sequence[Mentor], mentees: Sequence[Mentee]) -> Card:
    """Return what `/ladder summary` alone shows: the eyes to look through, and the mentees."""
    views = [
        button(
            f"As {mentor.name.split(maxsplit=1)[0]} sees it",
            SUMMARY,
            Look.through(mentor.mentorship_id).write(),
            nth=number,
        )
        for number, mentor in enumerate(mentors[:5])
    ]
    rows = [
        section(
            mention(one.person.slack_id),
            button("Open summary", SUMMARY, Look.of(one.person.slack_id).write(),
                   names=f"Open summary of {one.name}"),
        )
        for one in mentees[:20]
    ]  # fmt: skip
    own = [actions(*views)] if views else []
    if not own and not rows:
        return Card([section(NO_MENTOR), actions(doors.invite(primary=True))])
    return Card([*own, *rows])


def _full(framework: Framework, summary: Summary, frame: Frame) -> list[Block]:
    zone = summary.zone
    questions = [f"{n}. {to_mrkdwn(q)}" for n, q in enumerate(summary.questions, start=1)]
    steps = [
        f"• {escape(step.words)} _(since {times.short_day(step.since, zone)})_"
        for step in summary.steps[:STEPS_AT_MOST]
    ]
    return [
        section("\n".join(["*To ask next time*", *questions])),
        *([section("\n".join(["*Steps they have open*", *steps]))] if steps else []),
        divider(),
        *(entry(framework, one, zone, frame) for one in summary.entries),
        *_sureness(framework, summary),
    ]


def _empty(summary: Summary) -> list[Block]:
    name = escape(summary.mentee.split(maxsplit=1)[0])
    said = (
        f"{name} has shared nothing in this period. That says nothing about their weeks. "
        f"A good opener:\n> {to_mrkdwn(summary.opener)}"
    )
    return [section(said)]


def _who_knows(summary: Summary, frame: Frame) -> str:
    mentor, mentee = (one.split(maxsplit=1)[0] for one in (summary.mentor, summary.mentee))
    if frame.is_preview:
        return f"This is {escape(mentor)}'s view. Your looking is not logged."
    name = escape(mentee)
    return f"Only what {name} shared with you. They see that you opened this today."


def _sureness(framework: Framework, summary: Summary) -> list[Block]:
    if not summary.sureness:
        return []
    figures = [
        f"{_short(framework, area)} {', '.join(map(str, said))}" for area, said in summary.sureness
    ]
    if sum(len(said) for _, said in summary.sureness) == 1:
        figures.append(TOO_FEW)
    return [section(f"*How sure they feel*\n{' · '.join(figures)}")]


def _chart(framework: Framework, summary: Summary) -> list[Block]:
    """Return a line for each area with enough figures, of the last ones that all of them have."""
    long = {area: said for area, said in summary.sureness if len(said) >= CHART_FROM}
    if not long or summary.is_empty:
        return []
    points = min(CHART_HOLDS, *map(len, long.values()))
    labels = [str(number) for number in range(1, points + 1)]
    lines = [
        sb.DataSeries(
            _plain_short(framework, area),
            [sb.DataPoint(*point) for point in zip(labels, said[-points:], strict=True)],
        )
        for area, said in long.items()
    ]
    chart = sb.LineChart(lines, sb.AxisConfig(labels))
    first = summary.mentee.split(maxsplit=1)[0]
    block: Block = sb.DataVisualizationBlock(cut(f"How sure {first} feels", 50), chart)._resolve()
    block.pop("block_id", None)
    return [block]


def _short(framework: Framework, area_id: str) -> str:
    return escape(_plain_short(framework, area_id))


def _plain_short(framework: Framework, area_id: str) -> str:
    area = framework.area(area_id)
    return area.short if area else area_id


def _row(summary: Summary, frame: Frame) -> list[sb.Element]:
    """Return the menu of periods, the way to older ones, and the way out."""
    options = {
        period: option(label, frame.look.over(period).write()) for period, label in PERIODS.items()
    }
    row: list[sb.Element] = [
        sb.StaticSelectMenu(
            PERIOD,
            options=list(options.values()),
            initial_option=options[summary.period],
            placeholder="Period",
        )
    ]
    if summary.page:
        row.append(button("Newer", SUMMARY, frame.look.turned(-1).write(), nth=0))
    if summary.has_older:
        row.append(button("Older", SUMMARY, frame.look.turned(1).write(), nth=1))
    if frame.spot.place is Place.HOME:
        row.append(back_home(frame.spot))
    elif frame.kept:
        row.append(open_home(frame.spot.team, frame.spot.app_id))
    elif not frame.is_preview:
        row.append(button("Keep on Home", KEEP, frame.look.write()))
    return row
