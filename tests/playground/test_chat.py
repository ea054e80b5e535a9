"""Posting, changing and deleting messages, as a real client sees it."""

from __future__ import annotations

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.playground import LocalSlack, Workspace
from tests.driver import Person
from tests.playground.moving_clock import MovingClock
from tests.playground.tiny_bot import button, card, error_of, section


def test_a_user_id_opens_the_direct_message(client: WebClient, ada: Person) -> None:
    answer = client.chat_postMessage(channel="U0ADA", text="Good morning")

    assert answer["channel"] == "D0ADA"
    assert answer["message"]["text"] == ada.dm.last.text == "Good morning"


def test_a_message_goes_to_one_person(client: WebClient, grace: Person) -> None:
    client.chat_postMessage(channel="U0ADA", text="Good morning")

    assert grace.dm == []


def test_missing_ids_are_made_up_as_in_slack(client: WebClient) -> None:
    blocks = [section("x", {"type": "button", "text": {"type": "plain_text", "text": "Open"}})]

    shown = client.chat_postMessage(channel="U0ADA", text="x", blocks=blocks)["message"]["blocks"]

    assert shown[0]["block_id"]
    assert shown[0]["accessory"]["action_id"]


def test_an_update_changes_the_message_in_place(client: WebClient, ada: Person) -> None:
    posted = client.chat_postMessage(channel="U0ADA", text="Old", blocks=card("Old"))

    client.chat_update(channel=posted["channel"], ts=posted["ts"], text="New", blocks=card("New"))

    assert [message.notification for message in ada.dm] == ["New"]
    assert ada.dm.last.text.startswith("New")


def test_an_update_without_blocks_keeps_the_old_ones(client: WebClient, ada: Person) -> None:
    posted = client.chat_postMessage(channel="U0ADA", text="Old", blocks=card("Old"))

    client.chat_update(channel=posted["channel"], ts=posted["ts"], text="New")

    assert ada.dm.last.text.startswith("Old")


def test_a_deleted_message_is_gone(client: WebClient, ada: Person) -> None:
    posted = client.chat_postMessage(channel="U0ADA", text="x")

    client.chat_delete(channel=posted["channel"], ts=posted["ts"])

    assert ada.dm == []


def test_an_ephemeral_message_cannot_be_updated(client: WebClient, team: Workspace) -> None:
    team.channels["C0GENERAL"].has_app = True
    posted = client.chat_postEphemeral(channel="C0GENERAL", user="U0ADA", text="x")

    with pytest.raises(SlackApiError) as refusal:
        client.chat_update(channel="C0GENERAL", ts=posted["message_ts"], text="y")

    assert error_of(refusal) == "message_not_found"


def test_what_others_wrote_cannot_be_updated(
    client: WebClient, ada: Person, slack: LocalSlack
) -> None:
    written = ada.types("Good morning").message

    with pytest.raises(SlackApiError) as refusal:
        client.chat_update(channel=written.channel, ts=written.ts, text="y")

    assert error_of(refusal) == "cant_update_message"
    slack.forgive()


@pytest.mark.parametrize(
    ("channel", "error"),
    [
        ("U0NOBODY", "channel_not_found"),
        ("C0NOWHERE", "channel_not_found"),
        ("C0GENERAL", "not_in_channel"),
        ("U0DEPLOY", "cannot_dm_bot"),
    ],
)
def test_where_the_bot_may_not_write(client: WebClient, channel: str, error: str) -> None:
    with pytest.raises(SlackApiError) as refusal:
        client.chat_postMessage(channel=channel, text="x")

    assert error_of(refusal) == error


def test_direct_messages_may_be_off_for_the_workspace(client: WebClient, team: Workspace) -> None:
    team.messages_tab_disabled = True

    with pytest.raises(SlackApiError) as refusal:
        client.chat_postMessage(channel="U0ADA", text="x")

    assert error_of(refusal) == "messages_tab_disabled"


def test_direct_messages_may_be_off_for_one_person(
    client: WebClient, team: Workspace, grace: Person
) -> None:
    team.dms_off.add("U0ADA")

    with pytest.raises(SlackApiError):
        client.chat_postMessage(channel="U0ADA", text="x")
    client.chat_postMessage(channel="U0GRACE", text="x")

    assert len(grace.dm) == 1


def test_nobody_writes_to_a_deactivated_person(client: WebClient, team: Workspace) -> None:
    team.people["U0ADA"].deleted = True

    with pytest.raises(SlackApiError) as refusal:
        client.chat_postMessage(channel="U0ADA", text="x")

    assert error_of(refusal) == "channel_not_found"


def test_bad_blocks_are_refused_and_complained_about(slack: LocalSlack, client: WebClient) -> None:
    with pytest.raises(SlackApiError) as refusal:
        client.chat_postMessage(channel="U0ADA", text="x", blocks=[section("")])

    told = "[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]"
    assert refusal.value.response["response_metadata"]["messages"] == [told]
    assert slack.forgive() == [f"chat.postMessage: invalid_blocks {told}"]


def test_blocks_can_be_tried_without_posting(client: WebClient, slack: LocalSlack) -> None:
    with pytest.raises(SlackApiError):
        client.api_call("blocks.validate", json={"blocks": [section("x" * 3001)]})
    client.api_call("blocks.validate", json={"blocks": [section("x")]})

    assert slack.posts == []
    assert len(slack.forgive()) == 1


def test_too_many_posts_in_a_second_are_turned_away(
    client: WebClient, team: Workspace, clock: MovingClock
) -> None:
    team.posts_per_second = 2
    for _ in range(2):
        client.chat_postMessage(channel="U0ADA", text="x")

    with pytest.raises(SlackApiError) as refusal:
        client.chat_postMessage(channel="U0ADA", text="x")
    assert refusal.value.response.status_code == 429
    assert refusal.value.response.headers["Retry-After"] == "1"

    clock.forward(seconds=1)
    client.chat_postMessage(channel="U0ADA", text="x")


def test_every_call_and_post_is_on_record(client: WebClient, slack: LocalSlack) -> None:
    client.chat_postMessage(channel="U0ADA", text="x", blocks=[section("x", button("Go", "go"))])
    client.users_info(user="U0GRACE")

    assert [(call.method, call.outcome) for call in slack.calls] == [
        ("chat.postMessage", "ok"),
        ("users.info", "ok"),
    ]
    assert [(post.way, post.channel, post.text) for post in slack.posts] == [
        ("chat.postMessage", "D0ADA", "x")
    ]


def test_an_unknown_method_is_refused(client: WebClient, slack: LocalSlack) -> None:
    with pytest.raises(SlackApiError) as refusal:
        client.api_call("chat.shout")

    assert error_of(refusal) == "unknown_method"
    assert len(slack.forgive()) == 1
