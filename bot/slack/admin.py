"""`/ladder admin`: counts and the switch, for admins and the owners of the workspace."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError
from structlog import get_logger

from bot import admin, audit
from bot.admin import FEWEST, Count
from bot.slack.cards import Card, actions, button, context, header, section
from bot.slack.commands import Answer
from bot.slack.parts import Ask, Parts, Who, who
from bot.slack.surfaces import show

log = get_logger()

OFF = "admin.nudges_off"
ON = "admin.nudges_on"

SECONDS = 1
"""Patience with Slack here: the answer has to come within 3 s."""

FOR_ADMINS = "That's for admins: the owners of this workspace, and whoever runs Ladder named."
ONLY_COUNTS = "Counts of people, and nothing anybody wrote. Under five people I don't say how many."


class AdminConversation:
    """Shows counts, and switches all nudges off and on. Rights are looked at with every click."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def register(self, app: App) -> None:
        """Listen to the switch, and to its Undo."""
        app.action(OFF)(self.switch_off)
        app.action(ON)(self.switch_on)

    def verbs(self) -> dict[str, Answer]:
        """`/ladder admin`."""
        return {"admin": self.answer}

    def answer(self, ask: Ask) -> Card:
        """Return the counts, to those who may see them."""
        return self._card(ask.who) if self._may(ask.who) else self._refused(ask.who)

    def switch_off(self, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        """Switch all nudges of this workspace off."""
        ack()
        show(body, client, self._switch(who(body), off=True))

    def switch_on(self, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        """Switch them on again."""
        ack()
        show(body, client, self._switch(who(body), off=False))

    def _switch(self, me: Who, *, off: bool) -> Card:
        if not self._may(me):
            return self._refused(me)
        with self._parts.database.write() as session:
            admin.switch_nudges(session, me.team, off=off)
            verb = "nudges.off" if off else "nudges.on"
            audit.record(session, me.team, me.user, verb, me.team, now=self._parts.now())
        return self._card(me)

    def _may(self, me: Who) -> bool:
        """Say whether they are named, or an owner. When Slack does not answer, they are neither."""
        if me.user in self._parts.admins:
            return True
        client = self._parts.clients(me.team)
        client.timeout = SECONDS
        try:
            user = client.users_info(user=me.user)["user"]
        except (SlackClientError, OSError) as error:
            log.warning("owner not looked up", error=type(error).__name__)
            return False
        return bool(user.get("is_owner") or user.get("is_primary_owner"))

    def _refused(self, me: Who) -> Card:
        with self._parts.database.write() as session:
            audit.record(session, me.team, me.user, "admin.refused", "", now=self._parts.now())
        return Card([section(FOR_ADMINS)])

    def _card(self, me: Who) -> Card:
        with self._parts.database.read() as session:
            counts = admin.counts(session, me.team, self._parts.now())
            is_off = admin.nudges_are_off(session, me.team)
        if is_off:
            state = "All nudges are off. Plans are kept, and people read it on their plan."
            switch = button("Undo", ON)
        else:
            state = "Nudges are on."
            switch = button("Switch all nudges off", OFF, style="danger")
        return Card(
            [
                header("This workspace"),
                section("\n".join(map(_line, counts))),
                context(ONLY_COUNTS),
                section(state),
                actions(switch),
                context("Only you see this."),
            ]
        )


def _line(count: Count) -> str:
    number = f"fewer than {FEWEST}" if count.number is None else str(count.number)
    return f"{count.what}: {number}"
