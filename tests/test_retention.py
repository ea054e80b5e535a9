"""Retention: what is older than the operator keeps it goes, and nothing younger."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot import mentorships, retention
from bot.storage.crypto import Box
from bot.storage.database import Database
from bot.storage.tables import (
    Audit,
    Delivery,
    Mentorship,
    Nudge,
    NudgePrompt,
    Plan,
    Reading,
    Reflection,
    Removal,
    Share,
    Step,
)
from tests.cast import ADA, GRACE, LINUS, MALLORY, MONDAY, meet
from tests.living import everything, live
from tests.mentoring import reflection

LATER = MONDAY + timedelta(days=100)
OLD = (Reflection, Step, Share, Reading, Audit, Delivery)


@pytest.fixture
def session(database: Database, box: Box) -> Iterator[Session]:
    """What Ada did goes back to a week before Monday."""
    with database.write() as session:
        live(session, box, ADA, mentor=GRACE)
        yield session


def forget(session: Session, now: datetime = LATER) -> int:
    return retention.Retention(90)(session, now)


def count(session: Session, table: type) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


def test_what_is_old_goes_from_every_table(session: Session) -> None:
    forget(session)

    assert [count(session, table) for table in OLD] == [0] * len(OLD)


def test_what_is_young_enough_stays(session: Session) -> None:
    before = everything(session)

    assert forget(session, MONDAY + timedelta(days=29)) == 0
    assert everything(session) == before


def test_the_younger_of_two_stays(session: Session, box: Box) -> None:
    young = reflection(session, box, meet(session, LINUS), "young", at=LATER - timedelta(days=89))
    forget(session)

    assert [row.uid for row in session.scalars(select(Reflection))] == [young.uid]


def test_the_plan_and_the_questions_that_were_shown_stay(session: Session) -> None:
    """Without them a question would come again before all were seen."""
    forget(session)

    assert [count(session, table) for table in (Plan, Nudge, NudgePrompt)] == [1, 1, 1]


def test_a_nudge_no_longer_asks_about_a_step_that_went(session: Session) -> None:
    forget(session)

    assert session.scalars(select(Nudge.step_id)).all() == [None]


def test_old_messages_go_in_slack_too(session: Session) -> None:
    posted = set(session.scalars(select(Delivery.ts)))
    forget(session)

    assert {row.ts for row in session.scalars(select(Removal)) if row.ts} == posted


def test_a_mentorship_that_stands_stays_whatever_its_age(session: Session) -> None:
    forget(session)

    assert mentorships.active_mentors(session, meet(session, ADA))


def test_one_that_ended_long_ago_goes(session: Session) -> None:
    link = session.scalars(select(Mentorship)).one()
    mentorships.end(session, meet(session, ADA), link.id, MONDAY)
    forget(session)

    assert count(session, Mentorship) == 0


def test_a_not_now_of_long_ago_goes(session: Session) -> None:
    link = session.scalars(select(Mentorship)).one()
    link.state = mentorships.DECLINED
    forget(session)

    assert count(session, Mentorship) == 0


def test_it_is_asked_again_until_nothing_is_left(session: Session, box: Box) -> None:
    for number in range(retention.BATCH + 1):
        reflection(session, box, meet(session, MALLORY), str(number))

    assert forget(session) > 0
    assert forget(session) > 0
    assert (forget(session), count(session, Reflection)) == (0, 0)


def test_it_rests_for_an_hour_when_nothing_is_left(session: Session, box: Box) -> None:
    job = retention.Retention(90)
    while job(session, LATER):
        pass
    reflection(session, box, meet(session, ADA), "old")
    minutes = (59, 60)

    gone = [job(session, LATER + timedelta(minutes=one)) for one in minutes]
    assert gone == [0, 1]
