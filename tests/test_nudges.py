"""What a nudge asks, and what becomes of it click by click."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from bot import nudge_view, nudges, plans, steps
from bot.ladder.model import Framework
from bot.storage.database import Database
from bot.storage.tables import Nudge, Person, Reflection, Step, new_uid
from tests import cast
from tests.cast import ADA, GRACE, MALLORY, OTHER_TEAM
from tests.delivering import TUESDAY, WEEK, Worker, permanent

DAY = timedelta(days=1)


@pytest.fixture
def worker(sqlite_url: str, framework: Framework) -> Worker:
    """A worker on Tuesday, when Ada and Grace just got their first nudge."""
    worker = Worker(Database(sqlite_url), framework)
    worker.start(ADA)
    worker.start(GRACE)
    worker.tick(TUESDAY)
    return worker


# Whose nudge


def test_a_nudge_is_of_its_week(worker: Worker) -> None:
    card = worker.card()

    assert (card.week_of, card.is_current, card.area.id) == (date(2026, 9, 7), True, "mentoring")


def test_nobody_finds_the_nudge_of_another(worker: Worker) -> None:
    with worker.nudge(ADA) as (session, nudge):
        assert nudges.get(session, cast.meet(session, MALLORY), nudge.id) is None


def test_nobody_finds_a_nudge_from_another_workspace(worker: Worker) -> None:
    with worker.nudge(ADA) as (session, nudge):
        assert nudges.get(session, cast.meet(session, ADA, OTHER_TEAM), nudge.id) is None


def test_ada_finds_her_own(worker: Worker) -> None:
    with worker.nudge(ADA) as (session, nudge):
        assert nudges.get(session, cast.meet(session, ADA), nudge.id) is nudge


def test_there_is_no_nudge_before_the_first(worker: Worker) -> None:
    with worker.person(MALLORY) as (session, mallory):
        assert nudges.this_week(session, mallory, TUESDAY) is None


def test_last_weeks_nudge_is_not_this_weeks(worker: Worker) -> None:
    with worker.person() as (session, ada):
        assert nudges.this_week(session, ada, TUESDAY + 6 * DAY) is None


def test_the_buttons_of_an_old_week_do_not_hold(worker: Worker) -> None:
    with worker.nudge() as (session, nudge):
        card = nudge_view.view(session, worker.framework, nudge, TUESDAY + 6 * DAY)

    assert not card.is_current


def test_the_nudge_stands_on_home_when_its_message_did_not_go_out(worker: Worker) -> None:
    worker.messenger.faults = [permanent(), permanent()]
    worker.tick(TUESDAY + WEEK)

    assert worker.card().is_current


def test_the_card_says_when_the_next_one_comes(worker: Worker) -> None:
    assert worker.card().plan.next_at == TUESDAY + WEEK


# I'll try this, and Skip


def test_trying_takes_the_step_on(worker: Worker) -> None:
    commit(worker)

    assert worker.card().state == "committed"
    assert [step.prompt for step in steps_of(worker)] == [prompt_of(worker)]


def test_trying_twice_takes_one_step_on(worker: Worker) -> None:
    commit(worker)
    commit(worker)

    assert len(steps_of(worker)) == 1


def test_a_changed_mind_leaves_no_step(worker: Worker) -> None:
    commit(worker)
    with worker.nudge() as (session, nudge):
        nudges.uncommit(session, nudge)

    assert (worker.card().state, steps_of(worker)) == ("open", [])


def test_a_step_is_taken_on_by_its_person_only(worker: Worker) -> None:
    commit(worker)

    assert worker.card(GRACE).state == "open"


def test_skipping_can_be_undone(worker: Worker) -> None:
    with worker.nudge() as (session, nudge):
        nudges.skip(session, nudge, TUESDAY)
    assert worker.card().state == "skipped"

    with worker.nudge() as (session, nudge):
        nudges.unskip(session, nudge)
    assert worker.card().state == "open"


def test_an_answer_is_not_overwritten_by_a_stale_button(worker: Worker) -> None:
    commit(worker)
    with worker.nudge() as (session, nudge):
        nudges.skip(session, nudge, TUESDAY)

    assert worker.card().state == "committed"


def test_undo_of_a_skip_leaves_another_answer_alone(worker: Worker) -> None:
    commit(worker)
    with worker.nudge() as (session, nudge):
        nudges.unskip(session, nudge)

    assert worker.card().state == "committed"


def test_skipping_leaves_the_next_one_alone(worker: Worker) -> None:
    with worker.nudge() as (session, nudge):
        nudges.skip(session, nudge, TUESDAY)

    assert worker.tick(TUESDAY + WEEK)["sent"] == 2


# Reflecting


def test_a_reflection_answers_the_nudge(worker: Worker) -> None:
    uid = reflect(worker)

    card = worker.card()
    assert card.state == "reflected"
    assert card.reflection == nudge_view.Reflected(uid, TUESDAY)


def test_a_deleted_reflection_opens_the_nudge_again(worker: Worker) -> None:
    reflect(worker)
    with worker.database.write() as session:
        session.delete(session.scalars(select(Reflection)).one())

    assert worker.card().state == "open"


def test_a_deleted_reflection_leaves_the_step_that_was_taken_on(worker: Worker) -> None:
    commit(worker)
    reflect(worker)
    with worker.database.write() as session:
        session.delete(session.scalars(select(Reflection)).one())

    assert worker.card().state == "committed"


def test_the_reflection_of_another_answers_nothing(worker: Worker) -> None:
    with worker.nudge(ADA) as (session, nudge):
        session.add(written(cast.meet(session, GRACE), nudge))

    assert worker.card(ADA).state == "open"


# Another one


def test_another_prompt_takes_the_place_of_the_first(worker: Worker) -> None:
    before = prompt_of(worker)
    assert swap(worker)

    card = worker.card()
    assert card.prompt is not None
    assert (card.prompt.id != before, card.swapped, card.swaps_left) == (True, True, 1)


def test_a_third_one_is_not_given(worker: Worker) -> None:
    swap(worker)
    swap(worker)
    last = prompt_of(worker)

    assert not swap(worker)
    assert (prompt_of(worker), worker.card().swaps_left) == (last, 0)


def test_next_week_one_can_swap_again(worker: Worker) -> None:
    swap(worker)
    swap(worker)
    worker.tick(TUESDAY + WEEK)

    assert worker.card().swaps_left == 2


def test_what_was_taken_on_is_not_swapped_away(worker: Worker) -> None:
    commit(worker)

    assert not swap(worker)


# A step that is asked about


def test_a_step_is_asked_about_the_next_time(worker: Worker) -> None:
    commit(worker)
    prompt = prompt_of(worker)
    worker.tick(TUESDAY + WEEK)

    asked = worker.card().asked
    assert asked is not None
    assert asked.prompt is not None
    assert (asked.prompt.id, asked.state, asked.answer) == (prompt, "open", None)


def test_without_a_step_nothing_is_asked(worker: Worker) -> None:
    commit(worker, GRACE)
    worker.tick(TUESDAY + WEEK)

    assert worker.card(ADA).asked is None


def test_i_did_it_can_be_undone(worker: Worker) -> None:
    ask_about_a_step(worker)
    answer(worker, "done")
    assert asked_of(worker).state == "done"

    undo(worker)
    assert (asked_of(worker).state, asked_of(worker).answer) == ("open", None)


def test_what_is_done_is_not_asked_about_again(worker: Worker) -> None:
    ask_about_a_step(worker)
    answer(worker, "done")
    worker.tick(TUESDAY + 2 * WEEK)

    assert worker.card().asked is None


def test_not_yet_is_asked_once_more(worker: Worker) -> None:
    ask_about_a_step(worker)
    answer(worker, "not_yet")
    assert (asked_of(worker).state, asked_of(worker).answer) == ("open", "not_yet")

    worker.tick(TUESDAY + 2 * WEEK)
    assert (asked_of(worker).state, asked_of(worker).answer) == ("open", None)


def test_after_the_second_not_yet_a_step_is_let_go(worker: Worker) -> None:
    ask_about_a_step(worker)
    answer(worker, "not_yet")
    worker.tick(TUESDAY + 2 * WEEK)
    answer(worker, "not_yet")

    assert (asked_of(worker).state, asked_of(worker).answer) == ("dropped", "not_yet")


def test_letting_go_can_be_undone(worker: Worker) -> None:
    ask_about_a_step(worker)
    answer(worker, "let_go")
    assert asked_of(worker).state == "dropped"

    undo(worker)
    assert asked_of(worker).state == "open"


def test_a_step_that_two_nudges_asked_about_in_vain_is_let_go(worker: Worker) -> None:
    ask_about_a_step(worker)
    worker.tick(TUESDAY + 2 * WEEK)
    worker.tick(TUESDAY + 3 * WEEK)

    assert worker.card().asked is None
    assert [step.state for step in steps_of(worker)] == ["dropped"]


def test_the_second_answer_to_a_step_changes_nothing(worker: Worker) -> None:
    ask_about_a_step(worker)
    answer(worker, "done")
    answer(worker, "let_go")

    assert asked_of(worker).state == "done"


def test_nobody_answers_for_another(worker: Worker) -> None:
    ask_about_a_step(worker)
    uid = asked_of(worker).uid
    with worker.person(MALLORY) as (session, mallory):
        assert nudges.answer_step(session, mallory, uid, "let_go", worker.now) is None

    assert asked_of(worker).state == "open"


# A ladder that changes


def test_a_nudge_of_a_prompt_that_is_gone_still_shows(worker: Worker) -> None:
    with worker.nudge() as (_session, nudge):
        nudge.prompts[-1].prompt = "a-prompt-of-old"

    card = worker.card()
    assert (card.prompt, card.used_up) == (None, False)


def test_a_plan_about_an_area_that_is_gone_goes_on_with_the_first(worker: Worker) -> None:
    with worker.person() as (session, ada):
        plans.focus(session, ada, "an-area-of-old")
    worker.tick(TUESDAY + WEEK)

    assert worker.card().area == worker.framework.areas[0]


def commit(worker: Worker, slack_id: str = ADA) -> None:
    """Let a person click `I'll try this`."""
    with worker.nudge(slack_id) as (session, nudge):
        nudges.commit(session, nudge, worker.now)


def swap(worker: Worker) -> bool:
    """Let Ada click `Another one`."""
    with worker.nudge() as (session, nudge):
        return nudges.swap(session, worker.framework, nudge, worker.now)


def prompt_of(worker: Worker) -> str:
    """Return the id of Ada's prompt of this week."""
    prompt = worker.card().prompt
    assert prompt is not None
    return prompt.id


