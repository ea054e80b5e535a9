"""Blocks and the surfaces on which each may stand. Limits: docs.slack.dev, Block Kit reference."""

from __future__ import annotations

from bot.playground.validator.checks import (
    Check,
    anything,
    boolean,
    by_type,
    every,
    listing,
    one_of,
    rule,
    shape,
    string,
)
from bot.playground.validator.data_blocks import DATA_TABLE, DATA_VISUALIZATION, TABLE
from bot.playground.validator.elements import (
    BUTTON,
    IN_ACTIONS,
    IN_CONTEXT_ACTIONS,
    IN_INPUT,
    IN_SECTION,
)
from bot.playground.validator.objects import (
    IDENTIFIER,
    IMAGE_BLOCK,
    IMAGE_ELEMENT,
    RICH_TEXT,
    plain,
    text,
)

_KIND = {"type": anything}
_ID = {"block_id": IDENTIFIER}

SECTION = every(
    shape(
        _KIND,
        {
            **_ID,
            "text": text(3000),
            "fields": listing(text(2000), 1, 10),
            "accessory": IN_SECTION,
            "expand": boolean,
        },
    ),
    rule("missing required field: text or fields", lambda one: "text" in one or "fields" in one),
)
CONTEXT = shape(
    {
        **_KIND,
        "elements": listing(
            by_type(
                {
                    "image": IMAGE_ELEMENT,
                    "plain_text": text(3000, "plain_text"),
                    "mrkdwn": text(3000, "mrkdwn"),
                }
            ),
            1,
            10,
        ),
    },
    _ID,
)
CARD = every(
    shape(
        _KIND,
        {
            **_ID,
            "hero_image": IMAGE_ELEMENT,
            "icon": IMAGE_ELEMENT,
            "slack_icon": anything,
            "title": text(150),
            "subtitle": text(150),
            "body": text(200),
            "subtext": text(200),
            "actions": listing(by_type({"button": BUTTON}), 1, 3),
        },
    ),
    rule(
        "must provide hero_image, title, actions or body",
        lambda card: any(key in card for key in ("hero_image", "title", "actions", "body")),
    ),
)
_TASK = {
    "task_id": string(255, 1),
    "title": string(3000, 1),
}
_TASK_MORE = {"details": RICH_TEXT, "output": RICH_TEXT, "sources": anything}

BLOCKS: dict[str, Check] = {
    "actions": shape({**_KIND, "elements": listing(IN_ACTIONS, 1, 25)}, _ID),
    "alert": shape(
        {**_KIND, "text": text(200)},
        {**_ID, "level": one_of("default", "info", "warning", "error", "success")},
    ),
    "card": CARD,
    "carousel": shape({**_KIND, "elements": listing(by_type({"card": CARD}), 1, 10)}, _ID),
    "context": CONTEXT,
    "context_actions": shape({**_KIND, "elements": listing(IN_CONTEXT_ACTIONS, 1, 5)}, _ID),
    "data_table": DATA_TABLE,
    "data_visualization": DATA_VISUALIZATION,
    "divider": shape(_KIND, _ID),
    "file": shape({**_KIND, "external_id": string(255, 1), "source": one_of("remote")}, _ID),
    "header": shape({**_KIND, "text": plain(150)}, _ID),
    "image": IMAGE_BLOCK,
    "input": shape(
        {**_KIND, "label": plain(2000), "element": IN_INPUT},
        {**_ID, "hint": plain(2000), "optional": boolean, "dispatch_action": boolean},
    ),
    "markdown": shape({**_KIND, "text": string(12_000, 1)}, _ID),
    "plan": shape(
        {
            **_KIND,
            "title": string(3000, 1),
            "tasks": listing(
                shape(
                    {**_TASK, "status": one_of("pending", "in_progress", "complete", "error")},
                    _TASK_MORE,
                ),
                0,
                50,
            ),
        },
        _ID,
    ),
    "rich_text": RICH_TEXT,
    "section": SECTION,
    "table": TABLE,
    "task_card": shape(
        {**_KIND, **_TASK, "status": one_of("in_progress", "complete", "error")},
        {**_ID, **_TASK_MORE},
    ),
    "video": shape(
        {
            **_KIND,
            "alt_text": string(2000, 1),
            "title": plain(199),
            "thumbnail_url": string(3000, 1),
            "video_url": string(3000, 1),
        },
        {
            **_ID,
            "author_name": string(49),
            "description": plain(200),
            "provider_icon_url": string(2000),
            "provider_name": string(50),
            "title_url": string(2000),
        },
    ),
}
_IN_CONTAINER = {
    kind: BLOCKS[kind]
    for kind in (
        "actions",
        "context",
        "divider",
        "file",
        "header",
        "image",
        "input",
        "rich_text",
        "section",
        "table",
        "video",
    )
}
BLOCKS["container"] = every(
    shape(
        {
            **_KIND,
            "child_blocks": listing(by_type(_IN_CONTAINER), 1, 10),
        },
        {
            **_ID,
            "title": plain(150),
            "rich_text_title": RICH_TEXT,
            "subtitle": text(150),
            "width": one_of("narrow", "standard", "wide", "full"),
            "icon": IMAGE_ELEMENT,
            "is_collapsible": boolean,
            "default_collapsed": boolean,
            "has_header_divider": boolean,
        },
    ),
    rule("missing required field: title", lambda one: "title" in one or "rich_text_title" in one),
)

NEW_BLOCKS = frozenset({"table", "data_table", "data_visualization"})
_IN_MODAL = frozenset(
    {
        "actions",
        "alert",
        "card",
        "context",
        "divider",
        "header",
        "image",
        "input",
        "rich_text",
        "section",
        "video",
    }
)
SURFACES: dict[str, frozenset[str]] = {
    "message": frozenset(BLOCKS) - {"alert"},
    "modal": _IN_MODAL,
    "home": (_IN_MODAL - {"alert"}) | NEW_BLOCKS | {"carousel", "container"},
    # Our own rule: nobody sees why Slack refused the answer to a command, so that answer holds
    # only blocks that every workspace takes.
    "command answer": frozenset({"header", "section", "actions", "context", "divider"}),
}


def blocks_on(surface: str, most: int, *, without_new: bool = False) -> Check:
    """Accept a list of one to `most` blocks that may stand on that surface."""
    kinds = SURFACES[surface] - (NEW_BLOCKS if without_new else frozenset())
    return listing(by_type({kind: BLOCKS[kind] for kind in kinds}), 1, most)
