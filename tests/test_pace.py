"""How fast a workspace is written to."""

from __future__ import annotations

import pytest

from bot.pace import Pace
from tests.delivering import Timer


@pytest.fixture
def timer() -> Timer:
    """A clock that only sleeping moves."""
    return Timer()


@pytest.fixture
def pace(timer: Timer) -> Pace:
    """The pace of a workspace that was not written to yet."""
    return Pace(timer.monotonic, timer.sleep)


def test_the_first_post_goes_at_once(pace: Pace, timer: Timer) -> None:
    pace.wait()

    assert timer.slept == []


def test_then_one_a_second(pace: Pace, timer: Timer) -> None:
    for _post in range(4):
        pace.wait()

    assert timer.slept == [1, 1, 1]


def test_who_came_late_has_not_saved_up(pace: Pace, timer: Timer) -> None:
    pace.wait()
    timer.seconds += 60
    pace.wait()
    pace.wait()

    assert timer.slept == [1]


def test_it_rises_slowly_to_five_a_second_and_no_further(pace: Pace) -> None:
    rising = []
    for _post in range(200):
        pace.accepted()
        rising.append(pace.per_second)

    assert rising[0] == pytest.approx(1.05)
    assert max(rising) == 5


def test_a_refusal_halves_it(pace: Pace) -> None:
    pace.refused(30)

    assert pace.per_second == 0.5


def test_after_a_refusal_nothing_goes_until_slack_is_ready(pace: Pace, timer: Timer) -> None:
    pace.refused(30)
    pace.wait()

    assert timer.slept == [30]


def test_it_never_comes_to_a_stand(pace: Pace) -> None:
    for _refusal in range(20):
        pace.refused(0)

    assert pace.per_second == 0.2
