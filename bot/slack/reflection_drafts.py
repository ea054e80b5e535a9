"""What the reflection form shows first, by the door that it is opened through."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from bot import mentorships, nudges, plans, prompts, reflection_steps, reflections, shares, steps
from bot.slack import times
from bot.slack.parts import Parts
from bot.slack.pressed import number_in
from bot.slack.reflection_form import Door, Draft, reflection_form
from bot.storage.tables import Nudge, Person


def new_form(
    session: Session, parts: Parts, person: Person | None, asked: str, door: Door
) -> dict[str, Any]:
    """Return the form for `nudge:<id>`, `area:<id>` or nothing in particular.

    A nudge that is not the person's is as good as none.
    """
    kind, _, thing = asked.partition(":")
    area = thing if kind == "area" else None
    if person is None:
        return reflection_form(parts.framework, Draft(area=area), (), door)
    nudge = nudges.get(session, person, number_in(thing)) if kind == "nudge" else None
    plan = plans.find(session, person)
    draft = Draft(area=area or (plan.area if plan else None))
    if nudge is not None:
        draft, door = _on(session, parts, nudge, door)
    mentors = mentorships.active_mentors(session, person)
    return reflection_form(parts.framework, draft, mentors, door)


def filled_form(
    session: Session, parts: Parts, person: Person, door: Door
) -> dict[str, Any] | None:
    """Return the form with the reflection that the door names; None if it is not the person's."""
    uid = door.uid or ""
    row = reflections.find(session, person, uid)
    one = reflections.own(session, parts.box, person, uid)
    if row is None or one is None:
        return None
    step = reflection_steps.of(session, person, one.id)
    prompt = prompts.prompt_of(parts.framework, one.prompt or "")
    draft = Draft(
        happened=one.words.happened,
        saw=one.words.saw,
        step=(steps.words(parts.box, step) if step else None) or "",
        area=one.area,
        sureness=one.sureness,
        readers=frozenset(mentor.mentorship_id for mentor in shares.readers(session, row)),
        question=prompt.question if prompt else None,
    )
    mentors = mentorships.active_mentors(session, person)
    return reflection_form(parts.framework, draft, mentors, door)


def _on(session: Session, parts: Parts, nudge: Nudge, door: Door) -> tuple[Draft, Door]:
    """Begin with the nudge's area and its question, which is quoted on top."""
    shown = nudge.prompts[-1].prompt if nudge.prompts else None
    prompt = prompts.prompt_of(parts.framework, shown or "")
    day = times.day(nudge.slot_at, plans.zone_of(session, nudge.person))
    draft = Draft(
        area=prompts.area_of(parts.framework, nudge.area).id,
        question=prompt.question if prompt else None,
        asked_on=day,
    )
    return draft, replace(door, nudge=nudge.id, prompt=prompt.id if prompt else None)
