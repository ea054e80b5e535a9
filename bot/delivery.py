"""Every DM that we start has one row, and each arrow between its states is one UPDATE.

    planned -> claimed -> sending -> sent
       ^          |          |---> planned   Slack refused before it took the message
       |          |          |---> failed    Slack will never take it
       +----------+          +---> unknown   nobody knows whether Slack took it; never sent again
    (the worker died)   claimed -> skipped   something speaks against sending it now

An UPDATE names the state and the attempt that it expects, so that of two workers one wins, and
one that comes late changes nothing but its own attempt.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import isfinite
from typing import Any

from sqlalchemy import and_, or_, select, update
from sqlalchemy.orm import Session

from bot import consent, keys, removals
from bot.messenger import DeliveryFailed, Kind, Outcome, Outgoing, Receipt, Skipped
from bot.storage.tables import Delivery, Person, Workspace

LONGEST_WAIT = timedelta(hours=1)
"""Nothing waits longer for Slack. A wait further ahead was written down before the clock was put
back, and does not count."""

PATIENCE = timedelta(seconds=30)
"""How long a workspace waits when Slack asks for patience without saying how long."""


@dataclass(frozen=True)
class Posted:
    """A message of a nudge that stands in the DM. Only the last is live; the others stay folded."""

    channel: str
    ts: str
    live: bool


def enqueue(
    session: Session,
    *,
    kind: Kind,
    key: str,
    person: Person,
    subject: int | None,
    due_at: datetime,
) -> Delivery:
    """Plan a message. One with the same key exists once: it is returned as it is."""
    found = session.scalar(
        select(Delivery).where(Delivery.team_id == person.team_id, Delivery.key == key)
    )
    if found is not None:
        return found
    delivery = Delivery(
        team_id=person.team_id,
        kind=kind,
        key=key,
        person_id=person.id,
        subject_id=subject,
        state="planned",
        attempt=0,
        due_at=due_at,
    )
    session.add(delivery)
    session.flush()
    return delivery


def due_teams(session: Session, now: datetime) -> tuple[str, ...]:
    """Return the workspaces in which a message could be sent now, or was left under way."""
    under_way = Delivery.state.in_(("claimed", "sending"))
    teams = session.scalars(
        select(Delivery.team_id)
        .where(or_(under_way, and_(*_due(now))))
        .distinct()
        .order_by(Delivery.team_id)
    )
    return tuple(team for team in teams if not _is_held(session, team, now))


def claim(session: Session, team: str, now: datetime) -> Outgoing | Skipped | None:
    """Take the next due message of a workspace, or skip it; none when nothing can be sent now."""
    if _is_held(session, team, now):
        return None
    query = select(Delivery).where(Delivery.team_id == team, *_due(now))
    for delivery in session.scalars(query.order_by(Delivery.due_at, Delivery.id).limit(10)):
        attempt = delivery.attempt
        if not _move(session, delivery.id, attempt, "planned", "claimed", attempt=attempt + 1,
                     claimed_at=now, reason=None, not_before=None):  # fmt: skip
            continue
        session.refresh(delivery)
        return _checked(session, delivery, "claimed", now)
    return None


def begin(session: Session, outgoing: Outgoing, now: datetime) -> Outgoing | Skipped | None:
    """Say that the write comes now, unless something speaks against it since the claim.

    None when the message is no longer this worker's.
    """
    delivery = session.get(Delivery, outgoing.delivery)
    if delivery is None:
        return None  # Its person erased themselves meanwhile.
    if not _move(session, delivery.id, outgoing.attempt, "claimed", "sending"):
        return None
    return _checked(session, delivery, "sending", now)


def _checked(session: Session, delivery: Delivery, state: str, now: datetime) -> Outgoing | Skipped:
    person = delivery.person
    kind: Any = delivery.kind
    reason = consent.objection(session, delivery, now)
    if reason is not None:
        _move(session, delivery.id, delivery.attempt, state, "skipped", reason=reason)
        return Skipped(
            delivery.id, kind, person.team_id, person.slack_id, delivery.subject_id, reason
        )
    return Outgoing(
        delivery=delivery.id,
        attempt=delivery.attempt,
        kind=kind,
        key=delivery.key,
        team=person.team_id,
        slack_id=person.slack_id,
        subject=delivery.subject_id,
    )


def sent(session: Session, outgoing: Outgoing, receipt: Receipt, now: datetime) -> bool:
    """Write down that Slack took it: also late, when this very attempt was given up as unknown.

    When its person erased themselves while it was under way, the message is to be deleted too.
    """
    where = {"channel": receipt.channel, "ts": receipt.ts, "sent_at": now, "reason": None}
    written = any(
        _move(session, outgoing.delivery, outgoing.attempt, state, "sent", **where)
        for state in ("sending", "unknown")
    )
    if not written and session.get(Delivery, outgoing.delivery) is None:
        where_it_is = {"channel": receipt.channel, "ts": receipt.ts}
        removals.of_nobody(session, outgoing.team, now, **where_it_is)
    return written


def not_sent(session: Session, outgoing: Outgoing, failure: DeliveryFailed, now: datetime) -> bool:
    """Write down what is known when Slack did not confirm."""
    one = (session, outgoing.delivery, outgoing.attempt, "sending")
    if failure.outcome is Outcome.AMBIGUOUS:
        return _move(*one, "unknown", reason=failure.reason)
    if failure.outcome is Outcome.PERMANENT:
        if not _move(*one, "failed", reason=failure.reason):
            return False
        consent.withdraw_for(session, outgoing.delivery, failure.reason)
        return True
    wait = _wait(outgoing, failure)
    if failure.outcome is Outcome.RATE_LIMITED:
        _hold(session, outgoing.team, now + wait)
    return _move(*one, "planned", not_before=now + wait, reason=failure.reason)


def patience(failure: DeliveryFailed) -> timedelta:
    """Return how long Slack wants the workspace to wait, a second at least and an hour at most."""
    if failure.retry_after is None or not isfinite(failure.retry_after):
        return PATIENCE
    seconds = min(max(failure.retry_after, 1), LONGEST_WAIT.total_seconds())
    return timedelta(seconds=seconds)


def resolve(session: Session, team: str | None = None) -> int:
    """Decide what a dead worker left: before the write it is safe, during it nobody knows.

    The caller makes sure that no worker is at work (there, or in that one workspace). Returns
    how many there were.
    """
    mine = [Delivery.team_id == team] if team is not None else []
    back = update(Delivery).where(Delivery.state == "claimed", *mine).values(state="planned")
    lost = update(Delivery).where(Delivery.state == "sending", *mine)
    lost = lost.values(state="unknown", reason="worker_died")
    return count(session, back) + count(session, lost)


def ask_again(session: Session, delivery: Delivery, now: datetime) -> bool:
    """Plan a message anew that was surely never sent, because the person asks for it now."""
    return any(
        _move(session, delivery.id, delivery.attempt, state, "planned", due_at=now, reason=None)
        for state in ("skipped", "failed")
    )


def call_off(session: Session, delivery: Delivery, reason: str) -> bool:
    """Take back a message that is still only planned."""
    return _move(session, delivery.id, delivery.attempt, "planned", "skipped", reason=reason)


def of_nudge(session: Session, team: str, nudge_id: int) -> tuple[Delivery, ...]:
    """Return the message of a nudge and those of its reminders, in order."""
    query = select(Delivery).where(Delivery.team_id == team, Delivery.key.in_(keys.about(nudge_id)))
    return tuple(session.scalars(query.order_by(Delivery.id)))


def posted(session: Session, team: str, nudge_id: int) -> tuple[Posted, ...]:
    """Return the messages of a nudge that stand in the DM, the oldest first."""
    rows = [
        (one.channel, one.ts) for one in of_nudge(session, team, nudge_id) if one.state == "sent"
    ]
    known = [(channel, ts) for channel, ts in rows if channel and ts]
    return tuple(
        Posted(channel, ts, live=number == len(known))
        for number, (channel, ts) in enumerate(known, start=1)
    )


def _due(now: datetime) -> tuple[Any, ...]:
    waiting = Delivery.not_before
    return (
        Delivery.state == "planned",
        Delivery.due_at <= now,
        or_(waiting.is_(None), waiting <= now, waiting > now + LONGEST_WAIT),
    )


def _is_held(session: Session, team: str, now: datetime) -> bool:
    until = session.scalar(select(Workspace.hold_until).where(Workspace.team_id == team))
    return until is not None and now < until <= now + LONGEST_WAIT


def _hold(session: Session, team: str, until: datetime) -> None:
    workspace = session.get(Workspace, team)
    if workspace is None:
        workspace = Workspace(team_id=team, nudges_off=False)
        session.add(workspace)
    workspace.hold_until = until
    session.flush()


def _wait(outgoing: Outgoing, failure: DeliveryFailed) -> timedelta:
    if failure.outcome is Outcome.RATE_LIMITED:
        return patience(failure)
    return min(timedelta(minutes=2 ** min(outgoing.attempt - 1, 6)), LONGEST_WAIT)


def _move(
    session: Session, delivery_id: int, seen: int, state: str, to: str, **values: Any
) -> bool:
    """Follow one arrow. False when the row is not in that state and attempt any more."""
    arrow = update(Delivery).where(
        Delivery.id == delivery_id, Delivery.state == state, Delivery.attempt == seen
    )
    return count(session, arrow.values(state=to, **values)) == 1


def count(session: Session, statement: Any) -> int:
    """Run an UPDATE and return how many rows it changed."""
    result: Any = session.execute(statement)
    return int(result.rowcount)
