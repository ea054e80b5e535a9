"""The audit holds ids, whatever a request put in their place."""

from __future__ import annotations

from sqlalchemy import select

from bot import audit
from bot.storage.database import Database
from bot.storage.tables import Audit
from tests.cast import MALLORY, MONDAY, TEAM


def _line(database: Database, ids: str) -> Audit:
    with database.write() as session:
        audit.record(session, TEAM, MALLORY, "reflection.open", ids, now=MONDAY)
    with database.read() as session:
        return session.scalars(select(Audit)).one()


def test_a_line_says_who_tried_what(database: Database) -> None:
    line = _line(database, "abc123")

    assert (line.who, line.verb, line.ids) == (MALLORY, "reflection.open", "abc123")


def test_what_no_id_holds_is_kept_harmless(database: Database) -> None:
    line = _line(database, "\x00\ud800" + "x" * 500)

    assert line.ids.startswith(r"\x00\ud800xxx")
    assert len(line.ids) == 200
