"""At most one visible nudge per person and ISO week, whatever crashes, moves or races.

Hypothesis plays people who change their minds, a clock that jumps, workers that die at any arrow
and a Slack that answers as it likes. Beside the bot stands a witness. It knows only what people
chose and what Slack accepted, and objects when a promise is broken.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import delivery, nudges, plans, reminders
from bot.ladder.model import Framework
from bot.messenger import DeliveryFailed, Outcome, Outgoing, Receipt
from bot.planning import show_now
from bot.reminders import NoReminder
from bot.rhythms import PACES, Rhythm
from bot.storage.database import Database
from bot.storage.tables import Base, Person, Plan, Workspace
from bot.weeks import Week, is_quiet, local_day, slot
from tests.cast import ADA, GRACE, MALLORY, MONDAY, TEAM
from tests.delivering import (
    FakeMessenger,
    Killed,
    Worker,
    ambiguous,
    permanent,
    rate_limited,
    refused,
)

PEOPLE = st.sampled_from([ADA, GRACE])
RHYTHMS = st.builds(
    Rhythm,
    area=st.sampled_from(["mentoring", "quality"]),
    weekday=st.integers(1, 7),
    at=st.sampled_from([time(0, 30), time(2, 15), time(10), time(19, 55), time(23, 45)]),
    zone=st.sampled_from(
        [
            "Europe/London",
            "America/New_York",
            "Pacific/Kiritimati",
            "Pacific/Honolulu",
            "Australia/Lord_Howe",
            "Africa/Cairo",
        ]
    ),
    pace=st.sampled_from(PACES),
)
JUMPS = st.sampled_from(
    [
        timedelta(minutes=5),
        timedelta(hours=1),
        timedelta(hours=7),
        timedelta(days=1),
        timedelta(days=6, hours=12),
        timedelta(days=17),
        timedelta(hours=-1),
        timedelta(weeks=-1),
    ]
)
FAULTS = st.lists(
    st.sampled_from([Killed, ambiguous, refused, rate_limited, permanent, lambda: None]),
    max_size=2,
)
BETWEEN = st.sampled_from(["nothing", "nothing", "nothing", "stop", "pause", "nudges off"])
SAYINGS = st.sampled_from(
    ["stop", "pause", "pause for some days", "resume", "leave one out", "show one now", "click"]
)
CHOSEN = timedelta(minutes=10)
"""What comes within it comes at the time that the person chose."""


@dataclass
class Wish:
    """What a person chose, as the witness understood it."""

    rhythms: list[Rhythm] = field(default_factory=list)
    wants: bool = False
    until: date | None = None
    asked_at: list[datetime] = field(default_factory=list)
    reminders: set[tuple[int, datetime]] = field(default_factory=set)
    seen: list[datetime] = field(default_factory=list)
    nudges: list[int | None] = field(default_factory=list)
    reminded: list[int | None] = field(default_factory=list)

    @property
    def zone(self) -> str:
        """The clock that the person lives by."""
        return self.rhythms[-1].zone


class Witness(FakeMessenger):
    """Slack, with somebody beside it who objects."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self._world = world
        self.orders: list[BaseException | None] = []
        self.accepts = False

    def send(self, outgoing: Outgoing) -> Receipt:
        """Take the message or not, as ordered; whatever is taken is looked at."""
        order = self.orders.pop(0) if self.orders else None
        may_have_been_taken = isinstance(order, Killed) or (
            isinstance(order, DeliveryFailed) and order.outcome is Outcome.AMBIGUOUS
        )
        if order is None or (may_have_been_taken and self.accepts):
            self._world.look_at(outgoing)
        if isinstance(order, DeliveryFailed) and order.outcome is Outcome.PERMANENT:
            self._world.wishes[outgoing.slack_id].wants = False
        if order is not None:
            raise order
        return Receipt("D1", "1.1")


