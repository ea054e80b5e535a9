"""`/ladder delete`: says what goes, asks, and deletes everything."""

from __future__ import annotations

from typing import Any

import slackblocks as sb
from slack_bolt import Ack, App
from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError
from structlog import get_logger

from bot import erase, people
from bot.slack import doors
from bot.slack.cards import Block, Card, actions, button, context, modal, section
from bot.slack.commands import Answer
from bot.slack.exports import NOTHING
from bot.slack.parts import Ask, Parts, Who, who
from bot.slack.removing import Removing
from bot.slack.surfaces import card_modal, open_form

log = get_logger()

FORM = "erase.form"
ERASE_ALL = "erase.all"
TITLE = "Delete everything"

GOES = (
    "*What goes, for good:* your reflections and steps, your plan and its nudges, your mentorships "
    "on both sides, what you shared, who read what, and what I know of you. Your mentors lose it "
    "at once."
)
IN_SLACK = (
    "I also delete my messages and files in our direct message, and those to others that name you. "
    "Slack lets me delete about one a second, so that takes a few minutes."
)
STAYS = (
    "What stays: what a mentor has read, they have read. A log for whoever runs Ladder keeps ids "
    "and no words. Backups keep what they hold until they are overwritten."
)
DONE = "Everything is deleted. I write to you no more, unless you start again."


class ErasingConversation:
    """Asks once, in a modal, and erases the person who clicked; nobody else can be named."""

    def __init__(self, parts: Parts, removing: Removing) -> None:
        self._parts = parts
        self._removing = removing

    def register(self, app: App) -> None:
        """Listen to the button that asks, and the one that does it."""
        app.action(doors.listens(doors.ERASE))(self.open)
        app.action(ERASE_ALL)(self.erase)

    def verbs(self) -> dict[str, Answer]:
        """`/ladder delete`."""
        return {"delete": self.answer}

    def answer(self, ask: Ask) -> Card | None:
        """Open the modal; nothing is deleted by a command."""
        self._parts.clients(ask.who.team).views_open(
            trigger_id=ask.trigger, view=self._view(ask.who)
        )
        return None

    def open(self, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        """Open the modal above whatever was clicked on."""
        ack()
        open_form(body, client, self._view(who(body)))

    def erase(self, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        """Erase the person who clicked. A second click finds nobody, and says the same."""
        ack()
        me = who(body)
        others: frozenset[str] = frozenset()
        with self._parts.database.write() as session:
            person = people.find(session, me.team, me.user)
            if person is not None:
                others = erase.erase(session, person, self._parts.now())
                self._removing.due(session, self._parts.now())
        self._show_done(body, client)
        for slack_id in (me.user, *sorted(others)):
            self._parts.afterwards.person_changed(me.team, slack_id)

    @staticmethod
    def _show_done(body: dict[str, Any], client: WebClient) -> None:
        """Say so in the modal, and in the one below it, which still shows what is gone."""
        done = card_modal(Card([section(DONE), context(STAYS)], title=TITLE))
        view = body.get("view") or {}
        views = {view.get("id"), view.get("root_view_id")} - {None}
        for view_id in sorted(map(str, views)):
            try:
                client.views_update(view_id=view_id, view=done)
            except (SlackClientError, OSError) as error:
                # It is closed already; everything is deleted all the same.
                log.info("deletion not shown", error=type(error).__name__)

    def _view(self, me: Who) -> dict[str, Any]:
        with self._parts.database.read() as session:
            is_known = people.find(session, me.team, me.user) is not None
        blocks = _asking() if is_known else [section(NOTHING)]
        return modal(FORM, TITLE, blocks, close="Keep it" if is_known else "Close")


def _asking() -> list[Block]:
    sure = sb.ConfirmationDialogue(
        "Delete everything?",
        sb.Text("It goes for good, and cannot be brought back.", type_=sb.TextType.PLAINTEXT),
        "Delete everything",
        "Keep it",
        style="danger",
    )
    return [
        section(GOES),
        section(IN_SLACK),
        context(STAYS),
        actions(
            doors.export("Export my data first"),
            button(TITLE, ERASE_ALL, style="danger", confirm=sure),
        ),
    ]
