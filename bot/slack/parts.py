"""What every conversation is handed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.ladder.find import Names
from bot.ladder.model import Framework
from bot.ladder.search import Search
from bot.slack.afterwards import Afterwards
from bot.slack.clients import Clients
from bot.storage.crypto import Box
from bot.storage.database import Database


@dataclass(frozen=True)
class Parts:
    """The running parts that a conversation may use."""

    database: Database
    box: Box
    framework: Framework
    names: Names
    search: Search
    now: Callable[[], datetime]
    clients: Clients
    afterwards: Afterwards
    support: str
    admins: frozenset[str] = frozenset()
    """The Slack ids of people who may see counts and switch nudges off, besides the owners."""
    retention_days: int | None = None
    """After how many days what people wrote goes by itself; None keeps it."""


@dataclass(frozen=True)
class Who:
    """A Slack user in a workspace, as a request names them: not yet a row."""

    team: str
    user: str


@dataclass(frozen=True)
class Ask:
    """What came with a `/ladder` command.

    `words` is what follows the verb, unescaped and without mentions; `person` is the Slack id
    of the first person mentioned; `raw` is the whole text as Slack sent it.
    """

    who: Who
    verb: str
    words: str
    person: str | None
    raw: str
    trigger: str
    response_url: str


def who(body: dict[str, Any]) -> Who:
    """Return who sent a request, whatever its kind: command, click, form or event."""
    team = body.get("team_id") or (body.get("team") or {}).get("id") or body["user"]["team_id"]
    user = body.get("user_id") or (body.get("user") or {}).get("id") or body["event"]["user"]
    return Who(str(team), str(user))
