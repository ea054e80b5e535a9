"""People: Slack users in one workspace, as far as Ladder has met them."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Select, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.storage.tables import Person

PROFILE_LASTS = timedelta(days=1)
"""How long a profile read from Slack is believed."""


def find(session: Session, team: str, slack_id: str) -> Person | None:
    """Return the person, if Ladder has met them in this workspace."""
    return session.scalar(_named(team, slack_id))


def meet(session: Session, team: str, slack_id: str) -> Person:
    """Return the person, made on first sight."""
    return find(session, team, slack_id) or _make(session, team, slack_id)


def _make(session: Session, team: str, slack_id: str) -> Person:
    person = Person(team_id=team, slack_id=slack_id)
    try:
        with session.begin_nested():
            session.add(person)
    except IntegrityError:
        # Two requests of somebody new came at the same time, and the other one was faster.
        return session.scalars(_named(team, slack_id)).one()
    return person


def _named(team: str, slack_id: str) -> Select[Person]:
    return select(Person).where(Person.team_id == team, Person.slack_id == slack_id)


def remember_profile(
    person: Person,
    *,
    name: str,
    zone: str | None,
    is_bot: bool,
    deactivated: bool,
    now: datetime,
) -> None:
    """Keep what Slack says of a person; `zone` is an IANA name."""
    person.name, person.zone = name, zone
    person.is_bot, person.deactivated = is_bot, deactivated
    person.seen_at = now


def is_fresh(person: Person, now: datetime) -> bool:
    """Say whether the profile was read lately enough to be believed."""
    return person.seen_at is not None and now - person.seen_at < PROFILE_LASTS
