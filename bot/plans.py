"""Plans: a person's rhythm, and when its next nudge is due."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from sqlalchemy import Select, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.rhythms import Rhythm, next_slot
from bot.storage.tables import Nudge, Person, Plan
from bot.weeks import Week, local_day, slot

PAUSE = timedelta(weeks=4)
"""What `Pause 4 weeks` means."""

UNTOUCHED = "untouched"
"""The reason of a plan that stopped by itself, after too many nudges without a click."""

RECENT = timedelta(weeks=6)
"""How far back a nudge can still matter to the next slot: the slowest pace, and a margin."""

State = Literal["active", "paused", "stopped"]


class DayIsOver(ValueError):
    """A pause has to end tomorrow or later."""


@dataclass(frozen=True)
class PlanCard:
    """A plan as it is shown. `next_at` is in UTC; there is none while no nudge is to come.

    `reason` says why it is paused or stopped when the person did not do it: Slack's error, or
    `untouched`.
    """

    rhythm: Rhythm
    state: State
    paused_until: date | None
    reason: str | None
    next_at: datetime | None


def find(session: Session, person: Person) -> Plan | None:
    """Return the person's plan, whatever its state."""
    return session.scalar(_of(person))


def held(session: Session, person: Person) -> Plan | None:
    """Return the person's plan as it stands now, kept from all others until the transaction ends.

    Whoever is about to change a plan takes it this way: what was read before may be outdated, and
    only what differs from it would be written.
    """
    query = _of(person).with_for_update().execution_options(populate_existing=True)
    return session.scalar(query)


def view(session: Session, person: Person, now: datetime) -> PlanCard | None:
    """Return the person's plan as it is shown, if there is one."""
    plan = find(session, person)
    return None if plan is None else card(plan, now)


def card(plan: Plan, now: datetime) -> PlanCard:
    """Return the plan as it is shown."""
    state = standing(plan, now)
    until = plan.paused_until if state == "paused" else None
    reason = plan.reason if state != "active" else None
    return PlanCard(rhythm(plan), state, until, reason, plan.next_at)


def zone_of(session: Session, person: Person) -> str | None:
    """Return the person's own clock: the one of their plan, or else of their profile."""
    plan = find(session, person)
    return plan.zone if plan else person.zone


def rhythm(plan: Plan) -> Rhythm:
    """Return what the person chose."""
    return Rhythm(plan.area, plan.weekday, plan.at, plan.zone, plan.pace)


def standing(plan: Plan, now: datetime) -> State:
    """Return the state of a plan; a pause whose day has come is over by itself."""
    if plan.state == "paused":
        until = plan.paused_until
        return "active" if until and local_day(now, plan.zone) >= until else "paused"
    return "active" if plan.state == "active" else "stopped"


def start(session: Session, person: Person, rhythm: Rhythm, now: datetime) -> Plan:
    """Begin, or begin again, with this rhythm. The next nudge is the next slot to come."""
    plan = held(session, person) or _make(session, person, rhythm, now)
    _take(plan, rhythm)
    _go_on(plan)
    reindex(session, plan, now)
    return plan


def _make(session: Session, person: Person, rhythm: Rhythm, now: datetime) -> Plan:
    plan = Plan(team_id=person.team_id, person_id=person.id, started_at=now, untouched=0)
    plan.state = "active"
    _take(plan, rhythm)
    try:
        with session.begin_nested():
            session.add(plan)
    except IntegrityError:
        # The same person started from another place at this moment: theirs is the plan.
        return session.scalars(_of(person).with_for_update()).one()
    return plan


def change(session: Session, person: Person, rhythm: Rhythm, now: datetime) -> Plan | None:
    """Give the plan another rhythm and leave it active, paused or stopped as it is."""
    plan = held(session, person)
    if plan is not None:
        _take(plan, rhythm)
        reindex(session, plan, now)
    return plan


def focus(session: Session, person: Person, area: str) -> str | None:
    """Ask about another area from the next nudge on. Returns the area before, for Undo."""
    plan = held(session, person)
    if plan is None:
        return None
    before, plan.area = plan.area, area
    return before


def pause(session: Session, person: Person, until: date | None, now: datetime) -> Plan | None:
    """Send nothing before that local day; none is a pause without an end. Raises DayIsOver."""
    plan = held(session, person)
    if plan is None:
        return None
    if until is not None and until <= local_day(now, plan.zone):
        raise DayIsOver
    if plan.state == "stopped":
        return plan  # A pause ends by itself, and who stopped did not ask for that.
    plan.state, plan.paused_until, plan.reason = "paused", until, None
    reindex(session, plan, now)
    return plan


def pause_four_weeks(session: Session, person: Person, now: datetime) -> Plan | None:
    """Send nothing for four weeks from the person's own today."""
    plan = held(session, person)
    if plan is None:
        return None
    return pause(session, person, local_day(now, plan.zone) + PAUSE, now)


