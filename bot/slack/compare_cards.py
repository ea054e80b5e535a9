"""Two levels side by side: stacked pairs, and on request a table."""

from __future__ import annotations

from dataclasses import dataclass

from slackblocks import StaticSelectMenu

from bot.ladder.model import Area, Framework, Level
from bot.slack import doors
from bot.slack.area_cards import pair
from bot.slack.cards import Block, Card, actions, button, context, header, option, section
from bot.slack.level_cards import MAP

AREA = "compare.area"
TABLE = "compare.table"

CELL = 400
"""Characters of a cell that still read as a table; the whole text stands above it."""


@dataclass(frozen=True)
class Comparison:
    """Two levels in one area."""

    below: Level
    above: Level
    area: Area


def compare_card(framework: Framework, comparison: Comparison) -> Card:
    """The pairs of one area, with a menu of the others. The table is for replies only."""
    value = f"{comparison.below.id}:{comparison.above.id}:{comparison.area.id}"
    back = doors.open_level(comparison.above, label="Back")
    table = button("As a table", TABLE, value)
    return Card(
        [*_pairs(framework, comparison), actions(back), context(MAP)],
        in_reply=[*_pairs(framework, comparison), actions(table, back), context(MAP)],
    )


def with_table(framework: Framework, comparison: Comparison) -> Card:
    """The same pairs in words, and as a table under them."""
    back = doors.open_level(comparison.above, label="Back")
    blocks = [*_pairs(framework, comparison), actions(back), context(MAP)]
    return Card(blocks, reply_only=[_table(comparison)])


def _pairs(framework: Framework, comparison: Comparison) -> list[Block]:
    below, above, area = comparison.below, comparison.above, comparison.area
    menu = StaticSelectMenu(
        placeholder="Area",
        action_id=AREA,
        options=[
            option(one.title, f"{below.id}:{above.id}:{one.id}") for one in framework.areas[:100]
        ],
        initial_option=option(area.title, f"{below.id}:{above.id}:{area.id}"),
    )
    return [
        header(f"{below.short} and {above.short}: {area.short}"),
        actions(menu),
        *(
            section(pair(framework, expectation, both_examples=True))
            for expectation in area.expectations
        ),
    ]


def _table(comparison: Comparison) -> Block:
    levels = (comparison.below, comparison.above)
    rows = [[_cell(level.short) for level in levels]]
    for expectation in comparison.area.expectations:
        shown = [expectation.levels.get(level.id) for level in levels]
        rows.append([_cell(what.text if what else "–") for what in shown])
    return {"type": "table", "rows": rows}


def _cell(text: str) -> dict[str, str]:
    return {"type": "raw_text", "text": text[:CELL]}
