"""Reflections: a person's own words. Nothing here reads the words of anybody else.

Every query names the person. What a mentor may read goes through `mentorships.readable_by`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy import Select, func, select, update
from sqlalchemy.orm import Session

from bot import reflection_steps
from bot.matching import Wanted
from bot.storage.crypto import Box, CannotOpen
from bot.storage.tables import Nudge, Person, Reflection, Share, Step, new_uid

WORDS_HOLD = 3000
"""Characters in each of the two answers: what one Slack input takes."""

PAGE = 5
"""How many reflections are shown at a time."""


@dataclass(frozen=True)
class Words:
    """What a person wrote. It is left out of its own `repr`, which a log might print."""

    happened: str = field(repr=False)
    saw: str = field(default="", repr=False)


@dataclass(frozen=True)
class Entry:
    """What a person hands in. `sureness` is 1 to 5, `area` and `prompt` are ids of the ladder."""

    happened: str = field(repr=False)
    saw: str = field(default="", repr=False)
    area: str | None = None
    sureness: int | None = None
    nudge_id: int | None = None
    prompt: str | None = None


@dataclass(frozen=True)
class OwnReflection:
    """One of a person's own reflections, open for that person."""

    id: int
    uid: str
    words: Words
    area: str | None
    sureness: int | None
    nudge_id: int | None
    prompt: str | None
    written_at: datetime
    edited_at: datetime | None


@dataclass(frozen=True)
class Page:
    """A page of a person's history, newest first; `number` counts from 0."""

    entries: tuple[OwnReflection, ...]
    number: int
    older: bool


@dataclass(frozen=True)
class Gone:
    """What changed with a reflection that was deleted: the ids of nudges that told of it."""

    nudges: frozenset[int]


def write(
    session: Session,
    box: Box,
    person: Person,
    entry: Entry,
    *,
    framework_version: str,
    now: datetime,
) -> Reflection:
    """Keep a new reflection, private to the person."""
    uid = new_uid()
    reflection = Reflection(
        uid=uid,
        team_id=person.team_id,
        person_id=person.id,
        area=entry.area,
        nudge_id=entry.nudge_id,
        prompt=entry.prompt,
        sureness=entry.sureness,
        framework_version=framework_version,
        written_at=now,
        words=_seal(box, person, uid, Words(entry.happened, entry.saw)),
    )
    session.add(reflection)
    session.flush()
    return reflection


def edit(
    session: Session, box: Box, person: Person, uid: str, entry: Entry, *, now: datetime
) -> Reflection | None:
    """Change the words, area and sureness of the person's own reflection; None if it is not theirs.

    The nudge and the question that it answers stay as they were.
    """
    reflection = find(session, person, uid)
    if reflection is None:
        return None
    reflection.words = _seal(box, person, uid, Words(entry.happened, entry.saw))
    reflection.area, reflection.sureness = entry.area, entry.sureness
    reflection.edited_at = now
    session.flush()
    return reflection


def move(session: Session, person: Person, uid: str, area: str | None) -> Reflection | None:
    """Put the person's own reflection under another area, or none; None if it is not theirs."""
    reflection = find(session, person, uid)
    if reflection is not None:
        reflection.area = area
        session.flush()
    return reflection


def delete(session: Session, person: Person, uid: str) -> Gone | None:
    """Delete the person's own reflection for good, for its readers too; None if it is not theirs.

    The step that was written with it goes too: it holds words of the same hour.
    """
    reflection = find(session, person, uid)
    if reflection is None:
        return None
    asking = reflection_steps.forget(session, person, reflection)
    written_on = reflection.nudge_id
    session.execute(sa.delete(Share).where(Share.reflection_id == reflection.id))
    session.delete(reflection)
    session.flush()
    _reopen(session, person, written_on)
    return Gone(asking | {written_on} if written_on is not None else asking)


def find(session: Session, person: Person, uid: str) -> Reflection | None:
    """Return the row of the person's own reflection; None for whatever else the uid may name."""
    if not (uid.isascii() and uid.isalnum()):
        return None  # PostgreSQL refuses some characters, and no uid holds any of them.
    return session.scalar(_of(person).where(Reflection.uid == uid))


def own(session: Session, box: Box, person: Person, uid: str) -> OwnReflection | None:
    """Return the person's own reflection, opened; None for anything else, whatever the reason."""
    reflection = find(session, person, uid)
    return None if reflection is None else _opened(box, person, reflection)


def on_nudge(session: Session, box: Box, person: Person, nudge_id: int) -> OwnReflection | None:
    """Return the newest reflection that the person wrote on a nudge."""
    rows = _newest_first(_of(person).where(Reflection.nudge_id == nudge_id))
    reflection = session.scalar(rows.limit(1))
    return None if reflection is None else _opened(box, person, reflection)


