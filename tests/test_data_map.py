"""The data map knows every table and every column, and the page says what it says."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import LargeBinary, Text, inspect

from bot.data_map import HOLDINGS, Holding
from bot.privacy_page import page
from bot.storage.tables import Base

EACH = pytest.mark.parametrize("holding", HOLDINGS, ids=lambda one: one.table.__tablename__)


def test_every_table_is_in_the_map_once() -> None:
    tables = sorted(mapper.class_.__tablename__ for mapper in Base.registry.mappers)

    assert sorted(holding.table.__tablename__ for holding in HOLDINGS) == tables


@EACH
def test_every_column_is_in_the_map_once(holding: Holding) -> None:
    columns = sorted(column.key for column in inspect(holding.table).columns)

    assert sorted([*holding.fields, *holding.inner]) == columns


@EACH
def test_a_table_that_points_to_people_is_personal(holding: Holding) -> None:
    keys = inspect(holding.table).local_table.foreign_keys
    points = any(key.column.table.name in {"people", "nudges", "reflections"} for key in keys)

    assert holding.is_personal or not points


@EACH
def test_personal_rows_go_or_the_map_says_why_they_stay(holding: Holding) -> None:
    assert (holding.erased is not None) != bool(holding.stays) or not holding.is_personal


@EACH
def test_text_without_an_end_is_sealed(holding: Holding) -> None:
    """A column that can hold what people write is sealed; everything else has a short limit."""
    endless = {
        column.key
        for column in inspect(holding.table).columns
        if isinstance(column.type, Text | LargeBinary)
    }

    assert endless == set(holding.sealed)


def test_backwards_no_table_goes_before_those_that_point_to_it() -> None:
    order = [holding.table.__tablename__ for holding in HOLDINGS]
    for holding in HOLDINGS:
        table = inspect(holding.table).local_table
        for key in table.foreign_keys:
            pointed = key.column.table.name
            if pointed != holding.table.__tablename__:
                assert order.index(pointed) < order.index(holding.table.__tablename__)


def test_the_page_is_what_the_map_says() -> None:
    """Mend it with `python -m bot.privacy_page > docs/privacy.md`."""
    assert Path("docs/privacy.md").read_text(encoding="utf-8") == page()
