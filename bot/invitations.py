"""Invitations: a mentee asks, somebody answers or does not, and nobody is asked too often."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, select, update
from sqlalchemy.orm import Session, joinedload

from bot import delivery
from bot.mentorships import ACTIVE, DECLINED, EXPIRED, INVITED, WITHDRAWN, of_mentee, of_mentor
from bot.storage.tables import Mentorship, Person
from bot.weeks import is_quiet

LASTS = timedelta(days=14)
"""How long somebody has to answer."""

REMINDS = timedelta(days=3)
"""After how long the one reminder goes out."""

ASKS_AGAIN = timedelta(days=30)
"""How long a Not now holds."""

MOST_OPEN = 3

BATCH = 100
"""Reminders per transaction, so that no other writer waits long."""


class Case(StrEnum):
    """Why somebody cannot be invited."""

    YOURSELF = "yourself"
    AN_APP = "an app"
    DEACTIVATED = "deactivated"
    ALREADY = "already your mentor"
    ASKED = "asked and not answered yet"
    LATER = "said not now"
    THREE_OPEN = "three open"
    NO_AREA = "no area"


class Refused(Exception):
    """The invitation was not made. `earlier` is the invitation or mentorship in its way."""

    def __init__(self, case: Case, earlier: Mentorship | None = None) -> None:
        super().__init__(case.value)
        self.case = case
        self.earlier = earlier


def check(session: Session, mentee: Person, mentor: Person, now: datetime) -> None:
    """Raise Refused when this person cannot be asked now."""
    if mentor.id == mentee.id:
        raise Refused(Case.YOURSELF)
    if mentor.is_bot:
        raise Refused(Case.AN_APP)
    if mentor.deactivated:
        raise Refused(Case.DEACTIVATED)
    for earlier in session.scalars(_of(mentee).where(Mentorship.mentor_id == mentor.id)):
        case = _in_the_way(earlier, now)
        if case is not None:
            raise Refused(case, earlier)
    if len(waiting(session, mentee, now)) >= MOST_OPEN:
        raise Refused(Case.THREE_OPEN)


def invite(
    session: Session, mentee: Person, mentor: Person, areas: Iterable[str], now: datetime
) -> Mentorship:
    """Ask somebody to be a mentor, with these areas open to them. Raises Refused.

    The question goes out as a DM; nothing that was written so far is shared by it.
    """
    # Two invitations at the same moment would each see the other's place as free.
    session.execute(select(Person.id).where(Person.id == mentee.id).with_for_update())
    check(session, mentee, mentor, now)
    opened = list(dict.fromkeys(areas))
    if not opened:
        raise Refused(Case.NO_AREA)
    link = Mentorship(
        team_id=mentee.team_id,
        mentee=mentee,
        mentor=mentor,
        state=INVITED,
        areas=opened,
        invited_at=now,
    )
    session.add(link)
    session.flush()
    _ask(session, link, f"invitation:{link.id}", now)
    return link


def answers_until(link: Mentorship) -> datetime:
    """Return the moment until which an invitation can be answered."""
    return link.invited_at + LASTS


def is_open(link: Mentorship, now: datetime) -> bool:
    """Say whether an invitation can still be answered."""
    return link.state == INVITED and now < answers_until(link)


def waiting(session: Session, mentee: Person, now: datetime) -> tuple[Mentorship, ...]:
    """Return the invitations of this person that wait for an answer, oldest first."""
    return _with_mentors(session, _of(mentee).where(*_open(now)))


def unanswered(session: Session, mentee: Person, now: datetime) -> tuple[Mentorship, ...]:
    """Return the invitations that ran out in the last fourteen days, oldest first."""
    ran_out = _of(mentee).where(
        Mentorship.state.in_((INVITED, EXPIRED)),
        Mentorship.invited_at <= now - LASTS,
        Mentorship.invited_at > now - 2 * LASTS,
    )
    return _with_mentors(session, ran_out)


def asked_of(session: Session, mentor: Person, now: datetime) -> tuple[Mentorship, ...]:
    """Return the invitations that wait for this person's answer, oldest first."""
    asked = select(Mentorship).where(
        Mentorship.team_id == mentor.team_id, Mentorship.mentor_id == mentor.id, *_open(now)
    )
    asked = asked.options(joinedload(Mentorship.mentee, innerjoin=True))
    return tuple(session.scalars(asked.order_by(Mentorship.id)))


