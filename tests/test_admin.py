"""What admins see: counts of people in their own workspace, none under five; and the switch."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot import admin, people, plans
from bot.storage.crypto import Box
from bot.storage.database import Database
from tests.cast import ADA, MONDAY, OTHER_TEAM, TEAM, meet
from tests.delivering import WEEKLY
from tests.mentoring import reflection


def counts(database: Database, team: str = TEAM) -> dict[str, int | None]:
    with database.read() as session:
        return {one.what: one.number for one in admin.counts(session, team, MONDAY)}


@pytest.fixture
def four(database: Database, box: Box) -> None:
    """Four people with a plan and words; ten elsewhere."""
    for team, number in ((TEAM, 4), (OTHER_TEAM, 10)):
        for nth in range(number):
            one_more(database, box, f"U{nth}", team)


def one_more(database: Database, box: Box, slack_id: str, team: str = TEAM) -> None:
    with database.write() as session:
        person = people.meet(session, team, slack_id)
        plans.start(session, person, WEEKLY, MONDAY)
        reflection(session, box, person, "words")


@pytest.mark.usefixtures("four")
def test_under_five_people_no_number_is_told(database: Database) -> None:
    assert set(counts(database).values()) == {None}


@pytest.mark.usefixtures("four")
def test_from_five_people_on_it_is(database: Database, box: Box) -> None:
    one_more(database, box, "U4")

    found = counts(database)
    assert (found["With weekly nudges"], found["Wrote in the last 4 weeks"]) == (5, 5)
    assert found["With a mentor"] is None


@pytest.mark.usefixtures("four")
def test_one_person_who_writes_much_is_one_person(database: Database, box: Box) -> None:
    with database.write() as session:
        for number in range(20):
            reflection(session, box, people.meet(session, TEAM, "U0"), str(number))

    assert counts(database)["Wrote in the last 4 weeks"] is None


@pytest.mark.usefixtures("four")
def test_another_workspace_is_not_counted(database: Database) -> None:
    assert counts(database, OTHER_TEAM)["People whom Ladder knows"] == 10


def test_what_was_written_long_ago_is_not_counted(database: Database, box: Box) -> None:
    for nth in range(5):
        with database.write() as session:
            person = people.meet(session, TEAM, f"U{nth}")
            reflection(session, box, person, "old", at=MONDAY - timedelta(days=29))

    assert counts(database)["Wrote in the last 4 weeks"] is None


def test_nothing_but_numbers_comes_out(database: Database, box: Box) -> None:
    for nth in range(6):
        one_more(database, box, f"U{nth}")
    with database.read() as session:
        found = admin.counts(session, TEAM, MONDAY)

    assert all(one.number is None or isinstance(one.number, int) for one in found)


def test_the_switch_is_of_one_workspace(database: Database) -> None:
    with database.write() as session:
        admin.switch_nudges(session, TEAM, off=True)

        assert admin.nudges_are_off(session, TEAM)
        assert not admin.nudges_are_off(session, OTHER_TEAM)


def test_switching_back_leaves_everything_as_it_was(database: Database) -> None:
    with database.write() as session:
        plans.start(session, meet(session, ADA), WEEKLY, MONDAY)
        admin.switch_nudges(session, TEAM, off=True)
        admin.switch_nudges(session, TEAM, off=False)

        assert not admin.nudges_are_off(session, TEAM)
        assert plans.find(session, meet(session, ADA)) is not None
