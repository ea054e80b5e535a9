"""Shares: one reflection shown to one mentor, by its author."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot import mentorships, shares
from bot.shares import AreaNotOpen
from bot.storage.crypto import Box
from bot.storage.database import Database
from bot.storage.tables import Mentorship, Person, Share
from tests.cast import ADA, GRACE, LINUS, MALLORY, MONDAY, meet
from tests.mentoring import mentorship, noise, reflection, shared


@pytest.fixture
def session(database: Database, box: Box) -> Iterator[Session]:
    with database.write() as session:
        noise(session, box)
        yield session


@pytest.fixture
def ada(session: Session) -> Person:
    return meet(session, ADA)


@pytest.fixture
def link(session: Session, ada: Person) -> Mentorship:
    return mentorship(session, ada, meet(session, GRACE))


def test_a_reflection_is_private_at_first(
    session: Session, box: Box, link: Mentorship, ada: Person
) -> None:
    assert shares.shared_with(session, reflection(session, box, ada)) == ()
    assert link.state == "active"


def test_sharing_names_the_mentors(
    session: Session, box: Box, link: Mentorship, ada: Person
) -> None:
    row = reflection(session, box, ada)

    assert shares.set_shares(session, row, [link.id], MONDAY) == ("Grace Hopper",)
    assert shares.shared_with(session, row) == ("Grace",)


def test_sharing_twice_makes_one_share(
    session: Session, box: Box, link: Mentorship, ada: Person
) -> None:
    row = reflection(session, box, ada)
    shares.set_shares(session, row, [link.id, link.id], MONDAY)
    shares.set_shares(session, row, [link.id], MONDAY)

    of_row = select(func.count()).select_from(Share).where(Share.reflection_id == row.id)
    assert session.scalar(of_row) == 1


def test_sharing_with_one_takes_it_back_from_the_other(
    session: Session, box: Box, link: Mentorship
) -> None:
    row = shared(session, box, link)
    linus = mentorships.active_mentors(session, link.mentee)[0]
    shares.set_shares(session, row, [linus.mentorship_id], MONDAY)

    assert shares.shared_with(session, row) == ("Linus",)


def test_taking_back_one_reflection_leaves_the_others(
    session: Session, box: Box, link: Mentorship
) -> None:
    kept, taken = shared(session, box, link), shared(session, box, link)
    shares.set_shares(session, taken, [], MONDAY)

    assert shares.shared_with(session, kept) == ("Grace",)


def test_a_closed_area_refuses_and_names_mentor_and_area(
    session: Session, box: Box, link: Mentorship, ada: Person
) -> None:
    row = reflection(session, box, ada, area="architecture")
    with pytest.raises(AreaNotOpen) as refused:
        shares.set_shares(session, row, [link.id], MONDAY)

    assert (refused.value.mentor, refused.value.area) == ("Grace Hopper", "architecture")


def test_a_reflection_without_an_area_cannot_be_shared(
    session: Session, box: Box, link: Mentorship, ada: Person
) -> None:
    row = reflection(session, box, ada, area=None)
    with pytest.raises(AreaNotOpen):
        shares.set_shares(session, row, [link.id], MONDAY)


def test_mentorships_of_others_count_for_nothing(session: Session, box: Box, ada: Person) -> None:
    theirs = mentorship(session, meet(session, MALLORY), meet(session, LINUS))
    row = reflection(session, box, ada)

    assert shares.set_shares(session, row, [theirs.id, 0, 999_999_999], MONDAY) == ()


def test_an_ended_mentorship_cannot_be_shared_with(
    session: Session, box: Box, link: Mentorship, ada: Person
) -> None:
    row = reflection(session, box, ada)
    mentorships.end(session, ada, link.id, MONDAY)

    assert shares.set_shares(session, row, [link.id], MONDAY) == ()


def test_a_reflection_that_moves_to_a_closed_area_is_taken_back(
    session: Session, box: Box, link: Mentorship
) -> None:
    row = shared(session, box, link)
    row.area = "architecture"
    shares.drop_closed(session, row)
    row.area = "mentoring"

    assert shares.shared_with(session, row) == ()


def test_a_reflection_that_moves_to_an_open_area_stays_shared(
    session: Session, box: Box, link: Mentorship
) -> None:
    row = shared(session, box, link)
    row.area = "quality"
    shares.drop_closed(session, row)

    assert shares.shared_with(session, row) == ("Grace",)
