"""The nudge's buttons, wherever its card stands: in the DM, in a reply, in a modal, on Home."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, TypeAlias

from slack_bolt import Ack, App
from slack_sdk import WebClient
from sqlalchemy.orm import Session

from bot import nudge_view, nudges, people, planning, plans, reminders
from bot.slack import doors, nudge_cards, nudge_folds, plan_cards
from bot.slack.cards import Card, context, section
from bot.slack.commands import Answer
from bot.slack.nudge_cards import nudge_blocks
from bot.slack.nudge_folds import Shown
from bot.slack.nudge_messages import NudgeMessages, shown_now, tell
from bot.slack.parts import Ask, Parts, Who, who
from bot.slack.plan_drafts import form_for
from bot.slack.pressed import number_in, value
from bot.slack.surfaces import open_form, show
from bot.storage.tables import Nudge

Act: TypeAlias = Callable[[Session, Nudge], None]
"""Does what a button says to a nudge whose buttons still hold. Raises reminders.NoReminder."""

REFUSALS: dict[reminders.Refusal, str] = {
    "quiet_hours": "In an hour it's quiet time: I write to nobody from 20:00 to 8:00. "
    "Tomorrow works.",
    "past_next": "Your next nudge comes before that, so I leave this one as it is.",
    "third": "I've brought this one back twice. You also find it on Home.",
    "not_open": "You've answered this one already.",
}


class NudgeConversation:
    """Does what the buttons of a nudge say, and keeps its card true wherever it stands."""

    def __init__(self, parts: Parts, messages: NudgeMessages) -> None:
        self._parts = parts
        self._messages = messages
        parts.afterwards.when_nudge_changes(messages.redraw)

    def register(self, app: App) -> None:
        """Listen to every button and row of the menu."""
        for action, act in {
            nudge_cards.COMMIT: self._commit,
            nudge_cards.UNCOMMIT: self._uncommit,
            nudge_cards.SWAP: self._swap,
            nudge_cards.AGAIN: self._go_round_again,
            nudge_cards.SKIP: self._skip,
            nudge_folds.UNSKIP: self._unskip,
            nudge_folds.BACK_NOW: self._bring_back,
            nudge_cards.KEEP: self._keep,
            nudge_cards.SLOWER: self._slower,
        }.items():
            app.action(action)(self._listener(act))
        for action, act in {
            nudge_cards.PAUSE: self._pause,
            nudge_folds.RESUME: self._resume,
        }.items():
            app.action(action)(self._listener(act, always=True))
        app.action(nudge_cards.MORE)(self.choose)
        app.action(nudge_cards.OTHER_AREA)(self.offer_areas)
        app.action(doors.listens(nudge_cards.TAKE_AREA))(self.take_area)
        app.action(doors.listens(doors.NUDGE_NOW))(self.show_now)

    def verbs(self) -> dict[str, Answer]:
        """`/ladder nudge now` and `skip` are read with the other verbs of the plan."""
        return {"now": self.now, "skip": self.skip}

    def now(self, ask: Ask) -> Card:
        """Show this week's nudge now, which counts as this week's."""
        return self._this_weeks(ask.who)

    def skip(self, ask: Ask) -> Card:
        """Skip this week's nudge; where it has an answer or is still to come, the next one."""
        now = self._parts.now()
        with self._parts.database.write() as session:
            person = people.find(session, ask.who.team, ask.who.user)
            plan = plans.view(session, person, now) if person is not None else None
            if person is None or plan is None:
                return plan_cards.no_plan_card()
            nudge = nudges.this_week(session, person, now)
            if nudge is not None and nudge.answer is None:
                nudges.skip(session, nudge, now)
                shown: Shown | None = shown_now(session, self._parts, nudge)
            else:
                plans.skip_next(session, person, now)
                plan, shown = plans.view(session, person, now), None
        self._changed(ask.who, shown)
        if shown is not None:
            return self._card(shown)
        return plan_cards.skipped_card(plan) if plan else plan_cards.no_plan_card()

    def show_now(self, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        """Show this week's nudge now, from a button."""
        ack()
        show(body, client, self._this_weeks(who(body)))

    def choose(self, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        """Do what the chosen row of the menu behind the three dots says."""
        ack()
        what, _, nudge = value(body).partition(":")
        reminds: dict[str, Act] = {
            nudge_cards.HOUR: self._in_an_hour,
            nudge_cards.TOMORROW: self._tomorrow,
        }
        rests: dict[str, Act] = {nudge_cards.REST: self._pause, nudge_cards.END: self._stop}
        if what in reminds:
            self._click(reminds[what], nudge, body, client)
        elif what in rests:
            self._click(rests[what], nudge, body, client, always=True)
        elif what == nudge_cards.SETTINGS:
            open_form(body, client, form_for(self._parts, who(body)))

    def offer_areas(self, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        """Show the areas to change to, the one least reflected on first."""
        ack()
        asker = who(body)
        with self._parts.database.read() as session:
            nudge = self._own(session, asker, value(body))
            shown = shown_now(session, self._parts, nudge) if nudge is not None else None
        if shown is not None and shown.card.is_current and shown.card.other_areas:
            show(body, client, Card(nudge_cards.area_choice(shown.card)))
        else:
            self._messages.show(body, client, asker, shown)

    def take_area(self, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        """Go on with another area, beginning with this nudge."""
        ack()
        nudge, _, area_id = value(body).partition(":")
        self._click(partial(self._change_area, area_id), nudge, body, client)

    def _listener(
        self, act: Act, *, always: bool = False
    ) -> Callable[[Ack, dict[str, Any], WebClient], None]:
        """Return what listens to a button that names its nudge. Bolt cannot read a partial."""

        def listen(ack: Ack, body: dict[str, Any], client: WebClient) -> None:
            ack()
            self._click(act, value(body), body, client, always=always)

        return listen

    def _click(
        self,
        act: Act,
        nudge_id: str,
        body: dict[str, Any],
        client: WebClient,
        *,
        always: bool = False,
    ) -> None:
        """Do what a button says, unless its nudge is of an earlier week, and show what stands.

        Stopping and the like works `always`; on an earlier nudge it is said beside the card.
        """
        asker = who(body)
        shown, refusal = self._do(asker, act, nudge_id, always=always)
        if refusal is not None:
            tell(body, client, Card([section(REFUSALS[refusal])]))
            return
        self._messages.show(body, client, asker, shown)
        if shown is not None and always and not shown.card.is_current:
            tell(body, client, plan_cards.standing_card(shown.card.plan))

    def _do(
        self, asker: Who, act: Act, nudge_id: str, *, always: bool
    ) -> tuple[Shown | None, reminders.Refusal | None]:
        refusal: reminders.Refusal | None = None
        with self._parts.database.write() as session:
            nudge = self._own(session, asker, nudge_id)
            if nudge is None:
                return None, None
            card = nudge_view.view(session, self._parts.framework, nudge, self._parts.now())
            if always or card.is_current:
                try:
                    act(session, nudge)
                except reminders.NoReminder as no:
                    # The click counts as one all the same, so the transaction goes on.
                    refusal = no.reason
            return shown_now(session, self._parts, nudge), refusal

    def _own(self, session: Session, asker: Who, nudge_id: str) -> Nudge | None:
        """Return the nudge, if it is the asker's own: ids in buttons may come from anybody."""
        person = people.find(session, asker.team, asker.user)
        return nudges.get(session, person, number_in(nudge_id)) if person is not None else None

    def _changed(self, asker: Who, shown: Shown | None) -> None:
        self._parts.afterwards.person_changed(asker.team, asker.user)
        if shown is not None:
            self._parts.afterwards.nudge_changed(asker.team, shown.card.nudge)

    def _this_weeks(self, asker: Who) -> Card:
        with self._parts.database.write() as session:
            person = people.find(session, asker.team, asker.user)
            plan = plans.view(session, person, self._parts.now()) if person is not None else None
            if person is None or plan is None:
                return plan_cards.no_plan_card()
            nudge = planning.show_now(session, self._parts.framework, person, self._parts.now())
            shown = shown_now(session, self._parts, nudge) if nudge is not None else None
        if shown is None:
            return plan_cards.standing_card(plan)
        self._changed(asker, shown)
        return self._card(shown, nudge_cards.counts_line(shown.card))

    def _card(self, shown: Shown, note: str = "") -> Card:
        blocks = nudge_blocks(self._parts.framework, shown)
        return Card([*blocks, context(note)] if note else blocks)

    def _commit(self, session: Session, nudge: Nudge) -> None:
        nudges.commit(session, nudge, self._parts.now())

    @staticmethod
    def _uncommit(session: Session, nudge: Nudge) -> None:
        nudges.uncommit(session, nudge)

    def _swap(self, session: Session, nudge: Nudge) -> None:
        nudges.swap(session, self._parts.framework, nudge, self._parts.now())

    def _go_round_again(self, session: Session, nudge: Nudge) -> None:
        nudges.go_round_again(session, self._parts.framework, nudge, self._parts.now())

    def _change_area(self, area_id: str, session: Session, nudge: Nudge) -> None:
        area = self._parts.framework.area(area_id)
        if area is not None:
            now = self._parts.now()
            nudges.change_area(session, nudge, area, now)

    def _skip(self, session: Session, nudge: Nudge) -> None:
        nudges.skip(session, nudge, self._parts.now())

    @staticmethod
    def _unskip(session: Session, nudge: Nudge) -> None:
        nudges.unskip(session, nudge)

    @staticmethod
    def _bring_back(session: Session, nudge: Nudge) -> None:
        reminders.take_back(session, nudge)

    @staticmethod
    def _keep(session: Session, nudge: Nudge) -> None:
        nudges.keep_pace(session, nudge)

    def _slower(self, session: Session, nudge: Nudge) -> None:
        nudges.slower(session, nudge, self._parts.now())

    def _pause(self, session: Session, nudge: Nudge) -> None:
        nudges.pause_instead(session, nudge, self._parts.now())

    def _stop(self, session: Session, nudge: Nudge) -> None:
        nudges.touch(session, nudge)
        plans.stop(session, nudge.person, self._parts.now())

    def _resume(self, session: Session, nudge: Nudge) -> None:
        nudges.touch(session, nudge)
        plans.resume(session, nudge.person, self._parts.now())

    def _in_an_hour(self, session: Session, nudge: Nudge) -> None:
        nudges.touch(session, nudge)
        reminders.in_an_hour(session, nudge, self._parts.now())

    def _tomorrow(self, session: Session, nudge: Nudge) -> None:
        nudges.touch(session, nudge)
        reminders.tomorrow(session, nudge, self._parts.now())
