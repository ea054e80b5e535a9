"""Settings in, running parts out: the only place that constructs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from wsgiref.types import WSGIApplication

from slack_bolt.adapter.wsgi import SlackRequestHandler

from bot.ladder.find import Names
from bot.ladder.load import load
from bot.ladder.model import Framework
from bot.ladder.search import Search
from bot.settings import Settings
from bot.slack.afterwards import Afterwards
from bot.slack.app import make_app
from bot.slack.authorize import OneWorkspace
from bot.slack.parts import Parts
from bot.storage.crypto import Box
from bot.storage.database import Database


@dataclass(frozen=True)
class Bot:
    """A bot that is ready to serve."""

    parts: Parts
    workspace: OneWorkspace
    wsgi: WSGIApplication

    def close(self) -> None:
        """Finish what runs off the answers' path, and give the database back."""
        self.parts.afterwards.close()
        self.parts.database.close()


def utc_now() -> datetime:
    """Return the wall clock, aware, in UTC."""
    return datetime.now(UTC)


def assemble(
    settings: Settings,
    *,
    now: Callable[[], datetime] = utc_now,
    framework: Framework | None = None,
) -> Bot:
    """Return the bot of these settings. Raises BrokenLadder when the framework is not sound."""
    ladder = framework or load(settings.ladder_framework)
    workspace = OneWorkspace(settings.slack_bot_token.get_secret_value(), settings.slack_api_url)
    parts = Parts(
        database=Database(settings.database_url),
        box=Box(key.get_secret_value() for key in settings.ladder_keys),
        framework=ladder,
        names=Names(ladder),
        search=Search(ladder),
        now=now,
        clients=workspace.client,
        afterwards=Afterwards(),
        support=settings.ladder_support,
    )
    app = make_app(parts, settings.slack_signing_secret.get_secret_value(), workspace.authorize)
    return Bot(parts, workspace, SlackRequestHandler(app))
