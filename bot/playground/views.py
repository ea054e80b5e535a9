"""A modal or a Home tab, as the local Slack keeps it and as payloads show it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bot.playground.blocks import Json


@dataclass
class View:
    """A view; `source` is the accepted view object of the app with all ids filled in.

    `errors` are the sentences under fields (by block id), `trouble` the sentence that Slack shows
    in a modal when the app failed to answer.
    """

    id: str
    team: str
    user: str
    source: Json
    hash: str
    values: Json
    root_id: str
    previous_id: str | None = None
    errors: dict[str, str] = field(default_factory=dict)
    trouble: str | None = None
    submitting: bool = False

    @property
    def blocks(self) -> list[Json]:
        """Return the view's blocks."""
        return list(self.source["blocks"])

    def payload(self, app_id: str, bot_id: str) -> Json:
        """Return the view object of payloads and answers."""
        source = self.source
        payload: dict[str, Any] = {
            "id": self.id,
            "team_id": self.team,
            "type": source["type"],
            "blocks": source["blocks"],
            "private_metadata": source.get("private_metadata", ""),
            "callback_id": source.get("callback_id", ""),
            "state": {"values": self.values},
            "hash": self.hash,
            "title": source.get("title"),
            "clear_on_close": source.get("clear_on_close", False),
            "notify_on_close": source.get("notify_on_close", False),
            "close": source.get("close"),
            "submit": source.get("submit"),
            "previous_view_id": self.previous_id,
            "root_view_id": self.root_id,
            "app_id": app_id,
            "external_id": source.get("external_id", ""),
            "app_installed_team_id": self.team,
            "bot_id": bot_id,
        }
        return payload
