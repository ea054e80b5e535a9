"""The clock ticks, and somebody notices when it does not."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from threading import Event, Thread, current_thread

import pytest

from bot.clock import Clock, Watchdog
from tests.delivering import Timer

SOON = 10
"""Seconds after which a test gives up."""


class Looks:
    """Counts the looks and lets a test wait for one."""

    def __init__(self) -> None:
        self.seen = Event()
        self.count = 0

    def __call__(self) -> None:
        """Look."""
        self.count += 1
        self.seen.set()

    def wait(self) -> bool:
        """Wait for the next look, and say whether there was one."""
        found = self.seen.wait(SOON)
        self.seen.clear()
        return found


@pytest.fixture
def looks() -> Looks:
    """What the clock calls."""
    return Looks()


@pytest.fixture
def clock(looks: Looks) -> Iterator[Clock]:
    """A clock that looks once at the start, and then not in the time of a test."""
    clock = Clock(looks, seconds=3600)
    clock.start()
    yield clock
    clock.stop()


@pytest.fixture
def timer() -> Timer:
    """A monotonic clock that only the test moves."""
    return Timer()


@pytest.mark.usefixtures("clock")
def test_it_looks_at_once(looks: Looks) -> None:
    assert looks.wait()


def test_it_looks_again_and_again(looks: Looks) -> None:
    clock = Clock(looks, seconds=0.01)
    clock.start()
    looks.wait()

    assert looks.wait()
    clock.stop()


def test_it_can_be_roused_when_the_next_look_is_far_off(clock: Clock, looks: Looks) -> None:
    looks.wait()
    clock.rouse()

    assert looks.wait()


def test_a_look_that_fails_does_not_end_the_clock(caplog: pytest.LogCaptureFixture) -> None:
    looks = Looks()

    def look() -> None:
        looks()
        raise OSError("the database is away")

    with caplog.at_level(logging.CRITICAL, logger="apscheduler"):
        clock = Clock(look, seconds=0.01)
        clock.start()
        looks.wait()

        assert looks.wait()
        clock.stop()


def test_work_is_done_soon_on_another_thread(clock: Clock) -> None:
    threads: list[Thread] = []
    done = Event()

    def work() -> None:
        threads.append(current_thread())
        done.set()

    clock.soon(work)

    assert done.wait(SOON)
    assert threads != [current_thread()]


def test_one_long_look_is_not_doubled() -> None:
    release, inside = Event(), Looks()

    def look() -> None:
        inside()
        release.wait(SOON)

    clock = Clock(look, seconds=3600)
    clock.start()
    inside.wait()
    clock.rouse()
    release.set()
    clock.stop()

    assert inside.count == 1


# The watchdog


def test_the_watchdog_is_content_while_it_hears_something(timer: Timer) -> None:
    watchdog = Watchdog(timer.monotonic, lambda: None)
    timer.seconds += 60

    assert watchdog.healthy


def test_the_watchdog_turns_red_after_a_minute_of_silence(timer: Timer) -> None:
    watchdog = Watchdog(timer.monotonic, lambda: None)
    timer.seconds += 61

    assert not watchdog.healthy


def test_the_watchdog_turns_green_again(timer: Timer) -> None:
    watchdog = Watchdog(timer.monotonic, lambda: None)
    timer.seconds += 61
    watchdog.beat()

    assert watchdog.healthy


def test_the_watchdog_acts_on_silence(timer: Timer) -> None:
    acts: list[str] = []
    watchdog = Watchdog(timer.monotonic, lambda: acts.append("roused"))
    watchdog.check()
    timer.seconds += 61
    watchdog.check()

    assert acts == ["roused"]


def test_the_watchdog_looks_from_a_thread_of_its_own(timer: Timer) -> None:
    acted = Event()
    watchdog = Watchdog(timer.monotonic, acted.set)
    timer.seconds += 61
    watchdog.start(every=0.01)

    assert acted.wait(SOON)
    watchdog.stop()


def test_a_clock_whose_next_look_lies_far_ahead_is_roused_by_the_watchdog(
    clock: Clock, looks: Looks, timer: Timer
) -> None:
    """This is what the scheduler meets when the wall clock is put back by an hour."""
    looks.wait()
    watchdog = Watchdog(timer.monotonic, clock.rouse)
    timer.seconds += 61
    watchdog.check()

    assert looks.wait()
