"""What a nudge shows, in the DM and on Home alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import plans, prompts, reminders, steps
from bot.ladder.model import Area, Framework, Prompt
from bot.nudges import is_current, shown_in, slower_pace, swaps_left
from bot.storage.tables import Nudge, NudgePrompt, Person, Reflection, Step
from bot.weeks import Week

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


def view(session: Session, framework: Framework, nudge: Nudge, now: datetime) -> NudgeCard:
    """Return all that the nudge shows."""
    person = nudge.person
    plan = plans.find(session, person)
    if plan is None:
        raise LookupError(f"nudge {nudge.id} has no plan")
    shown = shown_in(session, nudge)
    area = prompts.area_of(framework, nudge.area)
    reflection = _reflection(session, nudge)
    kindness: Kindness | None = nudge.kindness  # type: ignore[assignment]
    return NudgeCard(
        nudge=nudge.id,
        team=person.team_id,
        slack_id=person.slack_id,
        state=_state(session, nudge, shown, reflection),
        area=area,
        prompt=prompts.prompt_of(framework, shown[-1].prompt) if shown else None,
        used_up=not shown,
        other_areas=() if shown else _others(session, framework, person, area),
        swapped=any(one.swapped for one in shown),
        swaps_left=swaps_left(session, person, area, shown),
        asked=_asked(session, framework, nudge),
        kindness=kindness,
        slower_pace=slower_pace(plan) if kindness == "slower" else None,
        plan=plans.card(plan, now),
        reminder_at=reminders.to_come(session, nudge),
        reminders_left=reminders.left(session, nudge),
        reflection=reflection,
        is_current=is_current(session, plan, nudge, now),
        week_of=Week.parse(nudge.iso_week).monday,
    )


def _state(
    session: Session, nudge: Nudge, shown: list[NudgePrompt], reflection: Reflected | None
) -> State:
    """Return the state as it is now: a reflection may have been deleted since."""
    if reflection is not None:
        return "reflected"
    if nudge.answer == "skipped":
        return "skipped"
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


def _others(session: Session, framework: Framework, person: Person, area: Area) -> tuple[Area, ...]:
    areas = prompts.least_reflected(session, framework, person)
    return tuple(one for one in areas if one.id != area.id)