def resume(session: Session, person: Person, now: datetime) -> Plan | None:
    """Go on after a pause, or start again after a stop, with the rhythm that was."""
    plan = held(session, person)
    if plan is not None:
        _go_on(plan)
        reindex(session, plan, now)
    return plan


def stop(session: Session, person: Person, now: datetime) -> Plan | None:
    """Send nothing more until the person starts again. Everything they wrote stays."""
    plan = held(session, person)
    if plan is not None:
        plan.state, plan.paused_until, plan.reason = "stopped", None, None
        reindex(session, plan, now)
    return plan


def skip_next(session: Session, person: Person, now: datetime) -> Plan | None:
    """Leave out the nudge that would come next; the one after it comes as ever."""
    plan = held(session, person)
    if plan is not None and plan.next_at is not None and not _leaves_out(plan, now):
        plan.skipped_week = Week.of(plan.next_at, plan.zone).key
        reindex(session, plan, now)
    return plan


def _leaves_out(plan: Plan, now: datetime) -> bool:
    """Say whether a nudge to come is left out already: a second click does not skip a second."""
    week = plan.skipped_week
    return week is not None and slot_of(plan, Week.parse(week)) > now


def unskip_next(session: Session, person: Person, now: datetime) -> Plan | None:
    """Undo `skip_next`: the nudge comes after all, if its moment is still to come."""
    plan = held(session, person)
    if plan is not None:
        plan.skipped_week = None
        reindex(session, plan, now)
    return plan


def refuse(plan: Plan, reason: str) -> None:
    """Pause a plan because Slack does not deliver to this person; they go on with `resume`."""
    plan.state, plan.paused_until, plan.reason = "paused", None, reason
    plan.next_at = None


def reindex(session: Session, plan: Plan, now: datetime) -> None:
    """Compute again when the next nudge is due."""
    plan.next_at = _next_at(plan, taken(session, plan, now), now)
    session.flush()


def taken(session: Session, plan: Plan, now: datetime) -> tuple[tuple[Week, datetime], ...]:
    """Return the weeks of the person's recent nudges, each with the moment it was meant for.

    A nudge takes the week that it was made for and, since a person may have moved to another
    zone, also the week that its moment lies in on the clock of today.
    """
    rows = session.execute(
        select(Nudge.iso_week, Nudge.slot_at).where(
            Nudge.team_id == plan.team_id,
            Nudge.person_id == plan.person_id,
            Nudge.slot_at > now - RECENT,
        )
    )
    return tuple((week, at) for key, at in rows for week in weeks_of(key, at, plan.zone))


def weeks_of(key: str, at: datetime, zone: str) -> set[Week]:
    """Return the weeks that a nudge takes: see `taken`."""
    return {Week.parse(key), Week.of(at, zone)}


def _next_at(
    plan: Plan, taken: tuple[tuple[Week, datetime], ...], now: datetime
) -> datetime | None:
    if plan.state == "stopped" or (plan.state == "paused" and plan.paused_until is None):
        return None
    return next_slot(
        rhythm(plan),
        now,
        taken=taken,
        without=Week.parse(plan.skipped_week) if plan.skipped_week else None,
        not_before=plan.paused_until,
    )


def _of(person: Person) -> Select[Plan]:
    return select(Plan).where(Plan.team_id == person.team_id, Plan.person_id == person.id)


def _take(plan: Plan, rhythm: Rhythm) -> None:
    plan.area, plan.weekday, plan.at = rhythm.area, rhythm.weekday, rhythm.at
    plan.zone, plan.pace = rhythm.zone, rhythm.pace


def _go_on(plan: Plan) -> None:
    plan.state, plan.paused_until, plan.reason = "active", None, None
    plan.untouched = 0


def due_week(plan: Plan, taken: Iterable[tuple[Week, datetime]], now: datetime) -> Week | None:
    """Return the week for which a nudge is due now, if any.

    It is always the current one on the person's clock: what an outage made them miss in an
    earlier week does not come back.
    """
    week = Week.of(now, plan.zone)
    at = slot_of(plan, week)
    is_taken = any(week == other for other, _at in taken)
    if standing(plan, now) != "active" or at > now or is_taken or week.key == plan.skipped_week:
        return None
    return week


def slot_of(plan: Plan, week: Week) -> datetime:
    """Return the plan's moment in a week, in UTC."""
    return slot(week.year, week.number, plan.weekday, plan.at, plan.zone)


def tomorrow(plan: Plan, now: datetime) -> datetime:
    """Return the plan's time on the person's next day, in UTC."""
    day = local_day(now, plan.zone) + timedelta(days=1)
    return datetime.combine(day, plan.at, ZoneInfo(plan.zone)).astimezone(UTC)
