"""Fetching what the cards of a person's own reflections show."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot import mentorships, plans, reflection_steps, reflections, shares, steps
from bot.reflections import OwnReflection
from bot.slack.parts import Parts
from bot.slack.reflection_cards import Opened
from bot.slack.reflection_history import Found, Wanted
from bot.storage.tables import Person


def open_own(session: Session, parts: Parts, person: Person | None, uid: str) -> Opened | None:
    """Return the person's own reflection; None for whatever else the uid may name."""
    one = reflections.own(session, parts.box, person, uid) if person else None
    return _around(session, parts, person, one) if person and one else None


def look_for(session: Session, parts: Parts, person: Person | None, wanted: Wanted) -> Found:
    """Return the page that is wanted of the person's own reflections."""
    if person is None:
        return Found(wanted, (), older=False)
    found = reflections.history(
        session, parts.box, person, area=wanted.area, words=wanted.words, page=wanted.page
    )
    entries = tuple(_around(session, parts, person, one) for one in found.entries)
    return Found(wanted, entries, found.older)


def newest(session: Session, parts: Parts, person: Person, most: int) -> tuple[Opened, ...]:
    """Return the newest of the person's own reflections."""
    found = reflections.latest(session, parts.box, person, most)
    return tuple(_around(session, parts, person, one) for one in found)


def a_quarter_ago(session: Session, parts: Parts, person: Person) -> Opened | None:
    """Return what the person wrote twelve to fourteen weeks ago, if they did."""
    one = reflections.a_quarter_ago(session, parts.box, person, parts.now())
    return _around(session, parts, person, one) if one else None


def zone_of(session: Session, person: Person) -> str | None:
    """Return the person's own clock: the one of their plan, or else of their profile."""
    plan = plans.find(session, person)
    return plan.zone if plan else person.zone


def _around(session: Session, parts: Parts, person: Person, one: OwnReflection) -> Opened:
    row = reflections.find(session, person, one.uid)
    readers = shares.readers(session, row) if row else ()
    step = reflection_steps.of(session, person, one.id)
    return Opened(
        one,
        tuple(mentorships.first_name(reader.person) for reader in readers),
        zone_of(session, person),
        steps.words(parts.box, step) if step else None,
        step.state if step else "open",
    )
