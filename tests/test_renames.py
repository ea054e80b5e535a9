"""A ladder whose areas got other ids: everybody keeps what they had."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from bot import mentorships, plans, reflections, shares
from bot.ladder.model import Framework
from bot.renames import rename_areas
from bot.storage.crypto import Box
from bot.storage.database import Database
from bot.storage.tables import Mentorship, Person, Reflection
from tests.cast import ADA, GRACE, MONDAY, meet
from tests.delivering import WEEKLY
from tests.mentoring import mentorship, noise, shared


@pytest.fixture
def renamed(framework: Framework) -> Framework:
    """The ladder, in which the area `mentoring` is called `growing` today."""
    areas = (
        area.model_copy(update={"id": "growing", "was": ("mentoring",)})
        if area.id == "mentoring"
        else area
        for area in framework.areas
    )
    return framework.model_copy(update={"areas": tuple(areas)})


@pytest.fixture
def session(database: Database, box: Box) -> Iterator[Session]:
    with database.write() as session:
        noise(session, box)
        yield session


@pytest.fixture
def link(session: Session) -> Mentorship:
    return mentorship(session, meet(session, ADA), meet(session, GRACE))


def read_by_grace(session: Session, link: Mentorship) -> list[Reflection]:
    return list(session.scalars(mentorships.readable_by(session, link.mentor, link.mentee)))


def test_what_was_shared_stays_shared(
    session: Session, box: Box, link: Mentorship, renamed: Framework
) -> None:
    row = shared(session, box, link)
    rename_areas(session, renamed)
    mentorships.open_areas(session, link.mentee, link.id, ["growing", "quality"])

    assert read_by_grace(session, link) == [row]


def test_what_was_open_stays_open(
    session: Session, box: Box, link: Mentorship, renamed: Framework
) -> None:
    row = shared(session, box, link, area="quality")
    rename_areas(session, renamed)
    row.area = "growing"

    assert link.areas == ["growing", "quality"]
    assert shares.shared_with(session, row) == ("Grace",)


def test_an_area_that_took_in_another_one_is_open_once(
    session: Session, link: Mentorship, renamed: Framework
) -> None:
    link.areas = ["growing", "mentoring"]
    session.flush()
    rename_areas(session, renamed)

    assert link.areas == ["growing"]


def test_what_was_written_counts_for_the_area_of_today(
    session: Session, link: Mentorship, renamed: Framework
) -> None:
    ada = link.mentee
    before = reflections.counts(session, ada)["mentoring"]
    rename_areas(session, renamed)

    assert reflections.counts(session, ada) == {"growing": before}


def test_the_focus_is_the_area_of_today(session: Session, renamed: Framework) -> None:
    ada: Person = meet(session, ADA)
    plan = plans.start(session, ada, WEEKLY, MONDAY)
    rename_areas(session, renamed)

    assert plan.area == "growing"


def test_it_is_done_once(session: Session, renamed: Framework) -> None:
    rename_areas(session, renamed)

    assert rename_areas(session, renamed) == 0


def test_nothing_changes_without_a_rename(session: Session, framework: Framework) -> None:
    assert rename_areas(session, framework) == 0
