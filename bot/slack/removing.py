"""Deleting what of ours stands in Slack: in the background, again and again until it is gone."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from http.client import HTTPException
from threading import Lock

from slack_sdk.errors import SlackClientError
from sqlalchemy import event
from sqlalchemy.orm import Session
from structlog import get_logger

from bot import removals
from bot.delivery import LONGEST_WAIT, patience
from bot.messenger import DeliveryFailed, Outcome
from bot.removals import Target
from bot.slack.clients import NoInstallation
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
        self._under_way = 0
        self._held: dict[str, datetime] = {}
        self._guard = Lock()

    def due(self, session: Session, now: datetime) -> int:
        """Take what is due, and delete it once the transaction stands. Returns how many.

        One batch at a time, and none of a workspace that Slack told to wait: the next round
        takes more.
        """
        with self._guard:
            if self._under_way:
                return 0
            held = [team for team, until in self._held.items() if now < until <= now + LONGEST_WAIT]
        targets = removals.claim(session, now, but_not=held)
        if targets:
            event.listen(session, "after_commit", lambda _: self._begin(targets), once=True)
        return len(targets)

    def remove(self, targets: tuple[Target, ...]) -> None:
        """Delete one after the other; after a 429 the rest of that workspace waits."""
        waiting: dict[str, DeliveryFailed] = {}
        for target in targets:
            refused = waiting.get(target.team) or self._ask_slack(target)
            if refused is not None and refused.outcome is Outcome.RATE_LIMITED:
                waiting[target.team] = refused
                with self._guard:
                    self._held[target.team] = self._parts.now() + patience(refused)
            self._note(target, refused)

    def _begin(self, targets: tuple[Target, ...]) -> None:
        with self._guard:
            self._under_way += 1
        self._parts.afterwards.run(partial(self._batch, targets))

    def _batch(self, targets: tuple[Target, ...]) -> None:
        try:
            self.remove(targets)
        finally:
            with self._guard:
                self._under_way -= 1

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
        except NoInstallation:
            return DeliveryFailed("not_installed", outcome=Outcome.REFUSED)
        return None

    def _note(self, target: Target, refused: DeliveryFailed | None) -> None:
        if refused is not None and refused.reason not in GONE:
            log.warning("not deleted in Slack", removal=target.id, reason=refused.reason)
        with self._parts.database.write() as session:
            if refused is None or refused.reason in GONE:
                removals.done(session, target)
            elif refused.outcome is Outcome.RATE_LIMITED:
                removals.wait(session, target, self._parts.now() + patience(refused))
            elif target.attempt >= removals.MOST_ATTEMPTS:
                log.error("given up deleting in Slack", removal=target.id, reason=refused.reason)
                removals.done(session, target)
            else:
                removals.put_off(session, target, self._parts.now())
