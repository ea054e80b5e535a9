"""Delivery within this process: one file of SQLite, one process that delivers from it."""

from __future__ import annotations

import fcntl
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import Event, Lock
from typing import IO, TypeAlias

from sqlalchemy.orm import Session

from bot import delivery
from bot.drain import Drain, Ending
from bot.pace import Pace
from bot.storage.database import Database

Planner: TypeAlias = Callable[[Session, datetime], int]
"""Turns what is due at that moment into deliveries, a batch at most, and returns how many things
it dealt with. It is asked again, in a transaction of its own, until that is none."""


class AlreadyDelivering(Exception):
    """Another process delivers from the same database; the text says so to whoever started us."""


class DeliveringLock:
    """The lock file beside the database: held by the one process that delivers.

    The system gives it back when the process ends, however it ends.
    """

    def __init__(self, database: Path) -> None:
        self._database = database
        self._path = database.with_name(database.name + ".delivering")
        self._file: IO[str] | None = None

    def take(self) -> None:
        """Hold it until `give_back`. Raises AlreadyDelivering."""
        file = self._path.open("a")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            raise AlreadyDelivering(
                f"Another Ladder process delivers from {self._database.name} already. "
                "Stop it first; only `ladder web` may run beside it."
            ) from None
        self._file = file

    def give_back(self) -> None:
        """Let another process deliver."""
        if self._file is not None:
            self._file.close()
            self._file = None


class Inline:
    """Plans what is due, and drains the workspaces."""

    def __init__(
        self,
        drain: Drain,
        planners: Sequence[Planner],
        make_pace: Callable[[], Pace],
    ) -> None:
        self._drain = drain
        self._planners = planners
        self._make_pace = make_pace
        self._paces: dict[str, Pace] = {}
        self._busy: dict[str, Lock] = {}
        self._guard = Lock()
        self._lock: DeliveringLock | None = None
        self._ending = Event()

    @property
    def _database(self) -> Database:
        return self._drain.database

    def start(self) -> None:
        """Become the process that delivers, and decide what the last one left.

        Raises AlreadyDelivering.
        """
        self._ending.clear()
        path = self._database.engine.url.database
        if self._database.is_sqlite and path:
            lock = DeliveringLock(Path(path))
            lock.take()
            self._lock = lock
        with self._database.write() as session:
            delivery.resolve(session)

    def finish(self) -> None:
        """Begin nothing more; a message that is being sent is sent to its end."""
        self._ending.set()

    def stop(self) -> None:
        """Let another process deliver. Whoever calls it has waited for the drains."""
        if self._lock is not None:
            self._lock.give_back()
            self._lock = None

    def plan(self, alive: Callable[[], None] = lambda: None) -> tuple[str, ...]:
        """Plan what is due now, and return the workspaces with something to send.

        `alive` is called after each batch, for whoever watches that we do not hang.
        """
        now = self._drain.now()
        for planner in self._planners:
            while True:
                with self._database.write() as session:
                    dealt_with = planner(session, now)
                alive()
                if not dealt_with:
                    break
        with self._database.read() as session:
            return delivery.due_teams(session, now)

    def drain(self, team: str, *, wait: bool = False) -> list[Ending]:
        """Send what is due in one workspace.

        When another thread is at it already, leave it to that one, or `wait` for it.
        """
        busy, pace = self._of(team)
        if not busy.acquire(blocking=wait):
            return []
        try:
            # Nobody else sends for this workspace, so what is under way was left by a worker
            # that died.
            with self._database.write() as session:
                delivery.resolve(session, team)
            return self._drain.run(team, pace, self._ending.is_set)
        finally:
            busy.release()

    def tick(self) -> Counter[Ending]:
        """Plan and send what is due now, and return what became of it when all is done."""
        return Counter(ending for team in self.plan() for ending in self.drain(team, wait=True))

    def look(
        self,
        soon: Callable[[Callable[[], object]], None],
        alive: Callable[[], None] = lambda: None,
    ) -> None:
        """Plan what is due now, and hand `soon` one drain for each workspace with something."""
        for team in self.plan(alive):
            soon(partial(self.drain, team))

    def _of(self, team: str) -> tuple[Lock, Pace]:
        with self._guard:
            if team not in self._paces:
                self._paces[team], self._busy[team] = self._make_pace(), Lock()
            return self._busy[team], self._paces[team]
