"""The answers to the step that a person took on: in the nudge that asks, and on Home."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, TypeAlias

from slack_bolt import Ack, App
from slack_sdk import WebClient
from sqlalchemy.orm import Session

from bot import nudges, people, steps
from bot.slack import doors, step_cards
from bot.slack.cards import Card, context, section
from bot.slack.commands import Answer
from bot.slack.mrkdwn import quote
from bot.slack.nudge_messages import NudgeMessages, shown_now, tell
from bot.slack.parts import Parts, who
from bot.slack.pressed import number_in, value
from bot.storage.tables import Nudge, Person

Act: TypeAlias = Callable[[Session, Person, str], Nudge | None]
"""Does something to the person's step with that uid; returns the nudge that asks about it."""

NO_STEP = "I have no open step of yours there. What you took on is on Home."


class StepConversation:
    """I did it, Not yet, Let it go; and the way back."""

    def __init__(self, parts: Parts, messages: NudgeMessages) -> None:
        self._parts = parts
        self._messages = messages

    def register(self, app: App) -> None:
        """Listen to the answers."""
        app.action(doors.listens(step_cards.ANSWER))(self.answer)
        app.action(step_cards.UNDO)(self.undo)
        app.action(step_cards.SHOW)(self.show)

    def verbs(self) -> dict[str, Answer]:
        """Nothing is typed."""
        return {}

    def answer(self, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        """Take one of the three answers."""
        ack()
        said, uid, nudge = (*value(body).split(":"), "", "")[:3]
        answers: dict[str, steps.Answer] = {
            "done": "done",
            "not_yet": "not_yet",
            "let_go": "let_go",
        }
        if said in answers:
            self._do(body, client, uid, nudge, partial(self._say, answers[said]))

    def undo(self, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        """Take the answer back: the question stands again."""
        ack()
        nudge, _, uid = value(body).partition(":")
        self._do(body, client, uid, nudge, nudges.undo_step)

    def show(self, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        """Show a step in the person's own words, to them alone."""
        ack()
        asker = who(body)
        with self._parts.database.read() as session:
            person = people.find(session, asker.team, asker.user)
            step = steps.find(session, person, value(body)) if person is not None else None
            words = steps.words(self._parts.box, step) if step is not None else None
        if words is None:
            tell(body, client, Card([section(NO_STEP)]))
        else:
            tell(body, client, Card([section(quote(words)), context("Only you can see this.")]))

    def _do(
        self, body: dict[str, Any], client: WebClient, uid: str, nudge_id: str, act: Act
    ) -> None:
        """Answer, and show it in the nudge that was clicked on and in the one that asks now."""
        asker = who(body)
        with self._parts.database.write() as session:
            person = people.find(session, asker.team, asker.user)
            if person is None or steps.find(session, person, uid) is None:
                person = None
            else:
                asking = act(session, person, uid)
                nudge = nudges.get(session, person, number_in(nudge_id)) or asking
                changed = asking.id if asking is not None else None
                shown = shown_now(session, self._parts, nudge) if nudge is not None else None
        if person is None:
            tell(body, client, Card([section(NO_STEP)]))
            return
        if shown is not None:
            self._messages.show(body, client, asker, shown)
        else:
            self._parts.afterwards.person_changed(asker.team, asker.user)
        if changed is not None and (shown is None or shown.card.nudge != changed):
            self._parts.afterwards.nudge_changed(asker.team, changed)

    def _say(self, said: steps.Answer, session: Session, person: Person, uid: str) -> Nudge | None:
        return nudges.answer_step(session, person, uid, said, self._parts.now())
