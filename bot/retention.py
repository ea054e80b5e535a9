"""Retention: what is older than the operator keeps it goes by itself, a batch at a time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, inspect, select, update
from sqlalchemy.orm import Session

from bot import reflections, removals
from bot.data_map import HOLDINGS, Holding
from bot.mentorships import ACTIVE, INVITED
from bot.storage.tables import Base, Delivery, Mentorship, Nudge, Reflection, Share, Step

RESTS = timedelta(hours=1)

BATCH = 100
"""Rows of a table per transaction, so that no other writer waits long."""


class Retention:
    """The job that forgets what is more than so many days old.

    When nothing is left it rests for an hour: to look is to read through every table.
    """

    def __init__(self, days: int) -> None:
        self._lasts = timedelta(days=days)
        self._done_at: datetime | None = None

    def __call__(self, session: Session, now: datetime) -> int:
        """Forget a batch. Returns how many rows went."""
        if self._done_at is not None and self._done_at <= now < self._done_at + RESTS:
            return 0
        gone = forget_old(session, now - self._lasts, now)
        self._done_at = None if gone else now
        return gone


def forget_old(session: Session, before: datetime, now: datetime) -> int:
    """Delete what is older than `before`, a batch of each table. Returns how many rows went.

    Nudges and the questions they showed stay: they hold no words, and without them questions
    would come again too early. Messages go in Slack too.
    """
    return sum(
        _forget(session, holding, before, now)
        for holding in reversed(HOLDINGS)
        if holding.ages_by is not None
    )


def _forget(session: Session, holding: Holding, before: datetime, now: datetime) -> int:
    if holding.table is Reflection:
        return reflections.forget_old(session, before, BATCH)
    ids = _old(session, holding, before)
    if not ids:
        return 0
    _let_go_of(session, holding.table, ids, now)
    key = inspect(holding.table).primary_key[0]
    session.execute(
        delete(holding.table).where(key.in_(ids)),
        execution_options={"synchronize_session": False},
    )
    return len(ids)


def _old(session: Session, holding: Holding, before: datetime) -> list[int]:
    key = inspect(holding.table).primary_key[0]
    if holding.table is Mentorship:
        over = func.coalesce(Mentorship.ended_at, Mentorship.answered_at) < before
        standing = Mentorship.state.in_((INVITED, ACTIVE))
        return list(session.scalars(select(key).where(over, ~standing).limit(BATCH)))
    column: Any = getattr(holding.table, str(holding.ages_by))
    is_day = column.type.python_type is date
    limit: Any = before.astimezone(UTC).date() if is_day else before
    old = select(key).where(column < limit)
    if holding.table is Delivery:
        old = old.where(Delivery.state.not_in(("planned", "claimed", "sending")))
    return list(session.scalars(old.order_by(key).limit(BATCH)))


def _let_go_of(session: Session, table: type[Base], ids: list[int], now: datetime) -> None:
    """Take away what points to these rows, and what of them stands in Slack."""
    if table is Delivery:
        removals.of_deliveries(session, Delivery.id.in_(ids), now)
    elif table is Mentorship:
        session.execute(delete(Share).where(Share.mentorship_id.in_(ids)))
    elif table is Step:
        session.execute(update(Nudge).where(Nudge.step_id.in_(ids)).values(step_id=None))
