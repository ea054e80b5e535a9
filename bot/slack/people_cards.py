"""Mentors and mentees, as they stand on Home and in replies."""

from __future__ import annotations

from collections.abc import Iterable

import slackblocks as sb

from bot.circle import Circle, Other
from bot.ladder.model import Framework
from bot.slack import doors, times
from bot.slack.cards import Block, Card, actions, button, context, header, section
from bot.slack.mrkdwn import escape, mention
from bot.slack.names import in_words
from bot.slack.summary_look import Look

MANAGE = "mentorship.manage"
WITHDRAW = "mentorship.withdraw"
ACCEPT = "mentorship.accept"
DECLINE = "mentorship.decline"
WHAT_IS_LADDER = "mentorship.what"
MENTEES = "mentorship.mentees"
STOP_MENTORING = "mentorship.stop"
SUMMARY = "summary.open"

AT_MOST = 10
"""How many of each kind Home shows; the replies show four times as many."""

NO_MENTOR = "You're on your own, which works too. A mentor reads only what you share."
NO_MENTEES = "Nobody has asked you yet. They do it with /ladder mentor and your name."


def people_blocks(framework: Framework, circle: Circle) -> list[Block]:
    """Return the part "People" of Home."""
    buttons = [doors.invite()]
    if circle.mentees:
        buttons.append(button("All mentees", MENTEES))
    alone = not (circle.mentors or circle.waiting)
    return [
        header("People"),
        *_rows(framework, circle, AT_MOST),
        *([section(NO_MENTOR)] if alone else []),
        actions(*buttons),
        *(_mentee_row(framework, one) for one in circle.mentees[:AT_MOST]),
    ]


def mentors_card(framework: Framework, circle: Circle) -> Card:
    """Return the answer to `/ladder mentors`."""
    rows = [
        *(_mentor_row(framework, one) for one in circle.mentors),
        *(waiting_row(one, circle.zone) for one in circle.waiting),
        *(_unanswered_row(one, circle.zone) for one in circle.unanswered),
    ]
    first = rows or [section(NO_MENTOR)]
    return Card([*first[: 4 * AT_MOST], actions(doors.invite(primary=not rows))])


def mentees_card(framework: Framework, circle: Circle) -> Card:
    """Return the answer to `/ladder mentees`."""
    rows = [block for one in circle.asking[:AT_MOST] for block in _asking_rows(framework, one)]
    rows += [_mentee_row(framework, one) for one in circle.mentees[: 2 * AT_MOST]]
    if circle.mentees:
        rows.append(actions(button("Stop mentoring…", STOP_MENTORING)))
    return Card(rows or [section(NO_MENTEES)])


def waiting_row(one: Other, zone: str | None) -> Block:
    """Return what is said of an invitation that waits for its answer, with its way back."""
    return section(
        asked_sentence(one, mention(one.slack_id), zone),
        button("Withdraw", WITHDRAW, str(one.mentorship_id), names=f"Withdraw asking {one.name}"),
    )


def asked_sentence(one: Other, name: str, zone: str | None) -> str:
    """Return the sentence about an open invitation."""
    assert one.asked_at is not None
    assert one.until is not None
    asked, until = times.short_day(one.asked_at, zone), times.short_day(one.until, zone)
    return f"You asked {name} on {asked}; they have until {until} to answer."


def asks_sentence(framework: Framework, mentee: str, areas: Iterable[str]) -> str:
    """Return the question that is put to a mentor; `mentee` is a mention, or an escaped name."""
    return (
        f"{mentee} asks if you'd be their mentor on Ladder. They would share some of their weekly "
        f"reflections on {areas_in_words(framework, areas)}. You read them before your 1:1s; "
        "there is nothing to fill in. They see when you read."
    )


def answer_row(mentorship_id: int, *, primary: bool, what: bool = True) -> Block:
    """Return the buttons under an invitation."""
    value = str(mentorship_id)
    row: list[sb.Element] = [
        button("Accept", ACCEPT, value, style="primary" if primary else None),
        button("Not now", DECLINE, value),
    ]
    if what:
        row.append(button("What is Ladder?", WHAT_IS_LADDER, value))
    return actions(*row)


def areas_in_words(framework: Framework, areas: Iterable[str]) -> str:
    """Return the short names of areas as one reads them: "Mentoring and Quality"."""
    found = [framework.area(area) for area in areas]
    names = [escape(area.short) for area in found if area is not None]
    return in_words(names) or "nothing yet"


def _rows(framework: Framework, circle: Circle, most: int) -> list[Block]:
    asking = [block for one in circle.asking[:most] for block in _asking_rows(framework, one)]
    return [
        *asking,
        *(_mentor_row(framework, one) for one in circle.mentors[:most]),
        *(waiting_row(one, circle.zone) for one in circle.waiting[:most]),
        *(_unanswered_row(one, circle.zone) for one in circle.unanswered[:most]),
    ]


def _asking_rows(framework: Framework, one: Other) -> list[Block]:
    return [
        section(asks_sentence(framework, mention(one.slack_id), one.areas)),
        answer_row(one.mentorship_id, primary=False, what=False),
    ]


def _mentor_row(framework: Framework, one: Other) -> Block:
    read = f" Last read {times.day(one.last_read)}." if one.last_read else ""
    areas = areas_in_words(framework, one.areas)
    return section(
        f"{mention(one.slack_id)} may read what you share on {areas}.{read}",
        button("Manage", MANAGE, str(one.mentorship_id), names=f"Manage {one.name}"),
    )


def _unanswered_row(one: Other, zone: str | None) -> Block:
    assert one.until is not None
    until = times.short_day(one.until, zone)
    return context(f"{mention(one.slack_id)} had until {until} to answer and has not.")


def _mentee_row(framework: Framework, one: Other) -> Block:
    areas = areas_in_words(framework, one.areas)
    return section(
        f"{mention(one.slack_id)}, you mentor: shares {areas} with you",
        button(
            "Open summary",
            SUMMARY,
            Look.of(one.slack_id).write(),
            names=f"Open summary of {one.name}",
        ),
    )
