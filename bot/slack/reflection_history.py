"""A person's own reflections, page by page: as a reply, and as the modal that searches them."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

import slackblocks as sb

from bot.ladder.model import Framework
from bot.slack import doors
from bot.slack.cards import (
    Block,
    Card,
    actions,
    button,
    context,
    cut,
    divider,
    header,
    modal,
    option,
    section,
    text_input,
)
from bot.slack.mrkdwn import escape
from bot.slack.pressed import number_in
from bot.slack.reflection_cards import Opened, row

FORM = "reflection.history.form"
TITLE = "Your reflections"
WORDS, AREA = "history.words", "history.area"
PAGE = "reflection.page"

EVERY_AREA = "*"
MOST_WORDS = 200
"""Characters of a search that are read; more would be a text and not a question."""

NOTHING = "Nothing written yet. The first one takes two minutes and can be three lines."
ALSO_ON_HOME = "Only you see this. Your reflections are on Home too."


@dataclass(frozen=True)
class Wanted:
    """Which reflections are shown: of one area or of all, with some words or any.

    `typed` are the words that were taken for the name of the area. `round` counts how often the
    fields of the modal were emptied: Slack keeps what was typed as long as a field's id stays.
    """

    area: str | None = None
    words: str = field(default="", repr=False)
    page: int = 0
    typed: str = field(default="", repr=False)
    round: int = 0

    def to_value(self) -> str:
        """Return it as a button of a reply keeps it: Slack does not send replies back."""
        return json.dumps(asdict(self), separators=(",", ":"))

    def to_metadata(self) -> str:
        """Return it as the modal above the list keeps it: ids only, and so without the words."""
        fresh = replace(self, words="", page=0, round=self.round + 1) if self.words else self
        return fresh.to_value()

    @classmethod
    def of_value(cls, value: str) -> Wanted:
        """Read it from a button; a button that says nothing wants all."""
        wanted = cls(**json.loads(value)) if value.startswith("{") else cls()
        return replace(wanted, page=number_in(str(wanted.page)))


@dataclass(frozen=True)
class Found:
    """One page of what was wanted, newest first."""

    wanted: Wanted
    entries: tuple[Opened, ...]
    older: bool


def history_card(framework: Framework, found: Found, now: datetime) -> Card:
    """The page as a reply."""
    wanted = found.wanted
    newer = button("Newer", PAGE, replace(wanted, page=wanted.page - 1).to_value(), nth=0)
    older = button("Older", PAGE, replace(wanted, page=wanted.page + 1).to_value(), nth=1)
    turn = _turn(found, newer, older)
    if wanted.typed:
        instead = Wanted(words=wanted.typed).to_value()
        turn.append(button(f'Search "{cut(wanted.typed, 30)}"', PAGE, instead, nth=2))
    what = _what(framework, wanted)
    return Card(
        [
            header(TITLE),
            *([context(what)] if what else []),
            *_rows(framework, found, now),
            *([actions(*turn)] if turn else []),
        ],
        title=TITLE,
        reply_only=[context(ALSO_ON_HOME)],
    )


def history_form(framework: Framework, found: Found, now: datetime) -> dict[str, Any]:
    """Return the page as a modal, below the fields that search."""
    wanted = found.wanted
    newer = button("Newer", PAGE, str(wanted.page - 1), nth=0)
    older = button("Older", PAGE, str(wanted.page + 1), nth=1)
    turn = _turn(found, newer, older)
    blocks = [
        *_fields(framework, wanted),
        divider(),
        *_rows(framework, found, now),
        *([actions(*turn)] if turn else []),
    ]
    metadata = replace(wanted, words="").to_value()
    return modal(FORM, TITLE, blocks, submit="Search", close="Close", metadata=metadata)


def read_form(framework: Framework, view: dict[str, Any]) -> Wanted:
    """Return what is asked for in the modal; its page is the one that it shows."""
    shown = Wanted.of_value(view["private_metadata"])
    number = shown.round
    values = view["state"]["values"]
    words = values[f"{WORDS}.{number}"][WORDS].get("value") or ""
    chosen = values[f"{AREA}.{number}"][AREA].get("selected_option") or {}
    area = framework.area(str(chosen.get("value") or ""))
    return Wanted(area.id if area else None, str(words).strip(), shown.page, round=number)


def _fields(framework: Framework, wanted: Wanted) -> list[Block]:
    words = sb.PlainTextInput(
        action_id=WORDS,
        initial_value=wanted.words,
        max_length=MOST_WORDS,
        placeholder="Words that you wrote",
    )
    every = option("Every area", EVERY_AREA)
    options = [every, *(option(area.title, area.id) for area in framework.areas)]
    initial = next((one for one in options if one.value == wanted.area), every)
    menu = sb.StaticSelectMenu(action_id=AREA, options=options, initial_option=initial)
    return [
        text_input(f"{WORDS}.{wanted.round}", "Words", words, optional=True),
        text_input(f"{AREA}.{wanted.round}", "Area", menu, optional=True),
    ]


def _rows(framework: Framework, found: Found, now: datetime) -> list[Block]:
    if found.entries:
        return [row(framework, one, now) for one in found.entries]
    return _nothing(framework, found.wanted)


def _nothing(framework: Framework, wanted: Wanted) -> list[Block]:
    see_all = button("See all", doors.HISTORY)
    area = framework.area(wanted.area or "")
    if wanted.words:
        where = f" under {escape(area.short)}" if area else ""
        words = escape(cut(wanted.words, 60))
        return [section(f'None of your reflections{where} has "{words}".'), actions(see_all)]
    if area:
        said = f"Nothing under {escape(area.short)} yet."
        return [section(said), actions(doors.reflect(area=area.id), see_all)]
    if wanted.page:
        return [section("There is nothing older."), actions(see_all)]
    return [section(NOTHING), actions(doors.reflect())]


def _turn(found: Found, newer: sb.Button, older: sb.Button) -> list[sb.Element]:
    turn: list[sb.Element] = [older] if found.older else []
    return [*turn, newer] if found.wanted.page > 0 else turn


def _what(framework: Framework, wanted: Wanted) -> str:
    area = framework.area(wanted.area or "")
    of = [escape(area.title)] if area else []
    having = [f'with "{escape(cut(wanted.words, 60))}"'] if wanted.words else []
    return " ".join([*of, *having])
