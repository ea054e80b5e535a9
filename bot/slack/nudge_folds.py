"""What a nudge is folded to: one line, and the way back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import slackblocks as sb

from bot.nudge_view import NudgeCard
from bot.slack import doors, times
from bot.slack.cards import Block, actions, button, section
from bot.slack.mrkdwn import escape
from bot.slack.names import in_words
from bot.slack.plan_cards import OFF

UNSKIP, BACK_NOW, RESUME = "nudge.unskip", "nudge.back", "nudge.resume"

MOVED = "I brought this back; it is further down."


@dataclass(frozen=True)
class Shown:
    """A nudge at a moment, with the names of the mentors who may read the reflection on it."""

    card: NudgeCard
    now: datetime
    readers: tuple[str, ...] = ()


def folded_blocks(shown: Shown) -> list[Block]:
    """Return the one line that a nudge is folded to, with the way back; empty while it is live."""
    card = shown.card
    nudge = str(card.nudge)
    if not card.is_current:
        return _of_an_old_week(shown)
    if card.state == "reflected":
        return []
    if card.plan.state != "active" and card.plan.reason is None:
        label = "Resume now" if card.plan.state == "paused" else "Start again"
        return _fold(_rest(card), button(label, RESUME, nudge))
    if card.state == "skipped":
        return _fold(f"Skipped. {next_line(card)}".strip(), button("Undo", UNSKIP, nudge))
    if card.reminder_at is not None:
        return _fold(_back_at(card, card.reminder_at, shown.now), button("Now", BACK_NOW, nudge))
    return []


def moved_blocks() -> list[Block]:
    """Return what an earlier message of a nudge shows once a reminder brought the nudge back."""
    return [section(MOVED)]


def next_line(card: NudgeCard) -> str:
    """Return when the next nudge comes, if one does."""
    at = card.plan.next_at
    return f"Next nudge: {times.moment(at, card.plan.rhythm.zone)}." if at else ""


def reflected_line(shown: Shown) -> str:
    """Return when the person wrote about the nudge, and who may read it."""
    card = shown.card
    if card.reflection is None:
        return ""
    day = times.day(card.reflection.written_at, card.plan.rhythm.zone)
    if not shown.readers:
        return f"Reflected on {day}. Only you can read it."
    return f"Reflected on {day}. Shared with {escape(in_words(shown.readers))}."


def open_it(card: NudgeCard) -> list[Block]:
    """Return the button to the reflection on the nudge."""
    if card.reflection is None:
        return []
    return [actions(doors.open_reflection(card.reflection.uid, "your reflection", "Open it"))]


def _of_an_old_week(shown: Shown) -> list[Block]:
    card = shown.card
    words = f"That nudge is from the week of {times.long_day(card.week_of)}."
    if card.state == "reflected":
        return [section(f"{words} {reflected_line(shown)}"), *open_it(card)]
    words = f"{words} You can still reflect on it."
    return [section(words), actions(doors.reflect(nudge=card.nudge))]


def _rest(card: NudgeCard) -> str:
    if card.plan.state == "stopped":
        return OFF
    until = card.plan.paused_until
    return f"Paused until {times.day(until)}." if until else "Paused."


def _back_at(card: NudgeCard, at: datetime, now: datetime) -> str:
    zone = card.plan.rhythm.zone
    on = "" if times.day(at, zone) == times.day(now, zone) else f"on {times.day(at, zone)} "
    return f"I'll bring this back {on}at {times.clock(at, zone)}."


def _fold(words: str, back: sb.Button) -> list[Block]:
    return [section(words), actions(back)]
