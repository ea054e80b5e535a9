"""What the tests of mentors begin with: Grace is Ada's mentor, amid everything not to be found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import mentorships, readings
from bot.storage.tables import Audit, Mentorship, Share
from tests import mentoring
from tests.cast import ADA, GRACE, TEAM, meet
from tests.driver import Person
from tests.slack.conftest import Edge
from tests.surfaces import Reply

SECRET = "I rewrote his function in the comment box again"
MENTORING = "Mentoring and Growing Others"
QUALITY = "Setting Quality Standards"
GONE = "This is no longer shared with you."


@contextmanager
def rows(edge: Edge) -> Iterator[Session]:
    """Open the bot's own database."""
    with edge.bot.parts.database.write() as session:
        yield session


def mentored(
    edge: Edge, mentor: str = GRACE, areas: Sequence[str] = ("mentoring", "quality")
) -> int:
    """Make somebody Ada's mentor, and return the id of the mentorship."""
    with rows(edge) as session:
        ada, other = meet(session, ADA), meet(session, mentor)
        link = mentoring.mentorship(session, ada, other, areas, at=edge.now - timedelta(days=60))
        forget_messages(session)
        return link.id


def amid_noise(edge: Edge) -> int:
    """Make Grace Ada's mentor, with all that she must not find around her."""
    with rows(edge) as session:
        mentoring.noise(session, edge.bot.parts.box)
    mentorship_id = mentored(edge)
    with rows(edge) as session:
        link = session.get_one(Mentorship, mentorship_id)
        mentoring.private_noise(session, edge.bot.parts.box, link)
    return mentorship_id


def share(
    edge: Edge,
    mentorship_id: int,
    words: str = SECRET,
    area: str = "mentoring",
    *,
    days: float = 1,
    sureness: int | None = None,
) -> str:
    """Have Ada write and share a reflection so many days ago; return its uid."""
    with rows(edge) as session:
        link = session.get_one(Mentorship, mentorship_id)
        at = edge.now - timedelta(days=days)
        box = edge.bot.parts.box
        return mentoring.shared(session, box, link, words, area, at=at, sureness=sureness).uid


def keep(edge: Edge, words: str = SECRET) -> str:
    """Have Ada write a reflection for herself; return its uid."""
    with rows(edge) as session:
        return mentoring.reflection(session, edge.bot.parts.box, meet(session, ADA), words).uid


def unshare_all(edge: Edge) -> None:
    """Have Ada take back all that she shared."""
    with rows(edge) as session:
        for one in session.scalars(select(Share).where(Share.team_id == TEAM)):
            session.delete(one)


def end(edge: Edge, mentorship_id: int) -> None:
    """Have Ada end a mentorship."""
    with rows(edge) as session:
        mentorships.end(session, meet(session, ADA), mentorship_id, edge.now)


def narrow(edge: Edge, mentorship_id: int, areas: Sequence[str]) -> None:
    """Have Ada open these areas and no others."""
    with rows(edge) as session:
        mentorships.open_areas(session, meet(session, ADA), mentorship_id, areas)


def state_of(edge: Edge, mentorship_id: int) -> str:
    """Return the state of a mentorship."""
    with rows(edge) as session:
        return session.get_one(Mentorship, mentorship_id).state


def read_log(edge: Edge) -> list[tuple[str, bool]]:
    """Return who read something of Ada's, and whether it was the summary."""
    with rows(edge) as session:
        return [(line.reader, line.is_summary) for line in readings.of(session, meet(session, ADA))]


def audited(edge: Edge, who: str) -> list[str]:
    """Return the verbs that the audit has of somebody."""
    with rows(edge) as session:
        return list(session.scalars(select(Audit.verb).where(Audit.who == who)))


def summary_of(edge: Edge, mentor: Person, words: str = "") -> Reply:
    """Have somebody ask for Ada's summary."""
    assert edge.now
    return mentor.command(f"summary <@{ADA}> {words}".strip(), escaped=True)


def forget_messages(session: Session) -> None:
    """Have no message left to send, so that a test sees its own only."""
    from bot.storage.tables import Delivery

    for one in session.scalars(select(Delivery)):
        session.delete(one)
