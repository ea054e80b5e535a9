"""What a search of the ladder found, with the words that it was found by."""

from __future__ import annotations

import re
from typing import Any

from slackblocks import Button, PlainTextInput

from bot.ladder.model import Framework, Level
from bot.ladder.search import Hit
from bot.slack import doors
from bot.slack.area_cards import FACE, Face
from bot.slack.cards import (
    Block,
    Card,
    actions,
    button,
    context,
    cut,
    header,
    modal,
    section,
    text_input,
)
from bot.slack.level_cards import MAP
from bot.slack.mrkdwn import escape

FORM = "ladder.search.form"
WORDS = "words"
MOST_WORDS = 200
"""Characters of a search that are read; more would be a text and not a question."""


def search_form() -> dict[str, Any]:
    """Ask for words."""
    element = PlainTextInput(action_id=WORDS, placeholder="design review", max_length=MOST_WORDS)
    return modal(FORM, "Ladder", [text_input(WORDS, "Words", element)], submit="Search")


def read_search(view: dict[str, Any]) -> str:
    """Return the words of the form."""
    return str(view["state"]["values"][WORDS][WORDS]["value"] or "").strip()


def search_card(framework: Framework, words: str, hits: tuple[Hit, ...], level: Level) -> Card:
    """The best entries, each with the words that matched in bold."""
    shown = cut(words, 60)
    if not hits:
        return _nothing(framework, shown)
    back = doors.open_level(level, label="Back")
    return Card(
        [
            header(f"Search: {shown}"),
            *(_entry(hit) for hit in hits),
            actions(doors.show_search("Search again"), back),
            context(MAP),
        ]
    )


def _nothing(framework: Framework, words: str) -> Card:
    """No dead end: the areas to open instead."""
    said = (
        f'Nothing on "{escape(words)}". '
        "Ladders talk about what people do, not tools; "
        'try "operations" or open an area:'
        if words
        else "Search for what? Type some words, such as design review, or open an area:"
    )
    areas = [
        doors.open_area(area, label=area.short, nth=nth)
        for nth, area in enumerate(framework.areas[:5])
    ]
    return Card([section(said), actions(*areas), actions(doors.show_search(), doors.show_help())])


def _entry(hit: Hit) -> Block:
    kind = hit.kind.capitalize() if hit.kind != "habit" else "AI habit"
    title = f"*{kind}: {_bold(hit.title, ())}*"
    where = f" ({escape(hit.level.short)})" if hit.level else ""
    matched = ", ".join(escape(word) for word in hit.matched)
    why = f"\n_matched: {matched}_" if matched else ""
    return section(f"{title}{where}\n{_bold(hit.excerpt, hit.matched)}{why}", _open(hit))


def _bold(text: str, words: tuple[str, ...]) -> str:
    """Return the text for mrkdwn with these words in bold."""
    plain = escape(text.replace("*", "").replace("_", " "))
    if not words:
        return plain
    pattern = "|".join(re.escape(escape(word)) for word in words)
    return re.sub(rf"(?<!\w)({pattern})(?!\w)", r"*\1*", plain)


def _open(hit: Hit) -> Button:
    names = f"Open {hit.title}"
    if hit.kind == "level":
        return button("Open", doors.LEVEL, hit.id, names=names)
    if hit.kind == "habit":
        return button("Open", doors.HABITS, names=names)
    if hit.area is None:
        return button("Open", doors.RESOURCES, names=names)
    if hit.kind in ("skill", "behaviour"):
        return button("Open", FACE, f"{hit.area.id}:{Face.SKILLS}", names=names)
    return doors.open_area(hit.area)
