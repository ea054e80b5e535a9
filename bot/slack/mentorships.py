"""Mentors and mentees: the lists, what a mentor may read, and the end of it from either side."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot import audit, circle, mentorships, people, plans, readings, shares
from bot.circle import Circle
from bot.slack import doors, pressed, refusals
from bot.slack.cards import Card, section
from bot.slack.commands import Answer
from bot.slack.invitation_cards import AREAS, ticked
from bot.slack.invitation_messages import InvitationMessages
from bot.slack.mentor_cards import (
    END,
    FORM,
    KEEP_ONE,
    NOT_YOURS,
    WHO_READ,
    ended_card,
    first_of,
    manage_form,
    readings_card,
    stop_form,
)
from bot.slack.parts import Ask, Parts, Who, who
from bot.slack.people_cards import (
    MANAGE,
    MENTEES,
    STOP_MENTORING,
    mentees_card,
    mentors_card,
)
from bot.slack.surfaces import card_modal, open_form, show

GONE = Card([section(NOT_YOURS)], title="Your mentor")


class MentorshipConversation:
    """`/ladder mentors` and `/ladder mentees`, and the modal behind Manage."""

    def __init__(self, parts: Parts, messages: InvitationMessages) -> None:
        self._parts = parts
        self._messages = messages

    def register(self, app: App) -> None:
        """Listen to the buttons of the lists and of the modal."""
        app.action(doors.listens(MANAGE))(self.manage)
        app.action(doors.listens(MENTEES))(self.show_mentees)
        app.action(doors.listens(STOP_MENTORING))(self.choose_whom_to_leave)
        app.action(doors.listens(WHO_READ))(self.show_readings)
        app.action(doors.listens(END))(self.end)
        app.view(FORM)(self.save_areas)

    def verbs(self) -> dict[str, Answer]:
        """The two lists."""
        return {
            "mentors": lambda ask: mentors_card(self._parts.framework, self._circle(ask.who)),
            "mentees": self._mentees,
        }

    def manage(self, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        """Open the modal of one mentor."""
        ack()
        me = who(body)
        with self._parts.database.read() as session:
            mentee = people.find(session, me.team, me.user)
            number = pressed.number(body)
            link = mentorships.of_mentee(session, mentee, number) if mentee else None
            is_active = link is not None and link.state == mentorships.ACTIVE
            form = manage_form(self._parts.framework, link) if link and is_active else None
        if link is None:
            refusals.note(self._parts, me, "manage.refused", pressed.value(body))
        if form is None:
            show(body, client, GONE)
        else:
            open_form(body, client, form)

    def save_areas(self, ack: Ack, body: dict[str, Any], view: dict[str, Any]) -> None:
        """Have the mentor read the ticked areas and no others, from now on."""
        areas = ticked(self._parts.framework, view["state"]["values"])
        if not areas:
            ack(response_action="errors", errors={AREAS: KEEP_ONE})
            return
        me, mentorship_id = who(body), pressed.number_in(view["private_metadata"])
        with self._parts.database.write() as session:
            mentee = people.meet(session, me.team, me.user)
            said = shares.nudges_shared_in(session, me.team, mentorship_id)
            link = mentorships.open_areas(session, mentee, mentorship_id, areas)
            mentor = link.mentor.slack_id if link else None
            if link is None:
                self._note(session, me, "areas.refused", view["private_metadata"])
        if mentor is None:
            ack(response_action="update", view=card_modal(GONE))
            return
        ack()
        self._changed(me.team, said, me.user, mentor)

    def end(self, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        """End it, from whichever side; the other one is told that it ended."""
        ack()
        me, now = who(body), self._parts.now()
        with self._parts.database.write() as session:
            person = people.meet(session, me.team, me.user)
            said = shares.nudges_shared_in(session, me.team, pressed.number(body))
            link = mentorships.end(session, person, pressed.number(body), now)
            if link is None:
                self._note(session, me, "end.refused", pressed.value(body))
                card, both = GONE, None
            else:
                both = (link.mentor.slack_id, link.mentee.slack_id)
                mine = link.mentee_id == person.id
                card = ended_card(first_of(link)) if mine else Card([section("It has ended.")])
        # What others see changes first: the card here may meet an error of Slack's.
        if link is not None and both is not None:
            self._changed(me.team, said, *both)
            self._messages.redraw_later(me.team, link.id, body.get("api_app_id"))
        show(body, client, card)

    def show_readings(self, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        """Show who read what, above the modal."""
        ack()
        me = who(body)
        with self._parts.database.read() as session:
            mentee = people.find(session, me.team, me.user)
            lines = readings.of(session, mentee) if mentee else ()
            zone = plans.zone_of(session, mentee) if mentee else None
            card = readings_card(self._parts.framework, lines, zone)
        open_form(body, client, card_modal(card))

    def show_mentees(self, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        """Show all mentees."""
        ack()
        show(body, client, mentees_card(self._parts.framework, self._circle(who(body))))

    def choose_whom_to_leave(self, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        """Open the modal in which a mentor ends a mentorship."""
        ack()
        open_form(body, client, stop_form(self._circle(who(body)).mentees))

    def _mentees(self, ask: Ask) -> Card:
        return mentees_card(self._parts.framework, self._circle(ask.who))

    def _circle(self, me: Who) -> Circle:
        with self._parts.database.read() as session:
            person = people.find(session, me.team, me.user)
            return circle.around(session, person, self._parts.now()) if person else circle.EMPTY

    def _note(self, session: Any, me: Who, verb: str, ids: str) -> None:
        audit.record(session, me.team, me.user, verb, ids, now=self._parts.now())

    def _changed(self, team: str, said: tuple[int, ...], *slack_ids: str) -> None:
        """Have Home show it, and the cards that `said` who may read the reflection on them."""
        for nudge_id in said:
            self._parts.afterwards.nudge_changed(team, nudge_id)
        for slack_id in slack_ids:
            self._parts.afterwards.person_changed(team, slack_id)
