"""Tables and charts. Limits: docs.slack.dev, Block Kit reference."""

from __future__ import annotations

from typing import Any

from bot.playground.validator.checks import (
    anything,
    boolean,
    by_type,
    every,
    listing,
    number,
    one_of,
    rule,
    shape,
    string,
)
from bot.playground.validator.objects import IDENTIFIER, RICH_TEXT

_KIND = {"type": anything}
_ID = {"block_id": IDENTIFIER}
_NUMBER = number(float("-inf"), whole=False)

_RAW_TEXT = shape({**_KIND, "text": string(20_000, 1)})
_RAW_NUMBER = shape({**_KIND, "value": _NUMBER}, {"text": string(20_000)})
_CELL = by_type({"raw_text": _RAW_TEXT, "raw_number": _RAW_NUMBER, "rich_text": RICH_TEXT})
_HEADER_CELL = by_type({"raw_text": _RAW_TEXT, "raw_number": _RAW_NUMBER})


def characters(value: Any) -> int:
    """Count the characters of all texts within."""
    if isinstance(value, dict):
        own = value.get("text")
        rest = sum(characters(item) for key, item in value.items() if key != "text")
        return rest + (len(own) if isinstance(own, str) else characters(own))
    return sum(characters(item) for item in value) if isinstance(value, list) else 0


def _same_width(rows: list[list[Any]]) -> bool:
    return len({len(row) for row in rows}) <= 1


TABLE = shape(
    {**_KIND, "rows": listing(listing(_CELL, 1, 20), 1, 100)},
    {
        **_ID,
        "column_settings": listing(
            shape({}, {"align": one_of("left", "center", "right"), "is_wrapped": boolean}),
            1,
            20,
        ),
    },
)
DATA_TABLE = every(
    shape(
        {
            **_KIND,
            "caption": string(3000, 1),
            "rows": every(
                listing(listing(_CELL, 1, 20), 2, 201),
                rule("rows must have the same number of cells", _same_width),
            ),
        },
        {**_ID, "page_size": number(1, 100), "row_header_column_index": number(0, 19)},
    ),
    rule(
        "cell text must be less than 20001 characters",
        lambda table: characters(table["rows"]) <= 20_000,
        "rows",
    ),
    lambda table, at: listing(_HEADER_CELL, 1, 20)(table["rows"][0], f"{at}/rows/0"),
)
_LABEL = string(20, 1)
_SERIES = shape(
    {
        "name": _LABEL,
        "data": listing(shape({"label": _LABEL, "value": _NUMBER}), 1, 20),
    }
)
_AXES = shape(
    {"categories": listing(_LABEL, 1, 20)}, {"x_label": string(50), "y_label": string(50)}
)
_AXIS_CHART = every(
    shape({**_KIND, "series": listing(_SERIES, 1, 12), "axis_config": _AXES}),
    rule(
        "series names must be unique",
        lambda chart: len({one["name"] for one in chart["series"]}) == len(chart["series"]),
        "series",
    ),
)
_SEGMENT = every(
    shape({"label": _LABEL, "value": _NUMBER}),
    rule("must be more than 0", lambda segment: segment["value"] > 0, "value"),
)
DATA_VISUALIZATION = shape(
    {
        **_KIND,
        "title": string(50, 1),
        "chart": by_type(
            {
                "pie": shape({**_KIND, "segments": listing(_SEGMENT, 1, 12)}),
                "bar": _AXIS_CHART,
                "line": _AXIS_CHART,
                "area": _AXIS_CHART,
            }
        ),
    },
    _ID,
)
