"""Two things at the same moment: the second waits for the first, and sees what it did."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
from typing import TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot import mentorships, people, planning, plans, shares
from bot.ladder.model import Framework
from bot.storage.crypto import Box
from bot.storage.database import Database
from bot.storage.tables import Nudge, Person, Plan, Reflection, Share
from tests.cast import ADA, GRACE, MALLORY, MONDAY, TEAM, meet
from tests.delivering import TUESDAY, WEEKLY
from tests.mentoring import mentorship, reflection

T = TypeVar("T")
FRIDAYS = replace(WEEKLY, weekday=5)
A_MOMENT = 0.3
"""Seconds for the second to read, and to come to where it has to wait for the first."""


def meanwhile(
    database: Database, first: Callable[[Session], object], second: Callable[[Session], T]
) -> T:
    """Let the second begin when the first has acted and is not committed yet."""

    def act() -> T:
        with database.write() as session:
            return second(session)

    with ThreadPoolExecutor(1) as thread:
        with database.write() as session:
            first(session)
            result = thread.submit(act)
            wait([result], A_MOMENT)
        return result.result()


def ada(session: Session) -> Person:
    return people.meet(session, TEAM, ADA)


def test_two_requests_of_somebody_new_make_one_person(database: Database) -> None:
    met = meanwhile(database, ada, lambda session: ada(session).id)

    with database.read() as session:
        assert session.scalars(select(Person.id)).all() == [met]


def test_somebody_met_at_the_same_moment_can_do_more(database: Database) -> None:
    meanwhile(database, ada, lambda session: plans.start(session, ada(session), WEEKLY, MONDAY))

    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(Plan)) == 1


def test_two_starts_make_one_plan(database: Database) -> None:
    with database.write() as session:
        meet(session, ADA)
    for _ in range(2):
        start = lambda session: plans.start(session, ada(session), WEEKLY, MONDAY)  # noqa: E731
        meanwhile(database, start, start)

    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(Plan)) == 1


def test_a_resume_is_not_lost_beside_a_stop(database: Database) -> None:
    started(database)
    meanwhile(
        database,
        lambda session: plans.stop(session, ada(session), MONDAY),
        lambda session: plans.resume(session, ada(session), MONDAY),
    )

    with database.read() as session:
        plan = session.scalars(select(Plan)).one()
        assert (plan.state, plan.next_at) == ("active", TUESDAY)


def test_a_stop_is_not_lost_beside_a_change(database: Database) -> None:
    started(database)
    meanwhile(
        database,
        lambda session: plans.stop(session, ada(session), MONDAY),
        lambda session: plans.change(session, ada(session), FRIDAYS, MONDAY),
    )

    with database.read() as session:
        plan = session.scalars(select(Plan)).one()
        assert (plan.state, plan.next_at) == ("stopped", None)


def test_one_now_beside_the_planner_is_one(database: Database, framework: Framework) -> None:
    started(database)
    meanwhile(
        database,
        lambda session: planning.plan_due(session, framework, TUESDAY),
        lambda session: planning.show_now(session, framework, ada(session), TUESDAY),
    )

    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(Nudge)) == 1


def test_one_now_twice_at_once_is_one(database: Database, framework: Framework) -> None:
    started(database)
    now = lambda session: planning.show_now(session, framework, ada(session), MONDAY)  # noqa: E731
    meanwhile(database, now, now)

    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(Nudge)) == 1


def test_sharing_twice_at_once_makes_one_share(database: Database, box: Box) -> None:
    link, row = written(database, box)
    share = lambda session: shares.set_shares(  # noqa: E731
        session, session.get_one(Reflection, row), [link], MONDAY
    )
    meanwhile(database, share, share)

    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(Share)) == 1


def test_a_share_beside_the_closing_of_its_area_is_gone(database: Database, box: Box) -> None:
    link, row = written(database, box)
    meanwhile(
        database,
        lambda s: shares.set_shares(s, s.get_one(Reflection, row), [link], MONDAY),
        lambda s: mentorships.open_areas(s, ada(s), link, ["quality"]),
    )

    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(Share)) == 0


def test_an_area_closed_at_this_moment_refuses_a_share(database: Database, box: Box) -> None:
    link, row = written(database, box)

    def share(session: Session) -> str:
        try:
            shares.set_shares(session, session.get_one(Reflection, row), [link], MONDAY)
        except shares.AreaNotOpen:
            return "refused"
        return "shared"

    close = lambda s: mentorships.open_areas(s, ada(s), link, ["quality"])  # noqa: E731
    assert meanwhile(database, close, share) == "refused"


def test_a_mentorship_that_ends_at_this_moment_is_not_shared_with(
    database: Database, box: Box
) -> None:
    link, row = written(database, box)
    shared_with = meanwhile(
        database,
        lambda s: mentorships.end(s, ada(s), link, MONDAY),
        lambda s: shares.set_shares(s, s.get_one(Reflection, row), [link], MONDAY),
    )

    assert shared_with == ()


def started(database: Database) -> None:
    """Let Ada have a plan whose nudge comes on Tuesday, and Mallory none."""
    with database.write() as session:
        meet(session, MALLORY)
        plans.start(session, meet(session, ADA), WEEKLY, MONDAY)


def written(database: Database, box: Box) -> tuple[int, int]:
    """Let Ada have a mentor, and a reflection that is private; return the ids of both."""
    with database.write() as session:
        me = meet(session, ADA)
        link = mentorship(session, me, meet(session, GRACE))
        return link.id, reflection(session, box, me).id