class World(RuleBasedStateMachine):
    """Ada and Grace may have plans, Mallory never does; two workers plan and deliver."""

    make_database: Callable[[], Database]
    framework: Framework

    def __init__(self) -> None:
        super().__init__()
        self.database = type(self).make_database()
        self.slack = Witness(self)
        self.workers = [Worker(self.database, self.framework, self.slack) for _ in range(2)]
        self.wishes = {ADA: Wish(), GRACE: Wish()}
        self.off = False
        self.move(MONDAY)

    def teardown(self) -> None:
        """Give the database back."""
        self.database.close()

    # What happens

    @initialize(ada=RHYTHMS, grace=RHYTHMS)
    def two_start(self, ada: Rhythm, grace: Rhythm) -> None:
        """Ada and Grace start; Mallory is there and does not."""
        self.start(ADA, ada)
        self.start(GRACE, grace)
        with self.person(MALLORY):
            pass

    @rule(
        slack_id=PEOPLE,
        late=st.sampled_from([0, 0, 9, 11, 60, 660, 780]),
        faults=FAULTS,
        accepts=st.booleans(),
        between=BETWEEN,
        clicks=st.booleans(),
    )
    def a_nudge_comes(
        self,
        slack_id: str,
        late: int,
        *,
        faults: list[Callable[[], BaseException | None]],
        accepts: bool,
        between: str,
        clicks: bool,
    ) -> None:
        """Let a nudge fall due. Something may happen between planning and delivery, the worker
        may die, and Slack answers as ordered; then other workers look again.
        """
        self.keep_wanting(slack_id)
        self.move(max(self.now, self.next_at(slack_id) + timedelta(minutes=late)))
        self.workers[0].inline.plan()
        self.say(slack_id, between)
        self.tick(0, faults, accepts=accepts)
        self.move(self.now + timedelta(minutes=2))
        self.tick(1)
        self.switch_nudges(off=False)
        if clicks:
            self.say(slack_id, "click")

    @rule(slack_id=PEOPLE, rhythm=RHYTHMS, ticks=st.booleans())
    def change(self, slack_id: str, rhythm: Rhythm, ticks: bool) -> None:
        """Let a person change day, time, zone and pace, perhaps in the middle of a week."""
        with self.person(slack_id) as (session, person):
            plans.change(session, person, rhythm, self.now)
        self.wishes[slack_id].rhythms.append(rhythm)
        if ticks:
            self.tick(0)

    @rule(slack_id=PEOPLE, days=st.integers(0, 7))
    def move_within_the_week(self, slack_id: str, days: int) -> None:
        """Let a person who just got a nudge move it to another day of the same week."""
        last = self.wishes[slack_id].rhythms[-1]
        weekday = min(self.now.isoweekday() + days, 7)
        self.change(slack_id, replace(last, weekday=weekday), ticks=True)

    @rule(slack_id=PEOPLE, what=SAYINGS)
    def speak(self, slack_id: str, what: str) -> None:
        """Let a person click something, and the worker look."""
        self.say(slack_id, what)
        self.tick(0)

    @rule(slack_id=PEOPLE, tomorrow=st.booleans(), faults=FAULTS)
    def remind(
        self, slack_id: str, tomorrow: bool, faults: list[Callable[[], BaseException | None]]
    ) -> None:
        """Let a person ask for a reminder, and let it fall due."""
        with self.person(slack_id) as (session, person):
            nudge = nudges.this_week(session, person, self.now)
            if nudge is None:
                return
            ask = reminders.tomorrow if tomorrow else reminders.in_an_hour
            try:
                at = ask(session, nudge, self.now)
            except NoReminder:
                return
        self.wishes[slack_id].reminders.add((nudge.id, at))
        self.move(max(self.now, at))
        self.tick(0, faults)

    @rule(jump=JUMPS, ticks=st.booleans())
    def jump(self, jump: timedelta, ticks: bool) -> None:
        """Let time pass without a worker, or the clock be put back."""
        self.move(self.now + jump)
        if ticks:
            self.tick(0)

    @rule(slack_id=PEOPLE, between=BETWEEN, swept=st.booleans())
    def stand_still_after_the_claim(self, slack_id: str, between: str, swept: bool) -> None:
        """Let a worker stand still before the write, and go on after the others."""
        self.reach(slack_id)
        with self.database.write() as session:
            found = delivery.claim(session, TEAM, self.now)
        self.say(slack_id, between)
        if swept:
            self.tick(1)
        if isinstance(found, Outgoing):
            self.write(found)
        self.switch_nudges(off=False)

    @rule(slack_id=PEOPLE)
    def stand_still_during_the_write(self, slack_id: str) -> None:
        """Let a worker stand still in the write, while another resolves what it left."""
        self.reach(slack_id)
        with self.database.write() as session:
            found = delivery.claim(session, TEAM, self.now)
        if isinstance(found, Outgoing):
            self.write(found, meanwhile=lambda: self.tick(1))

    # What must hold

    @invariant()
    def an_active_plan_goes_on(self) -> None:
        """Nobody's nudges end by accident."""
        with self.database.read() as session:
            for plan in session.scalars(select(Plan)):
                assert plan.state != "active" or plan.next_at is not None

    def look_at(self, outgoing: Outgoing) -> None:
        """Object to what Slack accepted, if a promise is broken."""
        assert outgoing.slack_id in self.wishes, "a message to somebody who never started"
        wish = self.wishes[outgoing.slack_id]
        assert self.is_wanted(wish), "a message to somebody who paused or stopped"
        assert not self.off, "a message while the workspace has nudges off"
        assert self.is_a_good_hour(wish), "a message in the quiet hours"
        if outgoing.kind == "nudge":
            self.look_at_nudge(wish, outgoing)
        else:
            self.look_at_reminder(wish, outgoing)

    def look_at_nudge(self, wish: Wish, outgoing: Outgoing) -> None:
        """Object to a second nudge in one week."""
        week = Week.of(self.now, wish.zone)
        weeks = [Week.of(at, wish.zone) for at in wish.seen]
        assert week not in weeks, f"two nudges in {week.key}"
        assert outgoing.subject not in wish.nudges, "the same nudge twice"
        wish.seen.append(self.now)
        wish.nudges.append(outgoing.subject)

    def look_at_reminder(self, wish: Wish, outgoing: Outgoing) -> None:
        """Object to a reminder that nobody asked for, a third one, and one that is overtaken."""
        nudge = outgoing.subject
        asked = [at for about, at in wish.reminders if about == nudge]
        wish.reminded.append(nudge)
        assert any(at <= self.now for at in asked), "a reminder before its time"
        assert wish.reminded.count(nudge) <= min(len(asked), 2), "one reminder too many"
        newer = [at for at, other in zip(wish.seen, wish.nudges, strict=True) if other != nudge]
        mine = [at for at, other in zip(wish.seen, wish.nudges, strict=True) if other == nudge]
        assert all(at <= max(mine, default=self.now) for at in newer), "a reminder overtaken"

    def is_wanted(self, wish: Wish) -> bool:
        """Say whether the person wants messages at this moment."""
        today = local_day(self.now, wish.zone)
        return wish.wants and (wish.until is None or today >= wish.until)

    def is_a_good_hour(self, wish: Wish) -> bool:
        """Say whether it is day, or the time that the person chose."""
        if not is_quiet(self.now, wish.zone):
            return True
        asked = any(self.now - CHOSEN <= at <= self.now for at in wish.asked_at)
        return asked or any(self.is_the_time_of(rhythm) for rhythm in wish.rhythms)

    def is_the_time_of(self, rhythm: Rhythm) -> bool:
        """Say whether it is the time of day of a rhythm; a reminder may come on any day at it."""
        day = local_day(self.now, rhythm.zone)
        days = [day - timedelta(days=1), day]
        slots = [slot(*one.isocalendar(), rhythm.at, rhythm.zone) for one in days]
        return any(at <= self.now <= at + CHOSEN for at in slots)

    # How it is played

    def person(self, slack_id: str) -> AbstractContextManager[tuple[Session, Person]]:
        """Open a transaction with a person."""
        return self.workers[0].person(slack_id)

    def start(self, slack_id: str, rhythm: Rhythm) -> None:
        """Let a person start."""
        with self.person(slack_id) as (session, person):
            plans.start(session, person, rhythm, self.now)
        self.wishes[slack_id].rhythms.append(rhythm)
        self.wishes[slack_id].wants = True

    def say(self, slack_id: str, what: str) -> None:
        """Let a person click something, and note what they want now."""
        wish = self.wishes[slack_id]
        with self.person(slack_id) as (session, person):
            nudge = nudges.this_week(session, person, self.now)
            if what == "stop":
                plans.stop(session, person, self.now)
                wish.wants = False
            elif what == "pause":
                plans.pause(session, person, None, self.now)
                wish.wants = False
            elif what == "pause for some days":
                until = local_day(self.now, wish.zone) + timedelta(days=5)
                plans.pause(session, person, until, self.now)
                wish.wants, wish.until = True, until
            elif what == "resume":
                plans.resume(session, person, self.now)
                wish.wants, wish.until = True, None
            elif what == "leave one out":
                plans.skip_next(session, person, self.now)
            elif what == "show one now":
                show_now(session, self.framework, person, self.now)
                wish.asked_at.append(self.now)
            elif what == "click" and nudge is not None:
                nudges.commit(session, nudge, self.now)
        if what == "nudges off":
            self.switch_nudges(off=True)

    def switch_nudges(self, *, off: bool) -> None:
        """Let the workspace switch all nudges off, or on again."""
        with self.database.write() as session:
            workspace = session.get(Workspace, TEAM) or Workspace(team_id=TEAM)
            workspace.nudges_off = off
            session.add(workspace)
        self.off = off

    def keep_wanting(self, slack_id: str) -> None:
        """Start again after a stop, so that the weeks do not go by in silence."""
        with self.person(slack_id) as (session, person):
            plan = plans.view(session, person, self.now)
        if plan is None or plan.next_at is None:
            self.say(slack_id, "resume")

    def next_at(self, slack_id: str) -> datetime:
        """Return when the next nudge of a person is due."""
        with self.person(slack_id) as (session, person):
            plan = plans.view(session, person, self.now)
        assert plan is not None
        assert plan.next_at is not None
        return plan.next_at

    def reach(self, slack_id: str) -> None:
        """Let time pass until a nudge is due, and let it be planned."""
        self.keep_wanting(slack_id)
        self.move(max(self.now, self.next_at(slack_id)))
        self.workers[0].inline.plan()

    def tick(
        self,
        worker: int,
        faults: Sequence[Callable[[], BaseException | None]] = (),
        *,
        accepts: bool = False,
    ) -> None:
        """Let a worker plan and deliver. It may die in between."""
        self.slack.orders = [fault() for fault in faults]
        self.slack.accepts = accepts
        with suppress(Killed):
            self.workers[worker].inline.tick()
        self.slack.orders = []

    def move(self, now: datetime) -> None:
        """Set the clock of the whole world."""
        self.now = now
        for worker in self.workers:
            worker.now = now
            worker.timer.seconds += 3600

    def write(self, outgoing: Outgoing, meanwhile: Callable[[], object] = lambda: None) -> None:
        """Do what a worker does after the claim."""
        with self.database.write() as session:
            found = delivery.begin(session, outgoing, self.now)
        meanwhile()
        if isinstance(found, Outgoing):
            receipt = self.slack.send(found)
            with self.database.write() as session:
                assert delivery.sent(session, found, receipt, self.now)


def play(world: type[World], *, examples: int) -> None:
    """Let Hypothesis play."""
    run_state_machine_as_test(
        world,
        settings=settings(
            max_examples=examples,
            stateful_step_count=25,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_on_sqlite(empty_sqlite: Path, framework: Framework, tmp_path: Path) -> None:
    def copy() -> Database:
        shutil.copy(empty_sqlite, tmp_path / "ladder.db")
        for rest in ("ladder.db-wal", "ladder.db-shm"):
            (tmp_path / rest).unlink(missing_ok=True)
        return Database(f"sqlite:///{tmp_path / 'ladder.db'}")

    class OnSqlite(World):
        make_database = staticmethod(copy)

    OnSqlite.framework = framework
    play(OnSqlite, examples=25)


def test_on_postgresql(postgresql_url: str, framework: Framework) -> None:
    def emptied() -> Database:
        database = Database(postgresql_url)
        with database.write() as session:
            for table in reversed(Base.metadata.sorted_tables):
                session.execute(table.delete())
        return database

    class OnPostgresql(World):
        make_database = staticmethod(emptied)

    OnPostgresql.framework = framework
    play(OnPostgresql, examples=3)
