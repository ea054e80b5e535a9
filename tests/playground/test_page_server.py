"""The server of the page: what one person sees, live; and who may not drive it."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from bot.playground import LocalSlack
from tests.driver import through_bolt
from tests.playground.moving_clock import MovingClock
from tests.playground.tiny_bot import tiny_bot

Json = dict[str, Any]


class Page:
    """What the script of the page does, without a browser."""

    def __init__(self, slack: LocalSlack) -> None:
        self.slack = slack
        self.origin = slack.page_url.rstrip("/")

    def get(self, path: str, **headers: str) -> Json:
        answer: Json = json.loads(self._open(path, None, headers))
        return answer

    def post(self, path: str, **asked: Any) -> Json:
        answer: Json = json.loads(self._open(f"/page/{path}", asked, {"Origin": self.origin}))
        return answer

    def raw(self, path: str, asked: Json | None = None, **headers: str) -> tuple[int, str]:
        try:
            return 200, self._open(path, asked, headers)
        except HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def state(self, user: str = "U0ADA") -> Json:
        return self.get(f"/page/state?user={user}")

    def live(self, user: str = "U0ADA") -> ClientConnection:
        address = self.origin.replace("http", "ws")
        return connect(f"{address}/page/live?user={user}", origin=Origin(self.origin))

    def _open(self, path: str, asked: Json | None, headers: dict[str, str]) -> str:
        body = None if asked is None else json.dumps(asked).encode()
        headers = {"Content-Type": "application/json", **headers}
        request = urllib.request.Request(f"{self.origin}{path}", body, headers)
        with urllib.request.urlopen(request, timeout=5) as answer:
            return str(answer.read().decode())


@pytest.fixture
def page(clock: MovingClock, tmp_path: Path) -> Iterator[Page]:
    (tmp_path / "index.html").write_text("<title>Ladder</title>")
    with LocalSlack(
        clock=clock.as_clock(), page=tmp_path, verbs=[("senior", "what is expected")]
    ) as slack:
        slack.connect(through_bolt(tiny_bot(slack)))
        yield Page(slack)
        assert slack.complaints() == []


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page for the tests that change nothing; a server takes a fifth of a second to stop."""
    folder = tmp_path_factory.mktemp("page")
    (folder / "index.html").write_text("<title>Ladder</title>")
    with LocalSlack(page=folder) as slack:
        slack.connect(through_bolt(tiny_bot(slack)))
        yield Page(slack)
        assert slack.calls == []


def newest(live: ClientConnection, wanted: Any) -> Json:
    """Return the first state in which something is true."""
    while True:
        state: Json = json.loads(live.recv(timeout=5))
        if wanted(state):
            return state


def general(state: Json) -> list[Json]:
    messages: list[Json] = state["messages"]["C0GENERAL"]
    return messages


def test_a_person_sees_channels_and_their_own_direct_message(page: Page) -> None:
    state = page.state()

    assert state["me"]["name"] == "Ada Lovelace"
    assert [(each["name"], each["composer"]) for each in state["channels"]] == [
        ("general", True),
        ("engineering", True),
        ("Ladder", False),
    ]
    assert state["commands"][0]["verbs"] == [{"verb": "senior", "hint": "what is expected"}]


def test_a_command_arrives_as_state(page: Page) -> None:
    with page.live() as live:
        before = newest(live, lambda _: True)
        page.post("command", user="U0ADA", channel="C0GENERAL", text="/ladder senior")
        after = newest(live, general)

    assert general(before) == []
    assert general(after)[0]["ephemeral"]
    assert general(after)[0]["blocks"][0]["type"] == "header"
    assert after["seq"] >= general(after)[0]["seq"] > before["seq"]


def test_what_ada_sees_alone_grace_does_not_see(page: Page) -> None:
    with page.live() as live:
        page.post("command", user="U0ADA", channel="C0GENERAL", text="/ladder senior")
        newest(live, general)

    assert general(page.state("U0GRACE")) == []


def test_a_form_is_opened_filled_and_saved(page: Page) -> None:
    with page.live() as live:
        page.post("command", user="U0ADA", channel="C0GENERAL", text="/ladder senior")
        card = general(newest(live, general))[0]
        where = {"type": "message", "channel": "C0GENERAL", "ts": card["ts"]}
        element = {"type": "button"}
        block_id = card["blocks"][3]["block_id"]
        page.post(
            "action",
            user="U0ADA",
            container=where,
            block_id=block_id,
            action_id="reflect",
            element=element,
            state={"values": {}},
        )
        modal = newest(live, lambda state: state["modals"])["modals"][0]
        typed = {"words": {"words": {"type": "plain_text_input", "value": "I asked first"}}}
        page.post("submit", user="U0ADA", view_id=modal["id"], state={"values": typed})
        state = newest(live, lambda state: state["messages"]["D0ADA"])

    assert modal["title"]["text"] == "Reflect"
    assert state["modals"] == []
    assert state["messages"]["D0ADA"][0]["text"] == "Saved 13 characters."
    assert state["channels"][2]["unread"] == 1


