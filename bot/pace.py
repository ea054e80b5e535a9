"""How fast one workspace is written to: slowly at first, and slower when Slack complains."""

from __future__ import annotations

from collections.abc import Callable

SLOWEST = 0.2
FIRST = 1.0
FASTEST = 5.0
"""Posts per second. Slack takes about one per channel and several hundred per minute and
workspace [docs.slack.dev, rate limits]."""

RISE = 0.05
"""What each accepted post adds to the posts per second."""


class Pace:
    """The pace of one workspace, on a clock that nobody can put back.

    `monotonic` returns seconds, `sleep` takes them.
    """

    def __init__(self, monotonic: Callable[[], float], sleep: Callable[[float], None]) -> None:
        self._monotonic = monotonic
        self._sleep = sleep
        self._next = monotonic()
        self.per_second = FIRST

    def delay(self) -> float:
        """Return the seconds until the next post may go out."""
        return max(self._next - self._monotonic(), 0.0)

    def wait(self) -> None:
        """Sleep until the next post may go out, and count it."""
        delay = self.delay()
        if delay > 0:
            self._sleep(delay)
        self._next = max(self._next, self._monotonic()) + 1 / self.per_second

    def accepted(self) -> None:
        """Slack took a post: the next ones may come a little faster."""
        self.per_second = min(FASTEST, self.per_second + RISE)

    def refused(self, seconds: float) -> None:
        """Slack asked for patience: half as fast from now on, after so many seconds."""
        self.per_second = max(SLOWEST, self.per_second / 2)
        self._next = max(self._next, self._monotonic() + seconds)
