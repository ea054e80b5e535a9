"""What the tests of reflections begin with: Ada writes, and Grace is her mentor."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from bot import people, reflections
from bot.storage.tables import Audit, Mentorship, Reflection, Share
from tests.cast import ADA, GRACE, TEAM, meet
from tests.driver import Person
from tests.slack.conftest import Edge

HAPPENED = "What happened?"
SAW = "What did you see in yourself?"
STEP = "Your smallest next step"
SURE = "How sure do you feel here?"
MENTORING = "Mentoring and Growing Others"
QUALITY = "Setting Quality Standards"
ARCHITECTURE = "Architectural Judgment"

SECRET = "I rewrote his function in the comment box again"


def write(person: Person, words: str = SECRET, area: str = MENTORING, **typed: str) -> None:
    """Write a reflection with the form, and leave nothing open; `typed` by label, with _."""
    person.command("reflect")
    form = person.modal.fill(HAPPENED, words).choose("Area", area)
    for label, text in typed.items():
        form.fill(label.replace("_", " "), text)
    person.modal.submit()
    assert person.modal is None, person.modal


def mentored(edge: Edge, areas: Sequence[str] = ("mentoring", "quality"), by: str = GRACE) -> int:
    """Make somebody Ada's mentor in these areas, and return the id of the mentorship."""
    with edge.bot.parts.database.write() as session:
        link = Mentorship(
            team_id=TEAM,
            mentee_id=meet(session, ADA).id,
            mentor_id=meet(session, by).id,
            state="active",
            areas=list(areas),
            invited_at=edge.now,
        )
        session.add(link)
        session.flush()
        return link.id


def kept(edge: Edge) -> list[Reflection]:
    """Return all reflections of everybody, oldest first."""
    with edge.bot.parts.database.read() as session:
        return list(session.scalars(select(Reflection).order_by(Reflection.id)))


def shared(edge: Edge) -> int:
    """Return how many shares there are."""
    with edge.bot.parts.database.read() as session:
        return len(session.scalars(select(Share)).all())


def audited(edge: Edge) -> list[tuple[str, str, str]]:
    """Return the lines of the audit: who, verb, ids."""
    with edge.bot.parts.database.read() as session:
        lines = session.scalars(select(Audit).order_by(Audit.id))
        return [(line.who, line.verb, line.ids) for line in lines]


def words_of(edge: Edge, slack_id: str = ADA) -> list[str]:
    """Return what somebody wrote, newest first."""
    parts = edge.bot.parts
    with parts.database.read() as session:
        person = people.find(session, TEAM, slack_id)
        if person is None:
            return []
        found = reflections.latest(session, parts.box, person, 100)
        return [one.words.happened for one in found]