def test_home_is_opened(page: Page) -> None:
    assert page.state()["home"] is None

    page.post("home", user="U0ADA")

    assert page.state()["home"]["blocks"][0]["text"]["text"] == "This week"


def test_the_direct_message_is_read(page: Page) -> None:
    page.slack.world.post(
        page.slack.team,
        page.slack.team.dm_of(page.slack.team.people["U0ADA"]),
        {"text": "x"},
        way="test",
    )
    page.post("messages", user="U0ADA")

    assert page.state()["channels"][2]["unread"] == 0
    page.slack.forgive()


def test_a_failed_command_is_noticed(page: Page) -> None:
    with page.live() as live:
        page.post("command", user="U0ADA", channel="C0GENERAL", text="/leader")
        state = newest(live, lambda state: state["notices"])

    assert state["notices"][0]["text"] == "/leader is not a valid command."


def test_the_clock_is_moved(page: Page, clock: MovingClock) -> None:
    clock.due = clock.time + timedelta(days=1)

    assert page.state()["clock"] == {"now": "2026-09-07T09:00:00Z", "next": "2026-09-08T09:00:00Z"}
    assert page.post("clock", seconds=3600)["now"] == "2026-09-07T10:00:00Z"
    assert page.post("clock", to="next")["now"] == "2026-09-08T09:00:00Z"


@pytest.mark.parametrize("asked", [{"to": "next"}, {"seconds": -1}, {"seconds": 1e12}])
def test_the_clock_goes_forward_and_not_into_nothing(page: Page, asked: Json) -> None:
    status, words = page.raw("/page/clock", asked, Origin=page.origin)

    assert status in {400, 409}
    assert "error" in json.loads(words)


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("submit", {"user": "U0ADA", "view_id": "V0GONE", "state": {"values": {}}}),
        ("close", {"user": "U0ADA", "view_id": "V0GONE"}),
        ("home", {"user": "U0NOBODY"}),
        ("shortcut", {"user": "U0ADA", "callback_id": "nothing"}),
        ("command", {"user": "U0ADA"}),
        ("action", {"user": "U0ADA", "container": "nowhere"}),
    ],
)
def test_what_cannot_be_done_is_a_sentence(shared: Page, path: str, asked: Json) -> None:
    status, words = shared.raw(f"/page/{path}", asked, Origin=shared.origin)

    assert status in {400, 409}
    assert json.loads(words)["error"]


def test_the_page_is_served_with_a_policy(shared: Page) -> None:
    with urllib.request.urlopen(shared.slack.page_url) as answer:
        policy = answer.headers["Content-Security-Policy"]
        assert b"Ladder" in answer.read()

    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:1", ""])
def test_another_site_may_not_drive_the_playground(shared: Page, origin: str) -> None:
    headers = {"Origin": origin} if origin else {}

    assert shared.raw("/page/home", {"user": "U0ADA"}, **headers)[0] == 403
    assert shared.slack.calls == []


def test_another_site_may_not_watch(shared: Page) -> None:
    address = shared.origin.replace("http", "ws")

    with pytest.raises(InvalidStatus) as refusal:
        connect(f"{address}/page/live?user=U0ADA", origin=Origin("http://evil.example"))
    assert refusal.value.response.status_code == 403


@pytest.mark.parametrize("query", ["user=U0NOBODY", "", "user=U0ADA&team=T0GONE"])
def test_nobody_watches_for_someone_who_is_not_there(shared: Page, query: str) -> None:
    address = shared.origin.replace("http", "ws")

    with connect(f"{address}/page/live?{query}", origin=Origin(shared.origin)) as live:
        with pytest.raises(ConnectionClosed):
            live.recv(timeout=5)
        assert live.close_code == 1008


def test_the_page_opens_once_there_is_a_bot(tmp_path: Path) -> None:
    with LocalSlack(page=tmp_path) as slack:
        with pytest.raises(URLError):
            urllib.request.urlopen(slack.page_url, timeout=1)
        slack.connect(through_bolt(tiny_bot(slack)))

        assert Page(slack).state()["me"]["id"] == "U0ADA"


def test_another_name_for_this_machine_is_refused(shared: Page) -> None:
    assert shared.raw("/page/state?user=U0ADA", Host="evil.example:80")[0] == 403


def test_a_page_of_another_site_gets_no_state(shared: Page) -> None:
    headers = {"Sec-Fetch-Site": "cross-site"}

    assert shared.raw("/page/state?user=U0ADA", None, **headers)[0] == 403


def test_only_the_loopback_address_listens(shared: Page) -> None:
    assert shared.slack.page_url.startswith("http://127.0.0.1:")
    assert shared.slack.api_url.startswith("http://127.0.0.1:")
