"""What changes with a reflection changes in one transaction or not at all, on both databases."""

from __future__ import annotations

from dataclasses import replace
from threading import Barrier, Thread

import pytest
from sqlalchemy import func, select

from bot import nudges, origins, shares
from bot.ladder.model import Framework
from bot.slack.afterwards import Afterwards
from bot.slack.keeping_reflections import keep_form, keep_words
from bot.slack.parts import Ask, Parts, Who
from bot.slack.reflection_form import Door, Filled
from bot.storage.crypto import Box
from bot.storage.database import Database
from bot.storage.tables import Base, Mentorship, Nudge, NudgePrompt, Origin, Reflection, Step
from tests.cast import ADA, GRACE, MONDAY, TEAM, meet

ADA_ASKS = Who(TEAM, ADA)
FILLED = Filled("I asked", "I waited", "Ask again", "mentoring", 3, frozenset({1}))


@pytest.fixture
def parts(database: Database, box: Box, framework: Framework) -> Parts:
    """The parts that keeping needs; the others would fail if they were touched."""
    return Parts(
        database=database,
        box=box,
        framework=framework,
        names=None,  # type: ignore[arg-type]
        search=None,  # type: ignore[arg-type]
        now=lambda: MONDAY,
        clients=None,  # type: ignore[arg-type]
        afterwards=Afterwards(),
        support="",
    )


@pytest.fixture
def nudge(parts: Parts) -> int:
    """Ada's nudge of this week; Grace is her mentor on mentoring, with the id 1."""
    prompt = parts.framework.areas[0].prompts[0].id
    with parts.database.write() as session:
        ada, grace = meet(session, ADA), meet(session, GRACE)
        session.add(
            Mentorship(
                team_id=TEAM,
                mentee_id=ada.id,
                mentor_id=grace.id,
                state="active",
                areas=["mentoring"],
                invited_at=MONDAY,
            )
        )
        row = Nudge(
            team_id=TEAM,
            person_id=ada.id,
            iso_week="2026-W37",
            area="mentoring",
            slot_at=MONDAY,
            prompts=[NudgePrompt(team_id=TEAM, prompt=prompt, shown_at=MONDAY)],
        )
        session.add(row)
        session.flush()
        return row.id


def count(parts: Parts, table: type[Base]) -> int:
    """Return how many rows a table has."""
    with parts.database.read() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def test_all_that_belongs_to_it_is_kept(parts: Parts, nudge: int) -> None:
    prompt = parts.framework.areas[0].prompts[0].id
    with parts.database.write() as session:
        kept = keep_form(session, parts, ADA_ASKS, Door(nudge=nudge, prompt=prompt), FILLED)

    assert kept is not None
    assert kept.readers == {GRACE}
    with parts.database.read() as session:
        one = session.scalars(select(Reflection)).one()
        step = session.scalars(select(Step)).one()
        answered = nudges.get(session, meet(session, ADA), nudge)
        assert (one.nudge_id, one.prompt, one.sureness) == (nudge, prompt, 3)
        assert (step.reflection_id, step.nudge_id) == (one.id, nudge)
        assert answered is not None
        assert answered.answer == "reflected"


def test_nothing_is_kept_when_it_cannot_be_shared(parts: Parts, nudge: int) -> None:
    closed = replace(FILLED, area="quality")
    with pytest.raises(shares.AreaNotOpen), parts.database.write() as session:
        origins.once(session, TEAM, "view:V1", MONDAY)
        keep_form(session, parts, ADA_ASKS, Door(nudge=nudge), closed)

    assert [count(parts, table) for table in (Reflection, Step, Origin)] == [0, 0, 0]
    with parts.database.read() as session:
        assert session.scalars(select(Nudge)).one().answer is None


def test_of_the_same_command_at_the_same_time_one_is_kept(parts: Parts) -> None:
    ask = Ask(ADA_ASKS, "reflect", "I asked", None, "reflect I asked", "1.2.abc", "")
    together, kept = Barrier(2), []

    def send() -> None:
        together.wait()
        with parts.database.write() as session:
            kept.append(keep_words(session, parts, ask, "I asked").uid)

    threads = [Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert count(parts, Reflection) == 1
    assert len(set(kept)) == 1
    assert len(kept) == 2
