"""Carries requests to the bot: signed as Slack signs them, and patient for three seconds."""

from __future__ import annotations

import hashlib
import hmac
import http.client
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

PATIENCE = 3.0
Send = Callable[[str, str, dict[str, str], bytes], tuple[int, dict[str, str], bytes]]


@dataclass(frozen=True)
class Answer:
    """What came back. `status` is None when nothing came in time, 0 when there was no connection.

    Header names are lower case.
    """

    status: int | None
    headers: dict[str, str]
    body: bytes

    @property
    def in_time(self) -> bool:
        """Tell whether the bot answered at all within Slack's patience."""
        return self.status is not None

    @property
    def good(self) -> bool:
        """Tell whether the answer was a 2xx."""
        return self.status is not None and 200 <= self.status < 300


@dataclass(frozen=True)
class Letter:
    """A request as it goes out, to be sent again or forged by tests."""

    headers: dict[str, str]
    body: bytes


class Courier:
    """Sends to a url, or in tests straight to a function that behaves like one."""

    def __init__(self, bot: Send | str, signing_secret: str, patience: float = PATIENCE) -> None:
        self._secret = signing_secret.encode()
        self.patience = patience
        self.breakdowns: list[str] = []
        self.last: Letter | None = None
        self.connect(bot)

    def connect(self, bot: Send | str) -> None:
        """Say where the bot is."""
        self._send = over_http(bot) if isinstance(bot, str) else bot
        self._path = urlsplit(bot).path if isinstance(bot, str) else "/slack/events"

    def deliver(
        self, body: bytes, content_type: str, extra: dict[str, str] | None = None
    ) -> Answer:
        """Send a body; the bot's work goes on when the patience is over."""
        headers = self.signed(body, content_type) | (extra or {})
        self.last = Letter(headers, body)
        return self.send(self.last)

    def send(self, letter: Letter) -> Answer:
        """Send a letter as it is, whatever its signature is worth."""
        answers: list[Answer] = []

        def run() -> None:
            answers.append(self._try(letter.body, letter.headers))

        thread = threading.Thread(target=run, name="slack-delivery", daemon=True)
        thread.start()
        thread.join(self.patience)
        return answers[0] if answers else Answer(None, {}, b"")

    def _try(self, body: bytes, headers: dict[str, str]) -> Answer:
        try:
            status, answered, content = self._send("POST", self._path, headers, body)
        except (OSError, http.client.HTTPException):
            return Answer(0, {}, b"")
        except Exception:  # noqa: BLE001  The bot under test broke; the test must hear of it.
            self.breakdowns.append(traceback.format_exc())
            return Answer(0, {}, b"")
        return Answer(status, {name.lower(): value for name, value in answered.items()}, content)

    def signed(self, body: bytes, content_type: str, stamp: str | None = None) -> dict[str, str]:
        """Return the headers of a body, signed for that timestamp, by default for now.

        Now is real time on purpose: a bot compares it with the real time against replays.
        """
        stamp = stamp or str(int(time.time()))
        signed = b"v0:" + stamp.encode() + b":" + body
        signature = "v0=" + hmac.new(self._secret, signed, hashlib.sha256).hexdigest()
        return {
            "Content-Type": content_type,
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": signature,
        }


def over_http(url: str) -> Send:
    """Return a way to send to that url."""
    parts = urlsplit(url)

    def send(
        method: str, path: str, headers: dict[str, str], body: bytes
    ) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()
        finally:
            connection.close()

    return send
