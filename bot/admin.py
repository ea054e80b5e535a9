"""What admins see of a workspace: how many people do what, and never who; and the switch."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, distinct, func, select
from sqlalchemy.orm import Session

from bot.storage.tables import Delivery, Mentorship, Nudge, Person, Plan, Reflection, Workspace

FEWEST = 5
"""Below so many people a number says too much about each of them."""

LATELY = timedelta(weeks=4)


@dataclass(frozen=True)
class Count:
    """How many people something is true of; `number` is None when they are fewer than five."""

    what: str
    number: int | None


def counts(session: Session, team: str, now: datetime) -> tuple[Count, ...]:
    """Return the counts of one workspace. Each is of people, so that five means five of them."""
    since = now - LATELY
    asked = (
        ("People whom Ladder knows", Person.id, (Person.team_id == team,)),
        ("With weekly nudges", Plan.person_id, (Plan.team_id == team, Plan.state == "active")),
        ("With paused nudges", Plan.person_id, (Plan.team_id == team, Plan.state == "paused")),
        (
            "Got a nudge in the last 4 weeks",
            Delivery.person_id,
            _messages(team, since, "nudge", "sent"),
        ),
        (
            "Answered one in the last 4 weeks",
            Nudge.person_id,
            (Nudge.team_id == team, Nudge.answered_at >= since),
        ),
        (
            "Wrote in the last 4 weeks",
            Reflection.person_id,
            (Reflection.team_id == team, Reflection.written_at >= since),
        ),
        (
            "With a mentor",
            Mentorship.mentee_id,
            (Mentorship.team_id == team, Mentorship.state == "active"),
        ),
        (
            "Whom Slack refused a message to in the last 4 weeks",
            Delivery.person_id,
            _messages(team, since, None, "failed"),
        ),
        (
            "Whose message may not have arrived in the last 4 weeks",
            Delivery.person_id,
            _messages(team, since, None, "unknown"),
        ),
    )
    return tuple(
        Count(what, _of_enough(session.scalar(select(func.count(distinct(who))).where(*where))))
        for what, who, where in asked
    )


def nudges_are_off(session: Session, team: str) -> bool:
    """Say whether all nudges of the workspace are switched off."""
    return bool(session.scalar(select(Workspace.nudges_off).where(Workspace.team_id == team)))


def switch_nudges(session: Session, team: str, *, off: bool) -> None:
    """Switch all nudges of the workspace off or on again. Plans are kept; nothing piles up."""
    workspace = session.get(Workspace, team, with_for_update=True)
    if workspace is None:
        workspace = Workspace(team_id=team)
        session.add(workspace)
    workspace.nudges_off = off
    session.flush()


def _messages(
    team: str, since: datetime, kind: str | None, state: str
) -> tuple[ColumnElement[bool], ...]:
    of_kind = () if kind is None else (Delivery.kind == kind,)
    return (Delivery.team_id == team, Delivery.due_at >= since, Delivery.state == state, *of_kind)


def _of_enough(number: int | None) -> int | None:
    return number if number is not None and number >= FEWEST else None
