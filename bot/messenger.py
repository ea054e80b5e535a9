"""The seam to Slack: what is handed over to be sent, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Literal, Protocol, TypeAlias

Kind: TypeAlias = Literal["nudge", "reminder", "invitation", "notice"]


class Outcome(Enum):
    """What is known of a message that Slack did not confirm."""

    REFUSED = "refused"
    """It was surely not taken, and may be later."""
    RATE_LIMITED = "rate_limited"
    """It was surely not taken; the whole workspace has to wait."""
    PERMANENT = "permanent"
    """It was surely not taken and never will be."""
    AMBIGUOUS = "ambiguous"
    """Nobody knows."""


class DeliveryFailed(Exception):
    """Slack did not confirm the message. `reason` is an error's name and holds no words.

    `retry_after` is in seconds, for RATE_LIMITED, when Slack said it and it can be read.
    """

    def __init__(self, reason: str, *, outcome: Outcome, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.reason = reason[:60]
        self.outcome = outcome
        self.retry_after = retry_after


@dataclass(frozen=True)
class Outgoing:
    """A message to be sent now. `subject` is the id of the nudge or of the mentorship.

    `key` names the message itself, such as reminder:12:1.
    """

    delivery: int
    attempt: int
    kind: Kind
    key: str
    team: str
    slack_id: str
    subject: int | None


@dataclass(frozen=True)
class Skipped:
    """A message that is not sent, and why."""

    delivery: int
    kind: Kind
    team: str
    slack_id: str
    subject: int | None
    reason: str


@dataclass(frozen=True)
class Receipt:
    """Where Slack put the message."""

    channel: str
    ts: str


class Messenger(Protocol):
    """The seam to Slack."""

    def send(self, outgoing: Outgoing) -> Receipt:
        """Post the message once. Raises DeliveryFailed."""
        ...
