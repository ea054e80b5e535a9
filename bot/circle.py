"""A person's circle: everybody they have to do with as a mentee or as a mentor, on one page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from bot import invitations, mentorships, plans, readings
from bot.storage.tables import Mentorship, Person


@dataclass(frozen=True)
class Other:
    """The other person of a mentorship, and the ids of the areas that are, or would be, open."""

    mentorship_id: int
    slack_id: str
    name: str
    areas: tuple[str, ...]
    last_read: date | None = None
    asked_at: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class Circle:
    """Mentors who accepted, people who were asked, people who ask, and mentees.

    `unanswered` are people whose time to answer ran out lately. `zone` is that of their own clock.
    """

    zone: str | None
    mentors: tuple[Other, ...]
    waiting: tuple[Other, ...]
    unanswered: tuple[Other, ...]
    asking: tuple[Other, ...]
    mentees: tuple[Other, ...]


EMPTY = Circle(None, (), (), (), (), ())
"""The circle of somebody whom Ladder has not met."""


def around(session: Session, person: Person, now: datetime) -> Circle:
    """Return everybody whom a person has to do with as a mentee or as a mentor."""
    return Circle(
        zone=plans.zone_of(session, person),
        mentors=tuple(
            Other(
                mentor.mentorship_id,
                mentor.person.slack_id,
                mentor.name,
                mentor.areas,
                last_read=readings.last_read(session, mentor.person, person),
            )
            for mentor in mentorships.active_mentors(session, person)
        ),
        waiting=_asked(invitations.waiting(session, person, now)),
        unanswered=_asked(invitations.unanswered(session, person, now)),
        asking=tuple(
            _other(link, link.mentee) for link in invitations.asked_of(session, person, now)
        ),
        mentees=tuple(
            Other(mentee.mentorship_id, mentee.person.slack_id, mentee.name, mentee.areas)
            for mentee in mentorships.mentees(session, person)
        ),
    )


def _asked(links: tuple[Mentorship, ...]) -> tuple[Other, ...]:
    return tuple(_other(link, link.mentor) for link in links)


def _other(link: Mentorship, person: Person) -> Other:
    return Other(
        mentorship_id=link.id,
        slack_id=person.slack_id,
        name=mentorships.name_of(person),
        areas=tuple(link.areas),
        asked_at=link.invited_at,
        until=invitations.answers_until(link),
    )
