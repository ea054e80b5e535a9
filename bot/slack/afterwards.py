"""Work off the answer's path: what people see again, but nobody waits for."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from threading import Lock

from structlog import get_logger

from bot.slack.errors import where

log = get_logger()


class Afterwards:
    """Runs work after the answer, and tells the log when some of it fails.

    Bolt's own lazy listeners swallow what goes wrong and run even where the answer refused.
    """

    def __init__(self, workers: int = 4) -> None:
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="afterwards")
        self._pending: set[Future[None]] = set()
        self._lock = Lock()
        self._on_person: list[Callable[[str, str], None]] = []
        self._on_nudge: list[Callable[[str, int], None]] = []

    def run(self, work: Callable[[], None]) -> None:
        """Do the work soon, on another thread."""
        future = self._pool.submit(self._wrapped, work)
        with self._lock:
            self._pending.add(future)
        future.add_done_callback(self._forget)

    def when_person_changes(self, show: Callable[[str, str], None]) -> None:
        """Have `show(team, slack_id)` called after each change that the person's Home shows."""
        self._on_person.append(show)

    def when_nudge_changes(self, show: Callable[[str, int], None]) -> None:
        """Have `show(team, nudge_id)` called after each change that a nudge's DM shows."""
        self._on_nudge.append(show)

    def person_changed(self, team: str, slack_id: str) -> None:
        """Say that something on this person's Home is no longer true."""
        for show in self._on_person:
            self.run(lambda show=show: show(team, slack_id))  # type: ignore[misc]

    def nudge_changed(self, team: str, nudge_id: int) -> None:
        """Say that something on this nudge's card is no longer true."""
        for show in self._on_nudge:
            self.run(lambda show=show: show(team, nudge_id))  # type: ignore[misc]

    def settle(self, seconds: float = 10) -> None:
        """Wait until all that was started is done."""
        while True:
            with self._lock:
                pending = set(self._pending)
            if not pending:
                return
            _done, late = wait(pending, timeout=seconds)
            if late:
                raise TimeoutError(f"{len(late)} pieces of work still run after {seconds} s")

    def close(self) -> None:
        """Finish what runs, and take nothing more."""
        self._pool.shutdown(wait=True)

    def _forget(self, future: Future[None]) -> None:
        with self._lock:
            self._pending.discard(future)

    @staticmethod
    def _wrapped(work: Callable[[], None]) -> None:
        try:
            work()
        except Exception as error:  # noqa: BLE001 - nobody else would hear of it.
            log.error("work after an answer failed", error=type(error).__name__, at=where(error))
