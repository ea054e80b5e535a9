"""What is wrong with an installation, and how to mend it, in a line each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bot import reflections
from bot.ladder.report import check
from bot.storage.crypto import Box
from bot.storage.database import Database
from bot.storage.migrate import is_current


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at."""

    well: bool
    line: str


def look_at_database(database: Database) -> list[Finding]:
    """Say whether the database answers and has the newest tables."""
    try:
        with database.read() as session:
            session.execute(text("SELECT 1"))
        current = is_current(database)
    except SQLAlchemyError as error:
        kind = type(error).__name__
        return [Finding(False, f"database: does not answer ({kind}); mend DATABASE_URL")]
    if not current:
        return [Finding(False, "database: its tables are not the newest; run `ladder migrate`")]
    return [Finding(True, f"database: answers, newest tables ({database.engine.dialect.name})")]


def look_at_keys(database: Database, box: Box) -> list[Finding]:
    """Say whether LADDER_KEYS still opens what was written last. Nothing of it is shown."""
    with database.read() as session:
        opens = reflections.keys_open_the_newest(session, box)
    if opens is None:
        return [Finding(True, "keys: good; nothing is written yet")]
    if not opens:
        mend = "put the key that it was written with back into LADDER_KEYS"
        return [Finding(False, f"keys: the newest reflection does not open; {mend}")]
    return [Finding(True, "keys: open what was written last")]


def look_at_ladder(folder: Path) -> list[Finding]:
    """Say whether the framework is sound."""
    lines, good = check(folder)
    if good:
        return [Finding(True, f"ladder: {lines[0]}")]
    return [Finding(False, f"ladder: {len(lines)} errors; run `ladder check {folder}`")]
