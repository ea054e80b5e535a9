"""A worker in a test: a clock to move, a messenger that records, and the real carrier."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import nudge_view, nudges, plans
from bot.carriers.inline import Inline
from bot.drain import Drain, Ending
from bot.ladder.model import Framework
from bot.messenger import DeliveryFailed, Outcome, Outgoing, Receipt
from bot.pace import Pace
from bot.planning import plan_due
from bot.rhythms import Rhythm
from bot.storage.database import Database, inside_a_transaction
from bot.storage.tables import Delivery, Nudge, Person
from bot.weeks import Week, slot
from tests import cast
from tests.cast import MONDAY

TUESDAY = MONDAY + timedelta(days=1)
"""10:00 in London, in ISO week 2026-W37."""

WEEK = timedelta(weeks=1)

WEEKLY = Rhythm(area="mentoring", weekday=2, at=time(10), zone="Europe/London", pace=1)
"""Tuesdays at 10:00 in London, about mentoring."""


class Killed(BaseException):
    """The process dies here: nothing that follows it is done."""


class FakeMessenger:
    """Records what was sent. `faults` happen to the next messages, one each."""

    def __init__(self) -> None:
        self.sent: list[Outgoing] = []
        self.tried: list[Outgoing] = []
        self.faults: list[BaseException] = []
        self.accepts_before_fault = False
        self.takes: Callable[[], None] = lambda: None

    def send(self, outgoing: Outgoing) -> Receipt:
        """Take the message, unless a fault was ordered."""
        assert not inside_a_transaction()
        self.tried.append(outgoing)
        self.takes()
        fault = self.faults.pop(0) if self.faults else None
        if fault is None or self.accepts_before_fault:
            self.sent.append(outgoing)
        if fault is not None:
            raise fault
        return Receipt(f"D{outgoing.slack_id}", f"{len(self.sent)}.000100")

    def to(self, slack_id: str) -> list[Outgoing]:
        """Return what this person got."""
        return [one for one in self.sent if one.slack_id == slack_id]


@dataclass
class Timer:
    """A monotonic clock that only sleeping moves."""

    seconds: float = 0.0
    slept: list[float] = field(default_factory=list)

    def monotonic(self) -> float:
        """Return the seconds."""
        return self.seconds

    def sleep(self, seconds: float) -> None:
        """Let them pass at once."""
        self.slept.append(seconds)
        self.seconds += seconds


class Worker:
    """A process that plans and delivers. Two of them may share a database and a messenger."""

    def __init__(
        self,
        database: Database,
        framework: Framework,
        messenger: FakeMessenger | None = None,
    ) -> None:
        self.database = database
        self.framework = framework
        self.messenger = messenger or FakeMessenger()
        self.now = MONDAY
        self.timer = Timer()
        self.changed: list[str] = []
        drain = Drain(
            database=database,
            messenger=self.messenger,
            now=lambda: self.now,
            monotonic=self.timer.monotonic,
            changed=lambda _team, slack_id: self.changed.append(slack_id),
            nudge_changed=lambda _team, _nudge: None,
        )
        planner: Callable[[Session, datetime], int] = lambda session, now: plan_due(  # noqa: E731
            session, framework, now
        )
        self.inline = Inline(
            drain, [planner], partial(Pace, self.timer.monotonic, self.timer.sleep)
        )

    def tick(self, now: datetime | None = None) -> Counter[Ending]:
        """Let the time pass until then, and plan and send what is due."""
        now = now or self.now
        self.timer.seconds += max((now - self.now).total_seconds(), 0)
        self.now = now
        return self.inline.tick()

    def next_tuesday(self) -> Counter[Ending]:
        """Let the time pass until it is 10:00 in London on Tuesday of the next week."""
        week = Week.of(self.now, WEEKLY.zone).plus(1)
        return self.tick(slot(week.year, week.number, WEEKLY.weekday, WEEKLY.at, WEEKLY.zone))

    def start(self, slack_id: str = cast.ADA, rhythm: Rhythm = WEEKLY) -> None:
        """Let a person of the cast start a plan now."""
        with self.person(slack_id) as (session, person):
            plans.start(session, person, rhythm, self.now)

    @contextmanager
    def person(self, slack_id: str = cast.ADA) -> Iterator[tuple[Session, Person]]:
        """Open a transaction with a person of the cast."""
        with self.database.write() as session:
            yield session, cast.meet(session, slack_id)

    @contextmanager
    def nudge(self, slack_id: str = cast.ADA) -> Iterator[tuple[Session, Nudge]]:
        """Open a transaction with the person's nudge of this week."""
        with self.person(slack_id) as (session, person):
            nudge = nudges.this_week(session, person, self.now)
            assert nudge is not None
            yield session, nudge

    def card(self, slack_id: str = cast.ADA) -> nudge_view.NudgeCard:
        """Return what this week's nudge shows."""
        with self.nudge(slack_id) as (session, nudge):
            return nudge_view.view(session, self.framework, nudge, self.now)

    def plan(self, slack_id: str = cast.ADA) -> plans.PlanCard:
        """Return the person's plan as it is shown."""
        with self.person(slack_id) as (session, person):
            card = plans.view(session, person, self.now)
        assert card is not None
        return card

    def states(self) -> list[tuple[str, str | None]]:
        """Return the state and reason of every delivery, in order."""
        with self.database.read() as session:
            rows = session.scalars(select(Delivery).order_by(Delivery.id))
            return [(row.state, row.reason) for row in rows]


def rate_limited(seconds: float | None = None) -> DeliveryFailed:
    """Return Slack's 429."""
    return DeliveryFailed("ratelimited", outcome=Outcome.RATE_LIMITED, retry_after=seconds)


def refused() -> DeliveryFailed:
    """Return a connection that was never made."""
    return DeliveryFailed("ConnectionRefusedError", outcome=Outcome.REFUSED)


def permanent(reason: str = "messages_tab_disabled") -> DeliveryFailed:
    """Return Slack's last word."""
    return DeliveryFailed(reason, outcome=Outcome.PERMANENT)


def ambiguous() -> DeliveryFailed:
    """Return a time-out."""
    return DeliveryFailed("TimeoutError", outcome=Outcome.AMBIGUOUS)


def utc(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    """Return a moment."""
    return datetime(year, month, day, hour, minute, tzinfo=UTC)
