"""`/ladder`: the table of verbs, and what is said to a word that is none."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from slack_bolt import Ack, App

from bot.slack.cards import Card
from bot.slack.mrkdwn import mentioned, unescape, without_references
from bot.slack.parts import Ask, Parts, who
from bot.slack.surfaces import reply_blocks

Answer: TypeAlias = Callable[[Ask], Card | None]
"""Returns the card to reply with, or None when a form was opened instead."""

COMMAND = "/ladder"


class Commands:
    """Finds the conversation that a command belongs to."""

    def __init__(self, parts: Parts, verbs: dict[str, Answer]) -> None:
        self._parts = parts
        self._verbs = verbs

    def register(self, app: App) -> None:
        """Listen to the command."""
        app.command(COMMAND)(self.answer)

    def answer(self, ack: Ack, body: dict[str, Any]) -> None:
        """Answer in the HTTP response itself."""
        ask = read(body)
        verb = ask.verb if ask.verb in self._verbs else ""
        card = self._verbs[verb](ask)
        if card is None:
            ack()
        else:
            ack(response_type="ephemeral", blocks=reply_blocks(card))


def read(body: dict[str, Any]) -> Ask:
    """Return what was asked. Slack sends the text escaped: it is unescaped here, once."""
    raw = str(body.get("text") or "").strip()
    bare = unescape(without_references(raw))
    verb, _, words = bare.partition(" ")
    return Ask(
        who=who(body),
        verb=verb.casefold().strip(".,!?"),
        words=words.strip(),
        person=mentioned(raw),
        raw=raw,
        trigger=str(body.get("trigger_id") or ""),
        response_url=str(body.get("response_url") or ""),
    )
