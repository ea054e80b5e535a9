"""A delivery becomes a direct message, and what Slack says to it becomes an outcome."""

from __future__ import annotations

import re
import socket
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any, TypeAlias
from urllib.error import URLError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.messenger import DeliveryFailed, Outcome, Outgoing, Receipt
from bot.slack.cards import Block
from bot.slack.clients import Clients, NoInstallation

SECONDS = 10
"""Patience with Slack where nobody waits for us."""

RATE_LIMITED = frozenset({"ratelimited", "rate_limited"})

PERHAPS_TAKEN = frozenset(
    {"internal_error", "fatal_error", "request_timeout", "service_unavailable"}
)
"""Errors after which "some aspect of the operation may have succeeded" [docs.slack.dev,
chat.postMessage]."""

PERMANENT = frozenset(
    {"account_inactive", "channel_not_found", "is_archived", "messages_tab_disabled"}
    | {"not_in_channel", "restricted_action", "user_disabled", "user_not_found"}
)
"""Errors that stay until the person or their account changes, so their plan is paused. All other
names are about the installation or about us: they pass when somebody mends them."""

BAD_BLOCKS = frozenset({"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"})
"""Slack would not draw the message. It was surely not taken, so its words may follow alone."""

CALL_FAILED: tuple[type[Exception], ...] = (
    SlackClientError,
    OSError,
    HTTPException,
    ValueError,
    AttributeError,
)
"""What a call to Slack raises. slack_sdk raises AttributeError on an answer that is JSON but no
object."""

ERROR_NAME = re.compile(r"[a-z][a-z0-9_]*")

BEFORE_THE_WRITE = (ConnectionRefusedError, socket.gaierror, ssl.SSLCertVerificationError)
"""What goes wrong while the connection is made; everything later may come after the write."""


@dataclass(frozen=True)
class Message:
    """A direct message: `text` is what notifications show, so it holds words of the ladder only."""

    text: str
    blocks: list[Block]


Builder: TypeAlias = Callable[[Outgoing], Message | None]
"""Makes the message of one kind; None when what it is about is gone."""


class SlackMessenger:
    """Posts each message once, to the person's id: Slack opens the conversation itself."""

    def __init__(self, clients: Clients, builders: Mapping[str, Builder]) -> None:
        self._clients = clients
        self._builders = builders

    def send(self, outgoing: Outgoing) -> Receipt:
        """Post the message. Raises DeliveryFailed."""
        client = self._client(outgoing.team)
        message = self._builders[outgoing.kind](outgoing)
        if message is None:
            # It is planned again, and the check before the next attempt finds the reason.
            raise DeliveryFailed("gone", outcome=Outcome.REFUSED)
        try:
            return _post(client, outgoing.slack_id, message)
        except DeliveryFailed as refused:
            if refused.reason not in BAD_BLOCKS:
                raise
        # The buttons stand on Home as well, so the words alone are not a dead end.
        return _post(client, outgoing.slack_id, Message(message.text, []))

    def _client(self, team: str) -> WebClient:
        """Return the client; whatever goes wrong here, nothing was posted yet."""
        try:
            client = self._clients(team)
        except (SlackClientError, OSError, HTTPException, ValueError, NoInstallation) as error:
            raise DeliveryFailed(type(error).__name__, outcome=Outcome.REFUSED) from None
        client.timeout = SECONDS
        return client


def _post(client: WebClient, slack_id: str, message: Message) -> Receipt:
    try:
        answer = client.chat_postMessage(
            channel=slack_id,
            text=message.text,
            blocks=message.blocks or None,
            unfurl_links=False,
            unfurl_media=False,
        )
    except CALL_FAILED as error:
        raise failure(error) from None
    return _receipt(answer.get("channel"), answer.get("ts"))


def failure(error: Exception) -> DeliveryFailed:
    """Return what an exception of slack_sdk says of the message. Its text is never looked at:
    it may hold the message itself.
    """
    if isinstance(error, SlackApiError):
        return _refusal(error.response.status_code, error.response.data, error.response.headers)
    if isinstance(error, SlackClientError):
        return DeliveryFailed(type(error).__name__, outcome=Outcome.REFUSED)
    cause = error.reason if isinstance(error, URLError) else error
    outcome = Outcome.REFUSED if isinstance(cause, BEFORE_THE_WRITE) else Outcome.AMBIGUOUS
    return DeliveryFailed(type(cause).__name__, outcome=outcome)


def _refusal(status: int, data: Any, headers: Mapping[str, str]) -> DeliveryFailed:
    name = str(data.get("error") or "") if isinstance(data, dict) else ""
    if status == 429 or name in RATE_LIMITED:
        return DeliveryFailed(
            "ratelimited", outcome=Outcome.RATE_LIMITED, retry_after=retry_after(headers)
        )
    # A proxy's page, or half an answer: slack_sdk puts the body where the error's name belongs.
    if status >= 500 or not ERROR_NAME.fullmatch(name):
        return DeliveryFailed(f"http_{status}", outcome=Outcome.AMBIGUOUS)
    if name in PERHAPS_TAKEN:
        return DeliveryFailed(name, outcome=Outcome.AMBIGUOUS)
    outcome = Outcome.PERMANENT if name in PERMANENT else Outcome.REFUSED
    return DeliveryFailed(name, outcome=outcome)


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Return the seconds that Slack asks us to wait, or None when it does not say so readably."""
    said = [value for name, value in headers.items() if name.lower() == "retry-after"]
    number = said[0].strip() if said and isinstance(said[0], str) else ""
    return float(number) if re.fullmatch(r"[0-9]{1,6}", number) else None


def _receipt(channel: Any, ts: Any) -> Receipt:
    if not channel or not ts:
        raise DeliveryFailed("no_receipt", outcome=Outcome.AMBIGUOUS)
    return Receipt(str(channel), str(ts))
