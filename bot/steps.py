"""Steps: what a person took on, from a nudge or in their own words, until it is done or let go."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.storage.crypto import Box
from bot.storage.tables import Nudge, Person, Step, new_uid

Answer: TypeAlias = Literal["done", "not_yet", "let_go"]

ASKED_AT_MOST = 2
"""In so many nudges a step is asked about; then it is let go."""


def take(session: Session, person: Person, nudge: Nudge, prompt: str, now: datetime) -> Step:
    """Take on the step of a prompt; the same one of the same nudge is taken on once."""
    found = from_nudge(session, nudge, prompt)
    if found is not None:
        return found
    step = _new(person, now)
    step.nudge_id, step.prompt = nudge.id, prompt
    session.add(step)
    session.flush()
    return step


def from_nudge(session: Session, nudge: Nudge, prompt: str) -> Step | None:
    """Return the open step that was taken on from this prompt of this nudge."""
    return session.scalar(
        select(Step).where(
            Step.team_id == nudge.team_id,
            Step.person_id == nudge.person_id,
            Step.nudge_id == nudge.id,
            Step.prompt == prompt,
            Step.state == "open",
        )
    )


def set_in_own_words(
    session: Session,
    box: Box,
    person: Person,
    *,
    reflection_id: int | None,
    nudge_id: int | None,
    words: str,
    now: datetime,
) -> Step:
    """Take on a step in the person's own words, which are sealed."""
    step = _new(person, now)
    step.reflection_id, step.nudge_id = reflection_id, nudge_id
    step.words = box.seal(person.team_id, person.id, step.uid, words)
    session.add(step)
    session.flush()
    return step


def words(box: Box, step: Step) -> str | None:
    """Return the person's own words, if the step is in them. For their own eyes only."""
    if step.words is None:
        return None
    return box.open(step.team_id, step.person_id, step.uid, step.words)


def find(session: Session, person: Person, uid: str) -> Step | None:
    """Return the person's step with that uid; nobody else's is ever found."""
    return session.scalar(
        select(Step).where(
            Step.team_id == person.team_id, Step.person_id == person.id, Step.uid == uid
        )
    )


def open_step(session: Session, person: Person) -> Step | None:
    """Return the step that the person took on last of those that are open."""
    return session.scalar(
        select(Step)
        .where(Step.team_id == person.team_id, Step.person_id == person.id, Step.state == "open")
        .order_by(Step.taken_at.desc(), Step.id.desc())
        .limit(1)
    )


def ask(session: Session, person: Person, now: datetime) -> Step | None:
    """Return the step that the next nudge asks about, and count that it does.

    One that two nudges have asked about is let go without a word.
    """
    step = open_step(session, person)
    while step is not None and step.asked >= ASKED_AT_MOST:
        _close(step, "dropped", now)
        session.flush()
        step = open_step(session, person)
    if step is not None:
        step.asked += 1
        step.answer = None
    return step


def done(step: Step, now: datetime) -> None:
    """The person did it."""
    if step.state == "open":
        _close(step, "done", now)
        step.answer = "done"


def not_yet(step: Step, now: datetime) -> None:
    """The person has not done it yet: it is asked about once more, then let go."""
    if step.state == "open":
        step.answer = "not_yet"
        if step.asked >= ASKED_AT_MOST:
            _close(step, "dropped", now)


def let_go(step: Step, now: datetime) -> None:
    """The person lets it go."""
    if step.state == "open":
        _close(step, "dropped", now)
        step.answer = "let_go"


def answer(step: Step, said: Answer, now: datetime) -> None:
    """Take one of the three answers. A step that is closed stays as it is."""
    {"done": done, "not_yet": not_yet, "let_go": let_go}[said](step, now)


def undo(step: Step) -> None:
    """Take back what was answered last: the step is open, and the question stands again."""
    step.state, step.closed_at, step.answer = "open", None, None


def drop_taken(session: Session, nudge: Nudge, prompt: str) -> None:
    """Undo `take`: a step that was just taken on leaves no trace."""
    step = from_nudge(session, nudge, prompt)
    if step is not None and step.asked == 0:
        session.delete(step)
        session.flush()


def _new(person: Person, now: datetime) -> Step:
    return Step(
        uid=new_uid(),
        team_id=person.team_id,
        person_id=person.id,
        state="open",
        asked=0,
        taken_at=now,
    )


def _close(step: Step, state: str, now: datetime) -> None:
    step.state, step.closed_at = state, now
