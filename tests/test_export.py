"""The export: everything of one person, and nothing of anybody else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy.orm import Session

from bot import export
from bot.data_map import HOLDINGS
from bot.ladder.model import Framework
from bot.storage.crypto import Box, new_key
from bot.storage.database import Database
from tests.cast import ADA, GRACE, LINUS, MALLORY, MONDAY, OTHER_TEAM, TEAM, meet
from tests.living import ada, live, noise
from tests.mentoring import mentorship, reflection, shared


@pytest.fixture
def session(database: Database, box: Box) -> Iterator[Session]:
    with database.write() as session:
        noise(session, box)
        live(session, box, ADA, mentor=GRACE)
        yield session


def made(session: Session, box: Box, framework: Framework) -> export.Export:
    return export.make(session, box, framework, ada(session), MONDAY)


def parsed(session: Session, box: Box, framework: Framework) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(made(session, box, framework).as_json)
    return found


def test_every_personal_table_of_the_map_has_rows_in_it(
    session: Session, box: Box, framework: Framework
) -> None:
    found = parsed(session, box, framework)

    empty = [
        holding.table.__tablename__
        for holding in HOLDINGS
        if holding.is_personal and not found[holding.table.__tablename__]
    ]
    assert empty == []


@pytest.mark.parametrize(("who", "team"), [(LINUS, TEAM), (ADA, OTHER_TEAM)])
def test_no_row_in_it_is_anothers(session: Session, who: str, team: str) -> None:
    """Linus and Ada have nothing to do with each other, nor has Ada with Ada elsewhere."""
    mine, theirs = ada(session), meet(session, who, team)
    both = [
        holding.table.__tablename__
        for holding in HOLDINGS
        if holding.is_personal
        and set(export.rows(session, holding, mine)) & set(export.rows(session, holding, theirs))
    ]

    assert both == []


def test_words_come_back_as_they_were_written(
    session: Session, box: Box, framework: Framework
) -> None:
    found = parsed(session, box, framework)

    assert [one["words"] for one in found["reflections"]] == [
        {"happened": "xylophone one", "saw": "xylophone two"}
    ]
    assert [one["words"] for one in found["steps"]] == ["xylophone step"]


def test_its_files_are_hers(session: Session, box: Box, framework: Framework) -> None:
    found = parsed(session, box, framework)

    assert [one["file_id"] for one in found["removals"]] == [f"F{ADA}{TEAM}"]


def test_it_names_the_mentor_and_who_read(session: Session, box: Box, framework: Framework) -> None:
    found = parsed(session, box, framework)

    grace = {"slack_id": GRACE, "name": "Grace Hopper"}
    assert found["shares"][0]["mentorship_id"] == grace
    assert found["readings"][0]["reader_id"] == grace


def test_nobody_elses_words_are_in_it(session: Session, box: Box, framework: Framework) -> None:
    both = made(session, box, framework)

    assert "noise" not in both.as_json + both.as_markdown


def test_what_a_mentee_shares_is_not_in_the_mentors_export(
    session: Session, box: Box, framework: Framework
) -> None:
    link = mentorship(session, meet(session, MALLORY), ada(session))
    shared(session, box, link, "secret of Mallory's")
    both = made(session, box, framework)

    assert "secret" not in both.as_json + both.as_markdown
    assert "Mallory Marsh" in both.as_markdown


def test_markdown_holds_the_same_words_in_the_ladders_own_terms(
    session: Session, box: Box, framework: Framework
) -> None:
    text = made(session, box, framework).as_markdown

    assert text.startswith("# What Ladder keeps about Ada Lovelace\n")
    assert "> xylophone one" in text
    assert "- Area: Mentoring and Growing Others" in text
    assert "- Question: Think of the last review you gave." in text


def test_several_lines_stay_a_quotation(session: Session, box: Box, framework: Framework) -> None:
    reflection(session, box, ada(session), "first\n# not a heading")

    assert "> first\n> # not a heading" in made(session, box, framework).as_markdown


def test_words_that_our_keys_cannot_open_do_not_stop_the_rest(
    session: Session, framework: Framework
) -> None:
    found = parsed(session, Box([new_key()]), framework)

    assert found["reflections"][0]["words"] == export.CANNOT_BE_OPENED
    assert found["plans"][0]["area"] == "mentoring"


def test_its_repr_holds_no_words(session: Session, box: Box, framework: Framework) -> None:
    assert "xylophone" not in repr(made(session, box, framework))
