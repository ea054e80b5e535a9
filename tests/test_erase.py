"""Erasure: nothing of the person stays, and nothing of anybody else goes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import delivery, erase, export, mentorships, people, plans, removals
from bot.data_map import HOLDINGS
from bot.messenger import Outgoing, Receipt
from bot.storage.crypto import Box
from bot.storage.database import Database
from bot.storage.tables import Audit, Removal
from tests.cast import ADA, GRACE, LINUS, MALLORY, MONDAY, TEAM, meet
from tests.delivering import WEEKLY
from tests.living import ada, everything, live, noise
from tests.mentoring import mentorship, shared


@pytest.fixture
def session(database: Database, box: Box) -> Iterator[Session]:
    """Ada did everything, and mentors Linus; others lived too."""
    with database.write() as session:
        noise(session, box)
        live(session, box, ADA, mentor=GRACE)
        shared(session, box, mentorship(session, meet(session, LINUS), ada(session)), "noise")
        yield session


def test_nothing_of_the_person_stays_but_the_audit(session: Session) -> None:
    person = ada(session)
    erase.erase(session, person, MONDAY)

    left = {
        holding.table.__tablename__: len(export.rows(session, holding, person))
        for holding in HOLDINGS
        if holding.theirs is not None
    }
    assert {name: number for name, number in left.items() if number} == {"audit": 2}


def test_nothing_of_anybody_else_goes(session: Session) -> None:
    """All that goes names Ada in one of its columns, or hangs on what does."""
    person, before = ada(session), everything(session)
    mine = {row["id"] for row in before["reflections"] if row["person_id"] == person.id}
    links = {
        row["id"]
        for row in before["mentorships"]
        if person.id in (row["mentee_id"], row["mentor_id"])
    }
    nudges = {row["id"] for row in before["nudges"] if row["person_id"] == person.id}
    erase.erase(session, person, MONDAY)
    after = everything(session)

    for table in before:
        for row in before[table]:
            if row not in after[table]:
                hers = person.id in (
                    row.get("person_id"), row.get("mentee_id"), row.get("mentor_id"),
                    row.get("reader_id"), row["id"] if table == "people" else None,
                )  # fmt: skip
                hangs = (
                    row.get("reflection_id") in mine
                    or row.get("mentorship_id") in links
                    or (table == "nudge_prompts" and row["nudge_id"] in nudges)
                    or (table == "deliveries" and row["subject_id"] in links)
                )
                assert hers or hangs, (table, row)
    assert len(after["people"]) == len(before["people"]) - 1


def test_mentors_lose_it_at_once(session: Session) -> None:
    grace = meet(session, GRACE)
    erase.erase(session, ada(session), MONDAY)

    assert mentorships.mentees(session, grace) == ()
    assert mentorships.active(session, TEAM, GRACE, ADA) is None


def test_it_names_everybody_whose_home_shows_it(session: Session) -> None:
    assert erase.erase(session, ada(session), MONDAY) == {GRACE, LINUS}


def test_our_messages_and_files_to_them_wait_to_be_deleted(session: Session) -> None:
    """The nudge, the notice that Grace said yes, the invitation that names Ada, and the file."""
    erase.erase(session, ada(session), MONDAY)
    waiting = session.scalars(select(Removal).where(Removal.due_at <= MONDAY)).all()

    assert [row.file_id for row in waiting if row.file_id] == [f"F{ADA}{TEAM}"]
    assert len([row for row in waiting if row.ts]) == 3
    assert {row.person_id for row in waiting} == {None}


def test_the_audit_keeps_ids_and_no_words(session: Session) -> None:
    person = ada(session)
    number = person.id
    erase.erase(session, person, MONDAY)
    line = session.scalar(select(Audit).where(Audit.verb == "erased"))

    assert line is not None
    assert (line.who, line.ids) == (ADA, f"person:{number}")


def test_afterwards_the_person_starts_anew(session: Session, box: Box) -> None:
    erase.erase(session, ada(session), MONDAY)
    again = live(session, box, ADA, mentor=MALLORY, words="anew")

    assert plans.find(session, again) is not None
    assert [one.name for one in mentorships.active_mentors(session, again)] == ["Mallory Marsh"]


def test_a_message_that_was_under_way_is_deleted_as_well(session: Session) -> None:
    """Slack takes it after the erasure; its row is gone, and what came of it goes too."""
    person = ada(session)
    row = delivery.enqueue(
        session, kind="notice", key="notice:x", person=person, subject=None, due_at=MONDAY
    )
    outgoing = Outgoing(row.id, 1, "notice", row.key, TEAM, ADA, None)
    row.state, row.attempt = "sending", 1
    session.flush()
    erase.erase(session, person, MONDAY)
    delivery.sent(session, outgoing, Receipt("D1", "7.7"), MONDAY)

    assert ("D1", "7.7") in [(one.channel, one.ts) for one in session.scalars(select(Removal))]


def test_a_message_that_was_claimed_is_not_sent(session: Session) -> None:
    person = ada(session)
    row = delivery.enqueue(
        session, kind="notice", key="notice:x", person=person, subject=None, due_at=MONDAY
    )
    outgoing = Outgoing(row.id, 1, "notice", row.key, TEAM, ADA, None)
    row.state, row.attempt = "claimed", 1
    session.flush()
    erase.erase(session, person, MONDAY)

    assert delivery.begin(session, outgoing, MONDAY) is None


def test_what_was_never_posted_leaves_nothing_to_delete(database: Database) -> None:
    with database.write() as session:
        plans.start(session, meet(session, ADA), WEEKLY, MONDAY)
        erase.erase(session, ada(session), MONDAY)

        assert removals.claim(session, MONDAY) == ()
        assert people.find(session, TEAM, ADA) is None
