"""Due plans become nudges: when, how often, and with which kindness."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import select

from bot import nudges, planning, plans
from bot.ladder.model import Framework
from bot.storage.database import Database
from bot.storage.tables import Nudge, Person, Plan
from tests.cast import ADA, GRACE, MALLORY, MONDAY, TEAM
from tests.delivering import TUESDAY, WEEK, WEEKLY, Worker

DAY = timedelta(days=1)


@pytest.fixture
def worker(sqlite_url: str, framework: Framework) -> Worker:
    """A worker on Tuesday, when Ada and Grace just got their first nudge."""
    worker = Worker(Database(sqlite_url), framework)
    worker.start(ADA)
    worker.start(GRACE)
    worker.tick(TUESDAY)
    return worker


# Kindness


def test_the_first_nudge_says_that_it_is(worker: Worker) -> None:
    assert worker.card().kindness == "first"


def test_the_second_nudge_is_not_the_first(worker: Worker) -> None:
    worker.tick(TUESDAY + WEEK)

    assert worker.card().kindness is None


def test_after_three_untouched_a_slower_pace_is_offered(worker: Worker) -> None:
    weeks_pass(worker, 3)

    card = worker.card()
    assert (card.kindness, card.slower_pace) == ("slower", 2)


def test_after_two_untouched_nothing_is_offered(worker: Worker) -> None:
    weeks_pass(worker, 2)

    assert worker.card().kindness is None


def test_a_click_starts_the_count_anew(worker: Worker) -> None:
    weeks_pass(worker, 2)
    swap(worker)
    weeks_pass(worker, 1)

    assert worker.card().kindness is None


def test_a_nudge_that_never_went_out_does_not_count(worker: Worker) -> None:
    weeks_pass(worker, 2)
    worker.tick(worker.now + WEEK + 14 * timedelta(hours=1))
    worker.tick(TUESDAY + 4 * WEEK)

    assert worker.card().kindness == "slower"


def test_a_slower_pace_counts_from_the_nudge_that_offered_it(worker: Worker) -> None:
    weeks_pass(worker, 3)
    with worker.nudge() as (session, nudge):
        nudges.slower(session, nudge, worker.now)

    assert worker.plan().next_at == worker.now + 2 * WEEK
    assert worker.card().kindness is None


def test_a_slower_pace_is_only_given_where_it_is_offered(worker: Worker) -> None:
    with worker.nudge() as (session, nudge):
        nudges.slower(session, nudge, worker.now)

    assert worker.plan().rhythm.pace == 1


def test_keeping_the_pace_ends_the_offer(worker: Worker) -> None:
    weeks_pass(worker, 3)
    with worker.nudge() as (session, nudge):
        nudges.keep_pace(session, nudge)

    assert (worker.card().kindness, worker.plan().rhythm.pace) == (None, 1)


def test_a_pause_from_within_the_nudge_lasts_four_weeks(worker: Worker) -> None:
    weeks_pass(worker, 3)
    with worker.nudge() as (session, nudge):
        nudges.pause_instead(session, nudge, worker.now)

    assert worker.plan().paused_until == date(2026, 10, 27)


def test_after_five_untouched_one_more_comes_and_then_none(worker: Worker) -> None:
    weeks_pass(worker, 5)
    assert worker.card().kindness == "quiet"
    count = len(worker.messenger.to(ADA))

    weeks_pass(worker, 3)
    assert (count, len(worker.messenger.to(ADA))) == (6, 6)


def test_a_plan_that_stopped_by_itself_says_so(worker: Worker) -> None:
    weeks_pass(worker, 5)

    assert (worker.plan().state, worker.plan().reason) == ("stopped", "untouched")


def test_who_stops_before_the_last_one_goes_out_does_not_get_it(worker: Worker) -> None:
    weeks_pass(worker, 4)
    worker.now += WEEK
    worker.inline.plan()
    with worker.person() as (session, ada):
        plans.stop(session, ada, worker.now)
    worker.inline.drain(TEAM)

    assert len(worker.messenger.to(ADA)) == 5


def test_a_plan_that_stopped_by_itself_starts_again_by_a_click(worker: Worker) -> None:
    weeks_pass(worker, 5)
    with worker.person() as (session, ada):
        plans.resume(session, ada, worker.now)
    weeks_pass(worker, 1)

    assert (worker.plan().state, worker.card().kindness) == ("active", None)


# Show me one now


def test_one_now_counts_as_this_weeks(worker: Worker) -> None:
    worker.start(MALLORY, replace(WEEKLY, weekday=5))
    assert show_now(worker, MALLORY) is not None
    worker.tick()

    assert len(worker.messenger.to(MALLORY)) == 1
    assert worker.plan(MALLORY).next_at == TUESDAY + 3 * DAY + WEEK


def test_one_now_is_sent_in_the_quiet_hours_too(worker: Worker) -> None:
    worker.start(MALLORY, replace(WEEKLY, weekday=5))
    worker.now = MONDAY + timedelta(hours=13)
    show_now(worker, MALLORY)
    worker.tick()

    assert len(worker.messenger.to(MALLORY)) == 1


def test_one_now_twice_is_one(worker: Worker) -> None:
    worker.start(MALLORY)
    show_now(worker, MALLORY)
    show_now(worker, MALLORY)
    worker.tick()

    assert len(worker.messenger.to(MALLORY)) == 1


def test_one_now_after_this_weeks_sends_nothing(worker: Worker) -> None:
    with worker.nudge() as (_session, nudge):
        mine = nudge.id
    shown = show_now(worker, ADA)
    worker.tick()

    assert (shown, len(worker.messenger.to(ADA))) == (mine, 1)


def test_one_now_brings_back_what_came_too_late_to_be_sent(worker: Worker) -> None:
    worker.tick(TUESDAY + WEEK + timedelta(hours=13))
    assert len(worker.messenger.to(ADA)) == 1

    show_now(worker, ADA)
    worker.tick()
    assert len(worker.messenger.to(ADA)) == 2


def test_one_now_never_repeats_what_may_have_arrived(worker: Worker) -> None:
    worker.messenger.accepts_before_fault = True
    worker.messenger.faults = [TimeoutError()]
    with pytest.raises(TimeoutError):
        worker.tick(TUESDAY + WEEK)
    show_now(worker, ADA)
    worker.tick()

    assert len(worker.messenger.to(ADA)) == 2


@pytest.mark.parametrize("act", [plans.stop, lambda s, p, now: plans.pause(s, p, None, now)])
def test_there_is_none_now_without_an_active_plan(worker: Worker, act: object) -> None:
    with worker.person() as (session, ada):
        act(session, ada, worker.now)  # type: ignore[operator]

    assert show_now(worker, ADA) is None


def test_there_is_none_now_without_a_plan(worker: Worker) -> None:
    assert show_now(worker, MALLORY) is None


# Many plans at once


def test_more_plans_than_one_batch_holds_are_planned(worker: Worker) -> None:
    with worker.database.write() as session:
        for number in range(planning.BATCH + 5):
            person = Person(team_id=TEAM, slack_id=f"U{number}", is_bot=False, deactivated=False)
            session.add(person)
            session.flush()
            plans.start(session, person, WEEKLY, worker.now)
    worker.now = TUESDAY + WEEK
    worker.inline.plan()

    with worker.database.read() as session:
        made = session.scalars(select(Nudge).where(Nudge.slot_at == TUESDAY + WEEK)).all()
    assert len(made) == planning.BATCH + 5 + 2


def test_two_planners_at_once_make_one_nudge(database: Database, framework: Framework) -> None:
    workers = [Worker(database, framework), Worker(database, framework)]
    workers[0].start(ADA)
    together = Barrier(2)

    def plan(worker: Worker) -> None:
        worker.now = TUESDAY
        together.wait()
        worker.inline.plan()

    threads = [Thread(target=plan, args=(worker,)) for worker in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(workers[0].states()) == 1


def swap(worker: Worker) -> bool:
    """Let Ada click `Another one`."""
    with worker.nudge() as (session, nudge):
        return nudges.swap(session, worker.framework, nudge, worker.now)


def weeks_pass(worker: Worker, weeks: int) -> None:
    """Let weeks go by, each with what is due in it."""
    for _week in range(weeks):
        worker.next_tuesday()


def show_now(worker: Worker, slack_id: str) -> int | None:
    """Let a person click `Show me one now`, and return the id of the nudge."""
    with worker.person(slack_id) as (session, person):
        nudge = planning.show_now(session, worker.framework, person, worker.now)
        return nudge.id if nudge is not None else None


# A plan that is broken


def test_a_broken_plan_holds_up_nobody(database: Database, framework: Framework) -> None:
    worker = with_a_broken_plan(database, framework)
    worker.tick(TUESDAY)

    assert len(worker.messenger.to(GRACE)) == 1


def test_a_broken_plan_is_tried_again_later(database: Database, framework: Framework) -> None:
    worker = with_a_broken_plan(database, framework)
    worker.tick(TUESDAY)
    set_zone(database, "Europe/London")
    worker.tick(TUESDAY + planning.TRIES_AGAIN)

    assert len(worker.messenger.to(ADA)) == 1


def with_a_broken_plan(database: Database, framework: Framework) -> Worker:
    """Return a worker to whom Ada's plan, the first of two, comes with a zone that is none."""
    worker = Worker(database, framework)
    worker.start(ADA)
    worker.start(GRACE)
    set_zone(database, "Mars/Olympus")
    return worker


def set_zone(database: Database, zone: str) -> None:
    """Write a zone into Ada's plan, as no use case would."""
    with database.write() as session:
        session.scalars(select(Plan).order_by(Plan.id).limit(1)).one().zone = zone
