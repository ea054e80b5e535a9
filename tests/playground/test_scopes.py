"""Tokens, scopes, and what else the manifest decides."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from slack_bolt import Ack
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.playground import LocalSlack, Workspace
from tests.driver import Person, through_bolt
from tests.playground.tiny_bot import bare_app, client_of, error_of, section

Json = dict[str, Any]

MANIFEST: Json = {
    "display_information": {"name": "Ladder"},
    "features": {
        "app_home": {"home_tab_enabled": False, "messages_tab_enabled": False},
        "slash_commands": [{"command": "/rung", "description": "x", "should_escape": False}],
        "shortcuts": [
            {"name": "Keep this", "type": "message", "callback_id": "keep"},
            {"name": "Write", "type": "global", "callback_id": "write"},
        ],
    },
    "oauth_config": {"scopes": {"bot": ["commands", "chat:write"]}},
    "settings": {"event_subscriptions": {"bot_events": ["app_uninstalled"]}},
}


@pytest.fixture
def narrow() -> Iterator[LocalSlack]:
    """A Slack with a manifest that allows little."""
    with LocalSlack(manifest=MANIFEST) as slack:
        yield slack
        slack.forgive()


def test_a_missing_scope_is_named(narrow: LocalSlack) -> None:
    with pytest.raises(SlackApiError) as refusal:
        client_of(narrow).users_info(user="U0ADA")

    assert refusal.value.response.data == {
        "ok": False,
        "error": "missing_scope",
        "needed": "users:read",
        "provided": "chat:write,commands",
    }
    assert narrow.complaints() == ["users.info: missing_scope"]


def test_a_messages_tab_that_is_off_refuses_direct_messages(narrow: LocalSlack) -> None:
    with pytest.raises(SlackApiError) as refusal:
        client_of(narrow).chat_postMessage(channel="U0ADA", text="x")

    assert error_of(refusal) == "messages_tab_disabled"


def test_a_home_tab_that_is_off_cannot_be_published(narrow: LocalSlack) -> None:
    with pytest.raises(SlackApiError) as refusal:
        client_of(narrow).views_publish(
            user_id="U0ADA", view={"type": "home", "blocks": [section("x")]}
        )

    assert error_of(refusal) == "not_enabled"


def test_only_declared_events_are_sent(narrow: LocalSlack) -> None:
    narrow.open_home("U0ADA")

    assert narrow.complaints() == []
    assert narrow.events.last is None


def test_only_declared_commands_work(narrow: LocalSlack) -> None:
    ada = Person(narrow, "U0ADA")
    ada.command("senior")

    assert ada.notices == ["/ladder is not a valid command."]


def test_a_command_without_escaping_gets_what_was_typed(narrow: LocalSlack) -> None:
    app, seen = bare_app(narrow), []

    @app.command("/rung")
    def keep(ack: Ack, body: Json) -> None:
        seen.append(body["text"])
        ack()

    narrow.connect(through_bolt(app))
    Person(narrow, "U0ADA").types("/rung @grace & <b>")

    assert seen == ["@grace & <b>"]


def test_a_shortcut_opens_a_modal(narrow: LocalSlack) -> None:
    app, seen = bare_app(narrow), []

    @app.shortcut("write")
    def keep(ack: Ack, body: Json) -> None:
        seen.append(body)
        ack()

    narrow.connect(through_bolt(app))
    Person(narrow, "U0ADA").shortcut("write")

    assert seen[0]["type"] == "shortcut"
    assert seen[0]["trigger_id"]
    assert "response_url" not in seen[0]


def test_a_message_shortcut_brings_the_message(narrow: LocalSlack) -> None:
    app, seen = bare_app(narrow), []

    @app.shortcut("keep")
    def keep(ack: Ack, body: Json) -> None:
        seen.append(body)
        ack()

    narrow.connect(through_bolt(app))
    grace = Person(narrow, "U0GRACE")
    Person(narrow, "U0ADA").shortcut("keep", on=grace.types("Ask before you tell"))

    assert seen[0]["type"] == "message_action"
    assert seen[0]["message"]["text"] == "Ask before you tell"
    assert seen[0]["message"]["user"] == "U0GRACE"


@pytest.mark.parametrize("error", ["token_revoked", "account_inactive", "token_expired"])
def test_a_dead_token_is_refused(client: WebClient, team: Workspace, error: str) -> None:
    team.token_error = error

    with pytest.raises(SlackApiError) as refusal:
        client.auth_test()

    assert error_of(refusal) == error


def test_a_new_installation_has_a_new_token(slack: LocalSlack, client: WebClient) -> None:
    slack.uninstall()
    slack.forgive()  # The tiny bot does not listen to the end of an installation.
    slack.install("xoxb-local-again")

    assert client_of(slack).auth_test()["ok"]
    with pytest.raises(SlackApiError) as refusal:
        client.auth_test()
    assert error_of(refusal) == "invalid_auth"


def test_a_strange_token_is_refused(slack: LocalSlack) -> None:
    stranger = WebClient(token="xoxb-stranger", base_url=slack.api_url, retry_handlers=[])

    with pytest.raises(SlackApiError) as refusal:
        stranger.auth_test()

    assert error_of(refusal) == "invalid_auth"


def test_a_call_without_a_token_is_refused(slack: LocalSlack) -> None:
    with pytest.raises(SlackApiError) as refusal:
        WebClient(base_url=slack.api_url, retry_handlers=[]).auth_test()

    assert error_of(refusal) == "not_authed"
    slack.forgive()


def test_a_token_tells_whose_it_is(client: WebClient, slack: LocalSlack) -> None:
    answer = client.auth_test()

    assert (answer["team_id"], answer["user_id"], answer["bot_id"]) == (
        slack.team.id,
        "U0LADDER",
        "B0LADDER",
    )
