"""Response urls: five answers within thirty minutes [docs.slack.dev, handling user interaction]."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.playground.errors import Refused

USES = 5
LIFETIME = timedelta(minutes=30)


@dataclass
class ResponseUrl:
    """Where the app may answer an act; `ts` is the message that the act happened on, if any."""

    id: str
    team: str
    user: str
    channel: str
    ts: str | None
    issued: datetime
    uses: int = 0

    def use(self, now: datetime) -> None:
        """Count one answer; the sixth, and any after half an hour, is refused."""
        if now - self.issued > LIFETIME:
            raise Refused("expired_url")
        if self.uses >= USES:
            raise Refused("used_url")
        self.uses += 1


@dataclass
class ResponseUrls:
    """All response urls that were ever given out, by their id."""

    issued: dict[str, ResponseUrl] = field(default_factory=dict)

    def issue(
        self, team: str, user: str, channel: str, now: datetime, ts: str | None = None
    ) -> ResponseUrl:
        """Return a new response url for an act in that channel."""
        url = ResponseUrl(secrets.token_urlsafe(12), team, user, channel, ts, now)
        self.issued[url.id] = url
        return url
