"""Origins: what caused a change, kept beside it, so that a repeated request changes nothing."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.delivery import count
from bot.storage.tables import Origin

LASTS = timedelta(days=7)
"""How long a cause is remembered. Slack repeats a request within the hour; a form may stay open."""

BATCH = 1000
"""Causes forgotten per transaction, so that no other writer waits long."""


def once(session: Session, team: str, key: str, now: datetime) -> bool:
    """Say whether this cause is new, and remember it in the caller's own transaction.

    Keys are `view:<view id>` for a form and `trigger:<trigger id>` for a command. When the
    change is rolled back, so is its origin, and the same request may come again. Of two
    requests at the same time the second waits for the first, and is then the repeated one.
    """
    try:
        # Without the savepoint PostgreSQL would refuse everything after the failed insert.
        with session.begin_nested():
            session.add(Origin(team_id=team, key=key, at=now))
    except IntegrityError:
        return False
    return True


def forget(session: Session, now: datetime) -> int:
    """Forget the oldest causes, a batch at most. Returns how many there were."""
    old = select(Origin.id).where(Origin.at < now - LASTS).order_by(Origin.at).limit(BATCH)
    return count(session, delete(Origin).where(Origin.id.in_(old)))
