"""Trigger ids: the right to open a modal, for three seconds and one use [docs.slack.dev]."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.playground.errors import Refused

LIFETIME = timedelta(seconds=3)


@dataclass
class Trigger:
    """A person's act that may open one modal; `view` is the modal that the act happened in."""

    team: str
    user: str
    issued: datetime
    view: str | None = None
    used: bool = False


@dataclass
class Triggers:
    """All trigger ids that were ever given out."""

    issued: dict[str, Trigger] = field(default_factory=dict)

    def issue(self, team: str, user: str, now: datetime, view: str | None = None) -> str:
        """Return a new trigger id for what that person just did."""
        trigger_id = f"{len(self.issued) + 1}.{team}.{user}"
        self.issued[trigger_id] = Trigger(team, user, now, view)
        return trigger_id

    def check(self, trigger_id: str, team: str, now: datetime) -> Trigger:
        """Return the trigger, still unused; refuse an unknown, used or old one."""
        trigger = self.issued.get(trigger_id)
        if trigger is None or trigger.team != team:
            raise Refused("invalid_trigger_id")
        if trigger.used:
            raise Refused("exchanged_trigger_id")
        if now - trigger.issued > LIFETIME:
            raise Refused("expired_trigger_id")
        return trigger
