"""A real bot, a local Slack, and people at their keyboards."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import yaml
from pydantic import SecretStr

from bot.assembly import Bot, assemble
from bot.ladder.library import Library
from bot.ladder.model import Framework
from bot.playground import Clock, LocalSlack
from bot.settings import Settings
from bot.storage.crypto import new_key
from tests.cast import ADA, GRACE, LINUS, MALLORY, MONDAY, TEAM
from tests.driver import Person, through_wsgi

MANIFEST = yaml.safe_load(Path("manifest.yaml").read_text(encoding="utf-8"))


class Edge:
    """The bot as Slack meets it: signed requests in, Web API calls out, a clock to move."""

    def __init__(
        self, slack: LocalSlack, bot: Bot, settings: Settings, clock: list[datetime]
    ) -> None:
        self.slack = slack
        self.bot = bot
        self.settings = settings
        self._clock = clock
        settle = bot.parts.afterwards.settle
        self.ada = Person(slack, ADA, settle=settle)
        self.grace = Person(slack, GRACE, settle=settle)
        self.mallory = Person(slack, MALLORY, settle=settle)
        self.linus = Person(slack, LINUS, settle=settle)

    @property
    def now(self) -> datetime:
        """The moment that the bot and the local Slack live in, in UTC."""
        return self._clock[0]

    def at(self, moment: datetime) -> None:
        """Move the clock to a moment."""
        self._clock[0] = moment

    def advance(self, **time: float) -> None:
        """Move the clock on, by what timedelta takes: days=1, hours=2."""
        self._clock[0] += timedelta(**time)

    def tick(self) -> None:
        """Plan and deliver what is due now."""
        self.bot.tick()
        self.bot.parts.afterwards.settle()


@pytest.fixture(scope="session")
def key() -> str:
    """An encryption key."""
    return new_key()


@pytest.fixture(scope="session")
def library(framework: Framework) -> Library:
    """The ladder that comes with the bot, indexed."""
    return Library.of(framework)


@pytest.fixture
def edge(sqlite_url: str, library: Library, key: str) -> Iterator[Edge]:
    """A bot on SQLite and a local Slack on a Monday morning; Slack must have refused nothing."""
    clock = [MONDAY]
    with LocalSlack(manifest=MANIFEST, clock=Clock(now=lambda: clock[0])) as slack:
        assert slack.team.id == TEAM
        # A busy machine is not what these tests are about; tests of lateness set their own.
        slack.patience = 10
        settings = Settings(
            _env_file=None,
            slack_signing_secret=SecretStr(slack.signing_secret),
            slack_bot_token=SecretStr(slack.team.token),
            slack_api_url=slack.api_url,
            ladder_keys=(SecretStr(key),),
            database_url=sqlite_url,
            ladder_support="#ask-ladder",
        )
        bot = assemble(settings, now=lambda: clock[0], library=library, sleep=lambda _seconds: None)
        slack.connect(through_wsgi(bot.wsgi))
        yield Edge(slack, bot, settings, clock)
        bot.close()
        assert slack.complaints() == []
