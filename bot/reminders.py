"""Reminders: the same nudge again, at a moment that the person asked for."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy.orm import Session

from bot import delivery, keys, plans
from bot.storage.tables import Delivery, Nudge
from bot.weeks import is_quiet

HOUR = timedelta(hours=1)

UNDONE = "undone"
"""The reason of a reminder that the person took back; it does not count."""

Refusal = Literal["quiet_hours", "past_next", "third", "not_open"]


class NoReminder(Exception):
    """There is no reminder at that time, and `reason` says why."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason)
        self.reason: Refusal = reason


def in_an_hour(session: Session, nudge: Nudge, now: datetime) -> datetime:
    """Bring the nudge back in an hour. Returns the moment, in UTC; raises NoReminder."""
    plan = plans.find(session, nudge.person)
    if plan is not None and is_quiet(now + HOUR, plan.zone):
        raise NoReminder("quiet_hours")
    return _remind(session, nudge, now + HOUR)


def tomorrow(session: Session, nudge: Nudge, now: datetime) -> datetime:
    """Bring the nudge back tomorrow at the plan's time, which the person chose, quiet or not.

    Returns the moment, in UTC; raises NoReminder.
    """
    plan = plans.find(session, nudge.person)
    if plan is None:
        raise NoReminder("not_open")
    return _remind(session, nudge, plans.tomorrow(plan, now))


def take_back(session: Session, nudge: Nudge) -> bool:
    """Undo the reminder that is still to come, so that the card is live now."""
    waiting = _waiting(session, nudge)
    return waiting is not None and delivery.call_off(session, waiting, UNDONE)


def to_come(session: Session, nudge: Nudge) -> datetime | None:
    """Return when the nudge comes back, if a reminder is to come."""
    waiting = _waiting(session, nudge)
    return waiting.due_at if waiting is not None else None


def left(session: Session, nudge: Nudge) -> int:
    """Return how many reminders the nudge can still have."""
    return keys.REMINDERS - sum(one.reason != UNDONE for one in of(session, nudge))


def of(session: Session, nudge: Nudge) -> tuple[Delivery, ...]:
    """Return the reminders of a nudge, whatever became of them."""
    messages = delivery.of_nudge(session, nudge.team_id, nudge.id)
    return tuple(one for one in messages if one.kind == "reminder")


def _remind(session: Session, nudge: Nudge, at: datetime) -> datetime:
    session.refresh(nudge, with_for_update=True)
    waiting = to_come(session, nudge)
    if waiting is not None:
        return waiting
    if nudge.answer not in (None, "committed"):
        raise NoReminder("not_open")
    if left(session, nudge) < 1:
        raise NoReminder("third")
    plan = plans.find(session, nudge.person)
    if plan is not None and plan.next_at is not None and at >= plan.next_at:
        raise NoReminder("past_next")
    _enqueue(session, nudge, at)
    return at


def _enqueue(session: Session, nudge: Nudge, at: datetime) -> None:
    earlier = of(session, nudge)
    undone = next((one for one in earlier if one.reason == UNDONE), None)
    if undone is not None and delivery.ask_again(session, undone, at):
        return
    delivery.enqueue(
        session,
        kind="reminder",
        key=keys.of_reminder(nudge.id, len(earlier) + 1),
        person=nudge.person,
        subject=nudge.id,
        due_at=at,
    )


def _waiting(session: Session, nudge: Nudge) -> Delivery | None:
    live = ("planned", "claimed", "sending")
    return next((one for one in of(session, nudge) if one.state in live), None)
