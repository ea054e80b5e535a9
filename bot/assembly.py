"""Settings in, running parts out: the only place that constructs."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any
from wsgiref.types import WSGIApplication

from slack_bolt.adapter.wsgi import SlackRequestHandler

from bot import doctor, invitations, logs, origins, planning, rehearsal
from bot.carriers.inline import Inline, Planner
from bot.clock import Clock, Watchdog
from bot.doctor import Finding
from bot.drain import Drain, Ending
from bot.ladder.library import Library
from bot.ladder.load import load
from bot.ladder.model import Framework
from bot.messenger import Messenger
from bot.pace import Pace
from bot.renames import rename_areas
from bot.retention import Retention
from bot.settings import Settings
from bot.slack.afterwards import Afterwards
from bot.slack.app import SlackEdge, make_edge
from bot.slack.authorize import OneWorkspace
from bot.slack.checkup import look_at_slack
from bot.slack.help_cards import usage
from bot.slack.manifest import ADDRESS, as_yaml, manifest
from bot.slack.parts import Parts
from bot.storage.crypto import Box
from bot.storage.database import Database


@dataclass(frozen=True)
class Bot:
    """A bot that is ready to serve and to deliver."""

    parts: Parts
    workspace: OneWorkspace
    wsgi: WSGIApplication
    carrier: Inline
    watchdog: Watchdog
    planners: tuple[Planner, ...]

    def tick(self) -> Counter[Ending]:
        """Plan and deliver what is due now, and return what became of it."""
        return self.carrier.tick()

    def rehearse(self) -> list[str]:
        """Say what a tick would send now, in ids and times; nothing is changed."""
        return rehearsal.rehearse(self.parts.database, self.planners, self.parts.now())

    @contextmanager
    def delivering(self) -> Iterator[None]:
        """Plan and deliver in the background. Raises AlreadyDelivering."""
        self.carrier.start()
        clock = Clock(lambda: self._look(clock))
        self.watchdog.beat()
        clock.start()
        self.watchdog.start()
        try:
            yield
        finally:
            self.watchdog.stop()
            self.carrier.finish()
            clock.stop()
            self.carrier.stop()

    def close(self) -> None:
        """Finish what runs off the answers' path, and give the database back."""
        self.parts.afterwards.close()
        self.parts.database.close()

    def _look(self, clock: Clock) -> None:
        self.watchdog.beat()
        self.carrier.look(clock.soon, self.watchdog.beat)


def utc_now() -> datetime:
    """Return the wall clock, aware, in UTC."""
    return datetime.now(UTC)


def assemble(
    settings: Settings,
    *,
    now: Callable[[], datetime] = utc_now,
    library: Library | None = None,
    on_silence: Callable[[], None] = lambda: None,
    sleep: Callable[[float], None] = time.sleep,
) -> Bot:
    """Return the bot of these settings. Raises BrokenLadder when the framework is not sound."""
    logs.quieten_slack()
    workspace = OneWorkspace(settings.slack_bot_token.get_secret_value(), settings.slack_api_url)
    parts = _parts(settings, workspace, library or Library.of(load(settings.ladder_framework)), now)
    secret = settings.slack_signing_secret.get_secret_value()
    edge = make_edge(parts, secret, workspace.authorize)
    planners = _planners(parts, edge)
    return Bot(
        parts,
        workspace,
        SlackRequestHandler(edge.app),
        _carrier(parts, edge.messenger, planners, sleep),
        Watchdog(time.monotonic, on_silence),
        planners,
    )


def _parts(
    settings: Settings, workspace: OneWorkspace, library: Library, now: Callable[[], datetime]
) -> Parts:
    return Parts(
        database=Database(settings.database_url),
        box=Box(key.get_secret_value() for key in settings.ladder_keys),
        framework=library.framework,
        names=library.names,
        search=library.search,
        now=now,
        clients=workspace.client,
        afterwards=Afterwards(),
        support=settings.ladder_support,
        admins=frozenset(settings.ladder_admins),
        retention_days=settings.retention_days,
    )


def _planners(parts: Parts, edge: SlackEdge) -> tuple[Planner, ...]:
    """Return what every tick does before it sends."""
    days = parts.retention_days
    return (
        lambda session, _now: rename_areas(session, parts.framework),
        lambda session, now: planning.plan_due(session, parts.framework, now),
        invitations.due,
        origins.forget,
        *((Retention(days),) if days is not None else ()),
        edge.removing.due,
    )


def _carrier(
    parts: Parts,
    messenger: Messenger,
    planners: tuple[Planner, ...],
    sleep: Callable[[float], None],
) -> Inline:
    drain = Drain(
        database=parts.database,
        messenger=messenger,
        now=parts.now,
        monotonic=time.monotonic,
        changed=parts.afterwards.person_changed,
        nudge_changed=parts.afterwards.nudge_changed,
    )
    return Inline(drain, planners, partial(Pace, time.monotonic, sleep))


def checkup(settings: Settings) -> list[Finding]:
    """Look at everything that an installation needs."""
    database = Database(settings.database_url)
    box = Box(key.get_secret_value() for key in settings.ladder_keys)
    findings = doctor.look_at_database(database)
    if all(finding.well for finding in findings):
        findings += doctor.look_at_keys(database, box)
    findings += doctor.look_at_ladder(settings.ladder_framework)
    token = settings.slack_bot_token.get_secret_value()
    findings += look_at_slack(token, settings.slack_api_url, utc_now())
    database.close()
    return findings


def slack_manifest() -> dict[str, Any]:
    """Return the manifest of the Slack app."""
    return manifest()


def manifest_text(address: str) -> str:
    """Return the manifest as YAML, with the operator's address in it when one is given."""
    return as_yaml(manifest(address or ADDRESS))


def composer_verbs(framework: Framework) -> list[tuple[str, str]]:
    """Return what can be typed behind `/ladder`, each with a hint."""
    return [line for lines in usage(framework).values() for line in lines]
