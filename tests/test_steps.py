"""Steps: taken on, asked about, done or let go; own words are the person's alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from bot import steps
from bot.storage.crypto import Box, CannotOpen
from bot.storage.database import Database
from bot.storage.tables import Step
from tests import cast
from tests.cast import ADA, GRACE, MONDAY, OTHER_TEAM

HOUR = timedelta(hours=1)
WORDS = "Show the migration plan to two people who will disagree"


@pytest.fixture
def step(database: Database, box: Box) -> Step:
    """A step that Ada set herself; Grace set herself another one, later."""
    with database.write() as session:
        mine = own_step(session, box, ADA, WORDS)
        own_step(session, box, GRACE, "Not Ada's", hours=1)
        return mine


def test_own_words_open_for_their_author(step: Step, box: Box) -> None:
    assert steps.words(box, step) == WORDS


def test_own_words_are_sealed_at_rest(step: Step) -> None:
    assert step.words is not None
    assert "migration" not in step.words


def test_own_words_do_not_open_in_another_row(step: Step, box: Box, database: Database) -> None:
    with database.write() as session:
        grace = cast.meet(session, GRACE)
        moved = Step(uid=step.uid, team_id=step.team_id, person_id=grace.id, words=step.words)

    with pytest.raises(CannotOpen):
        steps.words(box, moved)


def test_the_step_of_a_prompt_has_no_own_words(box: Box) -> None:
    assert steps.words(box, Step(uid="1", prompt="last-review")) is None


@pytest.mark.usefixtures("step")
def test_the_open_step_is_the_persons_newest(box: Box, database: Database) -> None:
    with database.write() as session:
        newest = own_step(session, box, ADA, "A newer one", hours=2)
        assert steps.open_step(session, cast.meet(session, ADA)) is newest


def test_after_the_newest_the_one_before_is_open_again(
    step: Step, box: Box, database: Database
) -> None:
    with database.write() as session:
        newest = own_step(session, box, ADA, "A newer one", hours=2)
        steps.done(newest, MONDAY)
        session.flush()
        found = steps.open_step(session, cast.meet(session, ADA))

    assert found is not None
    assert found.uid == step.uid


def test_nobody_finds_the_step_of_another(step: Step, database: Database) -> None:
    with database.write() as session:
        assert steps.find(session, cast.meet(session, GRACE), step.uid) is None


def test_nobody_finds_a_step_from_another_workspace(step: Step, database: Database) -> None:
    with database.write() as session:
        stranger = cast.meet(session, ADA, OTHER_TEAM)
        assert steps.find(session, stranger, step.uid) is None
        assert steps.open_step(session, stranger) is None


def test_not_yet_before_any_nudge_asked_leaves_it_open(step: Step) -> None:
    steps.not_yet(step, MONDAY)

    assert (step.state, step.answer) == ("open", "not_yet")


def test_a_step_that_is_done_knows_since_when(step: Step) -> None:
    steps.done(step, MONDAY + HOUR)

    assert (step.state, step.closed_at) == ("done", MONDAY + HOUR)


def test_undo_opens_it_again(step: Step) -> None:
    steps.let_go(step, MONDAY)
    steps.undo(step)

    assert (step.state, step.closed_at, step.answer) == ("open", None, None)


def own_step(session: Session, box: Box, slack_id: str, words: str, hours: int = 0) -> Step:
    """Let a person of the cast set themselves a step."""
    return steps.set_in_own_words(
        session,
        box,
        cast.meet(session, slack_id),
        reflection_id=None,
        nudge_id=None,
        words=words,
        now=MONDAY + hours * HOUR,
    )
