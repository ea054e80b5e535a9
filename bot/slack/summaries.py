"""`/ladder summary`: what a mentee shares, for the mentor, and for the mentee just as it looks."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot import mentorships, people
from bot.slack import doors, pressed
from bot.slack.cards import Block, Card
from bot.slack.commands import Answer
from bot.slack.mentor_cards import SEE
from bot.slack.parts import Ask, Parts, Who, who
from bot.slack.people_cards import SUMMARY
from bot.slack.shared_cards import READ_ALL, gone_modal, reflection_modal
from bot.slack.summary_cards import (
    KEEP,
    PERIOD,
    PICK,
    choices_card,
    nothing_card,
    summary_blocks,
    whose_card,
)
from bot.slack.summary_eyes import Eyes
from bot.slack.summary_frame import Frame, Place, Spot, gone_blocks
from bot.slack.summary_look import Look, LookAtOne
from bot.slack.surfaces import card_modal, in_modal, in_reply, open_form, show
from bot.summaries import Period, Summary

Home = dict[str, Any]
"""A view of the Home tab."""

REFUSES_BLOCKS = ("invalid_blocks", "invalid_arguments")
"""What Slack says to a view that holds a block which the workspace does not know."""

_PERIOD = re.compile(r"(?:last )?(4|12)\s*w(?:eeks?)?|(all)(?: .*)?", re.IGNORECASE)


class SummaryConversation:
    """Draws the page wherever it was asked for, and asks each time whether it may."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._eyes = Eyes(parts)

    def register(self, app: App) -> None:
        """Listen to the buttons that open the page, turn it, and lead into it."""
        app.action(doors.listens(SUMMARY))(self.open)
        app.action(doors.listens(PERIOD))(self.open)
        app.action(doors.listens(PICK))(self.pick)
        app.action(doors.listens(SEE))(self.see)
        app.action(doors.listens(READ_ALL))(self.read_all)
        app.action(doors.listens(KEEP))(self.keep)

    def verbs(self) -> dict[str, Answer]:
        """`/ladder summary @ada [4w · 12w · all]`."""
        return {"summary": self.answer}

    def answer(self, ask: Ask) -> Card:
        """Show the page of the person named, or all that one can open."""
        period = period_in(ask.words)
        if ask.person is None:
            left = _PERIOD.sub("", ask.words).strip()
            return whose_card(left) if left else self._choices(ask.who)
        return self._asked_for(ask.who, ask.person, Spot(Place.REPLY, ask.who.team), period)

    def pick(self, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        """Show the page of the person who was picked, as if they had been named."""
        ack()
        mentee = pressed.person(body)
        show(body, client, self._asked_for(who(body), mentee, _spot(body), Period.FOUR_WEEKS))

    def open(self, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        """Show a page in the place of what was clicked; from Home, Home turns into it."""
        ack()
        self._turn_into(body, client, Look.read(pressed.value(body)))

    def see(self, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        """Show a mentor's view above the modal that the button stands in."""
        ack()
        blocks = self._page(who(body), _spot(body), Look.read(pressed.value(body)))
        open_form(body, client, card_modal(Card(blocks)))

    def read_all(self, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        """Open one reflection in full, and note for its author that it was read.

        When it is no longer shared, the page that still showed its first words is drawn again.
        """
        ack()
        spot, asked = _spot(body), LookAtOne.read(pressed.value(body))
        found = self._eyes.one(who(body), asked) if asked else None
        if asked is None or found is None:
            open_form(body, client, gone_modal(spot))
            if not in_modal(body):
                self._turn_into(body, client, asked.look if asked else None)
            return
        mentee, zone, shared = found
        frame = Frame(spot, asked.look, self._parts.now())
        view = reflection_modal(self._parts.framework, mentee, shared, zone, frame)
        open_form(body, client, view)

    def keep(self, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        """Publish the page on Home, where it stays, and say so in the place of the click."""
        ack()
        me, spot, look = who(body), _spot(body), Look.read(pressed.value(body))
        found = self._eyes.summary(me, look) if look else None
        if look is None or found is None:
            show(body, client, Card(gone_blocks(spot)))
            return
        here = Frame(spot, look, self._parts.now(), kept=True)
        on_home = replace(here, spot=replace(spot, place=Place.HOME))
        self._publish(me, client, _home(self._blocks(found, on_home), look))
        show(body, client, Card(self._blocks(found, here)))

    def home_page(self, me: Who, metadata: str) -> Home | None:
        """Return the page that Home remembers, drawn again; None when it remembers none.

        The metadata comes from Slack, so the rights are checked as if it came from anybody. What
        may no longer be read is gone from Home for good.
        """
        look = Look.read(metadata)
        if look is None:
            return None
        return self._home(me, Spot(Place.HOME, me.team), look)

    def kept_page(self, me: Who) -> Home | None:
        """Return the page that this person's Home shows now, drawn again; None for the usual one.

        A change republishes Home without Slack saying what it shows, so that is remembered here.
        """
        with self._parts.database.read() as session:
            person = people.find(session, me.team, me.user)
            kept = person.home if person else None
        look = Look.read(kept) if kept else None
        # Nobody looks at this moment, so nothing is noted for the mentee.
        return self._home(me, Spot(Place.HOME, me.team), look, seen=False) if look else None

    def leave_home(self, me: Who) -> None:
        """Forget the page: Home shows the usual one again."""
        self._remember(me, None)

    def _publish(self, me: Who, client: WebClient, view: Home) -> None:
        self._remember(me, view["private_metadata"] or None)
        publish_page(client, me.user, view)

    def _remember(self, me: Who, page: str | None) -> None:
        with self._parts.database.write() as session:
            people.meet(session, me.team, me.user).home = page

    def _turn_into(self, body: dict[str, Any], client: WebClient, look: Look | None) -> None:
        me, spot = who(body), _spot(body)
        if spot.place is Place.HOME:
            self._publish(me, client, self._home(me, spot, look))
        else:
            show(body, client, Card(self._page(me, spot, look)))

    def _home(self, me: Who, spot: Spot, look: Look | None, *, seen: bool = True) -> Home:
        found = self._eyes.summary(me, look, seen=seen) if look else None
        if look is None or found is None:
            self._remember(me, None)
            return _home(gone_blocks(spot), None)
        return _home(self._blocks(found, Frame(spot, look, self._parts.now())), look)

    def _asked_for(self, me: Who, mentee: str, spot: Spot, period: Period) -> Card:
        """Return the page of somebody whom a person named, or what everybody else is told."""
        look = Look.of(mentee, period)
        found = self._eyes.summary(me, look)
        if found is None:
            return nothing_card(mentee)
        return Card(self._blocks(found, Frame(spot, look, self._parts.now())))

    def _page(self, me: Who, spot: Spot, look: Look | None) -> list[Block]:
        found = self._eyes.summary(me, look) if look else None
        if look is None or found is None:
            return gone_blocks(spot)
        return self._blocks(found, Frame(spot, look, self._parts.now()))

    def _blocks(self, summary: Summary, frame: Frame) -> list[Block]:
        return summary_blocks(self._parts.framework, summary, frame)

    def _choices(self, me: Who) -> Card:
        with self._parts.database.read() as session:
            person = people.find(session, me.team, me.user)
            if person is None:
                return choices_card((), ())
            return choices_card(
                mentorships.active_mentors(session, person), mentorships.mentees(session, person)
            )


def publish_page(client: WebClient, slack_id: str, view: Home) -> None:
    """Publish a page on Home, without its chart where the workspace refuses charts.

    The figures of the chart stand in words as well. Raises SlackApiError.
    """
    try:
        client.views_publish(user_id=slack_id, view=view)
    except SlackApiError as error:
        words = [block for block in view["blocks"] if block["type"] != "data_visualization"]
        if error.response["error"] not in REFUSES_BLOCKS or len(words) == len(view["blocks"]):
            raise
        client.views_publish(user_id=slack_id, view=view | {"blocks": words})


def period_in(words: str) -> Period:
    """Return the period that was typed, such as "12w"; four weeks when none was."""
    found = _PERIOD.search(words)
    if found is None:
        return Period.FOUR_WEEKS
    return Period.ALL if found[2] else Period(f"{found[1]}w")


def _spot(body: dict[str, Any]) -> Spot:
    """Return where the click was."""
    place = Place.MODAL if in_modal(body) else Place.REPLY if in_reply(body) else Place.HOME
    return Spot(place, who(body).team, str(body.get("api_app_id") or ""))


def _home(blocks: list[Block], look: Look | None) -> Home:
    return {"type": "home", "blocks": blocks, "private_metadata": look.write() if look else ""}
