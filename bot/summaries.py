"""Summaries: what a mentor reads before the next talk, made of what was shared and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from bot import readings, steps
from bot.ladder.model import Framework, Prompt
from bot.mentorships import active, name_of, readable_by
from bot.reflections import Words, open_words
from bot.storage.crypto import Box
from bot.storage.tables import Person, Reflection, Step

PAGE = 5
"""How many reflections a page of the summary holds."""

QUESTIONS = 3
"""How many questions a mentor is given for the next talk."""


class Period(StrEnum):
    """How far back a summary looks; the values are what people type."""

    FOUR_WEEKS = "4w"
    TWELVE_WEEKS = "12w"
    ALL = "all"

    @property
    def span(self) -> timedelta | None:
        """How long ago the period begins; None for a period without a beginning."""
        weeks = {"4w": 4, "12w": 12}.get(self.value)
        return None if weeks is None else timedelta(weeks=weeks)


@dataclass(frozen=True)
class Shared:
    """A reflection that its author shares with the reader."""

    uid: str
    area: str
    written_at: datetime
    edited_at: datetime | None
    sureness: int | None
    prompt: str | None
    words: Words


@dataclass(frozen=True)
class OpenStep:
    """A step of the mentee's that a shared reflection ends in."""

    words: str = field(repr=False)
    since: datetime


@dataclass(frozen=True)
class Summary:
    """One page of what a mentee shares with a mentor.

    `sureness` holds the figures of each area, oldest first. `opener` is a question to begin with,
    for when nothing was shared.
    """

    mentor: str
    mentee: str
    mentee_id: str
    zone: str | None
    period: Period
    page: int
    has_older: bool
    questions: tuple[str, ...]
    steps: tuple[OpenStep, ...]
    entries: tuple[Shared, ...]
    sureness: tuple[tuple[str, tuple[int, ...]], ...]
    opener: str

    @property
    def is_empty(self) -> bool:
        """Whether nothing was shared in the period."""
        return not self.entries and self.page == 0


def summary(
    session: Session,
    box: Box,
    framework: Framework,
    reader: Person,
    mentee: Person,
    *,
    period: Period,
    now: datetime,
    page: int = 0,
) -> Summary | None:
    """Return what the mentee shares with the reader; None unless the reader is their mentor.

    It is not noted in the log, so it also serves a mentee who looks through a mentor's eyes.
    """
    link = active(session, reader.team_id, reader.slack_id, mentee.slack_id)
    if link is None:
        return None
    readable = _readable(session, reader, mentee, period, now)
    newest_first = readable.order_by(Reflection.written_at.desc(), Reflection.id.desc())
    rows = session.scalars(newest_first).all()
    first = PAGE * page
    entries = rows[first : first + PAGE]
    questions = _questions(framework, rows, link.areas, now)
    return Summary(
        mentor=name_of(reader),
        mentee=name_of(mentee),
        mentee_id=mentee.slack_id,
        zone=mentee.zone,
        period=period,
        page=page,
        has_older=len(rows) > first + PAGE,
        questions=questions,
        steps=_open_steps(session, box, mentee, readable),
        entries=tuple(_shared(box, row) for row in entries),
        sureness=_sureness(framework, rows),
        opener=next(iter(_openers(framework, link.areas, now)), ""),
    )


def read(
    session: Session,
    box: Box,
    framework: Framework,
    mentor: Person,
    mentee: Person,
    *,
    period: Period,
    now: datetime,
    page: int = 0,
) -> Summary | None:
    """Return the summary for the mentor's own eyes, and note for the mentee that it was read."""
    found = summary(session, box, framework, mentor, mentee, period=period, now=now, page=page)
    if found is not None:
        readings.log(session, mentor, mentee, readings.SUMMARY, now)
    return found


def shared_one(
    session: Session, box: Box, reader: Person, mentee: Person, uid: str
) -> Shared | None:
    """Return one reflection in full; None unless the mentee shares it with the reader now."""
    row = session.scalar(readable_by(session, reader, mentee).where(Reflection.uid == uid))
    return None if row is None else _shared(box, row)


def read_one(
    session: Session, box: Box, mentor: Person, mentee: Person, uid: str, *, now: datetime
) -> Shared | None:
    """Return one reflection in full for the mentor's own eyes, and note that it was read."""
    found = shared_one(session, box, mentor, mentee, uid)
    if found is not None:
        readings.log(session, mentor, mentee, readings.thing_of(uid), now)
    return found


def _readable(
    session: Session, reader: Person, mentee: Person, period: Period, now: datetime
) -> Select[Reflection]:
    rows = readable_by(session, reader, mentee)
    return rows if period.span is None else rows.where(Reflection.written_at > now - period.span)


def _shared(box: Box, row: Reflection) -> Shared:
    return Shared(
        uid=row.uid,
        area=row.area or "",
        written_at=row.written_at,
        edited_at=row.edited_at,
        sureness=row.sureness,
        prompt=row.prompt,
        words=open_words(box, row),
    )


def _open_steps(
    session: Session, box: Box, mentee: Person, readable: Select[Reflection]
) -> tuple[OpenStep, ...]:
    """Return the steps that these reflections ended in and that are still open, newest first."""
    ended_in = Step.reflection_id.in_(readable.with_only_columns(Reflection.id))
    found = session.scalars(
        select(Step)
        .where(ended_in, Step.person_id == mentee.id, Step.state == "open")
        .order_by(Step.taken_at.desc(), Step.id.desc())
    )
    opened = ((steps.words(box, step), step.taken_at) for step in found)
    return tuple(OpenStep(words, since) for words, since in opened if words)


def _sureness(
    framework: Framework, rows: Sequence[Reflection]
) -> tuple[tuple[str, tuple[int, ...]], ...]:
    figures = {
        area.id: tuple(
            row.sureness for row in reversed(rows) if row.area == area.id and row.sureness
        )
        for area in framework.areas
    }
    return tuple((area, said) for area, said in figures.items() if said)


def _questions(
    framework: Framework, rows: Sequence[Reflection], areas: Sequence[str], now: datetime
) -> tuple[str, ...]:
    """Return follow-ups of the prompts that were answered; what is missing, from the areas.

    Each prompt gives its first follow-up before any gives its second.
    """
    answered = _prompts(framework, rows)
    follow_ups = [prompt.follow_ups[turn] for turn in (0, 1) for prompt in answered]
    fresh = [one for one in _openers(framework, areas, now) if one not in follow_ups]
    return tuple([*follow_ups, *fresh][:QUESTIONS])


def _prompts(framework: Framework, rows: Sequence[Reflection]) -> list[Prompt]:
    """Return the prompts that these reflections answered, newest first, each once."""
    ids = dict.fromkeys(row.prompt for row in rows if row.prompt)
    found = (framework.prompt(prompt) for prompt in ids)
    return [pair[1] for pair in found if pair is not None]


def _openers(framework: Framework, areas: Sequence[str], now: datetime) -> Iterator[str]:
    """Yield questions of the open areas in turn, other ones each week.

    Which ones depends on the week alone: never on what the mentee was asked or kept to themselves.
    """
    week = now.astimezone(UTC).isocalendar().week
    opened = [area for area in framework.areas if area.id in areas]
    for turn in range(QUESTIONS):
        for area in opened:
            yield area.prompts[(week + turn) % len(area.prompts)].question
