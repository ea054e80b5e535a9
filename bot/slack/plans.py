"""`/ladder nudge` and `focus`: the form, the plan as it stands, and what can be done to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeAlias

from slack_bolt import Ack, App
from slack_sdk import WebClient
from sqlalchemy.orm import Session

from bot import nudges, origins, people, plans
from bot.ladder.matching import names_of
from bot.ladder.model import Area
from bot.ladder.spelling import key_of
from bot.slack import doors, plan_cards
from bot.slack.cards import Card, section
from bot.slack.commands import Answer
from bot.slack.parts import Ask, Parts, Who, who
from bot.slack.plan_drafts import form_for
from bot.slack.plan_form import (
    FORM,
    RESUME,
    STOP,
    ZONE,
    Filled,
    read_form,
    zone_options,
)
from bot.slack.pressed import value
from bot.slack.surfaces import card_modal, open_form, show
from bot.storage.tables import Person, Workspace

Act: TypeAlias = Callable[[Session, Person], Card]
"""Does one thing to a person's plan, and returns the card that says so."""

GONE = "That area is no longer part of the ladder."


class PlanConversation:
    """Starts, shows, changes, pauses and stops a person's plan, from any door."""

    def __init__(self, parts: Parts, of_nudges: Mapping[str, Answer]) -> None:
        """Take the verbs that act on this week's nudge too: they are typed behind `nudge`."""
        self._parts = parts
        self._alone: dict[str, Answer] = {
            "settings": self.settings,
            "pause": partial(self._type, self._pause),
            "resume": partial(self._type, self._resume),
            **dict.fromkeys(
                ("off", "stop", "mute", "unsubscribe"), partial(self._type, self._stop)
            ),
        }
        self._behind_nudge = {**self._alone, **of_nudges}

    def register(self, app: App) -> None:
        """Listen to the form, its doors, and the buttons of the plan's cards."""
        app.action(doors.listens(doors.PLAN))(self.open_form)
        app.options(ZONE)(self.suggest_zones)
        app.view(FORM)(self.submit)
        app.action(doors.listens(doors.FOCUS))(self.choose_focus)
        app.action(doors.listens(plan_cards.UNFOCUS))(self.undo_focus)
        for action, act in {
            plan_cards.PAUSE: self._pause,
            plan_cards.SKIP: self._skip_next,
            plan_cards.UNSKIP: self._unskip,
            RESUME: self._resume,
            STOP: self._stop,
        }.items():
            app.action(doors.listens(action))(self._listener(act))

    def verbs(self) -> dict[str, Answer]:
        """What can be typed. Only a whole, well spelled word acts."""
        return {"focus": self.focus, "nudge": self.nudge, "nudges": self.nudge, **self._alone}

    def nudge(self, ask: Ask) -> Card | None:
        """Show the plan, or do the one thing to it that is named exactly."""
        word = ask.words.casefold().strip(".,!?")
        if word in self._behind_nudge:
            return self._behind_nudge[word](ask)
        note = plan_cards.not_understood(ask.words) if word else ""
        with self._parts.database.read() as session:
            person = people.find(session, ask.who.team, ask.who.user)
            plan = plans.view(session, person, self._parts.now()) if person else None
            off = _nudges_are_off(session, ask.who.team)
        if plan is not None:
            return plan_cards.plan_card(self._parts.framework, plan, note=note, workspace_off=off)
        if note:
            return plan_cards.no_plan_card(note)
        return self.settings(ask)

    def settings(self, ask: Ask) -> Card | None:
        """Open the form, which is the whole answer."""
        view = form_for(self._parts, ask.who)
        self._parts.clients(ask.who.team).views_open(trigger_id=ask.trigger, view=view)
        return None

    def focus(self, ask: Ask) -> Card:
        """Choose the area that is named exactly, or show all to choose from."""
        area = self._named(ask.words)
        if area is not None:
            return self._focus(ask.who, area)
        note = f"{plan_cards.not_understood(ask.words)} Pick one:" if ask.words else ""
        with self._parts.database.read() as session:
            person = people.find(session, ask.who.team, ask.who.user)
            plan = plans.view(session, person, self._parts.now()) if person else None
        return plan_cards.focus_card(self._parts.framework, plan, note=note)

    def open_form(self, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        """Open the form from a button; its value may name the area to begin with."""
        ack()
        open_form(body, client, form_for(self._parts, who(body), area=value(body)))

    def suggest_zones(self, ack: Ack, payload: dict[str, Any]) -> None:
        """Offer the cities that fit what was typed so far."""
        ack(options=zone_options(str(payload.get("value") or "")))

    def submit(self, ack: Ack, body: dict[str, Any], view: dict[str, Any]) -> None:
        """Keep what was filled in, or say under each field what is missing."""
        filled = read_form(self._parts.framework, view, self._parts.now())
        if not isinstance(filled, Filled):
            ack(response_action="errors", errors=filled)
            return
        asker = who(body)
        with self._parts.database.write() as session:
            person = people.meet(session, asker.team, asker.user)
            card = self._keep(session, person, filled, f"view:{view['id']}")
        ack(response_action="update", view=card_modal(card))
        self._changed(asker)

    def choose_focus(self, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        """Make an area the focus, in one of three outcomes."""
        ack()
        area = self._parts.framework.area(value(body))
        show(body, client, self._focus(who(body), area) if area else Card([section(GONE)]))

    def undo_focus(self, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        """Go back to the area that was the focus before."""
        ack()
        area = self._parts.framework.area(value(body))
        show(body, client, self._back_to(who(body), area) if area else Card([section(GONE)]))

    def _keep(self, session: Session, person: Person, filled: Filled, cause: str) -> Card:
        """Start or change the plan; a form that comes twice shows what stands."""
        now = self._parts.now()
        before = plans.view(session, person, now)
        starts = before is None or before.state == "stopped"
        if origins.once(session, person.team_id, cause, now):
            (plans.start if starts else plans.change)(session, person, filled.rhythm, now)
            if filled.until is not None:
                plans.pause(session, person, filled.until, now)
        plan = plans.view(session, person, now)
        if plan is None:
            return plan_cards.no_plan_card()
        off = _nudges_are_off(session, person.team_id)
        if starts:
            return plan_cards.set_card(plan, first=before is None, workspace_off=off)
        return plan_cards.changed_card(plan, workspace_off=off)

    def _named(self, words: str) -> Area | None:
        """Return the area with exactly this name: choosing acts, so nothing is guessed."""
        key = key_of(words)
        for area in self._parts.framework.areas:
            if key and key in {key_of(name) for name in names_of(area)}:
                return area
        return None

    def _focus(self, asker: Who, area: Area) -> Card:
        with self._parts.database.write() as session:
            person = people.meet(session, asker.team, asker.user)
            now = self._parts.now()
            before = plans.focus(session, person, area.id)
            plan = plans.view(session, person, now)
            this_week = nudges.this_week(session, person, now) is not None
        self._changed(asker)
        if before is None or plan is None or plan.state == "stopped":
            return plan_cards.focus_offer_card(area)
        if before == area.id:
            return plan_cards.focus_already_card(area, plan)
        return plan_cards.focus_changed_card(area, before, plan, this_week=this_week)

    def _back_to(self, asker: Who, area: Area) -> Card:
        return self._do(asker, partial(self._restore, area))

    def _restore(self, area: Area, session: Session, person: Person) -> Card:
        plans.focus(session, person, area.id)
        plan = plans.view(session, person, self._parts.now())
        return plan_cards.focus_card(self._parts.framework, plan)

    def _listener(self, act: Act) -> Callable[[Ack, dict[str, Any], WebClient], None]:
        """Return what listens to a button that does one thing. Bolt cannot read a partial."""

        def listen(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
            ack()
            show(body, client, self._do(who(body), act))

        return listen

    def _type(self, act: Act, ask: Ask) -> Card:
        return self._do(ask.who, act)

    def _do(self, asker: Who, act: Act) -> Card:
        """Do something to the plan of the person who asks, if they have one."""
        with self._parts.database.write() as session:
            person = people.find(session, asker.team, asker.user)
            if person is None or plans.find(session, person) is None:
                return plan_cards.no_plan_card()
            card = act(session, person)
            current = nudges.this_week(session, person, self._parts.now())
            shown = current.id if current is not None else None
        self._changed(asker)
        if shown is not None:
            self._parts.afterwards.nudge_changed(asker.team, shown)
        return card

    def _pause(self, session: Session, person: Person) -> Card:
        plans.pause_four_weeks(session, person, self._parts.now())
        return self._standing(session, person)

    def _resume(self, session: Session, person: Person) -> Card:
        plans.resume(session, person, self._parts.now())
        return self._standing(session, person)

    def _stop(self, session: Session, person: Person) -> Card:
        plans.stop(session, person, self._parts.now())
        return self._standing(session, person)

    def _skip_next(self, session: Session, person: Person) -> Card:
        plans.skip_next(session, person, self._parts.now())
        plan = plans.view(session, person, self._parts.now())
        return plan_cards.skipped_card(plan) if plan else plan_cards.no_plan_card()

    def _unskip(self, session: Session, person: Person) -> Card:
        plans.unskip_next(session, person, self._parts.now())
        return self._standing(session, person)

    def _standing(self, session: Session, person: Person) -> Card:
        plan = plans.view(session, person, self._parts.now())
        return plan_cards.standing_card(plan) if plan else plan_cards.no_plan_card()

    def _changed(self, asker: Who) -> None:
        self._parts.afterwards.person_changed(asker.team, asker.user)


def _nudges_are_off(session: Session, team: str) -> bool:
    workspace = session.get(Workspace, team)
    return workspace is not None and workspace.nudges_off
