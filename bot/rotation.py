"""The rotation of keys: all that is sealed is sealed again with the first key, while people write.

Put the new key first in LADDER_KEYS and the old one behind it, start every process again, rotate,
and only then take the old key away.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Literal, NamedTuple, TypeAlias

from sqlalchemy import ColumnElement, inspect, select, update
from sqlalchemy.orm import Session

from bot.data_map import HOLDINGS
from bot.storage.crypto import Box, CannotOpen
from bot.storage.database import Database
from bot.storage.tables import Base

BATCH = 200
"""Rows per transaction, so that nobody who writes waits long."""

Ending: TypeAlias = Literal["sealed again", "already sealed with the first key", "cannot be opened"]


class Sealed(NamedTuple):
    """A sealed text, and where it was read."""

    table: type[Base]
    column: str
    id: Any
    text: str


def rotate(database: Database, box: Box) -> Counter[Ending]:
    """Seal everything with the first key, and return how many texts ended how."""
    endings: Counter[Ending] = Counter()
    for table, column in sealed_columns():
        last: Any = None
        while page := read(database, table, column, after=last):
            last = page[-1].id
            while page:
                ended, changed = seal_again(database, box, page)
                endings += ended
                page = read(database, table, column, among=[one.id for one in changed])
    return endings


def sealed_columns() -> Iterator[tuple[type[Base], str]]:
    """Yield every column that holds sealed texts."""
    for holding in HOLDINGS:
        for column in holding.sealed:
            yield holding.table, column


def read(
    database: Database,
    table: type[Base],
    column: str,
    *,
    after: Any = None,
    among: Iterable[Any] | None = None,
) -> list[Sealed]:
    """Return a batch of sealed texts, in the order of their ids."""
    key, text = inspect(table).primary_key[0], getattr(table, column)
    which: list[ColumnElement[bool]] = [text.is_not(None)]
    if after is not None:
        which.append(key > after)
    if among is not None:
        which.append(key.in_(list(among)))
    with database.read() as session:
        found = session.execute(select(key, text).where(*which).order_by(key).limit(BATCH))
        return [Sealed(table, column, row[0], row[1]) for row in found]


def seal_again(
    database: Database, box: Box, page: list[Sealed]
) -> tuple[Counter[Ending], list[Sealed]]:
    """Seal a batch again, each text only if it is still the one that was read.

    Returns what became of them, and those that somebody changed meanwhile.
    """
    endings: Counter[Ending] = Counter()
    changed: list[Sealed] = []
    with database.write() as session:
        for one in page:
            try:
                text = box.reseal(one.text)
            except CannotOpen:
                endings["cannot be opened"] += 1
                continue
            if text is None:
                endings["already sealed with the first key"] += 1
            elif _swap(session, one, text):
                endings["sealed again"] += 1
            else:
                changed.append(one)
    return endings, changed


def _swap(session: Session, one: Sealed, text: str) -> bool:
    key, column = inspect(one.table).primary_key[0], getattr(one.table, one.column)
    swap = update(one.table).where(key == one.id, column == one.text).values({one.column: text})
    answer = session.execute(swap, execution_options={"synchronize_session": False})
    return answer.rowcount == 1  # type: ignore[attr-defined, no-any-return]
