"""Origins: what caused a change, kept beside it, so that a repeated request changes nothing."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.storage.tables import Origin


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
