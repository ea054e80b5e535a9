"""A tiny bare Bolt app to try the local Slack with, and the people who use it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from slack_bolt import App
from slack_sdk import WebClient

from bot.playground import LocalSlack, Workspace
from tests.driver import Person, through_bolt
from tests.playground.moving_clock import MovingClock
from tests.playground.tiny_bot import bare_app, client_of, tiny_bot


@pytest.fixture
def clock() -> MovingClock:
    """The time of the local Slack."""
    return MovingClock()


@pytest.fixture
def slack(clock: MovingClock) -> Iterator[LocalSlack]:
    """A started local Slack that the tiny bot is connected to; it must not have complained."""
    with LocalSlack(clock=clock.as_clock()) as slack:
        slack.connect(through_bolt(tiny_bot(slack)))
        yield slack
        assert slack.complaints() == []


@pytest.fixture
def team(slack: LocalSlack) -> Workspace:
    """The one workspace."""
    return slack.team


@pytest.fixture
def client(slack: LocalSlack) -> WebClient:
    """The bot's own client, patient and without retries."""
    return client_of(slack)


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
