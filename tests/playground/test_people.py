"""People, conversations and files, as a real client asks for them."""

from __future__ import annotations

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.playground import LocalSlack, Workspace
from tests.driver import Person
from tests.playground.tiny_bot import error_of


@pytest.mark.parametrize(
    ("user", "zone", "offset"),
    [
        ("U0ADA", "Europe/London", 3600),
        ("U0GRACE", "America/New_York", -14400),
        ("U0MALLORY", "Europe/Berlin", 7200),
        ("U0LINUS", "Europe/Helsinki", 10800),
    ],
)
def test_a_profile_has_the_zone(client: WebClient, user: str, zone: str, offset: int) -> None:
    profile = client.users_info(user=user)["user"]

    assert (profile["tz"], profile["tz_offset"]) == (zone, offset)


def test_a_bot_is_told_apart(client: WebClient) -> None:
    assert client.users_info(user="U0DEPLOY")["user"]["is_bot"]
    assert not client.users_info(user="U0ADA")["user"]["is_bot"]


def test_a_deactivated_person_has_no_zone(client: WebClient, team: Workspace) -> None:
    team.people["U0ADA"].deleted = True

    profile = client.users_info(user="U0ADA")["user"]

    assert profile["deleted"]
    assert "tz" not in profile


def test_nobody_is_not_found(client: WebClient) -> None:
    with pytest.raises(SlackApiError) as refusal:
        client.users_info(user="U0NOBODY")

    assert error_of(refusal) == "user_not_found"


def test_everyone_comes_in_pages(client: WebClient) -> None:
    pages = [page["members"] for page in client.users_list(limit=4)]

    assert [len(page) for page in pages] == [4, 2]
    assert {one["name"] for page in pages for one in page} >= {"ada", "grace", "ladder"}


def test_a_conversation_is_opened(client: WebClient) -> None:
    assert client.conversations_open(users="U0ADA")["channel"]["id"] == "D0ADA"


def test_a_conversation_is_described(client: WebClient) -> None:
    assert client.conversations_info(channel="C0GENERAL")["channel"]["name"] == "general"


def test_the_workspace_is_described(client: WebClient) -> None:
    assert client.team_info()["team"]["name"] == "Analytical Engines"


def test_a_file_is_uploaded_to_a_direct_message(
    client: WebClient, ada: Person, slack: LocalSlack
) -> None:
    channel = client.chat_postMessage(channel="U0ADA", text="Here it comes")["channel"]

    answer = client.files_upload_v2(
        channel=channel, filename="mine.json", content="{}", initial_comment="Yours"
    )

    file_id = answer["files"][0]["id"]
    assert slack.team.files[file_id].content == b"{}"
    assert ada.dm.last.text == "Yours [mine.json]"


def test_a_file_goes_to_no_user_id(client: WebClient) -> None:
    with pytest.raises(SlackApiError) as refusal:
        client.files_upload_v2(channel="U0ADA", filename="mine.json", content="{}")

    assert error_of(refusal) == "channel_not_found"


def test_a_file_can_be_deleted(client: WebClient, slack: LocalSlack) -> None:
    file_id = client.files_upload_v2(filename="mine.json", content="{}")["files"][0]["id"]

    client.files_delete(file=file_id)

    assert slack.team.files == {}


def test_an_empty_file_is_refused(client: WebClient, slack: LocalSlack) -> None:
    with pytest.raises(SlackApiError) as refusal:
        client.files_getUploadURLExternal(filename="mine.json", length=0)

    assert error_of(refusal) == "missing_argument"
    slack.forgive()
