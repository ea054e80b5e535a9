"""The same nudge again, when the person asked for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

from bot import delivery, nudges, plans, reminders
from bot.ladder.model import Framework
from bot.reminders import NoReminder
from bot.rhythms import Rhythm
from bot.storage.database import Database
from tests.cast import ADA, GRACE, TEAM
from tests.delivering import TUESDAY, WEEK, WEEKLY, Worker, utc

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
def worker(sqlite_url: str, framework: Framework) -> Worker:
    """A worker on Tuesday, when Ada and Grace just got their first nudge."""
    worker = Worker(Database(sqlite_url), framework)
    worker.start(ADA)
    worker.start(GRACE)
    worker.tick(TUESDAY)
    return worker


def test_a_reminder_comes_in_an_hour(worker: Worker) -> None:
    assert in_an_hour(worker) == TUESDAY + HOUR
    worker.tick(TUESDAY + HOUR)

    assert kinds(worker) == ["nudge", "reminder"]


def test_a_reminder_does_not_come_early(worker: Worker) -> None:
    in_an_hour(worker)
    worker.tick(TUESDAY + HOUR - timedelta(seconds=1))

    assert kinds(worker) == ["nudge"]


def test_nobody_else_is_reminded(worker: Worker) -> None:
    in_an_hour(worker)
    worker.tick(TUESDAY + HOUR)

    assert kinds(worker, GRACE) == ["nudge"]


def test_a_reminder_comes_tomorrow_at_the_plans_time(worker: Worker) -> None:
    worker.now = TUESDAY + 3 * HOUR

    assert tomorrow(worker) == TUESDAY + DAY


def test_the_card_is_folded_until_then(worker: Worker) -> None:
    in_an_hour(worker)

    assert worker.card().reminder_at == TUESDAY + HOUR


def test_then_the_new_message_is_live_and_the_old_one_stays_folded(worker: Worker) -> None:
    in_an_hour(worker)
    worker.tick(TUESDAY + HOUR)

    with worker.nudge() as (session, nudge):
        lives = [posted.live for posted in delivery.posted(session, TEAM, nudge.id)]
    assert (worker.card().reminder_at, lives) == (None, [False, True])


def test_two_clicks_plan_one_reminder(worker: Worker) -> None:
    in_an_hour(worker)
    worker.now += timedelta(minutes=1)

    assert in_an_hour(worker) == TUESDAY + HOUR
    assert worker.card().reminders_left == 1


def test_now_takes_it_back(worker: Worker) -> None:
    in_an_hour(worker)
    take_back(worker)
    worker.tick(TUESDAY + HOUR)

    assert worker.card().reminder_at is None
    assert kinds(worker) == ["nudge"]


def test_what_was_taken_back_does_not_count(worker: Worker) -> None:
    in_an_hour(worker)
    take_back(worker)
    assert worker.card().reminders_left == 2

    tomorrow(worker)
    assert worker.tick(TUESDAY + DAY) == {"sent": 1}


def test_a_nudge_is_brought_back_twice_at_most(worker: Worker) -> None:
    for _time in range(2):
        in_an_hour(worker)
        worker.tick(worker.now + HOUR)

    with pytest.raises(NoReminder) as refusal:
        in_an_hour(worker)
    assert refusal.value.reason == "third"
    assert kinds(worker) == ["nudge", "reminder", "reminder"]


@pytest.mark.parametrize("clicked", [utc(2026, 9, 8, 18), utc(2026, 9, 9, 5)])
def test_no_reminder_in_an_hour_that_is_quiet(worker: Worker, clicked: datetime) -> None:
    worker.now = clicked

    with pytest.raises(NoReminder) as refusal:
        in_an_hour(worker)
    assert refusal.value.reason == "quiet_hours"


@pytest.mark.parametrize("clicked", [utc(2026, 9, 8, 17, 59), utc(2026, 9, 9, 6)])
def test_a_reminder_may_come_until_the_quiet_hours(worker: Worker, clicked: datetime) -> None:
    worker.now = clicked

    assert in_an_hour(worker) == clicked + HOUR


def test_who_chose_a_quiet_hour_is_reminded_then(worker: Worker) -> None:
    change(worker, replace(WEEKLY, at=time(21)))
    at = tomorrow(worker)

    assert worker.tick(at) == {"sent": 1}


def test_no_reminder_past_the_next_nudge(worker: Worker) -> None:
    change(worker, replace(WEEKLY, weekday=1))
    worker.now = TUESDAY + 5 * DAY

    with pytest.raises(NoReminder) as refusal:
        tomorrow(worker)
    assert refusal.value.reason == "past_next"


def test_a_reminder_that_the_next_nudge_overtook_is_not_sent(worker: Worker) -> None:
    worker.now = TUESDAY + 5 * DAY
    tomorrow(worker)
    change(worker, Rhythm("mentoring", 1, time(9), "Europe/London"))
    worker.tick(TUESDAY + 6 * DAY)

    assert kinds(worker) == ["nudge", "nudge"]
    assert ("skipped", "past_next") in worker.states()


def test_a_reminder_may_come_in_the_next_week_when_the_nudge_does_not(worker: Worker) -> None:
    change(worker, replace(WEEKLY, pace=2))
    worker.now = TUESDAY + 5 * DAY
    worker.tick(tomorrow(worker))

    assert kinds(worker) == ["nudge", "reminder"]
    assert worker.card().is_current


def test_no_reminder_of_a_nudge_that_was_skipped(worker: Worker) -> None:
    with worker.nudge() as (session, nudge):
        nudges.skip(session, nudge, worker.now)

    with pytest.raises(NoReminder) as refusal:
        in_an_hour(worker)
    assert refusal.value.reason == "not_open"


def test_skipping_takes_the_reminder_back(worker: Worker) -> None:
    in_an_hour(worker)
    with worker.nudge() as (session, nudge):
        nudges.skip(session, nudge, worker.now)
    worker.tick(TUESDAY + HOUR)

    assert kinds(worker) == ["nudge"]


def test_reflecting_takes_the_reminder_back(worker: Worker) -> None:
    in_an_hour(worker)
    with worker.nudge() as (session, nudge):
        nudges.reflected(session, nudge, worker.now)
    worker.tick(TUESDAY + HOUR)

    assert kinds(worker) == ["nudge"]


def test_a_pause_holds_reminders_too(worker: Worker) -> None:
    in_an_hour(worker)
    with worker.person() as (session, ada):
        plans.pause(session, ada, None, worker.now)
    worker.tick(TUESDAY + HOUR)

    assert kinds(worker) == ["nudge"]


def test_a_reminder_that_is_late_stays_out_of_the_quiet_hours(worker: Worker) -> None:
    worker.now = TUESDAY + 8 * HOUR
    in_an_hour(worker)
    worker.tick(TUESDAY + 11 * HOUR)

    assert ("skipped", "quiet_hours") in worker.states()


def test_a_reminder_is_not_a_nudge(worker: Worker) -> None:
    in_an_hour(worker)
    worker.tick(TUESDAY + HOUR)

    assert worker.plan().next_at == TUESDAY + WEEK


def in_an_hour(worker: Worker) -> datetime:
    """Let Ada click `Remind me in an hour`."""
    with worker.nudge() as (session, nudge):
        return reminders.in_an_hour(session, nudge, worker.now)


def tomorrow(worker: Worker) -> datetime:
    """Let Ada click `Remind me tomorrow`."""
    with worker.nudge() as (session, nudge):
        return reminders.tomorrow(session, nudge, worker.now)


def take_back(worker: Worker) -> None:
    """Let Ada click `Now`."""
    with worker.nudge() as (session, nudge):
        reminders.take_back(session, nudge)


def change(worker: Worker, rhythm: Rhythm) -> None:
    """Let Ada change her plan."""
    with worker.person() as (session, ada):
        plans.change(session, ada, rhythm, worker.now)


def kinds(worker: Worker, slack_id: str = ADA) -> list[str]:
    """Return the kinds of messages that a person got."""
    return [one.kind for one in worker.messenger.to(slack_id)]
