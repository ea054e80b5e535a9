"""`/ladder senior` and all that reads: no database and no Slack call on the way to an answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeAlias

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.ladder.asked import (
    AreaAsked,
    Asked,
    CompareAsked,
    HelpAsked,
    LevelAsked,
    ListAsked,
    SearchAsked,
    Unknown,
)
from bot.ladder.model import Area, Level
from bot.slack import compare_cards, doors
from bot.slack.area_cards import FACE, Face, area_card
from bot.slack.cards import Card, section
from bot.slack.commands import Answer
from bot.slack.compare_cards import Comparison, compare_card, with_table
from bot.slack.help_cards import help_card, top_level, unknown_card, welcome_card
from bot.slack.level_cards import level_card, role_card
from bot.slack.list_cards import list_card, resources_card
from bot.slack.parts import Ask, Parts
from bot.slack.replies import reply
from bot.slack.search_cards import FORM, read_search, search_card, search_form
from bot.slack.surfaces import card_modal, open_form, reply_blocks, show
from bot.slack.typed_words import as_typed

Find: TypeAlias = Callable[[str], Card | None]
"""Finds a card by the value of a button; None when the ladder no longer has it."""

GONE = "That is no longer part of the ladder."


class LadderConversation:
    """Shows what the ladder says, from any door, and leads from card to card in place."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._framework = parts.framework
        # The cards of levels and areas are the same for everyone, so they are built once.
        self._levels = {
            level.id: level_card(self._framework, level) for level in parts.framework.levels
        }
        self._areas = {
            f"{area.id}:{face}": area_card(self._framework, area, face)
            for area in parts.framework.areas
            for face in Face
        }

    def register(self, app: App) -> None:
        """Listen to every button that opens a card of the ladder."""
        finds: dict[str, Find] = {
            doors.LEVEL: self._levels.get,
            doors.AREA: lambda value: self._areas.get(f"{value}:{Face.EXPECTATIONS}"),
            FACE: self._areas.get,
            doors.ROLE: self._role,
            doors.COMPARE: self._compare,
            doors.HABITS: self._habits,
            doors.RESOURCES: lambda value: resources_card(
                self._framework, self._framework.level(value)
            ),
            doors.HELP: lambda _: help_card(self._framework),
            doors.VERB: self._answer_words,
            compare_cards.AREA: self._compare,
        }
        for action, find in finds.items():
            app.action(doors.listens(action))(self._opens(find))
        app.action(doors.listens(compare_cards.TABLE))(self.show_table)
        app.action(doors.listens(doors.SEARCH))(self.open_search)
        app.view(FORM)(self.submit_search)

    def verbs(self) -> dict[str, Answer]:
        """Everything that is not another conversation's verb is read here."""
        return {"": self.answer}

    def answer(self, ask: Ask) -> Card:
        """Return the card for the words as they were typed."""
        if not ask.verb:
            return welcome_card(self._framework)
        asked = self._parts.names.read(f"{ask.verb} {ask.words}".strip())
        if isinstance(asked, Unknown):
            # As it was typed, since it may be given back to be copied.
            asked = replace(asked, words=as_typed(ask.raw))
        return self._card(asked)

    def show_table(self, ack: Ack, body: dict[str, Any]) -> None:
        """Add the table to the words; without it where the workspace refuses tables."""
        ack()
        comparison = self._comparison(_value(body))
        if comparison is None:
            reply(body["response_url"], [section(GONE)], replace=True)
            return
        card = with_table(self._framework, comparison)
        if not reply(body["response_url"], reply_blocks(card), replace=True):
            note = section("Slack would not draw a table here. The words above say the same.")
            reply(body["response_url"], [*card.blocks, note], replace=True)

    def open_search(self, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        """Search for the words that came with the button, or ask for some."""
        ack()
        words = _value(body)
        if words:
            show(body, client, self._found(words))
        else:
            open_form(body, client, search_form())

    def submit_search(self, ack: Ack, view: dict[str, Any]) -> None:
        """Show what was found in the place of the form."""
        ack(response_action="update", view=card_modal(self._found(read_search(view))))

    def _opens(self, find: Find) -> Callable[..., None]:
        """Return a listener that shows what a button's value finds."""

        def listener(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
            ack()
            show(body, client, find(_value(body)) or Card([section(GONE)]))

        return listener

    def _card(self, asked: Asked) -> Card:
        match asked:
            case LevelAsked(level):
                return self._levels[level.id]
            case AreaAsked(area):
                return self._areas[f"{area.id}:{Face.EXPECTATIONS}"]
            case CompareAsked(below, above, area):
                return compare_card(self._framework, self._in_area(below, above, area))
            case ListAsked(kind, area):
                return list_card(self._framework, kind, area)
            case SearchAsked(words):
                return self._found(words)
            case HelpAsked():
                return help_card(self._framework)
            case Unknown():
                return unknown_card(asked)

    def _habits(self, level_id: str) -> Card:
        return list_card(self._framework, "ai", level=self._framework.level(level_id))

    def _answer_words(self, words: str) -> Card:
        return self._card(self._parts.names.read(words))

    def _role(self, level_id: str) -> Card | None:
        level = self._framework.level(level_id)
        return role_card(self._framework, level) if level else None

    def _compare(self, value: str) -> Card | None:
        comparison = self._comparison(value)
        return compare_card(self._framework, comparison) if comparison else None

    def _comparison(self, value: str) -> Comparison | None:
        """Read `intermediate:senior:mentoring`, or one level, which is compared with its way."""
        below_id, _, rest = value.partition(":")
        below = self._framework.level(below_id)
        if below is None:
            return None
        if not rest:
            ways = self._framework.pathways_to(below) or self._framework.pathways_from(below)
            return self._in_area(*self._framework.ends_of(ways[0]), None) if ways else None
        above_id, _, area_id = rest.partition(":")
        above, area = self._framework.level(above_id), self._framework.area(area_id)
        return Comparison(below, above, area) if above and area else None

    def _in_area(self, below: Level, above: Level, area: Area | None) -> Comparison:
        return Comparison(below, above, area or self._framework.areas[0])

    def _found(self, words: str) -> Card:
        hits = self._parts.search.search(words)
        return search_card(self._framework, words, hits, top_level(self._framework))


def _value(body: dict[str, Any]) -> str:
    """Return what the pressed button or the chosen option stands for."""
    action = body["actions"][0]
    chosen = action.get("selected_option") or action
    return str(chosen.get("value") or "")
