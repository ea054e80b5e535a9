"""People belong to one workspace."""

from __future__ import annotations

from datetime import timedelta

from bot import people
from bot.storage.database import Database
from tests.cast import ADA, MONDAY, OTHER_TEAM, TEAM, meet


def test_the_same_slack_id_in_another_workspace_is_somebody_else(database: Database) -> None:
    with database.write() as session:
        here, there = meet(session, ADA), meet(session, ADA, OTHER_TEAM)

        assert here.id != there.id


def test_nobody_is_found_through_another_workspace(database: Database) -> None:
    with database.write() as session:
        meet(session, ADA, OTHER_TEAM)

        assert people.find(session, TEAM, ADA) is None


def test_meeting_twice_makes_one_person(database: Database) -> None:
    with database.write() as session:
        first = people.meet(session, TEAM, ADA).id
    with database.write() as session:
        assert people.meet(session, TEAM, ADA).id == first


def test_a_profile_is_believed_for_a_day(database: Database) -> None:
    with database.write() as session:
        ada = meet(session, ADA)

        assert people.is_fresh(ada, MONDAY + timedelta(hours=23))
        assert not people.is_fresh(ada, MONDAY + timedelta(hours=25))
