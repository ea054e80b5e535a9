"""Everything that the local Slack holds, and the few ways in which it changes. No HTTP here."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from bot.playground.app import SlackApp
from bot.playground.blocks import Json, with_ids
from bot.playground.clock import Clock
from bot.playground.errors import NoSuchThing
from bot.playground.inputs import initial_values
from bot.playground.messages import Channel, Message
from bot.playground.people import Person
from bot.playground.record import Post, Record
from bot.playground.response_urls import ResponseUrls
from bot.playground.triggers import Triggers
from bot.playground.workspace import Notice, Workspace


class World:
    """The workspaces, and what spans them: clock, trigger ids, response urls, the record.

    Whoever reads or changes anything holds `lock`; nobody holds it while the bot is asked.
    `on_change` is called with the lock held after every change that a person could see.
    """

    def __init__(self, app: SlackApp, teams: Iterable[Workspace], clock: Clock) -> None:
        self.app = app
        self.teams = {team.id: team for team in teams}
        self.clock = clock
        self.lock = threading.RLock()
        self.triggers = Triggers()
        self.response_urls = ResponseUrls()
        self.record = Record()
        self.seq = 0
        self.api_url = ""
        self.response_base = ""
        self.on_change: list[Callable[[], None]] = []
        self._ids = 0
        self._last_ts = 0
        for team in self.teams.values():
            bot = Person(app.user_id, "ladder", app.name, "App", "Etc/UTC", "0d7a5f", is_bot=True)
            team.people.setdefault(app.user_id, bot)

    def now(self) -> datetime:
        """Return the time that this Slack lives by."""
        return self.clock.now()

    def new_id(self, prefix: str = "b") -> str:
        """Return an id that was never given out."""
        self._ids += 1
        return f"{prefix}{self._ids:05X}"

    def new_ts(self) -> str:
        """Return a message ts: the time, unique and growing even when the clock was put back."""
        stamp = int(self.now().timestamp() * 1_000_000)
        self._last_ts = max(stamp, self._last_ts + 1)
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def counters(self) -> dict[str, int]:
        """Return what has to go on counting after a restart."""
        return {"seq": self.seq, "ids": self._ids, "last_ts": self._last_ts}

    def resume(self, counters: dict[str, int]) -> None:
        """Go on counting where an earlier run ended."""
        self.seq = counters["seq"]
        self._ids, self._last_ts = counters["ids"], counters["last_ts"]

    def changed(self) -> int:
        """Count a change, tell those who watch, and return its number."""
        self.seq += 1
        for tell in self.on_change:
            tell()
        return self.seq

    def team(self, team_id: str | None = None) -> Workspace:
        """Return that workspace; without an id the first one."""
        if team_id is None:
            return next(iter(self.teams.values()))
        return self.teams[team_id]

    def person(self, team: Workspace, user_id: str) -> Person:
        """Return the person, or say that there is none."""
        if user_id not in team.people:
            raise NoSuchThing(f"There is no person {user_id} in {team.name}.")
        return team.people[user_id]

    def channel(self, team: Workspace, channel_id: str) -> Channel:
        """Return the channel, or say that there is none."""
        if channel_id not in team.channels:
            raise NoSuchThing(f"There is no channel {channel_id} in {team.name}.")
        return team.channels[channel_id]

    def post(
        self,
        team: Workspace,
        channel: Channel,
        content: Json,
        *,
        way: str,
        private_to: str | None = None,
    ) -> Message:
        """Put a message of the app into a channel; `content` holds text, blocks and the like."""
        message = self._message(channel, content, self.app.user_id, private_to)
        message.from_app = True
        channel.messages.append(message)
        if channel.kind == "dm" and private_to is None:
            channel.unread += 1
        self._remember(team, message, way)
        return message

    def say(self, channel: Channel, user: str, text: str) -> Message:
        """Put a message that a person typed into a channel."""
        message = self._message(channel, {"text": text}, user, None)
        channel.messages.append(message)
        return message

    def rewrite(self, team: Workspace, message: Message, content: Json, *, way: str) -> None:
        """Give a message new content in its place; what is missing in `content` goes away."""
        message.text = content.get("text") or ""
        message.blocks = with_ids(content.get("blocks") or None, self.new_id)
        message.values = initial_values(message.blocks)
        message.edited = message.blocks is None and message.private_to is None
        self.changed()
        self._remember(team, message, way)

    def remove(self, channel: Channel, message: Message) -> None:
        """Take a message out of its channel."""
        channel.messages.remove(message)
        self.changed()

    def notice(self, team: Workspace, user: str, text: str, kind: str = "error") -> None:
        """Let Slack itself say something to one person."""
        team.notices.append(Notice(self.changed(), user, text, kind))

    def _message(
        self, channel: Channel, content: Json, user: str, private_to: str | None
    ) -> Message:
        blocks = with_ids(content.get("blocks") or None, self.new_id)
        ts = self.new_ts()
        return Message(
            ts=ts,
            channel=channel.id,
            user=user,
            text=(content.get("text") or "")[:40_000],
            at=datetime.fromtimestamp(float(ts), UTC).isoformat(),
            seq=self.changed(),
            blocks=blocks,
            private_to=private_to,
            thread_ts=content.get("thread_ts"),
            metadata=content.get("metadata"),
            attachments=content.get("attachments") or [],
            values=initial_values(blocks),
        )

    def _remember(self, team: Workspace, message: Message, way: str) -> None:
        post = Post(
            way=way,
            team=team.id,
            channel=message.channel,
            ts=message.ts,
            text=message.text,
            blocks=message.blocks,
            private_to=message.private_to,
        )
        self.record.posts.append(post)


def message_content(args: dict[str, Any]) -> Json:
    """Return the part of the arguments that makes up a message."""
    keys = ("text", "blocks", "attachments", "thread_ts", "metadata")
    return {key: args[key] for key in keys if args.get(key) is not None}
