"""Faults on demand: what a network and a busy Slack do to a bot.

    slack.faults.add("chat.postMessage", RateLimited(after="30"))          # the next call
    slack.faults.add("chat.postMessage", Dropped(), after=2, times=3)      # calls 3, 4 and 5
    slack.faults.add("response_url", ServerError(), times=None)            # until cleared

`method` is a Web API method, `response_url`, `upload`, or `*` for all of them.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True)
class Reply:
    """An HTTP answer."""

    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Cut:
    """No answer: the connection is closed, or reset (RST) if `reset`."""

    reset: bool


Work = Callable[[], Reply]
Outcome = Reply | Cut


class Fault(Protocol):
    """`work` does what was asked and makes the honest answer; a fault may skip or hide either.

    `stopped` is set when the local Slack stops or the fault is released: nobody waits past it.
    """

    def apply(self, work: Work, stopped: threading.Event) -> Outcome:
        """Return what goes out in place of the honest answer."""


@dataclass(frozen=True)
class RateLimited:
    """429, nothing done. `after` is the Retry-After header as it stands; None leaves it out."""

    after: str | None = "1"

    def apply(self, _work: Work, _stopped: threading.Event) -> Outcome:
        """Answer 429."""
        headers = {} if self.after is None else {"Retry-After": self.after}
        return Reply(429, b'{"ok":false,"error":"ratelimited"}', headers)


@dataclass(frozen=True)
class ServerError:
    """500 or 503 and the like. With `accepted` the work was done all the same."""

    status: int = 500
    body: bytes = b'{"ok":false,"error":"internal_error"}'
    accepted: bool = False

    def apply(self, work: Work, _stopped: threading.Event) -> Outcome:
        """Answer with the status."""
        if self.accepted:
            work()
        return Reply(self.status, self.body)


@dataclass(frozen=True)
class Garbled:
    """A 200 with a body that is no answer: HTML, empty, or broken JSON."""

    body: bytes = b"<!DOCTYPE html><html><body>We will be back soon</body></html>"
    content_type: str = "text/html"
    accepted: bool = False

    def apply(self, work: Work, _stopped: threading.Event) -> Outcome:
        """Answer with the body."""
        if self.accepted:
            work()
        return Reply(200, self.body, {"Content-Type": self.content_type})


HTML = Garbled()
EMPTY = Garbled(b"", "application/json")
BROKEN_JSON = Garbled(b'{"ok": tr', "application/json")


@dataclass(frozen=True)
class Fails:
    """`ok: false` with this error. With `accepted` the work was done all the same."""

    error: str
    accepted: bool = False

    def apply(self, work: Work, _stopped: threading.Event) -> Outcome:
        """Answer with the error."""
        if self.accepted:
            work()
        return Reply(200, json.dumps({"ok": False, "error": self.error}).encode())


@dataclass(frozen=True)
class Slow:
    """The honest answer, `seconds` late; the work is done at once."""

    seconds: float

    def apply(self, work: Work, stopped: threading.Event) -> Outcome:
        """Work, wait, answer."""
        reply = work()
        stopped.wait(self.seconds)
        return reply


@dataclass(frozen=True)
class NeverAnswers:
    """No answer until the fault is released; by default the work is done at once."""

    accepted: bool = True

    def apply(self, work: Work, stopped: threading.Event) -> Outcome:
        """Work, wait for the release, close."""
        if self.accepted:
            work()
        stopped.wait()
        return Cut(reset=False)


@dataclass(frozen=True)
class Dropped:
    """The connection is closed without an answer; by default the work is done first."""

    accepted: bool = True

    def apply(self, work: Work, _stopped: threading.Event) -> Outcome:
        """Work, close."""
        if self.accepted:
            work()
        return Cut(reset=False)


@dataclass(frozen=True)
class Reset:
    """The connection is reset (RST); by default the work is done first."""

    accepted: bool = True

    def apply(self, work: Work, _stopped: threading.Event) -> Outcome:
        """Work, reset."""
        if self.accepted:
            work()
        return Cut(reset=True)
