"""Moments as people read them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.slack import times

AUTUMN = datetime(2026, 9, 8, 9, 0, tzinfo=UTC)


def test_a_day_is_the_day_on_the_persons_own_clock() -> None:
    late = datetime(2026, 9, 8, 23, 30, tzinfo=UTC)

    assert times.day(late, "Europe/London") == "Wed 9 Sep"


def test_a_plain_date_needs_no_zone() -> None:
    assert times.day(date(2026, 10, 6)) == "Tue 6 Oct"


def test_a_moment_is_written_on_the_persons_own_clock() -> None:
    assert times.moment(AUTUMN, "America/New_York") == "Tue 8 Sep, 05:00"


def test_the_zone_is_named_after_its_city() -> None:
    assert times.with_zone(AUTUMN, "Europe/London") == "Tue 8 Sep, 10:00 (London)"


@pytest.mark.parametrize(
    ("zone", "city"),
    [
        ("America/New_York", "New York"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires"),
        ("UTC", "UTC"),
        (None, "UTC"),
    ],
)
def test_a_place_is_the_last_part_of_its_zone(zone: str | None, city: str) -> None:
    assert times.place(zone) == city


def test_the_clock_change_moves_the_hour_and_not_the_time_on_the_wall() -> None:
    before = datetime(2026, 10, 20, 9, 0, tzinfo=UTC)
    after = datetime(2026, 10, 27, 10, 0, tzinfo=UTC)

    assert times.clock(before, "Europe/London") == times.clock(after, "Europe/London") == "10:00"


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        times.moment(datetime(2026, 9, 8, 9, 0), "Europe/London")  # noqa: DTZ001


def test_iso_weekdays_begin_on_monday() -> None:
    assert [times.weekday(1), times.weekday(7)] == ["Monday", "Sunday"]


def test_a_long_day_has_its_month_in_full() -> None:
    assert times.long_day(date(2026, 8, 31)) == "31 August"
