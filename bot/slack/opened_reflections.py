"""Fetching what the cards of a person's own reflections show."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from bot import mentorships, plans, reflection_steps, reflections, shares, steps
from bot.mentorships import Mentor
from bot.reflections import OwnReflection
from bot.slack.parts import Parts
from bot.slack.reflection_cards import Opened
from bot.slack.reflection_history import Found, Wanted
from bot.storage.tables import Person


def open_own(session: Session, parts: Parts, person: Person | None, uid: str) -> Opened | None:
    """Return the person's own reflection; None for whatever else the uid may name."""
    one = reflections.own(session, parts.box, person, uid) if person else None
    return _around(session, parts, person, [one])[0] if person and one else None


def look_for(session: Session, parts: Parts, person: Person | None, wanted: Wanted) -> Found:
    """Return the page that is wanted of the person's own reflections."""
    if person is None:
        return Found(wanted, (), older=False)
    found = reflections.history(
        session, parts.box, person, area=wanted.area, words=wanted.words, page=wanted.page
    )
    entries = _around(session, parts, person, found.entries)
    return Found(wanted, entries, found.older)


def newest(session: Session, parts: Parts, person: Person, most: int) -> tuple[Opened, ...]:
    """Return the newest of the person's own reflections."""
    found = reflections.latest(session, parts.box, person, most)
    return _around(session, parts, person, found)


def a_quarter_ago(session: Session, parts: Parts, person: Person) -> Opened | None:
    """Return what the person wrote twelve to fourteen weeks ago, if they did."""
    one = reflections.a_quarter_ago(session, parts.box, person, parts.now())
    return _around(session, parts, person, [one])[0] if one else None


def _around(
    session: Session, parts: Parts, person: Person, found: Sequence[OwnReflection]
) -> tuple[Opened, ...]:
    mentors = mentorships.active_mentors(session, person)
    zone = plans.zone_of(session, person)
    return tuple(_opened(session, parts, person, one, mentors=mentors, zone=zone) for one in found)


def _opened(
    session: Session,
    parts: Parts,
    person: Person,
    one: OwnReflection,
    *,
    mentors: tuple[Mentor, ...],
    zone: str | None,
) -> Opened:
    readers = shares.readers_among(session, mentors, one.id, one.area)
    step = reflection_steps.of(session, person, one.id)
    return Opened(
        one,
        tuple(mentorships.first_name(reader.person) for reader in readers),
        zone,
        steps.words(parts.box, step) if step else None,
        step.state if step else "open",
    )
