"""The choice of the next prompt: none comes again until its area's questions are used up."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import reflections
from bot.ladder.model import Area, Framework, Prompt
from bot.storage.tables import Nudge, NudgePrompt, Person


@dataclass(frozen=True)
class Choice:
    """A prompt, and how often the person will have gone through its area with it."""

    prompt: Prompt
    round: int


def choose(
    session: Session, person: Person, area: Area, *, besides: Collection[str] = ()
) -> Choice | None:
    """Return the prompt to show next; none when the questions of the area are used up.

    First come those that were not shown yet, in an order of the person's own, then those that
    the person swapped away. `besides` are ids that may not be chosen.
    """
    round_, left = _left(session, person, area)
    free = [prompt for prompt in left if prompt.id not in besides]
    return Choice(free[0], round_) if free else None


def count_left(
    session: Session, person: Person, area: Area, *, besides: Collection[str] = ()
) -> int:
    """Return how many prompts `choose` could still give."""
    _round, left = _left(session, person, area)
    return sum(prompt.id not in besides for prompt in left)


def choose_again(session: Session, person: Person, area: Area) -> Choice:
    """Begin a new round through the area, and return its first prompt."""
    past = _shown(session, person, area)
    round_ = max((one.round for one in past), default=0) + 1
    return Choice(_in_order(person, area, round_)[0], round_)


def show(session: Session, nudge: Nudge, choice: Choice, now: datetime) -> None:
    """Make the choice the question of a nudge."""
    row = NudgePrompt(
        team_id=nudge.team_id,
        nudge_id=nudge.id,
        prompt=choice.prompt.id,
        round=choice.round,
        shown_at=now,
        swapped=False,
    )
    session.add(row)
    session.flush()


def area_of(framework: Framework, area_id: str) -> Area:
    """Return an area of the ladder, also by an earlier id; the first one when it is gone."""
    return framework.area(area_id) or framework.areas[0]


def prompt_of(framework: Framework, prompt_id: str) -> Prompt | None:
    """Return a prompt of the ladder, also by an earlier id, if it is still there."""
    known = framework.prompt(prompt_id)
    return None if known is None else known[1]


def least_reflected(session: Session, framework: Framework, person: Person) -> tuple[Area, ...]:
    """Return all areas, the one that the person reflected on least first."""
    counts = reflections.counts(session, person)
    return tuple(sorted(framework.areas, key=lambda area: counts.get(area.id, 0)))


def _left(session: Session, person: Person, area: Area) -> tuple[int, list[Prompt]]:
    past = _shown(session, person, area)
    round_ = max((one.round for one in past), default=1)
    current = [one for one in past if one.round == round_]
    used = {one.prompt for one in current if not one.swapped}
    swapped = {one.prompt: one.id for one in current}
    left = [prompt for prompt in _in_order(person, area, round_) if not _names(prompt) & used]
    # Sorting is stable: the fresh ones keep their order, the swapped ones that of their swaps.
    return round_, sorted(left, key=lambda prompt: _latest(prompt, swapped))


def _latest(prompt: Prompt, swapped: dict[str, int]) -> int:
    return max((swapped.get(name, 0) for name in _names(prompt)), default=0)


def _names(prompt: Prompt) -> set[str]:
    return {prompt.id, *prompt.was}


def _in_order(person: Person, area: Area, round_: int) -> list[Prompt]:
    """Shuffle without chance, so that two workers choose alike and two people differ."""

    def place(prompt: Prompt) -> bytes:
        return blake2b(f"{person.slack_id}/{round_}/{prompt.id}".encode()).digest()

    return sorted(area.prompts, key=place)


def _shown(session: Session, person: Person, area: Area) -> list[NudgePrompt]:
    ids = {name for prompt in area.prompts for name in _names(prompt)}
    query = (
        select(NudgePrompt)
        .join(Nudge, Nudge.id == NudgePrompt.nudge_id)
        .where(
            Nudge.team_id == person.team_id,
            Nudge.person_id == person.id,
            NudgePrompt.prompt.in_(ids),
        )
        .order_by(NudgePrompt.id)
    )
    return list(session.scalars(query))