def history(
    session: Session,
    box: Box,
    person: Person,
    *,
    area: str | None = None,
    words: str = "",
    page: int = 0,
) -> Page:
    """Return a page of the person's own reflections, newest first.

    `words` are looked for in what the person wrote: each must begin some word of it. The rows
    are opened and searched in memory, since no index may hold private text.
    """
    rows = _newest_first(_of(person))
    if area is not None:
        rows = rows.where(Reflection.area == area)
    first = max(page, 0) * PAGE
    wanted = Wanted(words)
    if wanted.nothing:
        found = session.scalars(rows.offset(first).limit(PAGE + 1)).all()
        entries = [_opened(box, person, row) for row in found]
    else:
        opened = (_opened(box, person, row) for row in session.scalars(rows))
        matching = [
            one for one in opened if wanted.found_in(f"{one.words.happened} {one.words.saw}")
        ]
        entries = matching[first : first + PAGE + 1]
    return Page(tuple(entries[:PAGE]), max(page, 0), len(entries) > PAGE)


def latest(session: Session, box: Box, person: Person, most: int) -> tuple[OwnReflection, ...]:
    """Return the person's newest reflections, `most` at most."""
    rows = session.scalars(_newest_first(_of(person)).limit(most))
    return tuple(_opened(box, person, row) for row in rows)


def a_quarter_ago(
    session: Session, box: Box, person: Person, now: datetime
) -> OwnReflection | None:
    """Return the person's newest reflection that is 12 to 14 weeks old, if there is one."""
    rows = _of(person).where(
        Reflection.written_at > now - timedelta(weeks=14),
        Reflection.written_at <= now - timedelta(weeks=12),
    )
    reflection = session.scalar(_newest_first(rows).limit(1))
    return None if reflection is None else _opened(box, person, reflection)


def counts(session: Session, person: Person) -> dict[str | None, int]:
    """Return how many reflections the person has per area; None stands for those without one."""
    counted = (
        select(Reflection.area, func.count())
        .where(Reflection.team_id == person.team_id, Reflection.person_id == person.id)
        .group_by(Reflection.area)
    )
    return {area: number for area, number in session.execute(counted)}  # noqa: C416


def open_words(box: Box, reflection: Reflection) -> Words:
    """Open the words of a row that the caller was allowed to fetch. Raises CannotOpen."""
    sealed = reflection.words
    found = json.loads(box.open(reflection.team_id, reflection.person_id, reflection.uid, sealed))
    return Words(found["happened"], found["saw"])


def _reopen(session: Session, person: Person, nudge_id: int | None) -> None:
    """Take the answer off a nudge on which nothing is written any more."""
    written = select(Reflection.id).where(Reflection.nudge_id == nudge_id)
    session.execute(
        update(Nudge)
        .where(
            Nudge.person_id == person.id,
            Nudge.id == nudge_id,
            Nudge.answer == "reflected",
            ~written.exists(),
        )
        .values(answer=None, answered_at=None)
    )


def _seal(box: Box, person: Person, uid: str, words: Words) -> str:
    written = json.dumps({"happened": words.happened, "saw": words.saw})
    return box.seal(person.team_id, person.id, uid, written)


def _of(person: Person) -> Select[Reflection]:
    return select(Reflection).where(
        Reflection.team_id == person.team_id, Reflection.person_id == person.id
    )


def _newest_first(rows: Select[Reflection]) -> Select[Reflection]:
    return rows.order_by(Reflection.written_at.desc(), Reflection.id.desc())


def _opened(box: Box, person: Person, row: Reflection) -> OwnReflection:
    if row.person_id != person.id:
        raise PermissionError(f"reflection {row.uid} belongs to somebody else")
    return OwnReflection(
        id=row.id,
        uid=row.uid,
        words=open_words(box, row),
        area=row.area,
        sureness=row.sureness,
        nudge_id=row.nudge_id,
        prompt=row.prompt,
        written_at=row.written_at,
        edited_at=row.edited_at,
    )


def own_ids(person: Person) -> Select[int]:
    """Select the ids of the person's own reflections, and nothing else of them."""
    return select(Reflection.id).where(
        Reflection.team_id == person.team_id, Reflection.person_id == person.id
    )


def forget_old(session: Session, before: datetime, most: int) -> int:
    """Delete the oldest reflections of everybody that were written before then, `most` at most.

    Nobody reads them for that. Their steps and shares go with them. Returns how many went.
    """
    old = select(Reflection.id).where(Reflection.written_at < before)
    ids = list(session.scalars(old.order_by(Reflection.id).limit(most)))
    steps = select(Step.id).where(Step.reflection_id.in_(ids))
    session.execute(update(Nudge).where(Nudge.step_id.in_(steps)).values(step_id=None))
    session.execute(sa.delete(Step).where(Step.reflection_id.in_(ids)))
    session.execute(sa.delete(Share).where(Share.reflection_id.in_(ids)))
    session.execute(sa.delete(Reflection).where(Reflection.id.in_(ids)))
    return len(ids)


def keys_open_the_newest(session: Session, box: Box) -> bool | None:
    """Say whether our keys open what was written last, by anybody; None when nothing was.

    For the operator's check of the keys: what opens is thrown away.
    """
    newest = session.scalar(select(Reflection).order_by(Reflection.id.desc()).limit(1))
    if newest is None:
        return None
    try:
        open_words(box, newest)
    except CannotOpen:
        return False
    return True
