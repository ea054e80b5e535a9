"""A clock that a test moves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.playground import Clock


class MovingClock:
    """Stands at a Monday morning until it is moved."""

    def __init__(self) -> None:
        self.time = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)
        self.due: datetime | None = None

    def forward(self, **step: float) -> None:
        """Let time pass, as in `forward(minutes=31)`."""
        self.time += timedelta(**step)

    def move(self, target: datetime) -> None:
        """Go to a moment."""
        self.time = target

    def as_clock(self) -> Clock:
        """Return what a local Slack takes."""
        return Clock(now=lambda: self.time, next_due=lambda: self.due, move=self.move)
