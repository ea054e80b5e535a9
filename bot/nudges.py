"""Nudges: one question with one small step, for one person in one ISO week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import plans, prompts, reminders, steps
from bot.ladder.model import Area, Framework, Prompt
from bot.storage.tables import Nudge, NudgePrompt, Person, Plan, Reflection, Step
from bot.weeks import Week

SWAPS = 2
"""How many prompts a person may swap in one nudge."""

State = Literal["open", "committed", "skipped", "reflected"]
Kindness = Literal["first", "slower", "quiet"]


@dataclass(frozen=True)
class AskedStep:
    """The step that a nudge asks about. Without a prompt it is in the person's own words, which
    are shown to them on Home and in modals only."""

    uid: str
    prompt: Prompt | None
    state: Literal["open", "done", "dropped"]
    answer: steps.Answer | None
    """What the person said when they were asked: none while the question stands."""


@dataclass(frozen=True)
class Reflected:
    """The reflection that answers a nudge; never its words."""

    uid: str
    written_at: datetime


@dataclass(frozen=True)
class NudgeCard:
    """All that a nudge shows, in the DM and on Home alike. Moments are in UTC."""

    nudge: int
    team: str
    slack_id: str
    state: State
    area: Area
    prompt: Prompt | None
    """None when the questions of the area are used up, or when the ladder lost this one."""
    used_up: bool
    """The card asks whether to go round again or to change the area."""
    other_areas: tuple[Area, ...]
    """Only when used up: the areas to change to, the one least reflected on first."""
    swapped: bool
    """The prompt took the place of another one."""
    swaps_left: int
    asked: AskedStep | None
    kindness: Kindness | None
    slower_pace: int | None
    """Only for `slower`: the next pace in weeks, if there is a slower one."""
    plan: plans.PlanCard
    """Its `next_at` is when the next nudge comes."""
    reminder_at: datetime | None
    """The card is folded until it comes back then."""
    reminders_left: int
    reflection: Reflected | None
    is_current: bool
    """Whether its buttons still hold; if not, one can still reflect on it."""
    week_of: date
    """The Monday of its week."""


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
    if nudge is None or plan is None or not _is_current(session, plan, nudge, now):
        return None
    return nudge


def view(session: Session, framework: Framework, nudge: Nudge, now: datetime) -> NudgeCard:
    """Return all that the nudge shows."""
    person = nudge.person
    plan = plans.find(session, person)
    card = plans.view(session, person, now)
    if plan is None or card is None:
        raise LookupError(f"nudge {nudge.id} has no plan")
    shown = _shown(session, nudge)
    area = prompts.area_of(framework, nudge.area)
    reflection = _reflection(session, nudge)
    kindness: Kindness | None = nudge.kindness  # type: ignore[assignment]
    return NudgeCard(
        nudge=nudge.id,
        team=person.team_id,
        slack_id=person.slack_id,
        state=_state(session, nudge, reflection),
        area=area,
        prompt=prompts.prompt_of(framework, shown[-1].prompt) if shown else None,
        used_up=not shown,
        other_areas=() if shown else _others(session, framework, person, area),
        swapped=any(one.swapped for one in shown),
        swaps_left=_swaps_left(session, person, area, shown),
        asked=_asked(session, framework, nudge),
        kindness=kindness,
        slower_pace=slower_pace(plan) if kindness == "slower" else None,
        plan=card,
        reminder_at=reminders.to_come(session, nudge),
        reminders_left=reminders.left(session, nudge),
        reflection=reflection,
        is_current=_is_current(session, plan, nudge, now),
        week_of=Week.parse(nudge.iso_week).monday,
    )


def touch(session: Session, nudge: Nudge) -> None:
    """The person clicked on the nudge: it did not go by untouched."""
    nudge.touched = True
    plan = plans.find(session, nudge.person)
    if plan is not None:
        plan.untouched = 0


def commit(session: Session, nudge: Nudge, now: datetime) -> None:
    """`I'll try this`: take on the step. A nudge that has an answer keeps it."""
    _hold(session, nudge)
    shown = _shown(session, nudge)
    if nudge.answer is None and shown:
        steps.take(session, nudge.person, nudge, shown[-1].prompt, now)
        _answer(nudge, "committed", now)


def uncommit(session: Session, nudge: Nudge) -> None:
    """`Changed my mind`: the step is as if it had never been taken on."""
    _hold(session, nudge)
    if nudge.answer == "committed":
        steps.drop_taken(session, nudge, _shown(session, nudge)[-1].prompt)
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
    shown = _shown(session, nudge)
    area = prompts.area_of(framework, nudge.area)
    if nudge.answer is not None or _swaps_left(session, nudge.person, area, shown) < 1:
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
    if not _shown(session, nudge):
        area = prompts.area_of(framework, nudge.area)
        prompts.show(session, nudge, prompts.choose_again(session, nudge.person, area), now)


def change_area(session: Session, nudge: Nudge, area: Area, now: datetime) -> None:
    """Ask about another area, beginning with this nudge when it has no question yet."""
    _hold(session, nudge)
    plans.focus(session, nudge.person, area.id)
    if not _shown(session, nudge):
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
    plan = plans.find(session, nudge.person)
    pace = slower_pace(plan) if plan is not None else None
    if plan is not None and pace is not None and nudge.kindness == "slower":
        plan.pace = pace
        plans.reindex(session, plan, now)
    nudge.kindness = None


def slower_pace(plan: Plan) -> int | None:
    """Return the next slower pace in weeks, if there is one."""
    return next((pace for pace in plans.PACES if pace > plan.pace), None)


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


def _answer(nudge: Nudge, answer: State | None, now: datetime | None) -> None:
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


def _is_current(session: Session, plan: Plan, nudge: Nudge, now: datetime) -> bool:
    """Say whether it is the newest, and of this week or brought back in it."""
    newest = _latest(session, nudge.person, now)
    brought_back = {Week.of(one.due_at, plan.zone) for one in reminders.of(session, nudge)}
    weeks = {Week.parse(nudge.iso_week), Week.of(nudge.slot_at, plan.zone), *brought_back}
    return newest is not None and newest.id == nudge.id and Week.of(now, plan.zone) in weeks


def _state(session: Session, nudge: Nudge, reflection: Reflected | None) -> State:
    """Return the state as it is now: a reflection may have been deleted since."""
    if reflection is not None:
        return "reflected"
    if nudge.answer == "skipped":
        return "skipped"
    shown = _shown(session, nudge)
    on_it = shown and steps.from_nudge(session, nudge, shown[-1].prompt)
    return "committed" if on_it or nudge.answer == "committed" else "open"


def _reflection(session: Session, nudge: Nudge) -> Reflected | None:
    row = session.execute(
        select(Reflection.uid, Reflection.written_at)
        .where(Reflection.person_id == nudge.person_id, Reflection.nudge_id == nudge.id)
        .order_by(Reflection.id.desc())
        .limit(1)
    ).first()
    return Reflected(row.uid, row.written_at) if row is not None else None


def _asked(session: Session, framework: Framework, nudge: Nudge) -> AskedStep | None:
    step = session.get(Step, nudge.step_id) if nudge.step_id is not None else None
    if step is None:
        return None
    prompt = prompts.prompt_of(framework, step.prompt) if step.prompt else None
    state: Literal["open", "done", "dropped"] = step.state  # type: ignore[assignment]
    answer: steps.Answer | None = step.answer  # type: ignore[assignment]
    return AskedStep(step.uid, prompt, state, answer)


def _asking(session: Session, step: Step) -> Nudge | None:
    query = select(Nudge).where(Nudge.person_id == step.person_id, Nudge.step_id == step.id)
    nudge = session.scalar(query.order_by(Nudge.id.desc()).limit(1))
    if nudge is not None:
        touch(session, nudge)
    return nudge


def _shown(session: Session, nudge: Nudge) -> list[NudgePrompt]:
    query = select(NudgePrompt).where(
        NudgePrompt.team_id == nudge.team_id, NudgePrompt.nudge_id == nudge.id
    )
    return list(session.scalars(query.order_by(NudgePrompt.id)))


def _swaps_left(session: Session, person: Person, area: Area, shown: list[NudgePrompt]) -> int:
    others = prompts.count_left(session, person, area, besides={one.prompt for one in shown})
    return max(min(SWAPS - sum(one.swapped for one in shown), others), 0)


def _others(session: Session, framework: Framework, person: Person, area: Area) -> tuple[Area, ...]:
    areas = prompts.least_reflected(session, framework, person)
    return tuple(one for one in areas if one.id != area.id)
