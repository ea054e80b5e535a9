"""One workspace: its people, channels, messages, Home tabs and open modals."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.playground.messages import Channel, Message
from bot.playground.people import Person, cast
from bot.playground.views import View


@dataclass
class Notice:
    """What Slack itself says to one person, such as that a command failed."""

    seq: int
    user: str
    text: str
    kind: str = "error"


@dataclass
class Workspace:
    """The state of one workspace.

    Switches for tests: `token_error` makes every call fail with that name (`token_revoked`,
    `account_inactive`); `messages_tab_disabled` and `dms_off` (user ids) refuse direct messages;
    `refuses_new_blocks` refuses tables and charts; `posts_per_second` limits chat.postMessage.
    """

    id: str = "T0ENGINES"
    name: str = "Analytical Engines"
    domain: str = "analytical-engines"
    token: str = ""
    people: dict[str, Person] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    homes: dict[str, View] = field(default_factory=dict)
    modals: dict[str, list[View]] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)
    files: dict[str, Any] = field(default_factory=dict)
    token_error: str | None = None
    messages_tab_disabled: bool = False
    dms_off: set[str] = field(default_factory=set)
    refuses_new_blocks: bool = False
    posts_per_second: int | None = None
    recent_posts: list[datetime] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Fill an empty workspace with the cast and two channels."""
        self.token = self.token or f"xoxb-local-{self.id}"
        if not self.people:
            self.people = {person.id: person for person in cast()}
        for name in ("general", "engineering"):
            self.add_channel(Channel(f"C0{name.upper()}", name))

    def add_channel(self, channel: Channel) -> None:
        """Add a channel unless there is one of its id."""
        self.channels.setdefault(channel.id, channel)

    def person_by_name(self, name: str) -> Person | None:
        """Return the active person or app with that handle, or None."""
        found = (one for one in self.people.values() if one.name == name and not one.deleted)
        return next(found, None)

    def channel_by_name(self, name: str) -> Channel | None:
        """Return the channel with that name, or None; direct messages have none."""
        found = (one for one in self.channels.values() if one.kind != "dm" and one.name == name)
        return next(found, None)

    def dm_of(self, person: Person) -> Channel:
        """Return the person's conversation with the app, opening it if needed."""
        channel = Channel(person.dm, person.name, "dm", person.id, has_app=True)
        return self.channels.setdefault(person.dm, channel)

    def find_message(self, channel_id: str, ts: str) -> Message | None:
        """Return the message, or None."""
        channel = self.channels.get(channel_id)
        return channel.find(ts) if channel else None

    def stack(self, user: str) -> list[View]:
        """Return the person's open modals, top last."""
        return self.modals.setdefault(user, [])

    def find_modal(self, view_id: str | None, external_id: str | None = None) -> View | None:
        """Return the open modal or published Home with that id or external id, or None."""
        for view in (
            *(view for stack in self.modals.values() for view in stack),
            *self.homes.values(),
        ):
            if view_id is not None and view.id == view_id:
                return view
            if external_id and view.source.get("external_id") == external_id:
                return view
        return None
