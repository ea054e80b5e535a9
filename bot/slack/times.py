"""How moments are written for people: short, on their own clock, with the zone where it helps.

Names of days and months stand here instead of coming from `strftime`, whose words depend on the
locale of the machine. A zone is an IANA name; where none is known yet, UTC is written and named.
"""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)


def day(when: datetime | date, zone: str | None = None) -> str:
    """Return a day such as "Tue 8 Sep". A plain date is a day already and needs no zone."""
    local = _local(when, zone).date() if isinstance(when, datetime) else when
    return f"{WEEKDAYS[local.weekday()][:3]} {local.day} {MONTHS[local.month - 1][:3]}"


def short_day(when: datetime, zone: str | None) -> str:
    """Return a day such as "8 Sep", for where the weekday does not matter."""
    return day(when, zone).partition(" ")[2]


def long_day(day: date) -> str:
    """Return a day such as "31 August"."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def clock(when: datetime, zone: str | None) -> str:
    """Return the time of day such as "10:00"."""
    return f"{_local(when, zone):%H:%M}"


def moment(when: datetime, zone: str | None) -> str:
    """Return a moment such as "Tue 8 Sep, 10:00"."""
    return f"{day(when, zone)}, {clock(when, zone)}"


def with_zone(when: datetime, zone: str | None) -> str:
    """Return a moment such as "Tue 8 Sep, 10:00 (London)", for the first time on a surface."""
    return f"{moment(when, zone)} ({place(zone)})"


def place(zone: str | None) -> str:
    """Return the city that a zone is named after, such as "London" or "New York"."""
    return (zone or "UTC").rpartition("/")[2].replace("_", " ")


def weekday(number: int) -> str:
    """Return the name of an ISO weekday: 1 is Monday."""
    return WEEKDAYS[number - 1]


def _local(when: datetime, zone: str | None) -> datetime:
    if when.tzinfo is None:
        raise ValueError("a moment needs its zone")
    return when.astimezone(ZoneInfo(zone or "UTC"))
