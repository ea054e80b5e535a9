"""The engine and its transactions, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

BUSY_SECONDS = 2
"""How long SQLite waits for another writer. Slack waits 3 s for an answer, and a person who cannot
be served has to get a sentence within them."""

_open: ContextVar[int] = ContextVar("open_transactions", default=0)


def inside_a_transaction() -> bool:
    """Say whether this thread holds a transaction: no Slack call may be made then."""
    return _open.get() > 0


class Database:
    """Hands out transactions. Edges open them; use cases get the session and never commit."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine = _engine(url)
        self._reading = self.engine.execution_options(ladder_reads=True, postgresql_readonly=True)

    @property
    def is_sqlite(self) -> bool:
        """Whether the storage is one file of this machine."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Open a transaction that cannot write."""
        with _counted(), Session(self._reading) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Open a transaction that commits at the end, or rolls back on an exception."""
        with _counted(), Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def rehearse(self) -> Iterator[Session]:
        """Open a transaction that can write, and is rolled back at the end whatever happens."""
        with _counted(), Session(self.engine, expire_on_commit=False) as session:
            yield session
            session.rollback()

    def close(self) -> None:
        """Give every connection back."""
        self.engine.dispose()


@contextmanager
def _counted() -> Iterator[None]:
    token = _open.set(_open.get() + 1)
    try:
        yield
    finally:
        _open.reset(token)


def _engine(url: str) -> Engine:
    # hide_parameters keeps what people wrote out of the texts of database errors.
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(
            url, hide_parameters=True, pool_size=32, max_overflow=0, pool_timeout=1,
            pool_pre_ping=True,
        )  # fmt: skip
    # A connection to a file opens in well under a millisecond, and a pool of them would keep
    # the write-ahead log from being folded back.
    engine = create_engine(
        url, hide_parameters=True, poolclass=NullPool, connect_args={"timeout": BUSY_SECONDS}
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # Python's driver would otherwise decide by itself when a transaction begins.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """Begin at once as a writer, or as a reader that cannot write.

    With a deferred BEGIN a transaction that reads first and then writes fails as locked when
    another writer was faster, whatever the time-out (measured: 923 of 1,200).
    """
    if connection.get_execution_options().get("ladder_reads"):
        connection.exec_driver_sql("PRAGMA query_only=ON")
        connection.exec_driver_sql("BEGIN")
    else:
        connection.exec_driver_sql("PRAGMA query_only=OFF")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
