"""Removals: taken by one, tried again, and longer apart each time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot import removals
from bot.storage.database import Database
from bot.storage.tables import Removal
from tests.cast import ADA, GRACE, MONDAY, OTHER_TEAM, TEAM, meet


@pytest.fixture(autouse=True)
def message(database: Database) -> None:
    """A message to be deleted, and noise: a file whose time has not come."""
    with database.write() as session:
        removals.of_nobody(session, TEAM, MONDAY, channel="D1", ts="1.1")
        grace = meet(session, GRACE)
        removals.of_export(session, grace, MONDAY + timedelta(days=1), file_id="F1")


def claim(database: Database, after: timedelta = timedelta()) -> list[str | None]:
    with database.write() as session:
        return [one.ts for one in removals.claim(session, MONDAY + after)]


def test_what_is_due_is_taken_by_one(database: Database) -> None:
    assert (claim(database), claim(database)) == (["1.1"], [])


def test_what_somebody_took_and_dropped_is_taken_again(database: Database) -> None:
    claim(database)

    assert claim(database, removals.HANDS_OFF) == ["1.1"]


def test_a_batch_is_no_more_than_slack_deletes_in_a_while(database: Database) -> None:
    with database.write() as session:
        for number in range(removals.BATCH + 5):
            removals.of_nobody(session, TEAM, MONDAY, channel="D1", ts=f"2.{number}")

    assert len(claim(database)) == removals.BATCH


def test_it_waits_longer_each_time_and_a_day_at_most(database: Database) -> None:
    waits = []
    with database.write() as session:
        (target,) = removals.claim(session, MONDAY)
        for attempt in (1, 2, 30):
            tried = removals.Target(target.id, TEAM, "D1", "1.1", None, attempt)
            removals.put_off(session, tried, MONDAY)
            session.expire_all()
            waits.append(session.get_one(Removal, target.id).due_at - MONDAY)

    assert waits == [timedelta(minutes=2), timedelta(minutes=4), timedelta(days=1)]


def test_patience_that_slack_asks_for_is_no_attempt(database: Database) -> None:
    with database.write() as session:
        (target,) = removals.claim(session, MONDAY)
        removals.wait(session, target, MONDAY + timedelta(seconds=30))
        (again,) = removals.claim(session, MONDAY + timedelta(seconds=30))

        assert (target.attempt, again.attempt) == (1, 1)


def test_a_workspace_that_has_to_wait_is_left_out(database: Database) -> None:
    with database.write() as session:
        removals.of_nobody(session, OTHER_TEAM, MONDAY, channel="D1", ts="9.9")

        assert [one.ts for one in removals.claim(session, MONDAY, but_not=[TEAM])] == ["9.9"]


def test_what_is_done_is_gone(database: Database) -> None:
    with database.write() as session:
        (target,) = removals.claim(session, MONDAY)
        removals.done(session, target)

        assert session.scalar(select(func.count()).select_from(Removal)) == 1


def test_bringing_forward_is_for_ones_own_files_only(database: Database) -> None:
    with database.write() as session:
        assert removals.bring_forward(session, meet(session, ADA), MONDAY) == 0
        assert removals.bring_forward(session, meet(session, GRACE), MONDAY) == 1
        assert [one.file_id for one in removals.claim(session, MONDAY)] == [None, "F1"]
