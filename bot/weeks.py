"""ISO weeks and hours on people's own clocks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

QUIET_FROM = time(20)
QUIET_UNTIL = time(8)
"""The quiet hours on the person's own clock; 20:00 belongs to them, 8:00 does not."""


@dataclass(frozen=True, order=True)
class Week:
    """An ISO week."""

    year: int
    number: int

    @classmethod
    def of(cls, moment: datetime, zone: str) -> Week:
        """Return the week that a moment lies in on the clock of an IANA zone."""
        year, number, _weekday = moment.astimezone(ZoneInfo(zone)).isocalendar()
        return cls(year, number)

    @classmethod
    def parse(cls, key: str) -> Week:
        """Return the week of a key such as 2026-W37."""
        year, _, number = key.partition("-W")
        return cls(int(year), int(number))

    @property
    def key(self) -> str:
        """The week as it is stored and sorted: 2026-W37."""
        return f"{self.year:04}-W{self.number:02}"

    @property
    def monday(self) -> date:
        """The first day."""
        return date.fromisocalendar(self.year, self.number, 1)

    def plus(self, weeks: int) -> Week:
        """Return the week so many weeks later, over the turn of a year too."""
        year, number, _weekday = (self.monday + timedelta(weeks=weeks)).isocalendar()
        return Week(year, number)


def slot(year: int, week: int, weekday: int, at: time, zone: str) -> datetime:
    """Return that weekday of the ISO week at that time on the person's clock, in UTC.

    Where the clocks are put back and the time comes twice, it is the first one. Where they are
    put forward and the time does not exist, it is as long after the gap's begin as it would be.
    """
    day = date.fromisocalendar(year, week, weekday)
    return datetime.combine(day, at, ZoneInfo(zone)).astimezone(UTC)


def local_day(moment: datetime, zone: str) -> date:
    """Return the day of a moment on the clock of an IANA zone."""
    return moment.astimezone(ZoneInfo(zone)).date()


def is_quiet(moment: datetime, zone: str) -> bool:
    """Say whether a moment lies in the quiet hours of an IANA zone."""
    at = moment.astimezone(ZoneInfo(zone)).time()
    return at >= QUIET_FROM or at < QUIET_UNTIL


@lru_cache(maxsize=1)
def zones() -> frozenset[str]:
    """Return the IANA names that we know; read once, since it looks through a folder."""
    return frozenset(available_timezones())
