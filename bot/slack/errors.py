"""When something breaks: a sentence to the person, a number for whoever helps, no words in logs."""

from __future__ import annotations

import secrets
import traceback
from typing import Any

from slack_bolt import BoltContext, BoltResponse
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from structlog import get_logger

from bot.slack.cards import Block, modal, section
from bot.slack.mrkdwn import escape
from bot.slack.replies import reply
from bot.slack.surfaces import in_modal, in_reply

log = get_logger()

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""No 0, 1, O or I: people read these numbers to each other."""

NOT_SAVED = (
    "I couldn't save this just now. Your words are still here: wait a moment and press Save again."
)


NOT_SHOWN = "I couldn't show it here. Home has what stands now."
"""Slack was asked for something and did not do it. What was clicked may be done all the same: we
write down first and show then."""


class Apology:
    """The one error listener."""

    def __init__(self, support: str) -> None:
        self._support = support or "whoever runs Ladder"

    def handle(
        self, error: Exception, body: dict[str, Any], client: WebClient, context: BoltContext
    ) -> BoltResponse:
        """Tell the person what happened, in the place they look at, and log the number.

        What broke before anybody was authorized may come from anybody: a signature that cannot
        even be read ends here too. Nothing is sent anywhere then.
        """
        number = "".join(secrets.choice(ALPHABET) for _ in range(4))
        log.error("request failed", number=number, error=type(error).__name__, at=where(error))
        if context.authorize_result is None:
            return BoltResponse(status=401, body="")
        sentence = self._sentence(error, number)
        if body.get("type") == "view_submission":
            return _keep_form(body, sentence, error)
        blocks = [section(escape(sentence))]
        if body.get("command"):
            return BoltResponse(status=200, body={"response_type": "ephemeral", "blocks": blocks})
        self._beside_the_click(body, client, blocks)
        return BoltResponse(status=200, body="")

    def _sentence(self, error: Exception, number: str) -> str:
        if isinstance(error, SlackClientError | OSError):
            return NOT_SHOWN
        return (
            "Something broke on my side and nothing was changed. Try again; "
            f"if it stays, tell {self._support} this number: {number}."
        )

    @staticmethod
    def _beside_the_click(body: dict[str, Any], client: WebClient, blocks: list[Block]) -> None:
        """Show the sentence beside what was clicked, and leave that in place."""
        try:
            if in_reply(body) or (body.get("response_url") and not in_modal(body)):
                reply(body["response_url"], blocks, replace=False)
            elif body.get("trigger_id"):
                view = modal("apology", "Ladder", blocks, close="Close")
                opens = client.views_push if in_modal(body) else client.views_open
                opens(trigger_id=body["trigger_id"], view=view)
        except (SlackApiError, OSError) as second:
            log.warning("apology not shown", error=type(second).__name__)


def _keep_form(body: dict[str, Any], sentence: str, error: Exception) -> BoltResponse:
    """Leave the form open with all that was typed, the sentence under its first field."""
    if isinstance(error, DBAPIError | PoolTimeout):
        sentence = NOT_SAVED
    inputs = [block["block_id"] for block in body["view"]["blocks"] if block["type"] == "input"]
    if not inputs:
        view = modal("apology", "Ladder", [section(escape(sentence))], close="Close")
        return BoltResponse(status=200, body={"response_action": "push", "view": view})
    errors = {inputs[0]: sentence}
    return BoltResponse(status=200, body={"response_action": "errors", "errors": errors})


def where(error: Exception) -> list[str]:
    """Return the frames of our own code; the message is left out, since it may hold words."""
    frames = traceback.extract_tb(error.__traceback__)
    return [f"{f.name}:{f.lineno}" for f in frames if "/bot/" in f.filename][-5:]
