"""Deleting what of ours stands in Slack: in the background, again and again until it is gone."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from http.client import HTTPException

from slack_sdk.errors import SlackClientError
from sqlalchemy import event
from sqlalchemy.orm import Session
from structlog import get_logger

from bot import removals
from bot.delivery import patience
from bot.messenger import DeliveryFailed, Outcome
from bot.removals import Target
from bot.slack.messenger import failure
from bot.slack.parts import Parts

log = get_logger()

SECONDS = 10

GONE = frozenset({"message_not_found", "channel_not_found", "file_not_found", "file_deleted"})
"""Errors that say that there is nothing left to delete."""


class Removing:
    """Deletes messages and files. To delete twice does no harm, so every failure is tried again."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    def due(self, session: Session, now: datetime) -> int:
        """Take what is due, and delete it once the transaction stands. Returns how many."""
        targets = removals.claim(session, now)
        if targets:
            work = partial(self.remove, targets)
            event.listen(
                session, "after_commit", lambda _session: self._parts.afterwards.run(work),
                once=True,
            )  # fmt: skip
        return len(targets)

    def remove(self, targets: tuple[Target, ...]) -> None:
        """Delete one after the other; after a 429 the rest of that workspace waits."""
        held: dict[str, DeliveryFailed] = {}
        for target in targets:
            refused = held.get(target.team) or self._ask_slack(target)
            if refused is not None and refused.outcome is Outcome.RATE_LIMITED:
                held[target.team] = refused
            self._note(target, refused)

    def _ask_slack(self, target: Target) -> DeliveryFailed | None:
        try:
            client = self._parts.clients(target.team)
            client.timeout = SECONDS
            if target.file_id:
                client.files_delete(file=target.file_id)
            elif target.channel and target.ts:
                client.chat_delete(channel=target.channel, ts=target.ts)
        except (SlackClientError, OSError, HTTPException, ValueError, AttributeError) as error:
            return failure(error)
        except LookupError:
            return DeliveryFailed("not_installed", outcome=Outcome.REFUSED)
        return None

    def _note(self, target: Target, refused: DeliveryFailed | None) -> None:
        gone = refused is None or refused.reason in GONE
        gives_up = target.attempt >= removals.MOST_ATTEMPTS
        if refused is not None and not gone:
            told = log.error if gives_up else log.warning
            told("not deleted in Slack", removal=target.id, reason=refused.reason)
        with self._parts.database.write() as session:
            if gone or gives_up:
                removals.done(session, target)
                return
            assert refused is not None
            wait = patience(refused) if refused.outcome is Outcome.RATE_LIMITED else None
            removals.put_off(session, target, self._parts.now(), wait)
