"""The record of what the bot did to the local Slack, for tests that count and for complaints."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

# Errors that lie in the world and not in the bot: a test may cause them on purpose, and a bot that
# meets them has done nothing wrong.
_OF_THE_WORLD = frozenset(
    {
        "account_inactive",
        "cannot_dm_bot",
        "channel_not_found",
        "file_not_found",
        "hash_conflict",
        "invalid_auth",
        "message_not_found",
        "messages_tab_disabled",
        "not_found",
        "not_in_channel",
        "ratelimited",
        "token_expired",
        "token_revoked",
        "user_not_found",
    }
)


@dataclass
class Call:
    """One call of the Web API or of a response url.

    `number` counts the calls of its method from 1; `outcome` is `ok`, Slack's error name or
    `fault` and the name of an injected one; `accepted` tells whether the work was done, whatever
    was answered.
    """

    method: str
    number: int
    team: str
    args: dict[str, Any]
    outcome: str = ""
    accepted: bool = False

    def accept(self) -> None:
        """Note that the work was done; a fault may still hide it from the bot."""
        self.outcome = self.outcome or "ok"
        self.accepted = True


@dataclass
class Refusal:
    """Something the bot sent and Slack did not take."""

    where: str
    error: str
    messages: list[str]
    payload: Any

    def __str__(self) -> str:
        """Return the refusal as a sentence for a failing test."""
        return f"{self.where}: {self.error} {'; '.join(self.messages)}".strip()


@dataclass
class Post:
    """A message that Slack accepted from the bot, by whatever way.

    `way` is the method, `command answer` or `response_url`.
    """

    way: str
    team: str
    channel: str
    ts: str
    text: str
    blocks: list[dict[str, Any]] | None
    private_to: str | None = None


@dataclass
class Record:
    """Everything, in order."""

    calls: list[Call] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    _numbers: Counter[str] = field(default_factory=Counter)

    def begin(self, method: str, team: str, args: dict[str, Any]) -> Call:
        """Write down that a call came in."""
        self._numbers[method] += 1
        call = Call(method, self._numbers[method], team, args)
        self.calls.append(call)
        return call

    def refuse(self, where: str, error: str, messages: list[str], payload: Any) -> None:
        """Write down a refusal."""
        self.refused.append(Refusal(where, error, messages, payload))

    def complaints(self) -> list[str]:
        """Return what a correct bot would not have caused: bad payloads, late or failed answers."""
        bad = [str(each) for each in self.refused if each.error not in _OF_THE_WORLD]
        return bad + self.troubles

    def forgive(self) -> list[str]:
        """Return the complaints and forget them, for a test that causes them on purpose."""
        forgiven = self.complaints()
        self.refused.clear()
        self.troubles.clear()
        return forgiven
