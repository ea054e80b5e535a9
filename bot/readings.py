"""Readings: what mentors looked at, a line per reader, thing and day, for their mentees to see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from bot.mentorships import name_of
from bot.storage.tables import Person, Reading, Reflection

SUMMARY = "summary"
MOST_LINES = 40
"""How many lines of the log are shown: about a month of a diligent mentor."""


@dataclass(frozen=True)
class Line:
    """One line of the log. `area` and `written_at` tell which reflection; None for a summary."""

    reader: str
    day: date
    is_summary: bool
    area: str | None
    written_at: datetime | None


def thing_of(uid: str) -> str:
    """Return how a reflection is named in the log."""
    return f"reflection:{uid}"


def log(session: Session, reader: Person, mentee: Person, thing: str, now: datetime) -> None:
    """Note that the reader looked at a thing today, in UTC; once a day is enough."""
    day = now.astimezone(UTC).date()
    seen = session.scalar(
        select(Reading.id).where(
            Reading.team_id == mentee.team_id,
            Reading.reader_id == reader.id,
            Reading.mentee_id == mentee.id,
            Reading.thing == thing,
            Reading.day == day,
        )
    )
    if seen is not None:
        return
    line = Reading(
        team_id=mentee.team_id, reader_id=reader.id, mentee_id=mentee.id, thing=thing, day=day
    )
    try:
        with session.begin_nested():
            session.add(line)
    except IntegrityError:
        return  # The same reader looked at the same moment from another place: the line stands.


def of(session: Session, mentee: Person) -> tuple[Line, ...]:
    """Return who looked at what of this person, newest first."""
    found = session.execute(
        select(Reading, Person, Reflection.area, Reflection.written_at)
        .join(Person, Reading.reader_id == Person.id)
        .outerjoin(
            Reflection,
            (Reading.thing == "reflection:" + Reflection.uid)
            & (Reflection.person_id == Reading.mentee_id),
        )
        .where(Reading.team_id == mentee.team_id, Reading.mentee_id == mentee.id)
        .order_by(Reading.day.desc(), Reading.id.desc())
        .limit(MOST_LINES)
    )
    return tuple(
        Line(
            reader=name_of(reader),
            day=reading.day,
            is_summary=reading.thing == SUMMARY,
            area=area,
            written_at=written_at,
        )
        for reading, reader, area, written_at in found
    )


def last_read(session: Session, reader: Person, mentee: Person) -> date | None:
    """Return the day, in UTC, on which the reader last looked at something of the mentee's."""
    return session.scalar(
        select(func.max(Reading.day)).where(
            Reading.team_id == mentee.team_id,
            Reading.reader_id == reader.id,
            Reading.mentee_id == mentee.id,
        )
    )