def steps_of(worker: Worker) -> list[Step]:
    """Return all steps."""
    with worker.database.read() as session:
        return list(session.scalars(select(Step)))


def written(person: Person, nudge: Nudge) -> Reflection:
    """Return a reflection of that person on that nudge; its words do not matter here."""
    return Reflection(
        uid=new_uid(),
        team_id=person.team_id,
        person_id=person.id,
        nudge_id=nudge.id,
        framework_version="1.0.0",
        written_at=TUESDAY,
        words="sealed",
    )


def reflect(worker: Worker) -> str:
    """Let Ada reflect on her nudge, and return the uid."""
    with worker.nudge() as (session, nudge):
        reflection = written(nudge.person, nudge)
        session.add(reflection)
        nudges.reflected(session, nudge, worker.now)
        return reflection.uid


def ask_about_a_step(worker: Worker) -> None:
    """Let Ada take a step on, and be asked about it a week later."""
    commit(worker)
    worker.tick(worker.now + WEEK)


def asked_of(worker: Worker) -> nudge_view.AskedStep:
    """Return the step that Ada's nudge of this week asks about."""
    asked = worker.card().asked
    assert asked is not None
    return asked


def answer(worker: Worker, said: steps.Answer) -> None:
    """Let Ada answer it."""
    uid = asked_of(worker).uid
    with worker.person() as (session, ada):
        assert nudges.answer_step(session, ada, uid, said, worker.now) is not None


def undo(worker: Worker) -> None:
    """Let Ada take her answer back."""
    uid = asked_of(worker).uid
    with worker.person() as (session, ada):
        assert nudges.undo_step(session, ada, uid) is not None
