"""Slack's Web API as we call it: never in a transaction, never twice."""

from __future__ import annotations

from typing import Any, Protocol

from slack_sdk import WebClient

from bot.storage.database import inside_a_transaction


class Client(WebClient):
    """A WebClient that refuses to be called while this thread holds a transaction.

    A transaction that waits for Slack keeps every other writer waiting with it.
    """

    def api_call(self, *args: Any, **kwargs: Any) -> Any:
        """Call the method. Raises RuntimeError inside a transaction."""
        if inside_a_transaction():
            raise RuntimeError("Slack is called while a transaction is open")
        return super().api_call(*args, **kwargs)


class NoInstallation(Exception):
    """We are not installed in that workspace; the text names it."""


class Clients(Protocol):
    """Gives the client of a workspace. Raises NoInstallation for one without us."""

    def __call__(self, team: str) -> WebClient:
        """Return a client with the bot token of that workspace."""
        ...


def make_client(token: str, api_url: str, *, seconds: int) -> Client:
    """Return a client that gives up after `seconds` and retries nothing.

    slack_sdk's own retries resend chat.postMessage after a dropped connection, which makes two
    messages of one.
    """
    return Client(token, base_url=api_url, timeout=seconds, retry_handlers=[])