def accept(
    session: Session, mentor: Person, mentorship_id: int, now: datetime
) -> Mentorship | None:
    """Say yes. Returns it as it now stands, or None when nobody asked this person.

    An invitation that was answered, withdrawn or has run out stays what it is.
    """
    return _answer(session, mentor, mentorship_id, ACTIVE, now)


def decline(
    session: Session, mentor: Person, mentorship_id: int, now: datetime
) -> Mentorship | None:
    """Say not now. Returns it as it now stands, or None when nobody asked this person."""
    return _answer(session, mentor, mentorship_id, DECLINED, now)


def withdraw(
    session: Session, mentee: Person, mentorship_id: int, now: datetime
) -> Mentorship | None:
    """Take an invitation back; tells nobody. Returns it as it now stands, None if not theirs."""
    session.execute(
        update(Mentorship)
        .where(
            Mentorship.id == mentorship_id,
            Mentorship.team_id == mentee.team_id,
            Mentorship.mentee_id == mentee.id,
            *_open(now),
        )
        .values(state=WITHDRAWN, ended_at=now)
    )
    return of_mentee(session, mentee, mentorship_id)


def due(session: Session, now: datetime) -> int:
    """Let invitations run out after fourteen days, and remind once after three.

    Deals with a batch at most and returns how many it dealt with.
    """
    ran_out = session.execute(
        update(Mentorship)
        .where(Mentorship.state == INVITED, Mentorship.invited_at <= now - LASTS)
        .values(state=EXPIRED, ended_at=now)
    )
    late = session.scalars(
        select(Mentorship)
        .where(
            *_open(now),
            Mentorship.reminded_at.is_(None),
            Mentorship.invited_at <= now - REMINDS,
        )
        .options(joinedload(Mentorship.mentor, innerjoin=True))
    )
    # Somebody's night is not the time; a later round comes in their morning.
    awake = [link for link in late if not is_quiet(now, link.mentor.zone or "UTC")][:BATCH]
    for link in awake:
        link.reminded_at = now
        _ask(session, link, f"invitation:{link.id}:reminder", now)
    return ran_out.rowcount + len(awake)  # type: ignore[attr-defined, no-any-return]


def _answer(
    session: Session, mentor: Person, mentorship_id: int, state: str, now: datetime
) -> Mentorship | None:
    moved = session.execute(
        update(Mentorship)
        .where(
            Mentorship.id == mentorship_id,
            Mentorship.team_id == mentor.team_id,
            Mentorship.mentor_id == mentor.id,
            *_open(now),
        )
        .values(state=state, answered_at=now)
    )
    link = of_mentor(session, mentor, mentorship_id)
    if link is not None and moved.rowcount == 1:  # type: ignore[attr-defined]
        delivery.enqueue(
            session,
            kind="notice",
            key=f"notice:{state}:{link.id}",
            person=link.mentee,
            subject=link.id,
            due_at=now,
        )
    return link


def _ask(session: Session, link: Mentorship, key: str, now: datetime) -> None:
    delivery.enqueue(
        session, kind="invitation", key=key, person=link.mentor, subject=link.id, due_at=now
    )


def _in_the_way(earlier: Mentorship, now: datetime) -> Case | None:
    if earlier.state == ACTIVE:
        return Case.ALREADY
    if is_open(earlier, now):
        return Case.ASKED
    answered = earlier.answered_at
    if earlier.state == DECLINED and answered is not None and now < answered + ASKS_AGAIN:
        return Case.LATER
    return None


def _of(mentee: Person) -> Select[Mentorship]:
    return select(Mentorship).where(
        Mentorship.team_id == mentee.team_id, Mentorship.mentee_id == mentee.id
    )


def _with_mentors(session: Session, links: Select[Mentorship]) -> tuple[Mentorship, ...]:
    links = links.options(joinedload(Mentorship.mentor, innerjoin=True))
    return tuple(session.scalars(links.order_by(Mentorship.id)))


def _open(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return Mentorship.state == INVITED, Mentorship.invited_at > now - LASTS
