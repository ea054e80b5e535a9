"""The messages of one workspace that are due, sent one after the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from structlog import get_logger

from bot import delivery
from bot.messenger import DeliveryFailed, Messenger, Outcome, Outgoing, Receipt, Skipped
from bot.pace import Pace
from bot.storage.database import Database

log = get_logger()

SECONDS = 300
"""How long one drain may take, so that no workspace keeps a worker for itself."""

Ending: TypeAlias = Literal["sent", "skipped", "planned", "failed", "unknown", "lost"]

ENDINGS: dict[Outcome, Ending] = {
    Outcome.REFUSED: "planned",
    Outcome.RATE_LIMITED: "planned",
    Outcome.PERMANENT: "failed",
    Outcome.AMBIGUOUS: "unknown",
}


@dataclass(frozen=True)
class Drain:
    """Sends what is due. No transaction is open while Slack is asked.

    `changed(team, slack_id)` is called after each message, since Home shows what became of it.
    `nudge_changed(team, nudge)` is called when a message of a nudge did not come to stand in the
    DM: the one before it may have folded for it already, and has to be live again.
    """

    database: Database
    messenger: Messenger
    now: Callable[[], datetime]
    monotonic: Callable[[], float]
    changed: Callable[[str, str], None]
    nudge_changed: Callable[[str, int], None]

    def run(
        self, team: str, pace: Pace, stopping: Callable[[], bool] = lambda: False
    ) -> list[Ending]:
        """Send until nothing is due, the time is up, or we are `stopping`; between two messages.

        Returns what became of each message.
        """
        deadline = self.monotonic() + SECONDS
        endings: list[Ending] = []
        while self.monotonic() + pace.delay() < deadline and not stopping():
            with self.database.write() as session:
                found = delivery.claim(session, team, self.now())
            if found is None:
                break
            endings.append(self._send(found, pace))
            self._tell(found, endings[-1])
        return endings

    def _tell(self, found: Outgoing | Skipped, ending: Ending) -> None:
        self.changed(found.team, found.slack_id)
        nudge = found.subject if found.kind in ("nudge", "reminder") else None
        if nudge is not None and ending != "sent":
            self.nudge_changed(found.team, nudge)

    def _send(self, found: Outgoing | Skipped | None, pace: Pace) -> Ending:
        if isinstance(found, Outgoing):
            pace.wait()
            with self.database.write() as session:
                found = delivery.begin(session, found, self.now())
        if found is None:
            return "lost"
        if isinstance(found, Skipped):
            log.info("skipped", delivery=found.delivery, reason=found.reason)
            return "skipped"
        try:
            receipt = self.messenger.send(found)
        except DeliveryFailed as failure:
            return self._failed(found, failure, pace)
        return self._sent(found, receipt, pace)

    def _sent(self, outgoing: Outgoing, receipt: Receipt, pace: Pace) -> Ending:
        pace.accepted()
        with self.database.write() as session:
            delivery.sent(session, outgoing, receipt, self.now())
        log.info("sent", delivery=outgoing.delivery, kind=outgoing.kind)
        return "sent"

    def _failed(self, outgoing: Outgoing, failure: DeliveryFailed, pace: Pace) -> Ending:
        if failure.outcome is Outcome.RATE_LIMITED:
            pace.refused(delivery.patience(failure).total_seconds())
        with self.database.write() as session:
            delivery.not_sent(session, outgoing, failure, self.now())
        ending = ENDINGS[failure.outcome]
        log.warning("not sent", delivery=outgoing.delivery, ending=ending, reason=failure.reason)
        return ending
