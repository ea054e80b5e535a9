"""Writing reflections in Slack: every door to the form, and what is said once words are saved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot import origins, people, reflections, shares
from bot.reflections import WORDS_HOLD
from bot.slack import doors, refusals
from bot.slack.cards import Block, Card, actions, section
from bot.slack.commands import Answer
from bot.slack.keeping_reflections import Kept, keep_form, keep_words
from bot.slack.opened_reflections import open_own
from bot.slack.parts import Ask, Parts, Who, who
from bot.slack.pressed import number_in, value
from bot.slack.reflection_cards import (
    EDIT,
    GONE,
    SAVED,
    Opened,
    Way,
    in_sections,
    page,
    said,
    saved_card,
    saved_modal,
)
from bot.slack.reflection_drafts import filled_form, new_form
from bot.slack.reflection_form import (
    AREA,
    FORM,
    NEEDS_AREA,
    READERS,
    Door,
    read_form,
    replies_until,
    too_long,
    typed,
)
from bot.slack.replies import reply
from bot.slack.surfaces import in_modal, in_reply, open_form, reply_blocks, show
from bot.slack.typed_words import words_behind_verb

SHORTCUT = "write_reflection"
MOST_SECTIONS = 45
"""A reply holds 50 blocks [docs.slack.dev, blocks]; some are ours."""


class ReflectionConversation:
    """Keeps what people write, for themselves, and says who can read it."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def register(self, app: App) -> None:
        """Listen to every door to the form, and to the form."""
        app.action(doors.listens(doors.REFLECT))(self.write)
        app.shortcut(SHORTCUT)(self.write_anywhere)
        app.action(doors.listens(EDIT))(self.edit)
        app.view(FORM)(self.submit)

    def verbs(self) -> dict[str, Answer]:
        """`/ladder reflect`, with words to keep or without."""
        return {"reflect": self.reflect}

    def reflect(self, ask: Ask) -> Card | None:
        """Keep the words that came with the command, or open the form."""
        words = typed(words_behind_verb(ask.raw))
        if not words:
            until = replies_until(self._parts.now())
            door = Door(reply_url=ask.response_url, until=until)
            view = self._form(ask.who, "", door)
            self._parts.clients(ask.who.team).views_open(trigger_id=ask.trigger, view=view)
            return None
        if len(words) > WORDS_HOLD:
            long = too_long(words, WORDS_HOLD)
            return _given_back(f"{long} Here it is again, to shorten or to save in two:", words)
        try:
            return self._keep_at_once(ask, words)
        except (DBAPIError, PoolTimeout):
            return _given_back(
                "I couldn't save this just now. Here it is again: wait a moment and send it again.",
                words,
            )

    def write(self, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        """Open the form from a button, or what was already written on that nudge."""
        ack()
        asker, asked = who(body), value(body)
        view = self._written_on(asker, asked)
        if view is None:
            view = self._form(asker, asked, self._way_back(body))
            if asked.startswith("nudge:") and Door.of(view).nudge is None:
                refusals.note(self._parts, asker, "reflection.write", asked)
        open_form(body, client, view)

    def write_anywhere(self, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        """Open the form from the global shortcut, which brings nowhere to answer."""
        ack()
        open_form(body, client, self._form(who(body), "", Door(ends=True)))

    def edit(self, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        """Open the form filled with what the person wrote."""
        ack()
        asker, uid = who(body), value(body)
        door = replace(self._way_back(body), uid=uid, beneath="page" if in_modal(body) else "")
        with self._parts.database.read() as session:
            person = people.find(session, asker.team, asker.user)
            view = filled_form(session, self._parts, person, door) if person else None
        if view is None:
            refusals.note(self._parts, asker, "reflection.edit", uid)
            show(body, client, Card([section(GONE)], title="Reflection"))
        else:
            open_form(body, client, view)

    def submit(self, ack: Ack, body: dict[str, Any], view: dict[str, Any]) -> None:
        """Keep what is in the form, or leave it open and say what it lacks."""
        filled = read_form(self._parts.framework, view)
        if isinstance(filled, dict):
            ack(response_action="errors", errors=filled)
            return
        asker, door, now = who(body), Door.of(view), self._parts.now()
        try:
            with self._parts.database.write() as session:
                is_new = origins.once(session, asker.team, f"view:{view['id']}", now)
                kept = keep_form(session, self._parts, asker, door, filled) if is_new else None
        except shares.AreaNotOpen as closed:
            ack(response_action="errors", errors=self._not_open(closed))
            return
        if not is_new:
            ack()
        elif kept is None:
            refusals.note(self._parts, asker, "reflection.edit", str(door.uid))
            ack(response_action="update", view=said(GONE))
        else:
            self._changed(asker, kept)
            self._answer(ack, body, door, kept)

    def _keep_at_once(self, ask: Ask, words: str) -> Card:
        with self._parts.database.write() as session:
            kept = keep_words(session, self._parts, ask, words)
            person = people.find(session, ask.who.team, ask.who.user)
            opened = open_own(session, self._parts, person, kept.uid)
        self._changed(ask.who, kept)
        if opened is None:
            return Card([section(GONE)])
        return saved_card(self._parts.framework, opened, "command", first=kept.first)

    def _answer(self, ack: Ack, body: dict[str, Any], door: Door, kept: Kept) -> None:
        """Say that it was saved, where the person looks."""
        asker, framework = who(body), self._parts.framework
        with self._parts.database.read() as session:
            person = people.find(session, asker.team, asker.user)
            opened = open_own(session, self._parts, person, kept.uid)
        if opened is None:  # It was deleted meanwhile.
            ack()
            return
        way: Way = "command" if door.uid else "form"
        card = saved_card(framework, opened, way, first=kept.first)
        url = door.answers_at(self._parts.now())
        if door.beneath:
            ack()
            self._show_beneath(body, door, opened, card)
        elif url:
            ack()
            blocks, replaces = reply_blocks(card), door.uid is not None
            self._later(lambda: reply(url, blocks, replace=replaces))
        elif door.ends or door.reply_url or kept.first:
            ack(response_action="update", view=saved_modal(card))
        else:
            ack()

    def _show_beneath(self, body: dict[str, Any], door: Door, opened: Opened, card: Card) -> None:
        """Have the modal below the form show what is true now."""
        if door.beneath == "page":
            view = page(self._parts.framework, opened, self._parts.now())
        else:
            view = saved_modal(card)
        below = body["view"]["previous_view_id"]
        client = self._parts.clients(who(body).team)
        self._later(lambda: client.views_update(view_id=below, view=view))

    def _form(self, asker: Who, asked: str, door: Door) -> dict[str, Any]:
        with self._parts.database.read() as session:
            person = people.find(session, asker.team, asker.user)
            return new_form(session, self._parts, person, asked, door)

    def _written_on(self, asker: Who, asked: str) -> dict[str, Any] | None:
        """Return what the person already wrote on the nudge, if they did."""
        kind, _, thing = asked.partition(":")
        if kind != "nudge":
            return None
        with self._parts.database.read() as session:
            person = people.find(session, asker.team, asker.user)
            if person is None:
                return None
            one = reflections.on_nudge(session, self._parts.box, person, number_in(thing))
            opened = open_own(session, self._parts, person, one.uid) if one else None
        return page(self._parts.framework, opened, self._parts.now()) if opened else None

    def _way_back(self, body: dict[str, Any]) -> Door:
        """Return where the answer goes, by where the click was."""
        if in_reply(body):
            until = replies_until(self._parts.now())
            return Door(reply_url=body["response_url"], until=until)
        saved = in_modal(body) and body["view"]["callback_id"] == SAVED
        return Door(beneath="saved" if saved else "")

    def _later(self, work: Callable[[], object]) -> None:
        """Speak to Slack after the answer: the form should not wait for it."""

        def speak() -> None:
            work()

        self._parts.afterwards.run(speak)

    def _changed(self, asker: Who, kept: Kept) -> None:
        for slack_id in {asker.user, *kept.readers}:
            self._parts.afterwards.person_changed(asker.team, slack_id)
        if kept.nudge_id is not None:
            self._parts.afterwards.nudge_changed(asker.team, kept.nudge_id)

    def _not_open(self, closed: shares.AreaNotOpen) -> dict[str, str]:
        area = self._parts.framework.area(closed.area or "")
        if area is None:
            return {AREA: NEEDS_AREA}
        name = closed.mentor.split()[0]
        sentence = f"{name} doesn't have {area.short}. Untick them, or open it to them on Home."
        return {READERS: sentence}


def _given_back(sentence: str, words: str) -> Card:
    """Return a sentence with the person's own words, whole, and the form to try again."""
    blocks: list[Block] = in_sections(words)[:MOST_SECTIONS]
    return Card([section(sentence), *blocks, actions(doors.reflect("Open the form"))])
