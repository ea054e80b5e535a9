"""Due plans become nudges: one for each person and ISO week, with one message each."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session
from structlog import get_logger

from bot import delivery, keys, plans, prompts, steps
from bot.ladder.model import Area, Framework
from bot.nudge_view import Kindness
from bot.storage.tables import Delivery, Nudge, Person, Plan
from bot.weeks import Week

log = get_logger()

BATCH = 100
"""Plans per transaction, so that no other writer waits long."""

TRIES_AGAIN = timedelta(hours=1)
"""After how long a plan that could not be planned is looked at again."""

SLOWER_AFTER = 3
"""After so many nudges without a click, the next one offers a slower pace."""

QUIET_AFTER = 5
"""After so many, the next one is the last."""


def plan_due(session: Session, framework: Framework, now: datetime) -> int:
    """Make the nudges of plans that are due, a batch at most. Returns how many were dealt with."""
    due = select(Plan).where(Plan.state.in_(("active", "paused")), Plan.next_at <= now)
    found = list(session.scalars(due.order_by(Plan.next_at, Plan.id).limit(BATCH)))
    for plan in found:
        if _is_ours(session, plan):
            _plan_alone(session, framework, plan, now)
    return len(found)


def show_now(session: Session, framework: Framework, person: Person, now: datetime) -> Nudge | None:
    """Send this week's nudge at once, because the person asks for it; the next is a pace later.

    Returns this week's nudge. One that was made but surely never sent is sent now; one that was
    sent, or may have been, is not sent again. None without an active plan.
    """
    plan = plans.held(session, person)
    if plan is None or plans.standing(plan, now) != "active":
        return None
    nudge = _of_week(session, plan, now)
    if nudge is None:
        nudge = _make(session, framework, plan, now, week=Week.of(now, plan.zone), at=now)
        plans.reindex(session, plan, now)
        return nudge
    for message in delivery.of_nudge(session, person.team_id, nudge.id):
        if message.kind == "nudge" and nudge.answer is None:
            delivery.ask_again(session, message, now)
    return nudge


def _is_ours(session: Session, plan: Plan) -> bool:
    """Take the plan off the index; of two planners one does, and makes the nudge."""
    taken = update(Plan).where(Plan.id == plan.id, Plan.next_at == plan.next_at)
    if not delivery.count(session, taken.values(next_at=None)):
        return False
    session.refresh(plan)
    return True


def _plan_alone(session: Session, framework: Framework, plan: Plan, now: datetime) -> None:
    """Plan one; whatever is wrong with its row must not hold up everybody behind it."""
    plan_id = plan.id
    try:
        with session.begin_nested():
            _plan_one(session, framework, plan, now)
    except Exception as error:  # noqa: BLE001  # Nobody knows what a broken row raises.
        log.error("plan not planned", plan=plan_id, error=type(error).__name__)
        later = update(Plan).where(Plan.id == plan_id).values(next_at=now + TRIES_AGAIN)
        session.execute(later)


def _plan_one(session: Session, framework: Framework, plan: Plan, now: datetime) -> None:
    if plan.state == "paused" and plans.standing(plan, now) == "active":
        plan.state, plan.paused_until = "active", None
    week = plans.due_week(plan, plans.taken(session, plan, now), now)
    if week is not None:
        _make(session, framework, plan, now, week=week, at=plans.slot_of(plan, week))
    plans.reindex(session, plan, now)


def _of_week(session: Session, plan: Plan, now: datetime) -> Nudge | None:
    """Return the nudge that takes the current week on the person's clock."""
    week = Week.of(now, plan.zone)
    recent = session.scalars(
        select(Nudge)
        .where(Nudge.person_id == plan.person_id, Nudge.slot_at > now - plans.RECENT)
        .order_by(Nudge.slot_at.desc())
    )
    takes = (one for one in recent if week in plans.weeks_of(one.iso_week, one.slot_at, plan.zone))
    return next(takes, None)


def _make(
    session: Session,
    framework: Framework,
    plan: Plan,
    now: datetime,
    *,
    week: Week,
    at: datetime,
) -> Nudge:
    """Make the nudge of a week and plan its message, due at its moment."""
    person = plan.person
    before = _before(session, plan)
    _count_untouched(session, plan, before)
    step = steps.ask(session, person, now)
    area = prompts.area_of(framework, plan.area)
    nudge = Nudge(
        team_id=plan.team_id,
        person_id=plan.person_id,
        iso_week=week.key,
        area=area.id,
        slot_at=at,
        touched=False,
        kindness=_kindness(plan, before),
        step_id=step.id if step is not None else None,
    )
    session.add(nudge)
    session.flush()
    _show_first(session, person, nudge, area, now)
    delivery.enqueue(
        session,
        kind="nudge",
        key=keys.of_nudge(nudge.id),
        person=person,
        subject=nudge.id,
        due_at=at,
    )
    if nudge.kindness == "quiet":
        plan.state, plan.reason, plan.paused_until = "stopped", plans.UNTOUCHED, None
    return nudge


def _show_first(session: Session, person: Person, nudge: Nudge, area: Area, now: datetime) -> None:
    """Give the nudge its question. When they are used up it has none, and asks how to go on."""
    choice = prompts.choose(session, person, area)
    if choice is not None:
        prompts.show(session, nudge, choice, now)


def _before(session: Session, plan: Plan) -> Nudge | None:
    query = select(Nudge).where(Nudge.person_id == plan.person_id)
    return session.scalar(query.order_by(Nudge.slot_at.desc(), Nudge.id.desc()).limit(1))


def _count_untouched(session: Session, plan: Plan, before: Nudge | None) -> None:
    """Count the last nudge if it went by without a click; only one that was surely sent counts."""
    if before is None or before.touched:
        plan.untouched = 0
        return
    states = select(Delivery.state).where(Delivery.key == keys.of_nudge(before.id))
    if session.scalar(states) == "sent":
        plan.untouched += 1


def _kindness(plan: Plan, before: Nudge | None) -> Kindness | None:
    if before is None:
        return "first"
    if plan.untouched >= QUIET_AFTER:
        return "quiet"
    return "slower" if plan.untouched == SLOWER_AFTER else None
