"""Mentorships: who may read what people shared, and the one door to other people's words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, delete, false, select, update
from sqlalchemy.orm import Session, aliased, joinedload

from bot import delivery
from bot.storage.tables import Mentorship, Person, Reflection, Share

INVITED, ACTIVE, DECLINED = "invited", "active", "declined"
EXPIRED, WITHDRAWN, ENDED = "expired", "withdrawn", "ended"


@dataclass(frozen=True)
class Mentor:
    """A mentor as their mentee knows them; `areas` are the ids that the mentee opened."""

    mentorship_id: int
    person: Person
    name: str
    areas: tuple[str, ...]


@dataclass(frozen=True)
class Mentee:
    """A mentee as their mentor knows them; `areas` are the ids that the mentee opened."""

    mentorship_id: int
    person: Person
    name: str
    areas: tuple[str, ...]


def readable_by(session: Session, mentor: Person, mentee: Person) -> Select[Reflection]:
    """Select what this mentor may read of this mentee; nothing, unless the mentee asked for it.

    The only query of other people's reflections: what is shown to somebody else starts here. A
    reflection is in it while the mentorship is active, for as long as it is shared with exactly
    that mentorship, and in an area that is open in it. Each of these is looked at now, so what
    was taken back is gone at the next read. Nobody's own reflections, none without an area, and
    none of an earlier mentorship of the same two people come through it.
    """
    link = active(session, mentor.team_id, mentor.slack_id, mentee.slack_id)
    if link is None:
        return select(Reflection).where(false())
    return (
        select(Reflection)
        .join(Share, Share.reflection_id == Reflection.id)
        .where(
            Share.team_id == link.team_id,
            Share.mentorship_id == link.id,
            Reflection.team_id == link.team_id,
            Reflection.person_id == link.mentee_id,
            Reflection.area.in_(link.areas),
        )
    )


def active(session: Session, team: str, mentor: str, mentee: str) -> Mentorship | None:
    """Return the active mentorship of two Slack users of one workspace.

    One query, whether the two are known, have nothing to do with each other, or do.
    """
    reader, author = aliased(Person), aliased(Person)
    return session.scalar(
        select(Mentorship)
        .join(reader, Mentorship.mentor_id == reader.id)
        .join(author, Mentorship.mentee_id == author.id)
        .where(
            Mentorship.team_id == team,
            Mentorship.state == ACTIVE,
            reader.team_id == team,
            reader.slack_id == mentor,
            author.team_id == team,
            author.slack_id == mentee,
        )
        .execution_options(populate_existing=True)
    )


def active_mentors(session: Session, mentee: Person) -> tuple[Mentor, ...]:
    """Return the mentors who accepted, in the order in which they were asked."""
    return _mentors(session, mentee, _active())


def held_mentors(session: Session, mentee: Person) -> tuple[Mentor, ...]:
    """Return the same, each mentorship kept as it is now until the transaction ends."""
    return _mentors(session, mentee, _held(_active()))


def mentees(session: Session, mentor: Person) -> tuple[Mentee, ...]:
    """Return the people who asked this person and were accepted, in the order of asking."""
    links = session.scalars(
        _active()
        .where(Mentorship.mentor_id == mentor.id)
        .options(joinedload(Mentorship.mentee, innerjoin=True))
    )
    return tuple(
        Mentee(link.id, link.mentee, name_of(link.mentee), tuple(link.areas)) for link in links
    )


def of_mentee(session: Session, mentee: Person, mentorship_id: int) -> Mentorship | None:
    """Return the mentorship, in whatever state, if this person is the mentee in it."""
    return _one(session, mentee.team_id, mentorship_id, Mentorship.mentee_id == mentee.id)


def of_mentor(session: Session, mentor: Person, mentorship_id: int) -> Mentorship | None:
    """Return the mentorship, in whatever state, if this person is the mentor in it."""
    return _one(session, mentor.team_id, mentorship_id, Mentorship.mentor_id == mentor.id)


def open_areas(
    session: Session, mentee: Person, mentorship_id: int, areas: Iterable[str]
) -> Mentorship | None:
    """Have the mentor read these areas and no others. Returns None unless it is active and theirs.

    What was shared in an area that is closed is no longer shared at all: opened again later, the
    area shows nothing from before.
    """
    link = session.scalar(
        _held(_active()).where(Mentorship.mentee_id == mentee.id, Mentorship.id == mentorship_id)
    )
    if link is None:
        return None
    link.areas = list(dict.fromkeys(areas))
    closed = select(Reflection.id).where(
        Reflection.person_id == mentee.id,
        Reflection.area.is_(None) | Reflection.area.not_in(link.areas),
    )
    session.execute(
        delete(Share).where(Share.mentorship_id == link.id, Share.reflection_id.in_(closed))
    )
    session.flush()
    return link


def end(session: Session, person: Person, mentorship_id: int, now: datetime) -> Mentorship | None:
    """End it from either side, and tell the other that it ended. Returns None if it is not theirs.

    Ending what has ended changes nothing and tells nobody.
    """
    link = of_mentee(session, person, mentorship_id) or of_mentor(session, person, mentorship_id)
    if link is None:
        return None
    moved = session.execute(
        update(Mentorship)
        .where(Mentorship.id == link.id, Mentorship.state == ACTIVE)
        .values(state=ENDED, ended_at=now)
    )
    if moved.rowcount == 1:  # type: ignore[attr-defined]
        session.execute(delete(Share).where(Share.mentorship_id == link.id))
        other = link.mentor if person.id == link.mentee_id else link.mentee
        delivery.enqueue(
            session,
            kind="notice",
            key=f"notice:ended:{link.id}",
            person=other,
            subject=link.id,
            due_at=now,
        )
    session.refresh(link)
    return link


def name_of(person: Person) -> str:
    """Return what a person is called, with a word that stands in for a name we do not know."""
    return person.name or "Someone"


def first_name(person: Person) -> str:
    """Return what a person is called by colleagues."""
    return name_of(person).split()[0]


def _active() -> Select[Mentorship]:
    return select(Mentorship).where(Mentorship.state == ACTIVE).order_by(Mentorship.id)


def _held(links: Select[Mentorship]) -> Select[Mentorship]:
    """Keep the mentorships from all others: nobody shares while an area is closed."""
    return links.with_for_update(of=Mentorship).execution_options(populate_existing=True)


def _mentors(session: Session, mentee: Person, links: Select[Mentorship]) -> tuple[Mentor, ...]:
    found = session.scalars(
        links.where(Mentorship.mentee_id == mentee.id).options(
            joinedload(Mentorship.mentor, innerjoin=True)
        )
    )
    return tuple(
        Mentor(link.id, link.mentor, name_of(link.mentor), tuple(link.areas)) for link in found
    )


def _one(
    session: Session, team: str, mentorship_id: int, whose: ColumnElement[bool]
) -> Mentorship | None:
    return session.scalar(
        select(Mentorship)
        .where(Mentorship.team_id == team, Mentorship.id == mentorship_id, whose)
        .execution_options(populate_existing=True)
    )
