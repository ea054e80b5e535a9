"""How requests reach the bot: signed, repeated, forged, over HTTP."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, ClassVar

import pytest
from slack_bolt import Ack, App

from bot.playground import LocalSlack
from tests.driver import Person


@pytest.fixture
def clicks(app: App) -> list[str]:
    """What the bot did."""
    done: list[str] = []

    @app.command("/ladder")
    def keep(ack: Ack, body: dict[str, Any]) -> None:
        ack()
        done.append(body["trigger_id"])

    return done


def test_a_request_can_be_replayed(slack: LocalSlack, ada: Person, clicks: list[str]) -> None:
    ada.command("senior")

    assert slack.replay().status == 200
    assert len(clicks) == 2
    assert clicks[0] == clicks[1]


def test_a_tampered_request_is_refused(slack: LocalSlack, ada: Person, clicks: list[str]) -> None:
    ada.command("senior")
    assert slack.courier.last is not None

    forged = replace(slack.courier.last, body=slack.courier.last.body + b"&user_id=U0GRACE")

    assert slack.courier.send(forged).status == 401
    assert len(clicks) == 1


def test_an_old_signature_is_refused(slack: LocalSlack, ada: Person, clicks: list[str]) -> None:
    ada.command("senior")
    last = slack.courier.last
    assert last is not None

    old = slack.courier.signed(last.body, "application/x-www-form-urlencoded", "1000000000")

    assert slack.courier.send(replace(last, headers=old)).status == 401
    assert len(clicks) == 1


class _Listening(BaseHTTPRequestHandler):
    paths: ClassVar[list[str]] = []

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.paths.append(self.path)
        self.send_response(200)
        self.send_header("Content-Length", "5")
        self.end_headers()
        self.wfile.write(b"Hello")

    def log_message(self, *_args: Any) -> None:
        """Stay silent."""


@pytest.fixture
def address() -> Iterator[str]:
    """A bot in a server of its own."""
    server = HTTPServer(("127.0.0.1", 0), _Listening)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/slack/events"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_bot_may_live_behind_an_address(slack: LocalSlack, ada: Person, address: str) -> None:
    slack.connect(address)

    assert ada.command("senior").text == "Hello"
    assert _Listening.paths == ["/slack/events"]
