"""Readings: what mentors looked at, for their mentees to see."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy.orm import Session

from bot import readings, reflections
from bot.storage.crypto import Box
from bot.storage.database import Database
from bot.storage.tables import Person
from tests.cast import ADA, GRACE, LINUS, MALLORY, MONDAY, OTHER_TEAM, meet
from tests.mentoring import DAY, reflection


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.write() as session:
        readings.log(session, meet(session, GRACE), meet(session, MALLORY), "summary", MONDAY)
        there = [meet(session, one, OTHER_TEAM) for one in (GRACE, ADA)]
        readings.log(session, there[0], there[1], "summary", MONDAY)
        yield session


@pytest.fixture
def ada(session: Session) -> Person:
    return meet(session, ADA)


@pytest.fixture
def grace(session: Session) -> Person:
    return meet(session, GRACE)


def test_nobody_has_read_anything_at_first(session: Session, ada: Person) -> None:
    assert readings.of(session, ada) == ()


def test_a_day_of_looking_is_one_line(session: Session, ada: Person, grace: Person) -> None:
    readings.log(session, grace, ada, readings.SUMMARY, MONDAY)
    readings.log(session, grace, ada, readings.SUMMARY, MONDAY.replace(hour=23))

    assert [line.day for line in readings.of(session, ada)] == [date(2026, 9, 7)]


def test_days_things_and_readers_have_lines_of_their_own(
    session: Session, box: Box, ada: Person, grace: Person
) -> None:
    row = reflection(session, box, ada)
    readings.log(session, grace, ada, readings.SUMMARY, MONDAY)
    readings.log(session, grace, ada, readings.SUMMARY, MONDAY + DAY)
    readings.log(session, grace, ada, readings.thing_of(row.uid), MONDAY)
    readings.log(session, meet(session, LINUS), ada, readings.SUMMARY, MONDAY)

    assert len(readings.of(session, ada)) == 4


def test_a_line_tells_which_reflection(
    session: Session, box: Box, ada: Person, grace: Person
) -> None:
    row = reflection(session, box, ada, area="quality", at=MONDAY - DAY)
    readings.log(session, grace, ada, readings.thing_of(row.uid), MONDAY)
    (line,) = readings.of(session, ada)

    assert (line.reader, line.area, line.written_at) == ("Grace Hopper", "quality", MONDAY - DAY)


def test_the_line_stays_when_the_reflection_is_deleted(
    session: Session, box: Box, ada: Person, grace: Person
) -> None:
    row = reflection(session, box, ada)
    readings.log(session, grace, ada, readings.thing_of(row.uid), MONDAY)
    reflections.delete(session, ada, row.uid)
    (line,) = readings.of(session, ada)

    assert (line.is_summary, line.written_at) == (False, None)


def test_the_newest_day_stands_first(session: Session, ada: Person, grace: Person) -> None:
    for days in (0, 2, 1):
        readings.log(session, grace, ada, readings.SUMMARY, MONDAY + days * DAY)

    assert [line.day.day for line in readings.of(session, ada)] == [9, 8, 7]


def test_the_last_reading_of_a_mentor_is_known(
    session: Session, ada: Person, grace: Person
) -> None:
    readings.log(session, grace, ada, readings.SUMMARY, MONDAY)
    readings.log(session, meet(session, LINUS), ada, readings.SUMMARY, MONDAY + DAY)

    assert readings.last_read(session, grace, ada) == date(2026, 9, 7)


def test_two_tabs_at_the_same_moment_make_one_line(database: Database) -> None:
    with database.write() as session:
        meet(session, ADA), meet(session, GRACE)

    def look(_tab: int) -> None:
        with database.write() as session:
            grace, ada = meet(session, GRACE), meet(session, ADA)
            readings.log(session, grace, ada, readings.SUMMARY, MONDAY)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(look, range(8)))
    with database.read() as session:
        assert len(readings.of(session, meet(session, ADA))) == 1
