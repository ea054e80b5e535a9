"""The Bolt app: who may speak to us, what is said when something breaks, and who listens."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from slack_bolt import App, BoltContext
from slack_bolt.authorization import AuthorizeResult

from bot.slack.admin import AdminConversation
from bot.slack.commands import Answer, Commands
from bot.slack.erasing import ErasingConversation
from bot.slack.errors import Apology
from bot.slack.exports import ExportConversation
from bot.slack.home import HomeConversation
from bot.slack.invitation_messages import InvitationMessages
from bot.slack.invitations import InvitationConversation
from bot.slack.ladder import LadderConversation
from bot.slack.mentorships import MentorshipConversation
from bot.slack.messenger import SlackMessenger
from bot.slack.nudge_messages import NudgeMessages
from bot.slack.nudges import NudgeConversation
from bot.slack.own_reflections import OwnReflectionsConversation
from bot.slack.parts import Parts
from bot.slack.plans import PlanConversation
from bot.slack.privacy import PrivacyConversation
from bot.slack.reflections import ReflectionConversation
from bot.slack.removing import Removing
from bot.slack.sharing import SharingConversation
from bot.slack.steps import StepConversation
from bot.slack.summaries import SummaryConversation

Authorize: TypeAlias = Callable[[str | None], AuthorizeResult | None]
"""Returns whose request it is, by the id of its workspace; None refuses it."""


class Conversation(Protocol):
    """One subject that people talk about with Ladder."""

    def register(self, app: App) -> None:
        """Listen to its buttons and forms."""
        ...

    def verbs(self) -> dict[str, Answer]:
        """Return its verbs behind `/ladder`, each with its answer."""
        ...


@dataclass(frozen=True)
class SlackEdge:
    """Slack's two directions: the app that listens, and the messenger that writes first.

    `removing` takes back what we wrote.
    """

    app: App
    messenger: SlackMessenger
    removing: Removing


def make_edge(parts: Parts, signing_secret: str, authorize: Authorize) -> SlackEdge:
    """Return the app with every listener, and the messenger of every kind of message."""
    asking = InvitationMessages(parts)
    summaries = SummaryConversation(parts)
    messages = NudgeMessages(parts)
    nudges = NudgeConversation(parts, messages)
    removing = Removing(parts)
    conversations: list[Conversation] = [
        LadderConversation(parts),
        PlanConversation(parts, nudges.verbs()),
        nudges,
        StepConversation(parts, messages),
        ReflectionConversation(parts),
        OwnReflectionsConversation(parts),
        InvitationConversation(parts, asking),
        MentorshipConversation(parts, asking),
        SharingConversation(parts),
        summaries,
        HomeConversation(parts, summaries),
        PrivacyConversation(parts),
        ExportConversation(parts, removing),
        ErasingConversation(parts, removing),
        AdminConversation(parts),
    ]
    app = _make_app(parts, signing_secret, authorize)
    verbs = {verb: answer for one in conversations for verb, answer in one.verbs().items()}
    # Bolt asks its listeners one after the other: the command, which is asked most, comes first.
    Commands(parts, verbs).register(app)
    for conversation in conversations:
        conversation.register(app)
    app.error(Apology(parts.support).handle)
    builders = {
        "nudge": messages.build,
        "reminder": messages.build,
        "invitation": asking.build,
        "notice": asking.build,
    }
    return SlackEdge(app, SlackMessenger(parts.clients, builders), removing)


def _make_app(parts: Parts, signing_secret: str, authorize: Authorize) -> App:
    """Return a Bolt app without listeners.

    Without `process_before_response` Bolt polls for the answer every 10 ms.
    """
    app = App(
        name="ladder",
        logger=_quiet(),
        signing_secret=signing_secret,
        # Bolt reads the names of the arguments, and takes None for a refusal.
        authorize=lambda team_id: authorize(team_id),  # type: ignore[arg-type, return-value]  # noqa: PLW0108
        process_before_response=True,
        listener_executor=ThreadPoolExecutor(1),
    )

    def hand_our_client(context: BoltContext, next: Callable[[], None]) -> None:
        """Bolt makes a plain WebClient a request; ours refuses to work inside a transaction."""
        if context.team_id and context.authorize_result:
            context["client"] = parts.clients(context.team_id)
        next()

    app.middleware(hand_our_client)
    return app


def _quiet() -> logging.Logger:
    """Return Bolt's logger, held at ERROR: it writes down request bodies at DEBUG, and warns of a
    token in the environment, which is ours to read.
    """
    logger = logging.getLogger("ladder.bolt")
    logger.setLevel(logging.ERROR)
    return logger
