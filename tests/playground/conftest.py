"""A tiny bare Bolt app to try the local Slack with, and the people who use it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from slack_bolt import App
from slack_sdk import WebClient

from bot.playground import LocalSlack
from tests.driver import Person, through_bolt
from tests.playground.tiny_bot import bare_app, tiny_bot


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    """A started local Slack that the tiny bot is connected to; it must not have complained."""
    with LocalSlack() as slack:
        slack.connect(through_bolt(tiny_bot(slack)))
        yield slack
        assert slack.complaints() == []


@pytest.fixture
def client(slack: LocalSlack) -> WebClient:
    """The bot's own client, patient for a second and without retries."""
    return client_of(slack)


def client_of(slack: LocalSlack, team: str | None = None) -> WebClient:
    """Return a client for a workspace."""
    token = slack.teams[team].token if team else slack.team.token
    return WebClient(token=token, base_url=slack.api_url, timeout=1, retry_handlers=[])


@pytest.fixture
def app(slack: LocalSlack) -> App:
    """A Bolt app without listeners, connected in place of the tiny bot."""
    app = bare_app(slack)
    slack.connect(through_bolt(app))
    return app


@pytest.fixture
def ada(slack: LocalSlack) -> Person:
    """Ada, the mentee."""
    return Person(slack, "U0ADA")


@pytest.fixture
def grace(slack: LocalSlack) -> Person:
    """Grace, her mentor."""
    return Person(slack, "U0GRACE")
