"""Which block may stand where, as Slack documents it; and a plain example of each that is taken."""

from __future__ import annotations

from typing import Any

import pytest

from bot.playground.validator import message_problems, view_problems
from tests.playground.tiny_bot import button, plain, section

Json = dict[str, Any]

WORDS: Json = {"type": "rich_text_section", "elements": [{"type": "text", "text": "x"}]}
RICH: Json = {"type": "rich_text", "elements": [WORDS]}
CELL: Json = {"type": "raw_text", "text": "x"}
LINE: Json = {"name": "sure", "data": [{"label": "7 Sep", "value": 3}]}
TASK: Json = {"task_id": "t", "title": "x", "status": "complete"}
CARD: Json = {"type": "card", "title": plain("x"), "body": plain("x")}

EXAMPLES: dict[str, Json] = {
    "actions": {"type": "actions", "elements": [button("Open", "open")]},
    "alert": {"type": "alert", "text": plain("x"), "level": "warning"},
    "card": CARD,
    "carousel": {"type": "carousel", "elements": [CARD]},
    "container": {"type": "container", "title": plain("x"), "child_blocks": [section("x")]},
    "context": {"type": "context", "elements": [{"type": "mrkdwn", "text": "x"}]},
    "context_actions": {
        "type": "context_actions",
        "elements": [{"type": "icon_button", "icon": "trash", "text": plain("x")}],
    },
    "data_table": {"type": "data_table", "caption": "x", "rows": [[CELL], [CELL]]},
    "data_visualization": {
        "type": "data_visualization",
        "title": "x",
        "chart": {"type": "line", "series": [LINE], "axis_config": {"categories": ["7 Sep"]}},
    },
    "divider": {"type": "divider"},
    "file": {"type": "file", "external_id": "x", "source": "remote"},
    "header": {"type": "header", "text": plain("x")},
    "image": {"type": "image", "alt_text": "x", "slack_file": {"id": "F0X"}},
    "input": {
        "type": "input",
        "label": plain("x"),
        "element": {"type": "plain_text_input", "multiline": True},
    },
    "markdown": {"type": "markdown", "text": "# x"},
    "plan": {"type": "plan", "title": "x", "tasks": [{**TASK, "status": "pending"}]},
    "rich_text": RICH,
    "section": section("x", button("Open", "open")),
    "table": {"type": "table", "rows": [[CELL, RICH]], "column_settings": [{"align": "right"}]},
    "task_card": {"type": "task_card", **TASK},
    "video": {
        "type": "video",
        "alt_text": "x",
        "title": plain("x"),
        "thumbnail_url": "https://example.com",
        "video_url": "https://example.com",
    },
}
_EVERYWHERE = "actions card context divider header image input rich_text section video"
_HOME = f"{_EVERYWHERE} carousel container data_table data_visualization table"
ALLOWED = {
    "message": set(EXAMPLES) - {"alert"},
    "modal": {*_EVERYWHERE.split(), "alert"},
    "home": set(_HOME.split()),
    "command answer": {"header", "section", "actions", "context", "divider"},
}


@pytest.mark.parametrize("surface", ALLOWED)
@pytest.mark.parametrize("kind", EXAMPLES)
def test_a_block_stands_where_slack_lets_it(kind: str, surface: str) -> None:
    blocks = [EXAMPLES[kind]]
    if surface == "modal":
        view = {"type": "modal", "title": plain("x"), "submit": plain("x"), "blocks": blocks}
        problems = view_problems(view, type_="modal")
    elif surface == "home":
        problems = view_problems({"type": "home", "blocks": blocks}, type_="home")
    else:
        problems = message_problems(blocks, surface=surface)

    assert (problems == []) == (kind in ALLOWED[surface]), problems
