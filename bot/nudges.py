"""Nudges: one question with one small step, for one person in one ISO week."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import plans, prompts, reminders, steps
from bot.ladder.model import Area, Framework
from bot.rhythms import PACES
from bot.storage.tables import Nudge, NudgePrompt, Person, Plan, Step
from bot.weeks import Week

SWAPS = 2
"""How many prompts a person may swap in one nudge."""


def get(session: Session, person: Person, nudge_id: int) -> Nudge | None:
    """Return the person's nudge with that id; nobody else's is ever found."""
    return session.scalar(
        select(Nudge).where(
            Nudge.team_id == person.team_id,
            Nudge.person_id == person.id,
            Nudge.id == nudge_id,
        )
    )


def this_week(session: Session, person: Person, now: datetime) -> Nudge | None:
    """Return the nudge whose buttons hold now, whatever became of its message."""
    nudge = _latest(session, person, now)
    plan = plans.find(session, person)
    if nudge is None or plan is None or not is_current(session, plan, nudge, now):
        return None
    return nudge


def touch(session: Session, nudge: Nudge) -> None:
    """The person clicked on the nudge: it did not go by untouched."""
    nudge.touched = True
    plan = plans.find(session, nudge.person)
    if plan is not None:
        plan.untouched = 0


def commit(session: Session, nudge: Nudge, now: datetime) -> None:
    """`I'll try this`: take on the step. A nudge that has an answer keeps it."""
    _hold(session, nudge)
    shown = shown_in(session, nudge)
    if nudge.answer is None and shown:
        steps.take(session, nudge.person, nudge, shown[-1].prompt, now)
        _answer(nudge, "committed", now)


def uncommit(session: Session, nudge: Nudge) -> None:
    """`Changed my mind`: the step is as if it had never been taken on."""
    _hold(session, nudge)
    if nudge.answer == "committed":
        steps.drop_taken(session, nudge, shown_in(session, nudge)[-1].prompt)
        _answer(nudge, None, None)


def skip(session: Session, nudge: Nudge, now: datetime) -> None:
    """Leave this week out. A nudge that has an answer keeps it."""
    _hold(session, nudge)
    if nudge.answer is None:
        _answer(nudge, "skipped", now)
        reminders.take_back(session, nudge)


def unskip(session: Session, nudge: Nudge) -> None:
    """Undo `skip`."""
    _hold(session, nudge)
    if nudge.answer == "skipped":
        _answer(nudge, None, None)


def swap(session: Session, framework: Framework, nudge: Nudge, now: datetime) -> bool:
    """Show another prompt; the one before goes to the end of the list. False when none is left."""
    _hold(session, nudge)
    shown = shown_in(session, nudge)
    area = prompts.area_of(framework, nudge.area)
    if nudge.answer is not None or swaps_left(session, nudge.person, area, shown) < 1:
        return False
    besides = {one.prompt for one in shown}
    choice = prompts.choose(session, nudge.person, area, besides=besides)
    if choice is None:
        return False
    shown[-1].swapped = True
    prompts.show(session, nudge, choice, now)
    return True


def go_round_again(session: Session, framework: Framework, nudge: Nudge, now: datetime) -> None:
    """Ask the questions of the area once more, beginning with this nudge."""
    _hold(session, nudge)
    if not shown_in(session, nudge):
        area = prompts.area_of(framework, nudge.area)
        prompts.show(session, nudge, prompts.choose_again(session, nudge.person, area), now)


def change_area(session: Session, nudge: Nudge, area: Area, now: datetime) -> None:
    """Ask about another area, beginning with this nudge when it has no question yet."""
    _hold(session, nudge)
    plans.focus(session, nudge.person, area.id)
    if not shown_in(session, nudge):
        nudge.area = area.id
        choice = prompts.choose(session, nudge.person, area)
        if choice is not None:
            prompts.show(session, nudge, choice, now)


def keep_pace(session: Session, nudge: Nudge) -> None:
    """`Keep weekly`: no harm done."""
    _hold(session, nudge)
    nudge.kindness = None


def slower(session: Session, nudge: Nudge, now: datetime) -> None:
    """Go on at the next slower pace, when the nudge offers it."""
    _hold(session, nudge)
    plan = plans.held(session, nudge.person)
    pace = slower_pace(plan) if plan is not None else None
    if plan is not None and pace is not None and nudge.kindness == "slower":
        plan.pace = pace
        plans.reindex(session, plan, now)
    nudge.kindness = None


def slower_pace(plan: Plan) -> int | None:
    """Return the next slower pace in weeks, if there is one."""
    return next((pace for pace in PACES if pace > plan.pace), None)


def pause_instead(session: Session, nudge: Nudge, now: datetime) -> None:
    """Pause four weeks, from within the nudge."""
    _hold(session, nudge)
    plans.pause_four_weeks(session, nudge.person, now)


def answer_step(
    session: Session, person: Person, uid: str, said: steps.Answer, now: datetime
) -> Nudge | None:
    """Take the answer to the step that was asked about, from the DM or from Home.

    Returns the nudge that asks about it, if one does: its card has changed.
    """
    step = steps.find(session, person, uid)
    if step is None:
        return None
    session.refresh(step, with_for_update=True)
    steps.answer(step, said, now)
    return _asking(session, step)


def undo_step(session: Session, person: Person, uid: str) -> Nudge | None:
    """Undo `answer_step`. Returns the nudge that asks about the step, if one does."""
    step = steps.find(session, person, uid)
    if step is None:
        return None
    steps.undo(step)
    return _asking(session, step)


def reflected(session: Session, nudge: Nudge, now: datetime) -> None:
    """The person wrote about it: a reminder that was to come is called off."""
    _hold(session, nudge)
    if nudge.answer != "reflected":
        _answer(nudge, "reflected", now)
    reminders.take_back(session, nudge)


def _answer(nudge: Nudge, answer: str | None, now: datetime | None) -> None:
    nudge.answer, nudge.answered_at = answer, now


def _hold(session: Session, nudge: Nudge) -> None:
    """Let two clicks at the same time come one after the other, and note the click."""
    session.refresh(nudge, with_for_update=True)
    touch(session, nudge)


def _latest(session: Session, person: Person, now: datetime) -> Nudge | None:
    """Return the newest nudge. One with a moment to come was made before the clock went back."""
    query = select(Nudge).where(
        Nudge.team_id == person.team_id, Nudge.person_id == person.id, Nudge.slot_at <= now
    )
    return session.scalar(query.order_by(Nudge.slot_at.desc(), Nudge.id.desc()).limit(1))


def is_current(session: Session, plan: Plan, nudge: Nudge, now: datetime) -> bool:
    """Say whether it is the newest, and of this week or brought back in it."""
    newest = _latest(session, nudge.person, now)
    brought_back = {Week.of(one.due_at, plan.zone) for one in reminders.of(session, nudge)}
    weeks = {Week.parse(nudge.iso_week), Week.of(nudge.slot_at, plan.zone), *brought_back}
    return newest is not None and newest.id == nudge.id and Week.of(now, plan.zone) in weeks


def _asking(session: Session, step: Step) -> Nudge | None:
    query = select(Nudge).where(Nudge.person_id == step.person_id, Nudge.step_id == step.id)
    nudge = session.scalar(query.order_by(Nudge.id.desc()).limit(1))
    if nudge is not None:
        touch(session, nudge)
    return nudge


def shown_in(session: Session, nudge: Nudge) -> list[NudgePrompt]:
    """Return the prompts that the nudge showed, in order: all but the last were swapped."""
    query = select(NudgePrompt).where(
        NudgePrompt.team_id == nudge.team_id, NudgePrompt.nudge_id == nudge.id
    )
    return list(session.scalars(query.order_by(NudgePrompt.id)))


def swaps_left(session: Session, person: Person, area: Area, shown: list[NudgePrompt]) -> int:
    """Return how many prompts can still be swapped in a nudge that showed these."""
    others = prompts.count_left(session, person, area, besides={one.prompt for one in shown})
    return max(min(SWAPS - sum(one.swapped for one in shown), others), 0)
