"""The export: all that a person wrote and all that is kept about them, by the data map."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, TypeAlias

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from bot import reflections, steps
from bot.data_map import HOLDINGS, Holding
from bot.ladder.model import Framework
from bot.storage.crypto import Box, CannotOpen
from bot.storage.tables import Base, Mentorship, Person, Reflection, Step

Record: TypeAlias = dict[str, Any]

CANNOT_BE_OPENED = "(cannot be opened with the keys that this server has)"

PEOPLE = {"mentee_id", "mentor_id", "reader_id"}
"""Columns that name the other person of something."""


@dataclass(frozen=True)
class Export:
    """The same twice: for programs, and to read. `counts` are the rows under each heading."""

    as_json: str = field(repr=False)
    as_markdown: str = field(repr=False)
    counts: dict[str, int]


def make(session: Session, box: Box, framework: Framework, person: Person, now: datetime) -> Export:
    """Return everything of one person, as of now. Words that our keys cannot open are said so."""
    found = {
        holding: [
            _record(session, box, person, holding, row) for row in rows(session, holding, person)
        ]
        for holding in HOLDINGS
        if holding.theirs is not None
    }
    written = {holding.table.__tablename__: records for holding, records in found.items()}
    made = {"made_at": now.isoformat(), "workspace": person.team_id, "person": person.slack_id}
    lines = [*_heading(person, now)]
    for holding, records in found.items():
        if records:
            lines += _section(framework, holding, records)
    return Export(
        json.dumps({**made, **written}, ensure_ascii=False, indent=2),
        "\n".join(lines) + "\n",
        {holding.name: len(records) for holding, records in found.items()},
    )


def rows(session: Session, holding: Holding, person: Person) -> list[Base]:
    """Return the rows of one table that are this person's, in the order they came."""
    assert holding.theirs is not None
    key = inspect(holding.table).primary_key[0]
    found = session.scalars(select(holding.table).where(holding.theirs(person)).order_by(key))
    return list(found)


def _record(session: Session, box: Box, person: Person, holding: Holding, row: Base) -> Record:
    return {
        column: _opened(box, person, row)
        if column in holding.sealed
        else _plain(session, column, getattr(row, column))
        for column in holding.fields
    }


def _opened(box: Box, person: Person, row: Base) -> Any:
    """Open the words of a row of the person's own; a row of anybody else's is never opened."""
    assert isinstance(row, Reflection | Step)
    assert row.person_id == person.id
    try:
        if isinstance(row, Step):
            return steps.words(box, row)
        words = reflections.open_words(box, row)
    except CannotOpen:
        return CANNOT_BE_OPENED
    return {"happened": words.happened, "saw": words.saw}


def _plain(session: Session, column: str, value: Any) -> Any:
    if column in PEOPLE:
        return _who(session.get_one(Person, value))
    if column == "mentorship_id":
        return _who(session.get_one(Mentorship, value).mentor)
    return value.isoformat() if isinstance(value, datetime | date | time) else value


def _who(person: Person) -> Record:
    return {"slack_id": person.slack_id, "name": person.name}


def _heading(person: Person, now: datetime) -> Iterator[str]:
    yield f"# What Ladder keeps about {person.name or person.slack_id}"
    yield ""
    yield f"Made on {now:%Y-%m-%d} at {now:%H:%M} UTC. Times are in UTC."


def _section(framework: Framework, holding: Holding, records: list[Record]) -> Iterator[str]:
    yield ""
    yield f"## {holding.name}"
    yield ""
    yield f"Kept {holding.why}; {holding.lasts}."
    for record in records:
        yield ""
        for column, value in record.items():
            if value not in (None, "", []):
                yield from _line(framework, holding.fields[column], column, value)


def _line(framework: Framework, label: str, column: str, value: Any) -> Iterator[str]:
    if column == "words":
        parts = value.values() if isinstance(value, dict) else [value]
        for part in filter(None, parts):
            yield ">"
            yield from (f"> {line}" for line in str(part).splitlines())
        return
    yield f"- {label}: {_in_words(framework, column, value)}"


def _in_words(framework: Framework, column: str, value: Any) -> str:
    if isinstance(value, dict):
        return f"{value['name'] or 'Someone'} ({value['slack_id']})"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if column == "areas":
        return ", ".join(_in_words(framework, "area", area) for area in value)
    if column == "area":
        area = framework.area(value)
        return area.title if area else str(value)
    if column == "prompt":
        found = framework.prompt(value)
        return found[1].question if found else str(value)
    return str(value)
