"""Events: what they carry, twice, late, and for several workspaces."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.playground import LocalSlack, Workspace
from tests.driver import Person, through_bolt
from tests.playground.tiny_bot import bare_app, client_of, error_of, section

Json = dict[str, Any]
HOME: Json = {"type": "home", "blocks": [section("This week")]}


@pytest.fixture
def heard(app: App) -> list[Json]:
    """The events that the bot heard, with the headers of retries."""
    heard: list[Json] = []

    def keep(body: Json, request: Any) -> None:
        retry = request.headers.get("x-slack-retry-num", [""])[0]
        heard.append({**body, "retry": retry})

    for name in ("app_home_opened", "app_uninstalled", "tokens_revoked"):
        app.event(name)(keep)
    return heard


def test_an_opened_home_carries_no_view_at_first(slack: LocalSlack, heard: list[Json]) -> None:
    slack.open_home("U0ADA")

    event = heard[0]["event"]
    assert (event["user"], event["tab"], event["channel"]) == ("U0ADA", "home", "D0ADA")
    assert "view" not in event


def test_an_opened_home_carries_the_view_that_is_there(
    slack: LocalSlack, heard: list[Json], client: WebClient
) -> None:
    published = client.views_publish(user_id="U0ADA", view=HOME)["view"]

    slack.open_home("U0ADA")

    assert heard[0]["event"]["view"]["id"] == published["id"]
    assert heard[0]["event"]["view"]["hash"] == published["hash"]


def test_an_opened_messages_tab_is_told_apart(slack: LocalSlack, heard: list[Json]) -> None:
    slack.open_messages("U0ADA")

    assert heard[0]["event"]["tab"] == "messages"


def test_a_retry_has_the_same_event_id(slack: LocalSlack, heard: list[Json]) -> None:
    slack.open_home("U0ADA")
    slack.events.again(2, "http_error")

    assert heard[0]["event_id"] == heard[1]["event_id"]
    assert [event["retry"] for event in heard] == ["", "2"]


def test_two_events_have_different_ids(slack: LocalSlack, heard: list[Json]) -> None:
    slack.open_home("U0ADA")
    slack.open_home("U0ADA")

    assert heard[0]["event_id"] != heard[1]["event_id"]


def test_events_can_come_late(slack: LocalSlack, heard: list[Json]) -> None:
    slack.events.hold()
    slack.open_home("U0ADA")
    assert heard == []

    slack.events.release()

    assert len(heard) == 1


@pytest.mark.parametrize("tokens_first", [True, False])
def test_an_uninstalled_app_is_told_and_locked_out(
    slack: LocalSlack, heard: list[Json], client: WebClient, tokens_first: bool
) -> None:
    slack.uninstall(tokens_first=tokens_first)

    names = [event["event"]["type"] for event in heard]
    assert names == sorted(names, reverse=tokens_first)
    with pytest.raises(SlackApiError) as refusal:
        client.auth_test()
    assert error_of(refusal) == "account_inactive"


@pytest.fixture
def two() -> Iterator[LocalSlack]:
    """Two workspaces with the same people."""
    teams = [Workspace("T0ONE", "One"), Workspace("T0TWO", "Two")]
    with LocalSlack(teams=teams) as slack:
        yield slack
        assert slack.complaints() == []


def test_workspaces_are_apart(two: LocalSlack) -> None:
    client_of(two, "T0TWO").chat_postMessage(channel="U0ADA", text="In two")

    assert Person(two, "U0ADA", team="T0ONE").dm == []
    assert Person(two, "U0ADA", team="T0TWO").dm.last.text == "In two"


def test_a_token_opens_no_modal_in_another_workspace(two: LocalSlack) -> None:
    trigger = two.world.triggers.issue("T0ONE", "U0ADA", two.world.now())

    with pytest.raises(SlackApiError) as refusal:
        client_of(two, "T0TWO").views_open(trigger_id=trigger, view={})
    assert error_of(refusal) == "invalid_arguments"
    two.forgive()


def test_the_bot_hears_which_workspace_it_is(two: LocalSlack) -> None:
    app, seen = bare_app(two), []

    @app.command("/ladder")
    def keep(ack: Any, body: Json) -> None:
        seen.append(body["team_id"])
        ack()

    two.connect(through_bolt(app))
    for team in ("T0ONE", "T0TWO"):
        Person(two, "U0ADA", team=team).command("senior")

    assert seen == ["T0ONE", "T0TWO"]


def test_one_workspace_can_be_rate_limited_alone(two: LocalSlack) -> None:
    two.teams["T0ONE"].posts_per_second = 0

    with pytest.raises(SlackApiError):
        client_of(two, "T0ONE").chat_postMessage(channel="U0ADA", text="x")
    client_of(two, "T0TWO").chat_postMessage(channel="U0ADA", text="x")

    assert [post.team for post in two.posts] == ["T0TWO"]
