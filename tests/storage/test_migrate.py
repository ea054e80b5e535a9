"""The history of the tables, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from bot.storage.database import Database
from bot.storage.migrate import configuration, is_current, migrate
from bot.storage.tables import Base


@pytest.fixture(params=["sqlite", "postgresql"])
def blank(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without tables."""
    if request.param == "sqlite":
        database = Database(f"sqlite:///{tmp_path / 'blank.db'}")
        yield database
        database.close()
        return
    server = Database(request.getfixturevalue("postgresql_url"))
    with server.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("DROP DATABASE IF EXISTS blank WITH (FORCE)"))
        connection.execute(text("CREATE DATABASE blank"))
    url = server.engine.url.set(database="blank").render_as_string(hide_password=False)
    database = Database(url)
    yield database
    database.close()
    server.close()


def test_the_history_ends_where_the_code_is(blank: Database) -> None:
    migrate(blank)

    with blank.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_migrating_twice_is_harmless(blank: Database) -> None:
    migrate(blank)
    migrate(blank)

    assert is_current(blank)


def test_migrating_at_once_is_harmless(blank: Database) -> None:
    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(migrate, blank) for _ in range(4)]:
            done.result()

    assert is_current(blank)


def test_the_way_back_leaves_no_table_of_ours(blank: Database) -> None:
    migrate(blank)
    with blank.engine.begin() as connection:
        command.downgrade(configuration(connection), "base")

    assert set(inspect(blank.engine).get_table_names()) == {"alembic_version"}


def test_a_fresh_database_is_not_current(blank: Database) -> None:
    assert not is_current(blank)
