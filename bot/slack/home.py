"""The Home tab: drawn when it is opened, and again after every change that it shows."""

from __future__ import annotations

from datetime import date
from threading import Lock
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError
from sqlalchemy.orm import Session
from structlog import get_logger

from bot import circle, delivery, nudges, people, plans, steps
from bot.slack import doors
from bot.slack.clients import NoInstallation
from bot.slack.commands import Answer
from bot.slack.home_cards import Desk, OpenStep, home_view_blocks
from bot.slack.nudge_messages import shown_now
from bot.slack.opened_reflections import a_quarter_ago, newest
from bot.slack.parts import Parts, Who, who
from bot.slack.summaries import SummaryConversation, publish_page
from bot.storage.tables import Nudge, Person
from bot.weeks import local_day

log = get_logger()

NEWEST = 3
"""How many reflections Home shows."""


class HomeConversation:
    """Shows each person their own Home. Publishing is idempotent, so it may be done again."""

    def __init__(self, parts: Parts, summaries: SummaryConversation) -> None:
        self._parts = parts
        self._summaries = summaries
        # Of two drawings at the same time the one that read last has to be published last.
        self._drawing = tuple(Lock() for _ in range(32))
        parts.afterwards.when_person_changes(self.draw_again)

    def register(self, app: App) -> None:
        """Listen to Home being opened, and to the way back to it."""
        app.event("app_home_opened")(self.opened)
        app.action(doors.listens(doors.HOME))(self.back)

    def verbs(self) -> dict[str, Answer]:
        """Home has no verb: it is a tab."""
        return {}

    def opened(self, event: dict[str, Any], body: dict[str, Any], client: WebClient) -> None:
        """Publish Home; the page of a summary that was kept there is drawn again instead."""
        if event.get("tab") != "home":
            return
        me = Who(str(body["team_id"]), str(event["user"]))
        metadata = str((event.get("view") or {}).get("private_metadata") or "")
        with self._alone(me):
            page = self._summaries.home_page(me, metadata) if metadata else None
            if page is not None:
                publish_page(client, me.user, page)
            else:
                self._publish(me, client)

    def back(self, ack: Ack, body: dict[str, Any], client: WebClient) -> None:
        """Turn the page of a summary into Home again."""
        ack()
        with self._alone(who(body)):
            self._summaries.leave_home(who(body))
            self._publish(who(body), client)

    def draw_again(self, team: str, slack_id: str) -> None:
        """Publish what this person's Home shows now; whatever fails, the next opening mends."""
        me = Who(team, slack_id)
        try:
            client = self._parts.clients(team)
            with self._alone(me):
                page = self._summaries.kept_page(me)
                if page is not None:
                    publish_page(client, slack_id, page)
                else:
                    self._publish(me, client)
        except (SlackClientError, OSError, NoInstallation) as error:
            log.warning("home not drawn", error=type(error).__name__)

    def _alone(self, me: Who) -> Lock:
        """Return the lock of this person's Home: read and publish under it, so that what was read
        before an end is never published after it.
        """
        return self._drawing[hash(me) % len(self._drawing)]

    def _publish(self, me: Who, client: WebClient) -> None:
        blocks = home_view_blocks(self._parts.framework, self._desk(me), self._parts.support)
        client.views_publish(user_id=me.user, view={"type": "home", "blocks": blocks})

    def _desk(self, me: Who) -> Desk:
        with self._parts.database.read() as session:
            person = people.find(session, me.team, me.user)
            if person is None:
                return Desk(self._parts.now(), None, None, None, None, (), None, circle.EMPTY)
            return self._of(session, person)

    def _of(self, session: Session, person: Person) -> Desk:
        now = self._parts.now()
        nudge = nudges.this_week(session, person, now)
        return Desk(
            now=now,
            plan=plans.view(session, person, now),
            nudge=shown_now(session, self._parts, nudge) if nudge else None,
            refused_on=_refused_on(session, person, nudge),
            step=self._step(session, person),
            newest=newest(session, self._parts, person, NEWEST),
            quarter_ago=a_quarter_ago(session, self._parts, person),
            circle=circle.around(session, person, now),
        )

    def _step(self, session: Session, person: Person) -> OpenStep | None:
        step = steps.open_step(session, person)
        if step is None:
            return None
        found = self._parts.framework.prompt(step.prompt) if step.prompt else None
        words = found[1].step if found else steps.words(self._parts.box, step)
        return OpenStep(step.uid, words) if words else None


def _refused_on(session: Session, person: Person, nudge: Nudge | None) -> date | None:
    """Return the local day on which Slack refused this week's nudge, if it did."""
    if nudge is None:
        return None
    for message in delivery.of_nudge(session, person.team_id, nudge.id):
        if message.state == "failed":
            return local_day(message.due_at, person.zone or "UTC")
    return None
