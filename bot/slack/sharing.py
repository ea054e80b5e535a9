"""The modal "Who can read this": a box per mentor, for one reflection of one's own."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import slackblocks as sb
from slack_bolt import Ack, App
from slack_sdk import WebClient
from sqlalchemy.orm import Session

from bot import audit, mentorships, people, reflections, shares
from bot.ladder.model import Framework
from bot.mentorships import Mentor
from bot.slack import doors, pressed
from bot.slack.cards import Block, Card, actions, context, modal, option, section, text_input
from bot.slack.commands import Answer
from bot.slack.mrkdwn import escape
from bot.slack.names import in_words
from bot.slack.opened_reflections import open_own
from bot.slack.parts import Parts, Who, who
from bot.slack.people_cards import NO_MENTOR
from bot.slack.reflection_cards import EDIT, GONE, SAVED, page, said, saved_card, saved_modal
from bot.slack.reflection_form import replies_until
from bot.slack.replies import reply
from bot.slack.surfaces import card_modal, in_modal, in_reply, open_form, reply_blocks
from bot.storage.tables import Reflection

FORM = "shares.form"
READERS = "shares.readers"
TITLE = "Who can read this"
MOST_READERS = 10
"""What a group of checkboxes holds [docs.slack.dev, checkboxes element]."""

NEEDS_AREA = "Choose an area to share this."


@dataclass(frozen=True)
class Way:
    """What the form keeps in its metadata: whose turn it is, and what to show anew afterwards.

    `beneath` is the callback id of the modal below; `reply_url` is good until `until`, in seconds
    of Unix time.
    """

    uid: str
    beneath: str = ""
    reply_url: str = ""
    until: int = 0

    @classmethod
    def read(cls, metadata: str) -> Way:
        """Return what a form kept. Raises ValueError for what no form of ours has kept."""
        uid, beneath, reply_url, until = json.loads(metadata)
        return cls(str(uid), str(beneath), str(reply_url), int(until))

    def write(self) -> str:
        """Return it as the form keeps it."""
        return json.dumps([self.uid, self.beneath, self.reply_url, self.until])


def share_form(
    framework: Framework,
    reflection: Reflection,
    mentors: tuple[Mentor, ...],
    readers: tuple[Mentor, ...],
    way: Way,
) -> dict[str, Any]:
    """Return the form; a mentor without the area of the reflection gets no box but a sentence."""
    area = framework.area(reflection.area or "")
    if not mentors:
        return card_modal(Card([section(NO_MENTOR), actions(doors.invite())], title=TITLE))
    if area is None:
        edit = actions(sb.Button("Edit", action_id=EDIT, value=reflection.uid))
        return card_modal(Card([section(NEEDS_AREA), edit], title=TITLE))
    able = [one for one in mentors if area.id in one.areas][:MOST_READERS]
    unable = [escape(one.name) for one in mentors if area.id not in one.areas]
    closed = f"{in_words(unable)} can't read {escape(area.short)}. Open it to them on Home."
    blocks: list[Block] = [
        *([_boxes(able, readers)] if able else []),
        *([context(f"{in_words([escape(_first(one)) for one in able])} will see the words, "
                   "the date and how sure you felt.")] if able else []),
        *([context(closed)] if unable else []),
    ]  # fmt: skip
    submit = "Save" if able else None
    return modal(FORM, TITLE, blocks, submit=submit, metadata=way.write())


def read_form(view: dict[str, Any]) -> list[int]:
    """Return the mentorships that are ticked."""
    ticked = view["state"]["values"][READERS][READERS].get("selected_options") or []
    return [pressed.number_in(str(box["value"])) for box in ticked]


class SharingConversation:
    """Shows who can read a reflection, and changes it."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def register(self, app: App) -> None:
        """Listen to the button and to the form."""
        app.action(doors.listens(doors.SHARE))(self.open)
        app.view(FORM)(self.submit)

    def verbs(self) -> dict[str, Answer]:
        """Sharing has no verb: it begins at a reflection."""
        return {}

    def open(self, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        """Open the form for one's own reflection."""
        ack()
        me, way = who(body), self._way(body)
        with self._parts.database.write() as session:
            author = people.meet(session, me.team, me.user)
            row = reflections.find(session, author, way.uid)
            if row is None:
                self._note(session, me, way.uid)
                view = said(GONE)
            else:
                mentors = mentorships.active_mentors(session, author)
                readers = shares.readers(session, row)
                view = share_form(self._parts.framework, row, mentors, readers, way)
        open_form(body, client, view)

    def submit(self, ack: Ack, body: dict[str, Any], view: dict[str, Any]) -> None:
        """Share with exactly those who are ticked; unticking takes it back at once."""
        me, way, now = who(body), Way.read(view["private_metadata"]), self._parts.now()
        try:
            with self._parts.database.write() as session:
                author = people.meet(session, me.team, me.user)
                row = reflections.find(session, author, way.uid)
                if row is None:
                    self._note(session, me, way.uid)
                else:
                    before = shares.readers(session, row)
                    shares.set_shares(session, row, read_form(view), now)
                    concerned = {*before, *shares.readers(session, row)}
                    slack_ids = {one.person.slack_id for one in concerned}
        except shares.AreaNotOpen as closed:
            ack(response_action="errors", errors={READERS: self._not_open(closed)})
            return
        if row is None:
            ack(response_action="update", view=said(GONE))
            return
        ack()
        self._show_anew(body, way)
        for slack_id in {me.user, *slack_ids}:
            self._parts.afterwards.person_changed(me.team, slack_id)
        if row.nudge_id is not None:
            self._parts.afterwards.nudge_changed(me.team, row.nudge_id)

    def _show_anew(self, body: dict[str, Any], way: Way) -> None:
        """Have the modal below, or the reply that the form came from, tell who can read it now."""
        me, now, framework = who(body), self._parts.now(), self._parts.framework
        with self._parts.database.read() as session:
            opened = open_own(session, self._parts, people.find(session, me.team, me.user), way.uid)
        if opened is None:
            return
        card = saved_card(framework, opened, "command")
        if way.beneath:
            view = saved_modal(card) if way.beneath == SAVED else page(framework, opened, now)
            below, client = body["view"]["previous_view_id"], self._parts.clients(me.team)
            self._parts.afterwards.run(lambda: _update(client, below, view))
        elif way.reply_url and now.timestamp() < way.until:
            blocks = reply_blocks(card)
            self._parts.afterwards.run(lambda: _replace(way.reply_url, blocks))

    def _way(self, body: dict[str, Any]) -> Way:
        uid = pressed.value(body)
        if in_modal(body):
            return Way(uid, beneath=body["view"]["callback_id"])
        if in_reply(body):
            return Way(uid, "", body["response_url"], replies_until(self._parts.now()))
        return Way(uid)

    def _not_open(self, closed: shares.AreaNotOpen) -> str:
        area = self._parts.framework.area(closed.area or "")
        if area is None:
            return NEEDS_AREA
        name = closed.mentor.split(maxsplit=1)[0]
        return f"{name} doesn't have {area.short}. Untick them, or open it to them on Home."

    def _note(self, session: Session, me: Who, uid: str) -> None:
        audit.record(session, me.team, me.user, "share.refused", uid, now=self._parts.now())


def _boxes(able: list[Mentor], readers: tuple[Mentor, ...]) -> Block:
    boxes = {one.mentorship_id: option(one.name, str(one.mentorship_id)) for one in able}
    ticked = [boxes[one.mentorship_id] for one in readers if one.mentorship_id in boxes]
    group = sb.CheckboxGroup(READERS, options=list(boxes.values()), initial_options=ticked or None)
    hint = "Leave this empty and only you can read it. Nobody gets a message either way."
    return text_input(READERS, "Share with", group, optional=True, hint=hint)


def _first(mentor: Mentor) -> str:
    return mentor.name.split(maxsplit=1)[0]


def _update(client: WebClient, view_id: str, view: dict[str, Any]) -> None:
    client.views_update(view_id=view_id, view=view)


def _replace(url: str, blocks: list[Block]) -> None:
    reply(url, blocks, replace=True)
