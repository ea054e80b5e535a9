"""The clock that a local Slack lives by; the person at the page may move it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime


def wall_clock() -> datetime:
    """Return the real time, aware, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Clock:
    """What the playground knows of the bot's time.

    `now` returns the bot's time (aware, UTC), `next_due` when the next nudge is due, if any, and
    `move` sets the bot's time and returns when the bot has done what was due by then.
    A clock without `move` cannot be moved from the page.
    """

    now: Callable[[], datetime] = wall_clock
    next_due: Callable[[], datetime | None] = lambda: None
    move: Callable[[datetime], None] | None = None
