"""The clock: APScheduler tells when to look what is due, and a watchdog tells when it does not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from threading import Event, Thread

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.memory import MemoryJobStore
from apscheduler.schedulers.background import BackgroundScheduler
from structlog import get_logger

log = get_logger()

SECONDS = 5
"""From one look to the next."""

PATIENCE = 60
"""After so many seconds without a look, something is wrong."""


class Clock:
    """Calls `look` every few seconds, and work soon, on APScheduler's threads.

    Jobs live in memory only: what is due stands in the database, never in the scheduler.
    """

    def __init__(self, look: Callable[[], None], *, seconds: float = SECONDS) -> None:
        self._look = look
        self._seconds = seconds
        self._scheduler = BackgroundScheduler(
            jobstores={"default": MemoryJobStore()},
            executors={"default": ThreadPoolExecutor(8)},
            job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
            timezone=UTC,
        )

    def start(self) -> None:
        """Begin to tick, at once and then every few seconds."""
        self._scheduler.add_job(
            self._look, "interval", seconds=self._seconds, id="look", next_run_time=_now()
        )
        self._scheduler.start()

    def stop(self) -> None:
        """Tick no more, and wait for what runs."""
        self._scheduler.shutdown(wait=True)

    def soon(self, work: Callable[[], object]) -> None:
        """Do the work at once on another thread."""
        self._scheduler.add_job(work, next_run_time=_now())

    def rouse(self) -> None:
        """Look now. After the wall clock was put back, the next look would be long in coming."""
        self._scheduler.modify_job("look", next_run_time=_now())


class Watchdog:
    """Watches on the monotonic clock that somebody beats; nobody can put that clock back.

    `on_silence` is called each time that it looks and hears nothing.
    """

    def __init__(
        self,
        monotonic: Callable[[], float],
        on_silence: Callable[[], None],
        *,
        patience: float = PATIENCE,
    ) -> None:
        self._monotonic = monotonic
        self._on_silence = on_silence
        self._patience = patience
        self._last = monotonic()
        self._ended = Event()
        self._thread: Thread | None = None

    @property
    def healthy(self) -> bool:
        """Whether somebody beat within the patience."""
        return self._monotonic() - self._last <= self._patience

    def beat(self) -> None:
        """Say that all is well."""
        self._last = self._monotonic()

    def check(self) -> None:
        """Act on silence."""
        if not self.healthy:
            log.error("the clock stands still", seconds=round(self._monotonic() - self._last))
            self._on_silence()

    def start(self, every: float = 5) -> None:
        """Check every few seconds, on a thread of its own."""
        self._thread = Thread(target=self._watch, args=(every,), name="watchdog", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Watch no more."""
        self._ended.set()
        if self._thread is not None:
            self._thread.join()

    def _watch(self, every: float) -> None:
        while not self._ended.wait(every):
            self.check()


def _now() -> datetime:
    """Return the time as APScheduler itself reads it."""
    return datetime.now(UTC)
