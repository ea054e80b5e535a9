"""Keeping what was handed in: all that changes with a reflection, in one transaction."""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy.orm import Session

from bot import (
    audit,
    mentorships,
    nudges,
    origins,
    people,
    plans,
    reflection_steps,
    reflections,
    shares,
)
from bot.reflections import Entry
from bot.slack.parts import Ask, Parts, Who
from bot.slack.reflection_form import Door, Filled
from bot.storage.tables import Nudge, Person, Reflection


class Kept(NamedTuple):
    """A reflection that was kept; `first` if it is the first that the person ever wrote.

    `readers` are the Slack ids of the mentors who could or can read it.
    """

    uid: str
    nudge_id: int | None = None
    first: bool = False
    readers: frozenset[str] = frozenset()


def keep_form(
    session: Session, parts: Parts, asker: Who, door: Door, filled: Filled
) -> Kept | None:
    """Write or change the reflection of a form; None when the one to change is not theirs.

    Raises AreaNotOpen when it was to be shared with a mentor who does not have its area.
    """
    now = parts.now()
    person = people.meet(session, asker.team, asker.user)
    nudge = nudges.get(session, person, door.nudge) if door.nudge else None
    if door.nudge and nudge is None:
        tried = f"nudge:{door.nudge}"
        audit.record(session, asker.team, asker.user, "reflection.write", tried, now=now)
    entry = Entry(
        filled.happened,
        filled.saw,
        filled.area,
        filled.sureness,
        nudge.id if nudge else None,
        door.prompt if nudge and _shows(nudge, door.prompt) else None,
    )
    row = reflections.find(session, person, door.uid) if door.uid else None
    before = readers_of(session, row) if row else frozenset()
    if door.uid is None:
        row = _write(session, parts, person, entry)
    else:
        row = reflections.edit(session, parts.box, person, door.uid, entry, now=now)
    if row is None:
        return None
    reflection_steps.set_words(session, parts.box, person, row, filled.step, now=now)
    if filled.readers is None:
        shares.drop_closed(session, row)
    else:
        shares.set_shares(session, row, filled.readers, now)
    if nudge is not None:
        nudges.reflected(session, nudge, now)
    first = door.uid is None and _is_first(session, person)
    return Kept(row.uid, row.nudge_id, first, before | readers_of(session, row))


def keep_words(session: Session, parts: Parts, ask: Ask, words: str) -> Kept:
    """Write the words of a command down, private, under the focus.

    The same command once more changes nothing: the newest reflection is then the one it wrote.
    """
    is_new = origins.once(session, ask.who.team, f"trigger:{ask.trigger}", parts.now())
    person = people.meet(session, ask.who.team, ask.who.user)
    if not is_new:
        newest = reflections.latest(session, parts.box, person, 1)
        return Kept(newest[0].uid if newest else "")
    plan = plans.find(session, person)
    row = _write(session, parts, person, Entry(words, area=plan.area if plan else None))
    return Kept(row.uid, first=_is_first(session, person))


def readers_of(session: Session, row: Reflection) -> frozenset[str]:
    """Return the Slack ids of the mentors who may read a reflection at this moment."""
    return frozenset(mentor.person.slack_id for mentor in shares.readers(session, row))


def _write(session: Session, parts: Parts, person: Person, entry: Entry) -> Reflection:
    version = parts.framework.version
    return reflections.write(
        session, parts.box, person, entry, framework_version=version, now=parts.now()
    )


def _is_first(session: Session, person: Person) -> bool:
    """Say whether this is the first reflection ever, of somebody who has no mentor."""
    if sum(reflections.counts(session, person).values()) != 1:
        return False
    if mentorships.active_mentors(session, person):
        return False
    # Whoever deletes the first and writes again is not told a second time.
    was_told, person.told_of_mentors = person.told_of_mentors, True
    return not was_told


def _shows(nudge: Nudge, prompt: str | None) -> bool:
    return any(one.prompt == prompt for one in nudge.prompts)
