"""When the next nudge comes: on the person's own clock, and never twice in a week."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import plans
from bot.ladder.model import Framework
from bot.plans import DayIsOver
from bot.rhythms import NoSuchZone, Rhythm, next_slot
from bot.storage.database import Database
from bot.weeks import Week, is_quiet, local_day, slot, zones
from tests import cast
from tests.cast import ADA, GRACE, MONDAY, OTHER_TEAM
from tests.delivering import TUESDAY, WEEK, WEEKLY, Worker, utc

DAY = timedelta(days=1)
SOME_ZONES = st.sampled_from(sorted(zones()))
TIMES = st.times(max_value=time(23, 59))
FIRST = utc(2000, 1, 3)
MOMENTS = st.integers(0, 38 * 365 * 24 * 60).map(lambda minutes: FIRST + timedelta(minutes=minutes))


@pytest.fixture
def worker(sqlite_url: str, framework: Framework) -> Worker:
    """A worker, on Monday morning of week 37."""
    return Worker(Database(sqlite_url), framework)


# The slot


@pytest.mark.parametrize(
    ("zone", "day", "at", "expected"),
    [
        ("Europe/London", date(2026, 3, 23), time(10), utc(2026, 3, 23, 10)),
        ("Europe/London", date(2026, 3, 30), time(10), utc(2026, 3, 30, 9)),
        ("Europe/London", date(2026, 3, 29), time(1, 30), utc(2026, 3, 29, 1, 30)),
        ("Europe/London", date(2026, 10, 25), time(1, 30), utc(2026, 10, 25, 0, 30)),
        ("America/New_York", date(2026, 11, 1), time(1, 30), utc(2026, 11, 1, 5, 30)),
        ("Africa/Cairo", date(2026, 4, 24), time(0, 30), utc(2026, 4, 23, 22, 30)),
        ("Australia/Lord_Howe", date(2026, 10, 4), time(2, 15), utc(2026, 10, 3, 15, 45)),
        ("Australia/Lord_Howe", date(2026, 4, 5), time(1, 45), utc(2026, 4, 4, 14, 45)),
        ("Pacific/Apia", date(2011, 12, 30), time(10), utc(2011, 12, 30, 20)),
        ("Asia/Kolkata", date(2028, 2, 29), time(10), utc(2028, 2, 29, 4, 30)),
        ("Europe/London", date(2026, 12, 31), time(10), utc(2026, 12, 31, 10)),
        ("Europe/London", date(2027, 1, 3), time(10), utc(2027, 1, 3, 10)),
    ],
    ids=[
        "before the clocks go forward", "after it", "in the gap", "in the hour that comes twice",
        "in the hour that comes twice in New York", "a gap at midnight", "a gap of 30 minutes",
        "30 minutes that come twice", "a day that was left out", "a leap day",
        "the Thursday of week 53", "the Sunday of week 53",
    ],
)  # fmt: skip
def test_the_slot_is_on_the_persons_wall_clock(
    zone: str, day: date, at: time, expected: datetime
) -> None:
    year, week, weekday = day.isocalendar()

    assert slot(year, week, weekday, at, zone) == expected


def test_in_a_spring_gap_it_is_the_hour_after_it() -> None:
    at = slot(2026, 13, 7, time(1, 30), "Europe/London")

    assert at.astimezone(ZoneInfo("Europe/London")).time() == time(2, 30)


def test_week_53_is_followed_by_week_1() -> None:
    rhythm = replace(WEEKLY, weekday=4)

    first = next_slot(rhythm, utc(2026, 12, 28))
    second = next_slot(rhythm, first, taken=[(Week.of(first, WEEKLY.zone), first)])

    assert (first, second) == (utc(2026, 12, 31, 10), utc(2027, 1, 7, 10))


@given(zone=SOME_ZONES, at=TIMES, weekday=st.integers(1, 7), now=MOMENTS)
def test_a_slot_comes_after_now_and_within_eight_days_and_a_skipped_one(
    zone: str, at: time, weekday: int, now: datetime
) -> None:
    found = next_slot(Rhythm("mentoring", weekday, at, zone), now)

    assert now < found <= now + timedelta(days=9)


@given(zone=SOME_ZONES, at=TIMES, weekday=st.integers(1, 7), now=MOMENTS)
def test_two_slots_never_lie_in_one_week(zone: str, at: time, weekday: int, now: datetime) -> None:
    rhythm = Rhythm("mentoring", weekday, at, zone)
    first = next_slot(rhythm, now)
    second = next_slot(rhythm, first, taken=[(Week.of(first, zone), first)])

    assert Week.of(first, zone) < Week.of(second, zone)


@given(zone=SOME_ZONES, now=MOMENTS)
def test_a_week_is_found_again_by_its_key(zone: str, now: datetime) -> None:
    week = Week.of(now, zone)

    assert Week.parse(week.key) == week
    assert len(week.key) == 8


@pytest.mark.parametrize(
    ("hour", "minute", "quiet"),
    [(7, 59, True), (8, 0, False), (19, 59, False), (20, 0, True), (0, 0, True)],
)
def test_the_quiet_hours_are_on_the_persons_clock(hour: int, minute: int, quiet: bool) -> None:
    moment = datetime(2026, 9, 8, hour, minute, tzinfo=ZoneInfo("Asia/Kathmandu"))

    assert is_quiet(moment, "Asia/Kathmandu") is quiet


# What a person may choose


@pytest.mark.parametrize("zone", ["", "Londonn", "../../etc/passwd", "Europe", "/etc/localtime"])
def test_a_zone_that_does_not_exist_is_refused(zone: str) -> None:
    with pytest.raises(NoSuchZone):
        replace(WEEKLY, zone=zone)


@pytest.mark.parametrize("weekday", [0, 8, -1])
def test_a_weekday_that_does_not_exist_is_refused(weekday: int) -> None:
    with pytest.raises(ValueError, match="weekday"):
        replace(WEEKLY, weekday=weekday)


def test_a_pace_that_is_not_offered_is_refused() -> None:
    with pytest.raises(ValueError, match="pace"):
        replace(WEEKLY, pace=3)


# Starting, changing


def test_nobody_has_a_plan_until_they_start_one(worker: Worker) -> None:
    worker.start(GRACE)

    with worker.person(ADA) as (session, ada):
        assert plans.find(session, ada) is None


def test_a_plan_of_another_workspace_is_not_found(worker: Worker) -> None:
    with worker.database.write() as session:
        plans.start(session, cast.meet(session, ADA, OTHER_TEAM), WEEKLY, MONDAY)

    with worker.person(ADA) as (session, ada):
        assert plans.view(session, ada, MONDAY) is None


def test_a_plan_that_starts_before_its_slot_begins_this_week(worker: Worker) -> None:
    worker.start()

    assert worker.plan().next_at == TUESDAY


def test_a_plan_that_starts_after_its_slot_begins_next_week(worker: Worker) -> None:
    worker.now = TUESDAY
    worker.start()

    assert worker.plan().next_at == TUESDAY + WEEK


def test_starting_twice_leaves_one_plan(worker: Worker) -> None:
    worker.start()
    worker.start(ADA, replace(WEEKLY, area="quality"))

    assert worker.plan().rhythm.area == "quality"


@pytest.mark.parametrize("pace", [1, 2, 4])
def test_the_next_nudge_comes_a_pace_later(worker: Worker, pace: int) -> None:
    worker.start(ADA, replace(WEEKLY, pace=pace))
    worker.tick(TUESDAY)

    assert worker.plan().next_at == TUESDAY + pace * WEEK


def test_a_day_changed_before_the_nudge_moves_it_within_the_week(worker: Worker) -> None:
    worker.start()
    change(worker, replace(WEEKLY, weekday=4))

    assert worker.plan().next_at == TUESDAY + 2 * DAY


def test_a_day_changed_after_the_nudge_waits_for_next_week(worker: Worker) -> None:
    worker.start()
    worker.tick(TUESDAY)
    change(worker, replace(WEEKLY, weekday=4))

    assert worker.plan().next_at == TUESDAY + 2 * DAY + WEEK


def test_a_day_moved_past_is_lost_for_this_week(worker: Worker) -> None:
    worker.start(ADA, replace(WEEKLY, weekday=4))
    worker.now = TUESDAY + DAY
    change(worker, WEEKLY)

    assert worker.plan().next_at == TUESDAY + WEEK


def test_a_faster_pace_counts_from_the_last_nudge(worker: Worker) -> None:
    worker.start(ADA, replace(WEEKLY, pace=4))
    worker.tick(TUESDAY)
    change(worker, WEEKLY)

    assert worker.plan().next_at == TUESDAY + WEEK


def test_a_zone_to_the_west_brings_no_second_nudge_in_the_week(worker: Worker) -> None:
    """Monday on Kiritimati is still Sunday of the week before in Honolulu."""
    worker.start(ADA, Rhythm("mentoring", 1, time(9), "Pacific/Kiritimati"))
    worker.tick(utc(2026, 9, 13, 19))
    change(worker, Rhythm("mentoring", 7, time(18), "Pacific/Honolulu"))

    assert worker.plan().next_at == utc(2026, 9, 28, 4)


def test_a_zone_to_the_east_brings_no_second_nudge_in_the_week(worker: Worker) -> None:
    """Sunday evening in Honolulu is already Monday of the next week on Kiritimati."""
    worker.start(ADA, Rhythm("mentoring", 7, time(18), "Pacific/Honolulu"))
    worker.tick(utc(2026, 9, 14, 4))
    change(worker, Rhythm("mentoring", 2, time(9), "Pacific/Kiritimati"))

    assert worker.plan().next_at == utc(2026, 9, 21, 19)


def test_changing_a_paused_plan_leaves_it_paused(worker: Worker) -> None:
    worker.start()
    pause(worker, None)
    change(worker, replace(WEEKLY, weekday=5))

    assert worker.plan().state == "paused"


def test_a_change_by_who_has_no_plan_makes_none(worker: Worker) -> None:
    with worker.person() as (session, ada):
        assert plans.change(session, ada, WEEKLY, MONDAY) is None


def test_another_focus_says_which_one_was_before(worker: Worker) -> None:
    worker.start()

    with worker.person() as (session, ada):
        assert plans.focus(session, ada, "quality") == "mentoring"
    assert worker.plan().rhythm.area == "quality"


def test_the_focus_of_others_stays(worker: Worker) -> None:
    worker.start(ADA)
    worker.start(GRACE)
    with worker.person(ADA) as (session, ada):
        plans.focus(session, ada, "quality")

    assert worker.plan(GRACE).rhythm.area == "mentoring"


# Pausing, resuming, stopping, leaving out


def test_a_pause_ends_by_itself_on_its_day(worker: Worker) -> None:
    worker.start()
    pause(worker, date(2026, 10, 6))

    assert worker.plan().next_at == TUESDAY + 4 * WEEK
    assert worker.tick(TUESDAY + 4 * WEEK) == {"sent": 1}


def test_a_pause_that_ended_reads_active(worker: Worker) -> None:
    worker.start()
    pause(worker, date(2026, 10, 6))
    worker.now = utc(2026, 10, 6, 0)

    assert worker.plan().state == "active"


def test_a_pause_holds_until_the_day_begins_where_the_person_is(worker: Worker) -> None:
    worker.start()
    pause(worker, date(2026, 10, 6))
    worker.now = utc(2026, 10, 5, 22, 59)

    assert worker.plan().state == "paused"


def test_nothing_comes_during_a_pause(worker: Worker) -> None:
    worker.start()
    pause(worker, date(2026, 10, 6))
    for week in range(4):
        worker.tick(TUESDAY + week * WEEK)

    assert worker.messenger.tried == []


def test_pause_four_weeks_counts_from_today(worker: Worker) -> None:
    worker.start()
    worker.now = TUESDAY
    with worker.person() as (session, ada):
        plans.pause_four_weeks(session, ada, TUESDAY)

    assert worker.plan().paused_until == date(2026, 10, 6)


@pytest.mark.parametrize("day", [date(2026, 9, 6), date(2026, 9, 7)])
def test_a_pause_until_a_day_that_is_over_is_refused(worker: Worker, day: date) -> None:
    worker.start()

    with pytest.raises(DayIsOver):
        pause(worker, day)


def test_a_pause_without_an_end_ends_by_a_click(worker: Worker) -> None:
    worker.start()
    pause(worker, None)
    assert worker.plan().next_at is None

    with worker.person() as (session, ada):
        plans.resume(session, ada, MONDAY)
    assert worker.plan().next_at == TUESDAY


def test_a_resume_brings_no_second_nudge_in_the_week(worker: Worker) -> None:
    worker.start(ADA, replace(WEEKLY, weekday=2))
    worker.tick(TUESDAY)
    pause(worker, None)
    change(worker, replace(WEEKLY, weekday=5))
    with worker.person() as (session, ada):
        plans.resume(session, ada, TUESDAY)

    assert worker.plan().next_at == TUESDAY + 3 * DAY + WEEK


def test_nothing_comes_after_a_stop(worker: Worker) -> None:
    worker.start()
    with worker.person() as (session, ada):
        plans.stop(session, ada, MONDAY)
    worker.tick(TUESDAY)

    assert (worker.plan().state, worker.plan().next_at) == ("stopped", None)
    assert worker.messenger.tried == []


def test_a_pause_after_a_stop_brings_nothing_back(worker: Worker) -> None:
    worker.start()
    with worker.person() as (session, ada):
        plans.stop(session, ada, MONDAY)
        plans.pause_four_weeks(session, ada, MONDAY)

    assert (worker.plan().state, worker.plan().next_at) == ("stopped", None)


def test_start_again_goes_on_with_the_same_rhythm(worker: Worker) -> None:
    worker.start()
    with worker.person() as (session, ada):
        plans.stop(session, ada, MONDAY)
        plans.resume(session, ada, MONDAY)

    assert (worker.plan().rhythm, worker.plan().next_at) == (WEEKLY, TUESDAY)


def test_a_nudge_can_be_left_out_before_it_comes(worker: Worker) -> None:
    worker.start()
    leave_out(worker)
    worker.tick(TUESDAY)

    assert worker.messenger.tried == []
    assert worker.tick(TUESDAY + WEEK) == {"sent": 1}


def test_leaving_out_twice_leaves_out_one(worker: Worker) -> None:
    worker.start()
    leave_out(worker)
    leave_out(worker)

    assert worker.plan().next_at == TUESDAY + WEEK


def test_what_was_left_out_can_come_after_all(worker: Worker) -> None:
    worker.start()
    leave_out(worker)
    with worker.person() as (session, ada):
        plans.unskip_next(session, ada, MONDAY)

    assert worker.tick(TUESDAY) == {"sent": 1}


def test_slacks_refusal_is_said_until_the_person_goes_on(worker: Worker) -> None:
    worker.start()
    with worker.person() as (session, ada):
        plan = plans.find(session, ada)
        assert plan is not None
        plans.refuse(plan, "messages_tab_disabled")
    assert worker.plan().reason == "messages_tab_disabled"

    with worker.person() as (session, ada):
        plans.resume(session, ada, MONDAY)
    assert worker.plan().reason is None


def test_tomorrow_is_at_the_plans_time_through_a_clock_change(worker: Worker) -> None:
    worker.start()
    with worker.person() as (session, ada):
        plan = plans.find(session, ada)
        assert plan is not None
        at = plans.tomorrow(plan, utc(2026, 10, 24, 9))

    assert (at, local_day(at, "Europe/London")) == (utc(2026, 10, 25, 10), date(2026, 10, 25))


def change(worker: Worker, rhythm: Rhythm) -> None:
    """Let Ada change her plan now."""
    with worker.person() as (session, ada):
        plans.change(session, ada, rhythm, worker.now)


def pause(worker: Worker, until: date | None) -> None:
    """Let Ada pause her plan now."""
    with worker.person() as (session, ada):
        plans.pause(session, ada, until, worker.now)


def leave_out(worker: Worker) -> None:
    """Let Ada leave out the next nudge."""
    with worker.person() as (session, ada):
        plans.skip_next(session, ada, worker.now)
