"""Every DM that we start: its row, its arrows, and what may speak against it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot import delivery, nudges, plans
from bot.ladder.model import Framework
from bot.messenger import DeliveryFailed, Outcome, Outgoing, Receipt, Skipped
from bot.rhythms import Rhythm
from bot.storage.database import Database
from bot.storage.tables import Delivery, Mentorship, Person, Workspace
from tests import cast
from tests.cast import ADA, GRACE, MALLORY, MONDAY, OTHER_TEAM, TEAM
from tests.delivering import (
    TUESDAY,
    WEEK,
    WEEKLY,
    FakeMessenger,
    Killed,
    Worker,
    ambiguous,
    permanent,
    rate_limited,
    refused,
)

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


@pytest.fixture
def worker(database: Database, framework: Framework) -> Worker:
    """A worker, and Ada with a plan for Tuesdays at 10:00."""
    worker = Worker(database, framework)
    worker.start(ADA)
    return worker


def test_a_due_nudge_is_sent_once(worker: Worker) -> None:
    worker.tick(TUESDAY)
    worker.tick(TUESDAY)

    assert [one.slack_id for one in worker.messenger.sent] == [ADA]


def test_nothing_is_sent_before_its_time(worker: Worker) -> None:
    worker.tick(TUESDAY - MINUTE)

    assert worker.messenger.tried == []


def test_a_sent_message_knows_where_it_stands(worker: Worker) -> None:
    worker.tick(TUESDAY)

    with worker.nudge() as (session, nudge):
        (posted,) = delivery.posted(session, TEAM, nudge.id)
    assert (posted.channel, posted.ts, posted.live) == (f"D{ADA}", "1.000100", True)


def test_home_is_told_of_each_message(worker: Worker) -> None:
    worker.tick(TUESDAY)

    assert worker.changed == [ADA]


def test_two_workers_send_one_message(worker: Worker) -> None:
    other = Worker(worker.database, worker.framework, worker.messenger)
    worker.now = other.now = TUESDAY
    worker.inline.plan()
    other.inline.plan()

    worker.inline.drain(TEAM)
    other.inline.drain(TEAM)

    assert len(worker.messenger.tried) == 1


# What a dead worker leaves


def test_a_worker_that_died_before_the_write_is_replaced(worker: Worker) -> None:
    worker.now = TUESDAY
    worker.inline.plan()
    claim(worker)

    worker.tick()

    assert [one.attempt for one in worker.messenger.sent] == [2]


def test_a_worker_that_died_during_the_write_is_not_repeated(worker: Worker) -> None:
    worker.messenger.accepts_before_fault = True
    worker.messenger.faults = [Killed()]
    with pytest.raises(Killed):
        worker.tick(TUESDAY)

    worker.tick()

    assert len(worker.messenger.sent) == 1
    assert worker.states() == [("unknown", "worker_died")]


def test_what_nobody_knows_of_still_stands_on_home(worker: Worker) -> None:
    worker.messenger.faults = [ambiguous()]
    worker.tick(TUESDAY)

    assert worker.card().state == "open"


def test_a_late_worker_may_say_that_its_own_attempt_was_sent(worker: Worker) -> None:
    outgoing = begun(worker)
    with worker.database.write() as session:
        delivery.resolve(session, TEAM)
        delivery.sent(session, outgoing, Receipt("D1", "1.1"), TUESDAY)

    assert worker.states() == [("sent", None)]


def test_a_late_worker_may_not_begin_what_was_handed_back(worker: Worker) -> None:
    worker.now = TUESDAY
    worker.inline.plan()
    outgoing = claim(worker)
    with worker.database.write() as session:
        delivery.resolve(session)
    claim(worker)

    with worker.database.write() as session:
        assert delivery.begin(session, outgoing, TUESDAY) is None


def test_a_late_worker_says_nothing_about_another_attempt(worker: Worker) -> None:
    outgoing = begun(worker)
    stale = replace(outgoing, attempt=outgoing.attempt - 1)

    with worker.database.write() as session:
        assert not delivery.sent(session, stale, Receipt("D1", "1.1"), TUESDAY)


def test_what_another_workspace_has_under_way_is_left_alone(worker: Worker) -> None:
    begun(worker)

    with worker.database.write() as session:
        assert delivery.resolve(session, OTHER_TEAM) == 0


# What Slack may answer


def test_what_may_have_arrived_is_never_sent_again(worker: Worker) -> None:
    worker.messenger.faults = [ambiguous()]
    worker.tick(TUESDAY)
    worker.tick(TUESDAY + HOUR)

    assert len(worker.messenger.tried) == 1
    assert worker.states() == [("unknown", "TimeoutError")]


def test_what_was_refused_is_sent_a_minute_later(worker: Worker) -> None:
    worker.messenger.faults = [refused()]
    worker.tick(TUESDAY)

    assert worker.tick(TUESDAY + MINUTE) == {"sent": 1}


def test_what_was_refused_is_not_sent_again_at_once(worker: Worker) -> None:
    worker.messenger.faults = [refused()]
    worker.tick(TUESDAY)
    worker.tick(TUESDAY + timedelta(seconds=59))

    assert len(worker.messenger.tried) == 1


@pytest.mark.parametrize(
    ("asked", "waits"),
    [(0, 1), (1, 1), (30, 30), (None, 30), (float("nan"), 30), (1e9, 3600)],
)
def test_a_workspace_waits_as_long_as_slack_asks(
    worker: Worker, asked: float | None, waits: int
) -> None:
    worker.messenger.faults = [rate_limited(asked)]
    worker.tick(TUESDAY)

    early = worker.tick(TUESDAY + timedelta(seconds=waits - 1))
    assert (dict(early), dict(worker.tick(TUESDAY + timedelta(seconds=waits)))) == ({}, {"sent": 1})


def test_while_a_workspace_waits_nobody_in_it_is_written_to(worker: Worker) -> None:
    with worker.database.write() as session:
        plans.start(session, cast.meet(session, GRACE), WEEKLY, MONDAY)
    worker.messenger.faults = [rate_limited(30)]

    worker.tick(TUESDAY)

    assert len(worker.messenger.tried) == 1


def test_other_workspaces_go_on_while_one_waits(worker: Worker) -> None:
    with worker.database.write() as session:
        plans.start(session, cast.meet(session, GRACE, OTHER_TEAM), WEEKLY, MONDAY)
    hold(worker, TUESDAY + HOUR)

    worker.tick(TUESDAY)

    assert [one.team for one in worker.messenger.sent] == [OTHER_TEAM]


def test_a_wait_from_before_the_clock_was_put_back_does_not_count(worker: Worker) -> None:
    hold(worker, TUESDAY + WEEK)

    assert worker.tick(TUESDAY) == {"sent": 1}


def test_after_the_last_word_of_slack_the_plan_is_paused_and_says_why(worker: Worker) -> None:
    worker.messenger.faults = [permanent("messages_tab_disabled")]
    worker.tick(TUESDAY)

    plan = worker.plan()
    assert (plan.state, plan.reason, plan.next_at) == ("paused", "messages_tab_disabled", None)
    assert worker.states() == [("failed", "messages_tab_disabled")]


def test_slacks_last_word_to_one_person_stops_nobody_else(worker: Worker) -> None:
    worker.start(GRACE)
    worker.messenger.faults = [permanent()]
    worker.tick(TUESDAY)

    assert worker.plan(GRACE).state == "active"


def test_an_outcome_holds_no_long_text() -> None:
    failure = DeliveryFailed("x" * 200, outcome=Outcome.REFUSED)

    assert len(failure.reason) == 60


# What speaks against sending


def test_no_nudge_to_who_paused_meanwhile(worker: Worker) -> None:
    planned(worker)
    with worker.person() as (session, ada):
        plans.pause(session, ada, None, TUESDAY)

    worker.tick()

    assert worker.states() == [("skipped", "paused")]


def test_no_nudge_to_who_stopped_meanwhile(worker: Worker) -> None:
    planned(worker)
    with worker.person() as (session, ada):
        plans.stop(session, ada, TUESDAY)

    worker.tick()

    assert worker.states() == [("skipped", "stopped")]


def test_no_nudge_to_who_stops_while_it_waits_its_turn(worker: Worker) -> None:
    planned(worker)
    outgoing = claim(worker)
    with worker.person() as (session, ada):
        plans.stop(session, ada, TUESDAY)

    with worker.database.write() as session:
        found = delivery.begin(session, outgoing, TUESDAY)

    assert isinstance(found, Skipped)
    assert worker.states() == [("skipped", "stopped")]


def test_no_nudge_while_the_workspace_has_them_off(worker: Worker) -> None:
    with worker.database.write() as session:
        session.add(Workspace(team_id=TEAM, nudges_off=True))

    worker.tick(TUESDAY)

    assert worker.states() == [("skipped", "nudges_off")]


def test_no_message_to_who_left(worker: Worker) -> None:
    leave(worker)

    worker.tick(TUESDAY)

    assert worker.states() == [("skipped", "deactivated")]


def test_the_plan_of_who_left_is_paused(worker: Worker) -> None:
    leave(worker)
    worker.tick(TUESDAY)

    assert worker.plan().reason == "deactivated"


def test_no_message_about_a_nudge_that_was_skipped_on_home(worker: Worker) -> None:
    planned(worker)
    with worker.nudge() as (session, nudge):
        nudges.skip(session, nudge, TUESDAY)

    worker.tick()

    assert worker.states() == [("skipped", "answered")]


def test_no_nudge_more_than_twelve_hours_late(worker: Worker) -> None:
    worker.tick(TUESDAY + timedelta(hours=12, seconds=1))

    assert worker.states() == [("skipped", "late")]


def test_a_nudge_may_come_late_by_day(worker: Worker) -> None:
    assert worker.tick(TUESDAY + timedelta(hours=9)) == {"sent": 1}


def test_no_late_nudge_in_the_quiet_hours(worker: Worker) -> None:
    worker.tick(TUESDAY + timedelta(hours=10))

    assert worker.states() == [("skipped", "quiet_hours")]


def test_who_chose_a_quiet_hour_is_nudged_then(worker: Worker) -> None:
    worker.start(ADA, replace(WEEKLY, at=time(21, 30)))

    assert worker.tick(TUESDAY + timedelta(hours=11.5)) == {"sent": 1}


def test_after_a_skip_the_next_nudge_is_normal(worker: Worker) -> None:
    worker.tick(TUESDAY + timedelta(hours=13))

    assert worker.tick(TUESDAY + WEEK) == {"sent": 1}


def test_a_week_that_is_over_sends_nothing(worker: Worker) -> None:
    sunday = TUESDAY + timedelta(days=5)
    worker.start(ADA, replace(WEEKLY, weekday=7, at=time(23, 30)))
    worker.now = sunday + timedelta(hours=13.5)
    worker.inline.plan()

    worker.tick(sunday + timedelta(hours=23))

    assert worker.states() == [("skipped", "week_over")]


def test_who_moved_east_after_a_late_nudge_gets_no_second_one_in_the_week(
    worker: Worker,
) -> None:
    """On Sunday at 10:15 it is Monday already on Kiritimati, where she lives the next day."""
    sunday = TUESDAY + timedelta(days=5)
    worker.start(ADA, replace(WEEKLY, weekday=7, at=time(10)))
    worker.tick(sunday + timedelta(hours=1.5))
    worker.start(ADA, Rhythm("mentoring", 1, time(23), "Pacific/Kiritimati"))

    assert worker.tick(sunday + timedelta(days=1)) == {"skipped": 1}


def test_after_eight_days_without_a_process_one_nudge_at_most_is_sent(worker: Worker) -> None:
    endings = worker.tick(TUESDAY + WEEK + timedelta(days=1))

    assert endings == {"skipped": 1}


def test_after_an_outage_of_weeks_there_is_no_burst(worker: Worker) -> None:
    assert worker.tick(TUESDAY + 5 * WEEK + HOUR) == {"sent": 1}


# Invitations and notices


def test_an_invitation_is_sent_while_it_is_open(worker: Worker) -> None:
    invite(worker, "invited")

    worker.tick()

    assert [(one.kind, one.slack_id) for one in worker.messenger.sent] == [("invitation", GRACE)]


def test_an_invitation_that_was_withdrawn_is_not_sent(worker: Worker) -> None:
    invite(worker, "withdrawn")

    worker.tick()

    assert worker.states() == [("skipped", "answered")]


def test_a_notice_needs_no_plan(worker: Worker) -> None:
    notice(worker, GRACE)

    assert worker.tick() == {"sent": 1}


def test_a_message_with_the_same_key_exists_once(worker: Worker) -> None:
    notice(worker, GRACE)
    notice(worker, GRACE)

    assert len(worker.states()) == 1


# The pace, as the drain keeps it


def test_one_post_a_second_at_first(worker: Worker) -> None:
    for slack_id in (GRACE, MALLORY):
        notice(worker, slack_id)
    worker.tick()

    assert worker.timer.slept == [pytest.approx(1.0)]


def test_a_drain_ends_in_time_for_others(worker: Worker) -> None:
    with worker.person(GRACE) as (session, grace):
        for number in range(40):
            enqueue_notice(session, grace, f"notice:{number}")
    worker.messenger.takes = lambda: worker.timer.sleep(30)

    worker.inline.drain(TEAM)

    assert 270 <= worker.timer.seconds <= 330


def test_one_workspace_has_one_drain_at_a_time(worker: Worker) -> None:
    notice(worker, GRACE)
    inner: list[object] = []

    class Nested(FakeMessenger):
        def send(self, outgoing: Outgoing) -> Receipt:
            inner.append(nested.inline.drain(TEAM))
            return super().send(outgoing)

    nested = Worker(worker.database, worker.framework, Nested())
    nested.tick()

    assert inner == [[]]


# Asking again


def test_what_surely_never_came_may_be_asked_for_again(worker: Worker) -> None:
    worker.messenger.faults = [permanent()]
    worker.tick(TUESDAY)

    with worker.person() as (session, ada):
        plans.resume(session, ada, TUESDAY)
        assert delivery.ask_again(session, only(session, Delivery), TUESDAY)


@pytest.mark.parametrize("state", ["planned", "claimed", "sending", "sent", "unknown"])
def test_what_may_have_come_is_not_sent_again_even_when_asked(worker: Worker, state: str) -> None:
    planned(worker)
    with worker.database.write() as session:
        session.execute(update(Delivery).values(state=state))
        found = only(session, Delivery)
        assert not delivery.ask_again(session, found, TUESDAY)


def only(session: Session, table: type[Delivery]) -> Delivery:
    return session.scalars(select(table)).one()


def planned(worker: Worker) -> None:
    """Let Ada's nudge be planned, and not sent yet."""
    worker.now = TUESDAY
    worker.inline.plan()


