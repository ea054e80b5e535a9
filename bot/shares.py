"""Shares: one reflection shown to one mentor, by its author's own act."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.mentorships import Mentor, active_mentors, first_name, held_mentors
from bot.storage.tables import Person, Reflection, Share


class AreaNotOpen(Exception):
    """The mentor does not have the area of the reflection; `area` is its id, or None."""

    def __init__(self, mentor: str, area: str | None) -> None:
        super().__init__("the area of the reflection is not open to that mentor")
        self.mentor = mentor
        self.area = area


def set_shares(
    session: Session, reflection: Reflection, mentorship_ids: Iterable[int], now: datetime
) -> tuple[str, ...]:
    """Share the reflection with exactly these mentors of its author; return their names.

    Ids that are not an active mentorship of the author count for nothing. Raises AreaNotOpen,
    with nothing changed, when one of the mentors does not have the reflection's area.
    """
    # In this order, which all keep to: an area may be closed, or the reflection moved, right now.
    session.refresh(reflection, with_for_update=True)
    mentors = held_mentors(session, session.get_one(Person, reflection.person_id))
    wanted = set(mentorship_ids)
    chosen = [mentor for mentor in mentors if mentor.mentorship_id in wanted]
    for mentor in chosen:
        if reflection.area not in mentor.areas:
            raise AreaNotOpen(mentor.name, reflection.area)
    shared = _shared(session, reflection.id)
    ids = {mentor.mentorship_id for mentor in chosen}
    session.execute(
        delete(Share).where(Share.reflection_id == reflection.id, Share.mentorship_id.not_in(ids))
    )
    for mentorship_id in sorted(ids - shared):
        session.add(
            Share(
                team_id=reflection.team_id,
                reflection_id=reflection.id,
                mentorship_id=mentorship_id,
                shared_at=now,
            )
        )
    session.flush()
    return tuple(mentor.name for mentor in chosen)


def readers(session: Session, reflection: Reflection) -> tuple[Mentor, ...]:
    """Return the mentors who may read the reflection at this moment."""
    mentors = _mentors_of(session, reflection)
    return readers_among(session, mentors, reflection.id, reflection.area)


def readers_among(
    session: Session, mentors: tuple[Mentor, ...], reflection_id: int, area: str | None
) -> tuple[Mentor, ...]:
    """Return those of its author's active mentors who may read the reflection of that area."""
    shared = _shared(session, reflection_id)
    return tuple(
        mentor for mentor in mentors if mentor.mentorship_id in shared and area in mentor.areas
    )


def shared_with(session: Session, reflection: Reflection) -> tuple[str, ...]:
    """Return the first names of the mentors who may read the reflection at this moment."""
    return tuple(first_name(mentor.person) for mentor in readers(session, reflection))


def drop_closed(session: Session, reflection: Reflection) -> None:
    """Take the reflection back from mentors who do not have its area, after the area changed."""
    keep = [mentor.mentorship_id for mentor in readers(session, reflection)]
    session.execute(
        delete(Share).where(Share.reflection_id == reflection.id, Share.mentorship_id.not_in(keep))
    )


def _shared(session: Session, reflection_id: int) -> set[int]:
    query = select(Share.mentorship_id).where(Share.reflection_id == reflection_id)
    return set(session.scalars(query))


def _mentors_of(session: Session, reflection: Reflection) -> tuple[Mentor, ...]:
    author = session.get_one(Person, reflection.person_id)
    return active_mentors(session, author)


def nudges_shared_in(session: Session, team: str, mentorship_id: int) -> tuple[int, ...]:
    """Return the nudges whose reflections this mentorship may read: their cards say so."""
    found = session.scalars(
        select(Reflection.nudge_id)
        .join(Share, Share.reflection_id == Reflection.id)
        .where(
            Share.team_id == team,
            Share.mentorship_id == mentorship_id,
            Reflection.nudge_id.is_not(None),
        )
    )
    return tuple(nudge for nudge in found if nudge is not None)
