"""`/ladder privacy`: what is kept, who can read what, and who did."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot import circle, people, readings
from bot.circle import Circle
from bot.data_map import HOLDINGS
from bot.slack import doors
from bot.slack.cards import Block, Card, actions, button, context, header, section
from bot.slack.commands import Answer
from bot.slack.mentor_cards import readings_card
from bot.slack.mrkdwn import mention
from bot.slack.parts import Ask, Parts, Who, who
from bot.slack.people_cards import areas_in_words
from bot.slack.surfaces import show

KEPT = (
    "Ladder keeps your plan, your reflections, your mentors and who read what. Reflections are "
    "stored encrypted. The people who run the server hold the key; nothing in Ladder shows them "
    "your words. Mentors read what you tick, admins see counts only."
)

WHAT_AND_WHY = "\n".join(
    f"• {holding.name}: {holding.why}" for holding in HOLDINGS if holding.is_personal
)
"""A line for each table that holds something of a person, by the data map."""

FILES = "The files of an export go after 24 hours."


class PrivacyConversation:
    """Says what is kept, to the person whom it is about."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def register(self, app: App) -> None:
        """Listen to the buttons on Home."""
        app.action(doors.listens(doors.PRIVACY))(self.open)

    def verbs(self) -> dict[str, Answer]:
        """`/ladder privacy`."""
        return {"privacy": self.answer}

    def answer(self, ask: Ask) -> Card:
        """Return the card."""
        return self._card(ask.who)

    def open(self, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        """Show the card where the click was."""
        ack()
        show(body, client, self._card(who(body)))

    def _card(self, me: Who) -> Card:
        with self._parts.database.read() as session:
            person = people.find(session, me.team, me.user)
            around = circle.around(session, person, self._parts.now()) if person else circle.EMPTY
            lines = readings.of(session, person) if person else ()
            log = readings_card(self._parts.framework, lines, person.zone if person else None)
        return Card(
            [
                header("Privacy"),
                section(KEPT),
                section(f"*What is kept, and why*\n{WHAT_AND_WHY}"),
                section(f"*How long*\n{self._how_long()}"),
                *self._who_can(around),
                section("*Who read what*"),
                *log.blocks,
                actions(
                    doors.export(),
                    button("Delete everything", doors.ERASE, style="danger"),
                    doors.invite(),
                    doors.show_help(),
                ),
                context("Only you see this."),
            ],
            title="Privacy",
        )

    def _how_long(self) -> str:
        days = self._parts.retention_days
        if days is None:
            return f"Until you delete it. {FILES}"
        return f"Until you delete it, or for {days} days: then it goes by itself. {FILES}"

    def _who_can(self, around: Circle) -> list[Block]:
        if not around.mentors:
            return [section("*Who can read what*\nOnly you. You have no mentor.")]
        lines = [
            f"• {mention(one.slack_id)}: what you share with them on "
            f"{areas_in_words(self._parts.framework, one.areas)}"
            for one in around.mentors
        ]
        return [section("*Who can read what*\n" + "\n".join(lines))]
