"""Somebody who used all of Ladder, and everything that the database holds."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from bot import audit, delivery, keys, people, plans, readings, reflections, removals, shares, steps
from bot.reflections import Entry
from bot.storage.crypto import Box
from bot.storage.tables import Base, Delivery, Nudge, NudgePrompt, Person, Reflection
from tests.cast import ADA, GRACE, LINUS, MALLORY, MONDAY, OTHER_TEAM, TEAM, meet
from tests.delivering import WEEKLY
from tests.mentoring import mentorship

DAY = timedelta(days=1)

Row = dict[str, object]


def live(
    session: Session,
    box: Box,
    who: str,
    *,
    mentor: str,
    team: str = TEAM,
    words: str = "xylophone",
) -> Person:
    """Have somebody do everything once, with a mentor; return them. Nothing is left to send."""
    person, other = meet(session, who, team), meet(session, mentor, team)
    plans.start(session, person, WEEKLY, MONDAY)
    nudge = Nudge(
        team_id=team, person_id=person.id, iso_week="2026-W36", area="mentoring",
        slot_at=MONDAY - 6 * DAY, touched=True, answer="reflected", answered_at=MONDAY - 5 * DAY,
    )  # fmt: skip
    session.add(nudge)
    session.flush()
    session.add(
        NudgePrompt(
            team_id=team, nudge_id=nudge.id, prompt="last-review", round=1,
            shown_at=MONDAY - 6 * DAY, swapped=False,
        )
    )  # fmt: skip
    _sent(session, delivery.enqueue(
        session, kind="nudge", key=keys.of_nudge(nudge.id), person=person, subject=nudge.id,
        due_at=MONDAY - 6 * DAY,
    ))  # fmt: skip
    link = mentorship(session, person, other)
    for message in session.scalars(select(Delivery).where(Delivery.state == "planned")):
        _sent(session, message)
    row = _write(session, box, person, nudge, words)
    nudge.step_id = steps.set_in_own_words(
        session, box, person, reflection_id=row.id, nudge_id=nudge.id, words=f"{words} step",
        now=MONDAY - 5 * DAY,
    ).id  # fmt: skip
    shares.set_shares(session, row, [link.id], MONDAY - 4 * DAY)
    readings.log(session, other, person, readings.thing_of(row.uid), MONDAY - 3 * DAY)
    audit.record(session, team, who, "share.refused", "1", now=MONDAY - 2 * DAY)
    removals.of_export(session, person, MONDAY + DAY, channel=f"D{who}", file_id=f"F{who}{team}")
    session.flush()
    return person


def noise(session: Session, box: Box) -> None:
    """Add lives that have nothing to do with Ada's: other people's, and hers elsewhere."""
    live(session, box, LINUS, mentor=MALLORY, words="noise")
    live(session, box, ADA, mentor=GRACE, team=OTHER_TEAM, words="noise elsewhere")


def everything(session: Session) -> dict[str, list[Row]]:
    """Return every row of every table, by the name of the table."""
    session.flush()
    session.expire_all()
    return {
        mapper.class_.__tablename__: [
            _values(row) for row in session.scalars(select(mapper.class_).order_by(key))
        ]
        for mapper in Base.registry.mappers
        for key in inspect(mapper.class_).primary_key
    }


def ada(session: Session) -> Person:
    """Return Ada."""
    person = people.find(session, TEAM, ADA)
    assert person is not None
    return person


def _values(row: Base) -> Row:
    return {column.key: getattr(row, column.key) for column in inspect(type(row)).columns}


def _sent(session: Session, message: Delivery) -> None:
    message.state, message.channel, message.ts = "sent", f"D{message.person_id}", f"1.{message.id}"
    message.sent_at = message.due_at
    session.flush()


def _write(session: Session, box: Box, person: Person, nudge: Nudge, words: str) -> Reflection:
    entry = Entry(f"{words} one", f"{words} two", "mentoring", 3, nudge.id, "last-review")
    return reflections.write(
        session, box, person, entry, framework_version="1.0.0", now=MONDAY - 5 * DAY
    )
