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

from bot.playground.record import Call


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


@dataclass
class _Planned:
    method: str
    fault: Fault
    skip: int
    times: int | None
    team: str | None


class Faults:
    """The faults that are still to come."""

    def __init__(self) -> None:
        self._planned: list[_Planned] = []
        self._lock = threading.Lock()
        self._stopped = threading.Event()

    def add(
        self,
        method: str,
        fault: Fault,
        *,
        after: int = 0,
        times: int | None = 1,
        team: str | None = None,
    ) -> None:
        """Let the calls of a method meet a fault: `times` calls once `after` more went well."""
        with self._lock:
            self._planned.append(_Planned(method, fault, after, times, team))

    def clear(self) -> None:
        """Forget the faults that are still to come."""
        with self._lock:
            self._planned.clear()

    def release(self) -> None:
        """Let go of every call that a fault holds; later faults wait anew."""
        with self._lock:
            self._stopped.set()
            self._stopped = threading.Event()

    def around(self, call: Call, work: Work) -> Outcome:
        """Return the outcome of a call; the call notes the fault that it met, if any."""
        with self._lock:
            fault, stopped = self._take(call.method, call.team), self._stopped
        if fault is None:
            return work()
        call.outcome = f"fault {type(fault).__name__}"
        return fault.apply(work, stopped)

    def _take(self, method: str, team: str) -> Fault | None:
        for planned in self._planned:
            if planned.method not in {method, "*"} or planned.team not in {team, None}:
                continue
            if planned.skip > 0:
                planned.skip -= 1
                continue
            if planned.times is not None:
                planned.times -= 1
                if planned.times == 0:
                    self._planned.remove(planned)
            return planned.fault
        return None
