"""The playground's clock: moving it is as good as waiting."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.play import MovableClock, move
from tests.slack.conftest import Edge
from tests.slack.practising import start


class EdgeClock(MovableClock):
    """The clock of a test in place of the wall clock."""

    def __init__(self, edge: Edge) -> None:
        super().__init__()
        self._edge = edge

    def now(self) -> datetime:
        return self._edge.now

    def set(self, moment: datetime) -> None:
        self._edge.at(moment)


def test_a_jump_over_nudges_delivers_each_on_its_way(edge: Edge) -> None:
    start(edge.ada)

    move(edge.bot, EdgeClock(edge), edge.now + timedelta(weeks=3))

    assert len(edge.ada.dm) == 3


def test_a_moved_clock_goes_on() -> None:
    clock = MovableClock()
    clock.set(datetime.now(UTC) + timedelta(days=30))

    assert timedelta(days=29) < clock.now() - datetime.now(UTC) < timedelta(days=31)
