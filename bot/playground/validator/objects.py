"""Composition objects: texts, options, confirmations [docs.slack.dev, Block Kit and views]."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.playground.validator.checks import (
    Check,
    Problem,
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

IDENTIFIER = string(255, 1)


def text(most: int, *kinds: str, least: int = 1) -> Check:
    """Accept a text object of one of these kinds, by default either."""
    table = {
        "plain_text": shape({"type": anything, "text": string(most, least)}, {"emoji": boolean}),
        "mrkdwn": shape({"type": anything, "text": string(most, least)}, {"verbatim": boolean}),
    }
    return by_type({kind: table[kind] for kind in kinds or tuple(table)})


def plain(most: int, least: int = 1) -> Check:
    """Accept a plain_text object."""
    return text(most, "plain_text", least=least)


CONFIRM = shape(
    {"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30)},
    {"style": one_of("primary", "danger")},
)
OPTION = shape({"text": plain(75), "value": string(150, 1)}, {"description": plain(75)})
OVERFLOW_OPTION = shape(
    {"text": plain(75), "value": string(150, 1)}, {"description": plain(75), "url": string(3000, 1)}
)
BOX_OPTION = shape({"text": text(75), "value": string(150, 1)}, {"description": text(75)})
GROUP = shape({"label": plain(75), "options": listing(OPTION, 1, 100)})

SLACK_FILE = every(
    shape({}, {"id": string(255, 1), "url": string(3000, 1)}),
    rule("must provide exactly one of id and url", lambda file: len(file) == 1),
)
_IMAGE = {"type": anything, "alt_text": string(2000, 1)}
_IMAGE_SOURCES = {"image_url": string(3000, 1), "slack_file": SLACK_FILE}
ONE_SOURCE = rule(
    "must provide exactly one of image_url and slack_file",
    lambda image: ("image_url" in image) != ("slack_file" in image),
)
IMAGE_ELEMENT = every(shape(_IMAGE, _IMAGE_SOURCES), ONE_SOURCE)
IMAGE_BLOCK = every(
    shape(_IMAGE, {**_IMAGE_SOURCES, "title": plain(2000), "block_id": IDENTIFIER}), ONE_SOURCE
)
DISPATCH = shape(
    {},
    {"trigger_actions_on": listing(one_of("on_enter_pressed", "on_character_entered"), 1, 2)},
)
FILTER = shape(
    {},
    {
        "include": listing(one_of("im", "mpim", "private", "public"), 1, 4),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    },
)
_STYLED = {"style": anything}
_RICH_LEAF = by_type(
    {
        "text": shape({"type": anything, "text": string(3000, 1)}, _STYLED),
        "link": shape(
            {"type": anything, "url": string(3000, 1)},
            {**_STYLED, "text": string(3000), "unsafe": boolean},
        ),
        "emoji": shape({"type": anything, "name": string(255, 1)}, {"unicode": string(255)}),
        "user": shape({"type": anything, "user_id": string(255, 1)}, _STYLED),
        "usergroup": shape({"type": anything, "usergroup_id": string(255, 1)}, _STYLED),
        "channel": shape({"type": anything, "channel_id": string(255, 1)}, _STYLED),
        "broadcast": shape({"type": anything, "range": one_of("here", "channel", "everyone")}),
        "color": shape({"type": anything, "value": string(7, 4)}),
        "date": shape(
            {"type": anything, "timestamp": number(0), "format": string(255, 1)},
            {"url": string(3000), "fallback": string(3000)},
        ),
    }
)
_LEAVES = listing(_RICH_LEAF, 0, 10_000)
_RICH_SECTION = shape({"type": anything, "elements": _LEAVES})
_BORDERED = {"border": number(0, 1)}
RICH_TEXT_PARTS = listing(
    by_type(
        {
            "rich_text_section": _RICH_SECTION,
            "rich_text_list": shape(
                {
                    "type": anything,
                    "style": one_of("bullet", "ordered"),
                    "elements": listing(by_type({"rich_text_section": _RICH_SECTION}), 1, 10_000),
                },
                {**_BORDERED, "indent": number(0, 8), "offset": number(0)},
            ),
            "rich_text_quote": shape({"type": anything, "elements": _LEAVES}, _BORDERED),
            "rich_text_preformatted": shape(
                {"type": anything, "elements": _LEAVES}, {**_BORDERED, "language": string(255)}
            ),
        }
    ),
    1,
    10_000,
)
RICH_TEXT = shape({"type": anything, "elements": RICH_TEXT_PARTS}, {"block_id": IDENTIFIER})


def choices(option: Check, most: int) -> Check:
    """Accept an object with one to `most` options or, in their place, one to a hundred groups."""

    def check(value: Any, at: str) -> Iterator[Problem]:
        if ("options" in value) == ("option_groups" in value):
            yield Problem(at, "must provide exactly one of options and option_groups")
        elif "options" in value:
            yield from listing(option, 1, most)(value["options"], f"{at}/options")
        else:
            yield from listing(GROUP, 1, 100)(value["option_groups"], f"{at}/option_groups")

    return check
