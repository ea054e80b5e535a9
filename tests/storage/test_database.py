"""Transactions read or write, and say which."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError, StatementError

from bot.storage.database import Database, inside_a_transaction
from bot.storage.tables import Origin, Workspace
from tests.cast import TEAM


def test_what_was_written_is_read_again(database: Database) -> None:
    with database.write() as session:
        session.add(Workspace(team_id=TEAM, name="Ladder's friends"))

    with database.read() as session:
        assert session.scalars(select(Workspace.name)).one() == "Ladder's friends"


def test_an_exception_takes_the_whole_transaction_back(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.write() as session:
        session.add(Workspace(team_id=TEAM))
        session.flush()
        _ = 1 / 0

    with database.read() as session:
        assert session.scalar(select(func.count(Workspace.team_id))) == 0


def test_a_reading_transaction_cannot_write(sqlite_url: str) -> None:
    database = Database(sqlite_url)

    with pytest.raises(DBAPIError), database.read() as session:
        session.add(Workspace(team_id=TEAM))
        session.flush()


def test_a_moment_without_a_zone_is_refused(database: Database) -> None:
    naive = datetime(2026, 9, 7, 9, 0)  # noqa: DTZ001 - that is the point.

    with pytest.raises(StatementError, match="needs its zone"), database.write() as session:
        session.add(Origin(team_id=TEAM, key="k", at=naive))


def test_a_moment_comes_back_in_utc(database: Database) -> None:
    moment = datetime.fromisoformat("2026-09-07T11:30:00+02:00")
    with database.write() as session:
        session.add(Origin(team_id=TEAM, key="k", at=moment))

    with database.read() as session:
        found = session.scalars(select(Origin.at)).one()
    assert (found, found.tzinfo) == (moment, UTC)


def test_a_thread_knows_whether_it_holds_a_transaction(database: Database) -> None:
    with database.read():
        inside = inside_a_transaction()

    assert (inside, inside_a_transaction()) == (True, False)


def test_words_stay_out_of_the_texts_of_database_errors(database: Database) -> None:
    with pytest.raises(DBAPIError) as caught, database.write() as session:
        for _ in range(2):
            session.add(Workspace(team_id=TEAM, name="planted words"))
            session.flush()
            session.expunge_all()

    assert "planted words" not in str(caught.value)
