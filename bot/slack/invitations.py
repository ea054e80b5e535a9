"""Inviting a mentor, and the mentor's answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient
from sqlalchemy.orm import Session

from bot import audit, invitations, mentorships, people, plans
from bot.invitations import Case, Refused
from bot.slack import doors, pressed
from bot.slack.cards import Card, section
from bot.slack.commands import Answer
from bot.slack.invitation_cards import (
    AREAS,
    FORM,
    PICK,
    WHO,
    Filled,
    Refusal,
    area_card,
    asked_card,
    invitation_form,
    nobody_card,
    read_form,
    refusal,
    refusal_card,
)
from bot.slack.invitation_messages import OPEN_HOME, InvitationMessages
from bot.slack.parts import Ask, Parts, Who, who
from bot.slack.people_cards import ACCEPT, DECLINE, WHAT_IS_LADDER, WITHDRAW
from bot.slack.profiles import profile_of
from bot.slack.surfaces import card_modal, in_modal, in_reply, open_form, show
from bot.storage.tables import Mentorship, Person

WITHDRAWN = "Withdrawn. Nobody is told."
NOT_WITHDRAWN = "There is nothing to withdraw any more."

AnswerIt = Callable[[Session, Person, int, datetime], Mentorship | None]


class InvitationConversation:
    """A mentee asks from any door; the mentor answers in the DM, or on Home."""

    def __init__(self, parts: Parts, messages: InvitationMessages) -> None:
        self._parts = parts
        self._messages = messages

    def register(self, app: App) -> None:
        """Listen to the doors of the form, the form, and the answers to it."""
        app.action(doors.listens(doors.INVITE))(self.open)
        app.action(doors.listens(PICK))(self.pick)
        app.view(FORM)(self.submit)
        app.action(doors.listens(WITHDRAW))(self.withdraw)
        app.action(doors.listens(ACCEPT))(self.accept)
        app.action(doors.listens(DECLINE))(self.decline)
        app.action(doors.listens(WHAT_IS_LADDER))(self.explain)
        app.action(doors.listens(OPEN_HOME))(lambda ack: ack())

    def verbs(self) -> dict[str, Answer]:
        """`/ladder mentor @grace`."""
        return {"mentor": self.answer}

    def answer(self, ask: Ask) -> Card | None:
        """Open the form for the person named; never guess who that is."""
        if ask.person is None and ask.words:
            return nobody_card(ask.words)
        refused = self._in_the_way(ask.who, ask.person) if ask.person else None
        if refused is not None:
            return refusal_card(refused)
        client = self._parts.clients(ask.who.team)
        client.views_open(trigger_id=ask.trigger, view=self._form(ask.who, ask.person))
        meant = self._parts.names.area("mentoring")
        return area_card(meant) if meant and not ask.person else None

    def open(self, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        """Open the empty form."""
        ack()
        open_form(body, client, self._form(who(body), None))

    def pick(self, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        """Open the form for the person who was picked."""
        ack()
        refused = self._in_the_way(who(body), pressed.person(body))
        if refused is not None:
            show(body, client, refusal_card(refused))
        else:
            open_form(body, client, self._form(who(body), pressed.person(body)))

    def submit(self, ack: Ack, body: dict[str, Any], view: dict[str, Any]) -> None:
        """Ask the person, or say under the field why not; the form keeps what was chosen."""
        mentee, filled = who(body), read_form(self._parts.framework, view)
        outcome = self._invite(mentee, filled)
        if isinstance(outcome, Refusal):
            field = AREAS if not filled.areas else WHO
            ack(response_action="errors", errors={field: outcome.sentence})
            return
        ack(response_action="update", view=card_modal(outcome))
        self._people_changed(mentee.team, mentee.user, filled.person)

    def withdraw(self, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        """Take an invitation back."""
        ack()
        me, now = who(body), self._parts.now()
        with self._parts.database.write() as session:
            mentee = people.meet(session, me.team, me.user)
            link = invitations.withdraw(session, mentee, pressed.number(body), now)
            gone = link is not None and link.state == mentorships.WITHDRAWN
            mentor = link.mentor.slack_id if link else ""
        if in_reply(body) or in_modal(body):
            show(body, client, Card([section(WITHDRAWN if gone else NOT_WITHDRAWN)]))
        if link is not None:
            self._people_changed(me.team, me.user, mentor)
            self._messages.redraw_later(me.team, link.id, body.get("api_app_id"))

    def explain(self, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        """Say in the invitation itself what Ladder is."""
        ack()
        me, now = who(body), self._parts.now()
        with self._parts.database.write() as session:
            mentor = people.meet(session, me.team, me.user)
            link = mentorships.of_mentor(session, mentor, pressed.number(body))
            message = self._messages.now_reads(link, now, body, explained=True)
        self._messages.in_place(body, client, message)

    def accept(self, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        """Say yes."""
        ack()
        self._take(invitations.accept, body, client)

    def decline(self, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        """Say not now."""
        ack()
        self._take(invitations.decline, body, client)

    def _take(self, answer: AnswerIt, body: dict[str, Any], client: WebClient) -> None:
        """Take an answer, and show the invitation as it then stands, also to a second click."""
        me, now = who(body), self._parts.now()
        with self._parts.database.write() as session:
            mentor = people.meet(session, me.team, me.user)
            link = answer(session, mentor, pressed.number(body), now)
            message = self._messages.now_reads(link, now, body)
            mentee = link.mentee.slack_id if link else None
            if link is None:
                tried = pressed.value(body)
                audit.record(session, me.team, me.user, "invitation.refused", tried, now=now)
        # What others see changes first: the card here may meet an error of Slack's.
        if link is not None and mentee is not None:
            self._people_changed(me.team, me.user, mentee)
            self._messages.redraw_later(me.team, link.id, body.get("api_app_id"))
        self._messages.in_place(body, client, message)

    def _invite(self, mentee: Who, filled: Filled) -> Card | Refusal:
        profile_of(self._parts, mentee)
        profile_of(self._parts, Who(mentee.team, filled.person))
        now = self._parts.now()
        with self._parts.database.write() as session:
            me = people.meet(session, mentee.team, mentee.user)
            mentor = people.find(session, mentee.team, filled.person)
            if mentor is None:
                return Refusal("I couldn't tell who that is. Pick someone else.")
            try:
                link = invitations.invite(session, me, mentor, filled.areas, now)
            except Refused as refused:
                said = self._refusal(session, refused, me, mentor)
                # Pressed twice, or asked before: how it stands, with the way back.
                return refusal_card(said) if refused.case is Case.ASKED else said
            return asked_card(link, plans.zone_of(session, me))

    def _in_the_way(self, mentee: Who, person: str) -> Refusal | None:
        """Return why this person cannot be asked now; asks Slack who they are."""
        if person != mentee.user:
            profile_of(self._parts, Who(mentee.team, person))
        with self._parts.database.write() as session:
            me = people.meet(session, mentee.team, mentee.user)
            mentor = people.find(session, mentee.team, person)
            if mentor is None:
                return Refusal("I couldn't tell who that is.")
            try:
                invitations.check(session, me, mentor, self._parts.now())
            except Refused as refused:
                return self._refusal(session, refused, me, mentor)
        return None

    def _refusal(self, session: Session, refused: Refused, me: Person, mentor: Person) -> Refusal:
        waiting = invitations.waiting(session, me, self._parts.now())
        zone = plans.zone_of(session, me)
        return refusal(refused, mentorships.name_of(mentor), zone, waiting)

    def _form(self, mentee: Who, person: str | None) -> dict[str, Any]:
        with self._parts.database.read() as session:
            me = people.find(session, mentee.team, mentee.user)
            plan = plans.find(session, me) if me else None
            focus = plan.area if plan else None
        return invitation_form(self._parts.framework, person=person, focus=focus)

    def _people_changed(self, team: str, *slack_ids: str) -> None:
        for slack_id in slack_ids:
            self._parts.afterwards.person_changed(team, slack_id)
