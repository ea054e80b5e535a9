"""A person's rhythm, and the slots that follow from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from bot.weeks import Week, local_day, slot, zones

PACES = (1, 2, 4)
"""Weeks from one nudge to the next."""


class NoSuchZone(ValueError):
    """The name is no IANA time zone that we know."""


@dataclass(frozen=True)
class Rhythm:
    """What a person chooses: area id, ISO weekday, wall time, IANA zone, weeks between two.

    Raises NoSuchZone for an unknown zone, ValueError for any other nonsense.
    """

    area: str
    weekday: int
    at: time
    zone: str
    pace: int = 1

    def __post_init__(self) -> None:
        if self.zone not in zones():
            raise NoSuchZone(self.zone)
        if self.weekday not in range(1, 8) or self.pace not in PACES or self.at.tzinfo:
            raise ValueError("a rhythm has a weekday from 1 to 7, a wall time and a known pace")


def next_slot(
    rhythm: Rhythm,
    now: datetime,
    *,
    taken: Iterable[tuple[Week, datetime]] = (),
    without: Week | None = None,
    not_before: date | None = None,
) -> datetime:
    """Return the first slot after `now`, in UTC: a pace after the last nudge, in a free week.

    Nudges with a moment after `now` take their week, and do not move the pace: the clock was
    put back since.
    """
    taken = tuple(taken)
    past = [week for week, at in taken if at <= now]
    closed = {week for week, _at in taken} | {without}
    week = Week.of(now, rhythm.zone)
    if past:
        week = max(week, max(past).plus(rhythm.pace))
    while True:
        at = slot(week.year, week.number, rhythm.weekday, rhythm.at, rhythm.zone)
        too_early = not_before is not None and local_day(at, rhythm.zone) < not_before
        if at > now and week not in closed and not too_early:
            return at
        week = week.plus(1)
