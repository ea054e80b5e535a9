"""Removals: what of ours stands in Slack and is to be deleted there, until Slack has done so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, insert, literal, select, update
from sqlalchemy.orm import Session

from bot.storage.tables import Delivery, Person, Removal

BATCH = 20
"""Removals that one round takes: Slack deletes about fifty messages a minute for an app
[docs.slack.dev, chat.delete, Tier 3]."""

HANDS_OFF = timedelta(minutes=10)
"""How long whoever took a batch may be at it, before somebody else may try."""

LONGEST_WAIT = timedelta(days=1)

MOST_ATTEMPTS = 20
"""About two weeks of trying; then Slack will never do it."""


@dataclass(frozen=True)
class Target:
    """A message or a file to be deleted; `attempt` counts from 1."""

    id: int
    team: str
    channel: str | None
    ts: str | None
    file_id: str | None
    attempt: int


def of_export(
    session: Session,
    person: Person,
    due_at: datetime,
    *,
    channel: str | None = None,
    ts: str | None = None,
    file_id: str | None = None,
) -> None:
    """Have a part of an export deleted then; with no id yet, it only says that one is made."""
    session.add(
        Removal(
            team_id=person.team_id, person_id=person.id, channel=channel, ts=ts, file_id=file_id,
            due_at=due_at, attempt=0,
        )
    )  # fmt: skip
    session.flush()


def of_deliveries(session: Session, which: ColumnElement[bool], due_at: datetime) -> None:
    """Have the messages of these deliveries deleted, as far as Slack told us where they stand."""
    posted = select(
        Delivery.team_id, Delivery.channel, Delivery.ts, literal(due_at, Removal.due_at.type),
        literal(0),
    ).where(which, Delivery.channel.is_not(None), Delivery.ts.is_not(None))  # fmt: skip
    columns = ["team_id", "channel", "ts", "due_at", "attempt"]
    session.execute(insert(Removal).from_select(columns, posted))


def of_nobody(
    session: Session,
    team: str,
    due_at: datetime,
    *,
    channel: str,
    ts: str | None = None,
    file_id: str | None = None,
) -> None:
    """Have something deleted whose person was erased meanwhile."""
    row = Removal(team_id=team, channel=channel, ts=ts, file_id=file_id, due_at=due_at, attempt=0)
    session.add(row)
    session.flush()


def of_person(session: Session, person: Person, *, lock: bool = False) -> tuple[Removal, ...]:
    """Return what waits in the person's DM to be deleted: the files of an export.

    With `lock`, one caller at a time looks, until the end of its transaction.
    """
    if lock:
        session.execute(select(Person.id).where(Person.id == person.id).with_for_update())
    mine = select(Removal).where(Removal.team_id == person.team_id, Removal.person_id == person.id)
    return tuple(session.scalars(mine.order_by(Removal.id)))


def bring_forward(session: Session, person: Person, now: datetime) -> int:
    """Have it deleted now. Returns how many there were."""
    rows = of_person(session, person)
    for row in rows:
        row.due_at, row.person_id = now, None
    session.flush()
    return len(rows)


def claim(session: Session, now: datetime, *, but_not: Sequence[str] = ()) -> tuple[Target, ...]:
    """Take what is due, a batch at most; nobody else takes it for a while.

    `but_not` are workspaces that have to wait.
    """
    due = select(Removal).where(Removal.due_at <= now, Removal.team_id.not_in(but_not))
    due = due.order_by(Removal.due_at, Removal.id)
    return tuple(
        Target(row.id, row.team_id, row.channel, row.ts, row.file_id, row.attempt + 1)
        for row in session.scalars(due.limit(BATCH))
        if _take(session, row, now)
    )


def done(session: Session, target: Target) -> None:
    """It is gone from Slack, or will never be."""
    session.execute(delete(Removal).where(Removal.id == target.id))


def put_off(session: Session, target: Target, now: datetime) -> None:
    """Slack did not do it: try again, after longer each time."""
    longer = min(timedelta(minutes=2 ** min(target.attempt, 11)), LONGEST_WAIT)
    _set(session, target, now + longer, target.attempt)


def wait(session: Session, target: Target, until: datetime) -> None:
    """Slack asked for patience: that is no attempt, however often it does."""
    _set(session, target, until, target.attempt - 1)


def _set(session: Session, target: Target, due_at: datetime, attempt: int) -> None:
    values = {"due_at": due_at, "attempt": attempt}
    session.execute(update(Removal).where(Removal.id == target.id).values(values))


def _take(session: Session, row: Removal, now: datetime) -> bool:
    mine = update(Removal).where(Removal.id == row.id, Removal.due_at == row.due_at)
    taken = mine.values(due_at=now + HANDS_OFF, attempt=row.attempt + 1)
    answer = session.execute(taken, execution_options={"synchronize_session": False})
    return answer.rowcount == 1  # type: ignore[attr-defined, no-any-return]
