"""A request that comes again changes nothing."""

from __future__ import annotations

from datetime import timedelta
from threading import Barrier, Thread

import pytest

from bot import origins, people
from bot.storage.database import Database
from tests.cast import ADA, MONDAY, OTHER_TEAM, TEAM


def test_a_cause_is_new_once(database: Database) -> None:
    with database.write() as session:
        seen = [origins.once(session, TEAM, "view:V1", MONDAY) for _ in range(3)]

    assert seen == [True, False, False]


def test_it_is_remembered_by_later_transactions(database: Database) -> None:
    with database.write() as session:
        origins.once(session, TEAM, "view:V1", MONDAY)

    with database.write() as session:
        assert not origins.once(session, TEAM, "view:V1", MONDAY)


def test_what_was_rolled_back_may_come_again(database: Database) -> None:
    with pytest.raises(RuntimeError), database.write() as session:
        origins.once(session, TEAM, "view:V1", MONDAY)
        raise RuntimeError

    with database.write() as session:
        assert origins.once(session, TEAM, "view:V1", MONDAY)


def test_other_causes_and_other_workspaces_are_others(database: Database) -> None:
    with database.write() as session:
        origins.once(session, TEAM, "view:V1", MONDAY)

        assert origins.once(session, TEAM, "view:V2", MONDAY)
        assert origins.once(session, OTHER_TEAM, "view:V1", MONDAY)


def test_a_transaction_goes_on_after_a_repeated_cause(database: Database) -> None:
    with database.write() as session:
        origins.once(session, TEAM, "view:V1", MONDAY)
        origins.once(session, TEAM, "view:V1", MONDAY)
        people.meet(session, TEAM, ADA)

    with database.read() as session:
        assert people.find(session, TEAM, ADA) is not None


def test_of_two_at_the_same_time_one_is_new(database: Database) -> None:
    together, seen = Barrier(2), []

    def submit() -> None:
        together.wait()
        with database.write() as session:
            seen.append(origins.once(session, TEAM, "view:V1", MONDAY))

    threads = [Thread(target=submit) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(seen) == [False, True]


def test_a_cause_is_forgotten_after_a_week(database: Database) -> None:
    with database.write() as session:
        origins.once(session, TEAM, "view:V1", MONDAY - origins.LASTS - timedelta(seconds=1))
        origins.once(session, TEAM, "view:V2", MONDAY - origins.LASTS)

        assert (origins.forget(session, MONDAY), origins.forget(session, MONDAY)) == (1, 0)
        assert not origins.once(session, TEAM, "view:V2", MONDAY)