def claim(worker: Worker) -> Outgoing:
    """Claim as a worker does that will die before the write."""
    with worker.database.write() as session:
        found = delivery.claim(session, TEAM, worker.now)
    assert isinstance(found, Outgoing)
    return found


def begun(worker: Worker) -> Outgoing:
    """Come as far as the write."""
    planned(worker)
    outgoing = claim(worker)
    with worker.database.write() as session:
        assert delivery.begin(session, outgoing, TUESDAY) == outgoing
    return outgoing


def hold(worker: Worker, until: datetime) -> None:
    """Let Slack have asked the workspace to wait."""
    with worker.database.write() as session:
        session.add(Workspace(team_id=TEAM, nudges_off=False, hold_until=until))


def leave(worker: Worker) -> None:
    """Let Ada's account be deactivated."""
    with worker.person() as (_session, ada):
        ada.deactivated = True


def invite(worker: Worker, state: str) -> None:
    """Let Ada have asked Grace, and the invitation have come to that state."""
    with worker.person() as (session, ada):
        grace = cast.meet(session, GRACE)
        link = Mentorship(
            team_id=TEAM,
            mentee_id=ada.id,
            mentor_id=grace.id,
            state=state,
            areas=["mentoring"],
            invited_at=MONDAY,
        )
        session.add(link)
        session.flush()
        delivery.enqueue(
            session,
            kind="invitation",
            key=f"invitation:{link.id}",
            person=grace,
            subject=link.id,
            due_at=MONDAY,
        )


def notice(worker: Worker, slack_id: str) -> None:
    """Plan a notice to a person; twice is once."""
    with worker.person(slack_id) as (session, person):
        enqueue_notice(session, person, f"notice:{slack_id}")


def enqueue_notice(session: Session, person: Person, key: str) -> None:
    """Plan a notice that is due now."""
    delivery.enqueue(session, kind="notice", key=key, person=person, subject=None, due_at=MONDAY)
