"""A message in a local channel, as it is kept and as the Web API tells it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Message:
    """A message; `private_to` names the one person who sees an ephemeral one."""

    ts: str
    channel: str
    user: str
    text: str
    at: str
    seq: int
    blocks: list[dict[str, Any]] | None = None
    private_to: str | None = None
    edited: bool = False
    thread_ts: str | None = None
    metadata: dict[str, Any] | None = None
    attachments: list[dict[str, Any]] = field(default_factory=list)
    from_app: bool = False
    values: dict[str, Any] = field(default_factory=dict)

    def payload(self, app_id: str, bot_id: str, team_id: str) -> dict[str, Any]:
        """Return the message as Slack shows it to an app."""
        payload: dict[str, Any] = {
            "type": "message",
            "user": self.user,
            "ts": self.ts,
            "text": self.text,
            "team": team_id,
        }
        if self.from_app:
            payload |= {"bot_id": bot_id, "app_id": app_id}
        if self.blocks is not None:
            payload["blocks"] = self.blocks
        if self.attachments:
            payload["attachments"] = self.attachments
        if self.thread_ts is not None:
            payload["thread_ts"] = self.thread_ts
        if self.metadata is not None:
            payload["metadata"] = self.metadata
        return payload


@dataclass
class Channel:
    """A conversation. `kind` is `channel` or `dm`; a dm with the app belongs to its `person`."""

    id: str
    name: str
    kind: str = "channel"
    person: str | None = None
    has_app: bool = False
    archived: bool = False
    unread: int = 0
    messages: list[Message] = field(default_factory=list)

    def find(self, ts: str) -> Message | None:
        """Return the message of that ts, or None."""
        return next((message for message in self.messages if message.ts == ts), None)
