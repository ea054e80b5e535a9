"""A person's own reflections in Slack: opened, searched, moved to another area and deleted."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot import people, reflections, shares
from bot.ladder.matching import names_of
from bot.ladder.spelling import key_of
from bot.slack import doors, refusals
from bot.slack.cards import Card, section
from bot.slack.commands import Answer
from bot.slack.keeping_reflections import readers_of
from bot.slack.opened_reflections import look_for, open_own
from bot.slack.parts import Ask, Parts, Who, who
from bot.slack.pressed import number_in, value
from bot.slack.reflection_cards import (
    DELETE,
    DELETED,
    GONE,
    MOVE,
    NOT_NOW,
    TITLE,
    Opened,
    Way,
    page,
    said,
    saved_card,
    saved_modal,
)
from bot.slack.reflection_form import NO_AREA
from bot.slack.reflection_history import (
    FORM,
    MOST_WORDS,
    PAGE,
    Found,
    Wanted,
    history_card,
    history_form,
    read_form,
)
from bot.slack.surfaces import in_modal, in_reply, open_form, show


class OwnReflectionsConversation:
    """Shows people what they wrote, and nobody else."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def register(self, app: App) -> None:
        """Listen to what opens a reflection, or the list of them, and to what changes one."""
        app.action(doors.listens(doors.REFLECTION))(self.open)
        app.action(doors.listens(doors.HISTORY))(self.open_history)
        app.action(doors.listens(PAGE))(self.turn)
        app.view(FORM)(self.search)
        app.action(doors.listens(MOVE))(self.move)
        app.action(doors.listens(DELETE))(self.delete)
        app.action(doors.listens(NOT_NOW))(self.not_now)

    def verbs(self) -> dict[str, Answer]:
        """`/ladder reflections`, of an area, with words, or all."""
        return {"reflections": self.history}

    def history(self, ask: Ask) -> Card:
        """Return the newest reflections as a reply."""
        words = ask.words[:MOST_WORDS]
        area = self._parts.names.area(words) if words else None
        if area is None:
            return self._card(ask.who, Wanted(words=words))
        meant = key_of(words) in map(key_of, names_of(area))
        return self._card(ask.who, Wanted(area.id, typed="" if meant else words))

    def open(self, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        """Show the whole of one: above the list it was opened from, else in its own modal."""
        ack()
        opened = self._own(who(body), "reflection.open", value(body))
        in_list = in_modal(body) and body["view"]["callback_id"] == FORM
        below = read_form(self._parts.framework, body["view"]).to_metadata() if in_list else ""
        now = self._parts.now()
        view = page(self._parts.framework, opened, now, metadata=below) if opened else said(GONE)
        if in_modal(body) and not in_list:
            client.views_update(view_id=body["view"]["id"], view=view)
        else:
            open_form(body, client, view)

    def open_history(self, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        """Show all, newest first: in place of a reply or of a search, else in a modal."""
        ack()
        if in_reply(body):
            show(body, client, self._card(who(body), Wanted()))
        elif in_modal(body) and body["view"]["callback_id"] == FORM:
            before = read_form(self._parts.framework, body["view"])
            view = self._modal(who(body), Wanted(round=before.round + 1))
            client.views_update(view_id=body["view"]["id"], view=view)
        else:
            open_form(body, client, self._modal(who(body), Wanted()))

    def search(self, ack: Ack, body: dict[str, Any], view: dict[str, Any]) -> None:
        """Show what was found below the fields."""
        wanted = replace(read_form(self._parts.framework, view), page=0)
        ack(response_action="update", view=self._modal(who(body), wanted))

    def turn(self, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        """Turn the page, in the reply or in the modal."""
        ack()
        if in_modal(body):
            shown = value(body)
            wanted = read_form(self._parts.framework, body["view"])
            wanted = replace(wanted, page=number_in(shown))
            view = self._modal(who(body), wanted)
            client.views_update(view_id=body["view"]["id"], view=view)
        else:
            show(body, client, self._card(who(body), Wanted.of_value(value(body))))

    def move(self, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        """Put a reflection under another area; who does not have that area reads it no longer."""
        ack()
        asker = who(body)
        uid, _, chosen = value(body).partition(":")
        area = self._parts.framework.area(chosen)
        if area is None and chosen != NO_AREA:
            raise LookupError("the area chosen is not of this ladder")
        with self._parts.database.write() as session:
            person = people.find(session, asker.team, asker.user)
            row = reflections.find(session, person, uid) if person else None
            readers = readers_of(session, row) if row else frozenset()
            if person and row:
                reflections.move(session, person, uid, area.id if area else None)
                shares.drop_closed(session, row)
            opened = open_own(session, self._parts, person, uid)
        if opened is None:
            refusals.note(self._parts, asker, "reflection.move", uid)
        else:
            nudge_id = opened.reflection.nudge_id
            self._changed(asker, readers, frozenset() if nudge_id is None else {nudge_id})
        self._show_saved(body, client, opened, "command")

    def delete(self, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        """Delete a reflection for good. Slack has asked the person first."""
        ack()
        asker, uid = who(body), value(body)
        with self._parts.database.write() as session:
            person = people.find(session, asker.team, asker.user)
            row = reflections.find(session, person, uid) if person else None
            readers = readers_of(session, row) if row else frozenset()
            gone = reflections.delete(session, person, uid) if person else None
        if gone is None:
            refusals.note(self._parts, asker, "reflection.delete", uid)
        else:
            self._changed(asker, readers, gone.nudges)
        show(body, client, Card([section(DELETED if gone else GONE)], title=TITLE))
        if in_modal(body) and body["view"]["private_metadata"]:
            wanted = Wanted.of_value(body["view"]["private_metadata"])
            below = body["view"]["previous_view_id"]
            client.views_update(view_id=below, view=self._modal(asker, wanted))

    def not_now(self, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        """Take the way to a mentor off the card; it is not offered again."""
        ack()
        way, _, uid = value(body).partition(":")
        opened = self._own(who(body), "reflection.open", uid)
        self._show_saved(body, client, opened, "command" if way == "command" else "form")

    def _own(self, asker: Who, verb: str, uid: str) -> Opened | None:
        """Return the person's own reflection. A try at anything else is noted in the audit."""
        with self._parts.database.read() as session:
            person = people.find(session, asker.team, asker.user)
            opened = open_own(session, self._parts, person, uid)
        if opened is None:
            refusals.note(self._parts, asker, verb, uid)
        return opened

    def _card(self, asker: Who, wanted: Wanted) -> Card:
        return history_card(self._parts.framework, self._found(asker, wanted), self._parts.now())

    def _modal(self, asker: Who, wanted: Wanted) -> dict[str, Any]:
        return history_form(self._parts.framework, self._found(asker, wanted), self._parts.now())

    def _found(self, asker: Who, wanted: Wanted) -> Found:
        with self._parts.database.read() as session:
            person = people.find(session, asker.team, asker.user)
            return look_for(session, self._parts, person, wanted)

    def _show_saved(
        self, body: dict[str, Any], client: WebClient, opened: Opened | None, way: Way
    ) -> None:
        """Show what the card of a saved reflection says now, in its place."""
        if opened is None:
            show(body, client, Card([section(GONE)], title=TITLE))
            return
        card = saved_card(self._parts.framework, opened, way)
        if in_modal(body):
            client.views_update(view_id=body["view"]["id"], view=saved_modal(card))
        else:
            show(body, client, card)

    def _changed(self, asker: Who, readers: Set[str], nudges: Set[int]) -> None:
        for slack_id in {asker.user, *readers}:
            self._parts.afterwards.person_changed(asker.team, slack_id)
        for nudge_id in nudges:
            self._parts.afterwards.nudge_changed(asker.team, nudge_id)
