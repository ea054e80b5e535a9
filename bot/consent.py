"""What speaks against a message at the moment in which it would be sent."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import keys, plans
from bot.storage.tables import Delivery, Mentorship, Nudge, Plan, Workspace
from bot.weeks import Week, is_quiet

LATEST = {
    "nudge": timedelta(hours=12),
    "reminder": timedelta(hours=12),
    "invitation": timedelta(days=3),
    "notice": timedelta(days=3),
}
"""After that much a message of a kind comes too late to be sent at all."""

ON_TIME = timedelta(minutes=10)
"""What is sent within it counts as sent at the time that the person chose, quiet or not."""

HAS_ANSWER = ("skipped", "reflected")


def objection(session: Session, delivery: Delivery, now: datetime) -> str | None:
    """Return why the message may not be sent now, if it may not."""
    if delivery.person.deactivated:
        withdraw_for(session, delivery.id, "deactivated")
        return "deactivated"
    if now - delivery.due_at > LATEST[delivery.kind]:
        return "late"
    if delivery.kind in ("nudge", "reminder"):
        return _against_nudge(session, delivery, now)
    if delivery.kind == "invitation":
        return _against_invitation(session, delivery)
    return None


def withdraw_for(session: Session, delivery_id: int, reason: str) -> None:
    """Pause the plan of a person whom Slack does not let us write to."""
    plan = session.scalar(
        select(Plan)
        .join(Delivery, Delivery.person_id == Plan.person_id)
        .where(Delivery.id == delivery_id)
        .with_for_update(of=Plan)
        .execution_options(populate_existing=True)
    )
    if plan is not None and plan.state != "stopped":
        plans.refuse(plan, reason)
        session.flush()


def _against_nudge(session: Session, delivery: Delivery, now: datetime) -> str | None:
    plan = plans.find(session, delivery.person)
    nudge = session.get(Nudge, delivery.subject_id)
    if plan is None or nudge is None or nudge.person_id != delivery.person_id:
        return "no_plan"
    if not _consents(plan, nudge, now):
        return plans.standing(plan, now)
    if _nudges_are_off(session, delivery.team_id):
        return "nudges_off"
    if nudge.answer in HAS_ANSWER:
        return "answered"
    if delivery.kind == "nudge" and _week_is_over(session, plan, nudge, now):
        return "week_over"
    if delivery.kind == "reminder" and _has_newer(session, nudge):
        return "past_next"
    if now - delivery.due_at > ON_TIME and is_quiet(now, plan.zone):
        return "quiet_hours"
    return None


def _consents(plan: Plan, nudge: Nudge, now: datetime) -> bool:
    """The last nudge of a plan that stops by itself is still wanted: it says so to the person."""
    last_one = plan.reason == plans.UNTOUCHED and nudge.kindness == "quiet"
    return last_one or plans.standing(plan, now) == "active"


def _nudges_are_off(session: Session, team: str) -> bool:
    query = select(Workspace.nudges_off).where(Workspace.team_id == team)
    return bool(session.scalar(query))


def _week_is_over(session: Session, plan: Plan, nudge: Nudge, now: datetime) -> bool:
    """Say whether its week has passed, or another nudge was already seen in this one.

    The second happens only to people who moved to another zone meanwhile.
    """
    week = Week.of(now, plan.zone)
    others = {Week.of(at, plan.zone) for at in _seen_at(session, nudge, now)}
    return nudge.iso_week != week.key or week in others


def _seen_at(session: Session, nudge: Nudge, now: datetime) -> list[datetime]:
    """Return when the person's other recent nudges went out, or may have."""
    others = session.scalars(
        select(Nudge.id).where(
            Nudge.person_id == nudge.person_id,
            Nudge.slot_at > now - plans.RECENT,
            Nudge.id != nudge.id,
        )
    )
    claimed = session.scalars(
        select(Delivery.claimed_at).where(
            Delivery.team_id == nudge.team_id,
            Delivery.key.in_([keys.of_nudge(other) for other in others]),
            Delivery.state.in_(("sending", "sent", "unknown")),
        )
    )
    return [at for at in claimed if at is not None]


def _has_newer(session: Session, nudge: Nudge) -> bool:
    newer = select(Nudge.id).where(
        Nudge.person_id == nudge.person_id, Nudge.slot_at > nudge.slot_at
    )
    return session.scalar(newer.limit(1)) is not None


def _against_invitation(session: Session, delivery: Delivery) -> str | None:
    mentorship = session.get(Mentorship, delivery.subject_id)
    is_open = (
        mentorship is not None
        and mentorship.mentor_id == delivery.person_id
        and mentorship.state == "invited"
    )
    return None if is_open else "answered"
