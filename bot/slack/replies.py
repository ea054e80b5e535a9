"""The one way to answer later: through the response URL that came with a command or a click."""

from __future__ import annotations

from slack_sdk.webhook import WebhookClient
from structlog import get_logger

from bot.slack.cards import Block

log = get_logger()

SECONDS = 2
"""Patience with Slack: a click has to be answered within 3 s as a whole."""


def reply(response_url: str, blocks: list[Block], *, replace: bool) -> bool:
    """Show blocks to the person alone, in place of the card they clicked on if `replace`.

    Returns whether Slack took it. slack_sdk would by itself post again after a dropped
    connection, and people would see the card twice; so nothing is ever retried here.
    """
    webhook = WebhookClient(response_url, timeout=SECONDS, retry_handlers=[])
    try:
        answer = webhook.send(blocks=blocks, response_type="ephemeral", replace_original=replace)
    except (OSError, ValueError) as error:
        log.warning("reply failed", error=type(error).__name__)
        return False
    if answer.status_code != 200:
        log.warning("reply refused", status=answer.status_code, reason=answer.body[:60])
        return False
    return True
