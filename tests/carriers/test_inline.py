"""Delivery within one process: one process per file, and what it finds when it starts."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread

import pytest
from sqlalchemy import update

from bot.carriers.inline import AlreadyDelivering, DeliveringLock
from bot.ladder.model import Framework
from bot.storage.database import Database
from bot.storage.tables import Delivery
from tests.cast import ADA, GRACE, TEAM
from tests.delivering import TUESDAY, WEEK, FakeMessenger, Worker, rate_limited

HOLDS = """
import sys, time
from pathlib import Path
from bot.carriers.inline import DeliveringLock
lock = DeliveringLock(Path(sys.argv[1]))
lock.take()
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture
def database(sqlite_url: str) -> Database:
    """A SQLite file: this carrier is for it."""
    return Database(sqlite_url)


@pytest.fixture
def hire(database: Database, framework: Framework) -> Iterator[Callable[[], Worker]]:
    """Another process that delivers from the same file, to the same Slack."""
    messenger = FakeMessenger()
    hired: list[Worker] = []

    def hire() -> Worker:
        hired.append(Worker(database, framework, messenger))
        return hired[-1]

    yield hire
    for worker in hired:
        worker.inline.stop()


@pytest.fixture
def worker(hire: Callable[[], Worker]) -> Worker:
    """A worker, and Ada and Grace with a plan."""
    worker = hire()
    worker.start(ADA)
    worker.start(GRACE)
    return worker


def test_a_second_process_is_told_so_in_a_sentence(hire: Callable[[], Worker]) -> None:
    hire().inline.start()

    with pytest.raises(AlreadyDelivering, match=r"Another Ladder process delivers from ladder.db"):
        hire().inline.start()


def test_after_the_first_has_stopped_the_second_may(hire: Callable[[], Worker]) -> None:
    first = hire()
    first.inline.start()
    first.inline.stop()

    hire().inline.start()


def test_a_killed_process_gives_its_lock_back(tmp_path: Path) -> None:
    path = tmp_path / "ladder.db"
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(path)], stdout=subprocess.PIPE, text=True
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(AlreadyDelivering):
            DeliveringLock(path).take()
        holder.kill()

    lock = DeliveringLock(path)
    lock.take()
    lock.give_back()


@pytest.mark.parametrize(("left", "found"), [("claimed", "planned"), ("sending", "unknown")])
def test_a_start_resolves_what_the_last_process_left(
    worker: Worker, hire: Callable[[], Worker], left: str, found: str
) -> None:
    worker.now = TUESDAY
    worker.inline.plan()
    with worker.database.write() as session:
        session.execute(update(Delivery).values(state=left))

    hire().inline.start()

    assert {state for state, _reason in worker.states()} == {found}


def test_what_is_done_stays_done_over_a_restart(worker: Worker, hire: Callable[[], Worker]) -> None:
    worker.tick(TUESDAY)
    again = hire()
    again.inline.start()
    again.tick(TUESDAY)

    assert len(worker.messenger.sent) == 2


def test_a_tick_says_what_became_of_what_was_due(worker: Worker) -> None:
    worker.messenger.faults = [rate_limited(30)]

    assert worker.tick(TUESDAY) == {"planned": 1}


def test_a_workspace_that_has_to_wait_sends_the_rest_later(worker: Worker) -> None:
    worker.messenger.faults = [rate_limited(30)]
    worker.tick(TUESDAY)

    assert worker.tick(TUESDAY + timedelta(seconds=30)) == {"sent": 2}


def test_a_look_hands_over_one_drain_for_each_workspace(worker: Worker) -> None:
    handed: list[Callable[[], object]] = []
    worker.now = TUESDAY
    worker.inline.look(handed.append)
    assert (len(handed), worker.messenger.sent) == (1, [])

    handed[0]()
    assert len(worker.messenger.sent) == 2


def test_nothing_due_hands_over_nothing(worker: Worker) -> None:
    handed: list[Callable[[], object]] = []
    worker.inline.look(handed.append)

    assert handed == []


def test_a_tick_returns_when_a_drain_at_work_is_done_too(
    worker: Worker,
) -> None:
    inside, release = Event(), Event()

    def stand_still() -> None:
        inside.set()
        release.wait(10)

    worker.messenger.takes = stand_still
    worker.now = TUESDAY
    worker.inline.plan()
    drain = Thread(target=worker.inline.drain, args=(TEAM,))
    drain.start()
    inside.wait(10)
    ticked = Thread(target=worker.inline.tick)
    ticked.start()
    release.set()
    ticked.join(10)

    assert len(worker.messenger.sent) == 2
    drain.join(10)


def test_who_is_told_to_finish_begins_no_other_message(worker: Worker) -> None:
    worker.messenger.takes = worker.inline.finish

    assert worker.tick(TUESDAY) == {"sent": 1}
    assert [state for state, _reason in worker.states()] == ["sent", "planned"]


def test_each_batch_of_a_look_is_a_sign_of_life(worker: Worker) -> None:
    signs: list[str] = []
    worker.now = TUESDAY
    worker.inline.plan(lambda: signs.append("alive"))

    assert signs == ["alive", "alive"]


def test_a_pace_lives_longer_than_a_drain(worker: Worker) -> None:
    worker.messenger.faults = [rate_limited(1)]
    worker.tick(TUESDAY)
    worker.inline.drain(TEAM)
    worker.timer.slept.clear()
    worker.tick(TUESDAY + WEEK)

    assert worker.timer.slept == [2]


def test_an_error_that_nobody_expected_leaves_its_message_unsent_for_good(
    worker: Worker,
) -> None:
    worker.messenger.faults = [ZeroDivisionError()]
    with pytest.raises(ZeroDivisionError):
        worker.tick(TUESDAY)
    worker.tick()

    assert [state for state, _reason in worker.states()] == ["unknown", "sent"]


def test_the_lock_lies_beside_the_database(tmp_path: Path) -> None:
    lock = DeliveringLock(tmp_path / "ladder.db")
    lock.take()
    lock.give_back()

    assert [path.name for path in tmp_path.iterdir()] == ["ladder.db.delivering"]
