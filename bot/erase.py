"""Erasure: a person leaves, and all that is theirs goes, by the data map."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot import audit, removals
from bot.data_map import HOLDINGS, messages_about
from bot.storage.tables import Mentorship, Person, Plan


def erase(session: Session, person: Person, now: datetime) -> frozenset[str]:
    """Delete every row of a person. Our messages and files to them are deleted in Slack later.

    So are messages to others about a mentorship with them, since these name them. The person may
    come back at once, as somebody whom Ladder has never met.

    Returns the Slack ids of their mentors and mentees, whose Home shows that it changed.
    """
    # In the order in which planning takes them, so that neither waits for the other for ever; and
    # whatever would be written for the person meanwhile waits, and then finds nobody.
    session.execute(select(Plan.id).where(Plan.person_id == person.id).with_for_update())
    session.execute(select(Person.id).where(Person.id == person.id).with_for_update())
    others = _others(session, person)
    removals.of_deliveries(session, messages_about(person), now)
    removals.bring_forward(session, person, now)
    for holding in reversed(HOLDINGS):
        if holding.erased is not None:
            gone = delete(holding.table).where(holding.erased(person))
            session.execute(gone, execution_options={"synchronize_session": False})
    ids = f"person:{person.id}"
    audit.record(session, person.team_id, person.slack_id, "erased", ids, now=now)
    session.flush()
    session.expunge_all()
    return others


def _others(session: Session, person: Person) -> frozenset[str]:
    found: set[str] = set()
    for mine, theirs in (
        (Mentorship.mentee_id, Mentorship.mentor_id),
        (Mentorship.mentor_id, Mentorship.mentee_id),
    ):
        linked = select(Person.slack_id).join(Mentorship, theirs == Person.id)
        found.update(session.scalars(linked.where(mine == person.id)))
    return frozenset(found)
