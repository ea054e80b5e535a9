"""The history of the tables: one for SQLite and PostgreSQL, safe to run twice and at once."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from bot.storage.database import Database

LOCK = 4_871_223
"""The number of the PostgreSQL advisory lock that migrations hold; any fixed one would do."""


def migrate(database: Database) -> None:
    """Bring the tables to the newest version, in one transaction."""
    with database.engine.begin() as connection:
        if not database.is_sqlite:
            # SQLite's BEGIN IMMEDIATE already lets only one in; a second waits for the first.
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        command.upgrade(configuration(connection), "head")


def is_current(database: Database) -> bool:
    """Say whether the tables have the newest version."""
    with database.engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    return found == ScriptDirectory(str(_folder())).get_current_head()


def configuration(connection: Connection) -> Config:
    """Return Alembic's settings, on a connection that is already in a transaction."""
    config = Config()
    config.set_main_option("script_location", str(_folder()))
    config.attributes["connection"] = connection
    return config


def _folder() -> Path:
    return Path(__file__).parent / "migrations"
