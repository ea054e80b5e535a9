"""The step that a reflection ends in: taken, worded anew and forgotten together with it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, delete, select, update
from sqlalchemy.orm import Session

from bot import steps
from bot.storage.crypto import Box
from bot.storage.tables import Nudge, Person, Reflection, Step


def of(session: Session, person: Person, reflection_id: int) -> Step | None:
    """Return the step that the person wrote with a reflection of theirs, whatever its state."""
    return session.scalar(
        select(Step)
        .where(
            Step.team_id == person.team_id,
            Step.person_id == person.id,
            Step.reflection_id == reflection_id,
        )
        .order_by(Step.id.desc())
        .limit(1)
    )


def set_words(
    session: Session, box: Box, person: Person, reflection: Reflection, words: str, *, now: datetime
) -> None:
    """Have the reflection end in this step; without words, in none.

    A step that is open is worded anew. One that is done or let go stays, and a new one is taken.
    """
    step = of(session, person, reflection.id)
    if not words:
        forget(session, person, reflection)
    elif step is None or (step.state != "open" and steps.words(box, step) != words):
        steps.set_in_own_words(
            session,
            box,
            person,
            reflection_id=reflection.id,
            nudge_id=reflection.nudge_id,
            words=words,
            now=now,
        )
    elif steps.words(box, step) != words:
        step.words = box.seal(person.team_id, person.id, step.uid, words)
    session.flush()


def forget(session: Session, person: Person, reflection: Reflection) -> frozenset[int]:
    """Delete the steps of a reflection, whatever their state.

    Returns the ids of the nudges that asked about one of them; they no longer do.
    """
    mine = and_(Step.person_id == person.id, Step.reflection_id == reflection.id)
    asked_in = Nudge.step_id.in_(select(Step.id).where(mine))
    asking = frozenset(session.scalars(select(Nudge.id).where(asked_in)))
    session.execute(update(Nudge).where(Nudge.id.in_(asking)).values(step_id=None))
    session.execute(delete(Step).where(mine))
    return asking
