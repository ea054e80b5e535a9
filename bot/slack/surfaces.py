"""Where a card goes after a click: back into its own place.

A click on a reply replaces the reply; a click in a modal replaces the modal; a click on Home or
in a message for all brings no place to replace, so the card opens as a modal.
"""

from __future__ import annotations

from typing import Any

from slack_sdk import WebClient

from bot.slack.cards import Block, Card, modal
from bot.slack.replies import reply

CARD = "card"
"""The callback id of a modal that shows a card: it has no form, so nothing is ever submitted."""


def in_reply(body: dict[str, Any]) -> bool:
    """Say whether the click was on a reply that only the person sees."""
    return bool(body.get("container", {}).get("is_ephemeral"))


def in_modal(body: dict[str, Any]) -> bool:
    """Say whether the click was in a modal."""
    return bool((body.get("view") or {}).get("type") == "modal")


def show(body: dict[str, Any], client: WebClient, card: Card) -> None:
    """Show a card where the click was, or in a new modal where that cannot be."""
    if in_reply(body):
        reply(body["response_url"], reply_blocks(card), replace=True)
    elif in_modal(body):
        client.views_update(view_id=body["view"]["id"], view=card_modal(card))
    else:
        client.views_open(trigger_id=body["trigger_id"], view=card_modal(card))


def open_form(body: dict[str, Any], client: WebClient, view: dict[str, Any]) -> None:
    """Open a form from a click: above an open modal, or as the first.

    Slack stacks three [docs.slack.dev, modals]; on top of these the form takes the third's place.
    """
    if in_modal(body) and _is_third(body["view"]):
        client.views_update(view_id=body["view"]["id"], view=view)
    elif in_modal(body):
        client.views_push(trigger_id=body["trigger_id"], view=view)
    else:
        client.views_open(trigger_id=body["trigger_id"], view=view)


def _is_third(view: dict[str, Any]) -> bool:
    """Say whether two modals lie below this one: what lies below is not the lowest."""
    below, lowest = view.get("previous_view_id"), view.get("root_view_id")
    return bool(below) and below != lowest


def reply_blocks(card: Card) -> list[Block]:
    """Return the blocks of a card as a reply."""
    return (card.in_reply or card.blocks) + card.reply_only


def card_modal(card: Card) -> dict[str, Any]:
    """Return a card as a view."""
    return modal(CARD, card.title, card.blocks, close="Close", metadata=card.metadata)
