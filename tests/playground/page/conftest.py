"""A browser at the playground's page."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from bot.playground import LocalSlack
from tests.conftest import REPOSITORY
from tests.playground.page.stage import Stage, Visit

BUILT = Path(os.environ.get("PLAYGROUND_PAGE") or REPOSITORY / "bot/playground/page/dist")
VERBS = [
    ("senior", "What is expected of a Senior"),
    ("search", "Find words in the ladder"),
    ("reflect", "Write a reflection"),
    ("mentor @name", "Invite a mentor"),
]
MANIFEST = {
    "display_information": {"name": "Ladder"},
    "features": {
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "slash_commands": [
            {"command": "/ladder", "description": "Your career ladder", "should_escape": True}
        ],
        "shortcuts": [
            {"name": "Write a reflection", "type": "global", "callback_id": "write"},
            {"name": "Reflect on this", "type": "message", "callback_id": "reflect_on"},
        ],
    },
    "oauth_config": {"scopes": {"bot": ["chat:write", "commands"]}},
    "settings": {"event_subscriptions": {"bot_events": ["app_home_opened"]}},
}


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    """A local Slack with the page, for one test."""
    with local_slack() as slack:
        yield slack


@pytest.fixture
def stage(slack: LocalSlack) -> Stage:
    """The bot of the test."""
    return Stage(slack)


@contextmanager
def tab(browser: Browser) -> Iterator[Page]:
    """A fresh tab on a desk; what breaks in the page's own code fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 860}, locale="en-GB")
    context.set_default_timeout(5_000)
    page = context.new_page()
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    yield page
    context.close()
    assert broken == []


def local_slack() -> LocalSlack:
    """Return a local Slack that serves the built page."""
    return LocalSlack(page=BUILT, manifest=MANIFEST, verbs=VERBS)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A tab for one test."""
    with tab(browser) as page:
        yield page


@pytest.fixture
def ada(slack: LocalSlack, stage: Stage, page: Page) -> Visit:  # noqa: ARG001
    """Ada at the page, in #general. The page is asked for last, so that it is closed first."""
    return Visit(page, slack.page_url).open()
