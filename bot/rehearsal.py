"""A tick that changes nothing: what one would plan and send now, as ids and times."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import consent
from bot.storage.database import Database
from bot.storage.tables import Delivery


def rehearse(
    database: Database, planners: Sequence[Callable[[Session, datetime], int]], now: datetime
) -> list[str]:
    """Return a line for each message that would go out now. All that was tried is rolled back."""
    with database.rehearse() as session:
        for planner in planners:
            while planner(session, now):
                session.flush()
        return list(_lines(session, now))


def _lines(session: Session, now: datetime) -> Iterator[str]:
    due = select(Delivery).where(Delivery.state == "planned", Delivery.due_at <= now)
    for one in session.scalars(due.order_by(Delivery.due_at, Delivery.id)):
        reason = consent.objection(session, one, now)
        would = "send" if reason is None else f"skip ({reason})"
        yield (
            f"{would}: {one.kind}, workspace {one.team_id}, person {one.person_id}, "
            f"about {one.subject_id}, due {one.due_at.isoformat()}"
        )
