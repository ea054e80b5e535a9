"""`ladder play`: the bot as in production, and beside it a Slack on localhost to use it in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event

from pydantic import SecretStr
from sqlalchemy import func, select

from bot.assembly import Bot, assemble, composer_verbs, slack_manifest
from bot.playground import Clock, LocalSlack
from bot.serve import Server
from bot.settings import Settings
from bot.storage.crypto import new_key
from bot.storage.migrate import migrate
from bot.storage.tables import Delivery, Plan

PAGE = Path(__file__).parent / "playground" / "page" / "dist"
LOOPBACK = "127.0.0.1"


class MovableClock:
    """The wall clock and how far the person at the page has moved it."""

    def __init__(self) -> None:
        self._moved = timedelta()

    def now(self) -> datetime:
        """Return the moment that the playground lives in, aware, in UTC."""
        return datetime.now(UTC) + self._moved

    def set(self, moment: datetime) -> None:
        """Let it be that moment now."""
        self._moved = moment - datetime.now(UTC)


def play(*, port: int, data: Path | None, page: Path, ready: Callable[[str], None]) -> None:
    """Serve the playground until the process is told to stop; `ready` gets its address."""
    with TemporaryDirectory(prefix="ladder-play-") as throw_away:
        folder = data or Path(throw_away)
        folder.mkdir(parents=True, exist_ok=True)
        _serve(folder, port=port, data=data, page=page, ready=ready)


def _serve(
    folder: Path, *, port: int, data: Path | None, page: Path, ready: Callable[[str], None]
) -> None:
    clock = MovableClock()
    bots: list[Bot] = []
    slack = LocalSlack(
        manifest=slack_manifest(),
        page=page,
        data=data,
        clock=Clock(
            now=clock.now,
            next_due=lambda: next_due(bots[0]),
            move=lambda moment: move(bots[0], clock, moment),
        ),
    ).start(port)
    bot = assemble(_settings(slack, folder), now=clock.now)
    bots.append(bot)
    migrate(bot.parts.database)
    slack.verbs.extend(composer_verbs(bot.parts.framework))
    server = Server(bot.wsgi, LOOPBACK, 0)
    server.start()
    slack.connect(f"http://{LOOPBACK}:{server.port}/slack/events")
    with bot.delivering():
        ready(slack.page_url)
        try:
            Event().wait()
        finally:
            server.stop()
            slack.stop()
    bot.close()


def _settings(slack: LocalSlack, folder: Path) -> Settings:
    """Return the settings of a bot whose Slack is this one, whatever the environment says."""
    key = folder / "key"
    if not key.exists():
        key.touch(mode=0o600)
        key.write_text(new_key(), encoding="ascii")
    return Settings(
        _env_file=None,
        slack_signing_secret=SecretStr(slack.signing_secret),
        slack_bot_token=SecretStr(slack.team.token),
        slack_api_url=slack.api_url,
        ladder_keys=(SecretStr(key.read_text(encoding="ascii")),),
        database_url=f"sqlite:///{folder / 'ladder.db'}",
        ladder_support="#ask-ladder",
    )


def move(bot: Bot, clock: MovableClock, moment: datetime) -> None:
    """Go there by way of every moment at which something comes, as real time would.

    A jump over a nudge by more than twelve hours would make it late, and so lose it.
    """
    while (due := next_due(bot)) is not None and clock.now() < due < moment:
        clock.set(due)
        bot.tick()
        if next_due(bot) == due:
            break  # What is due has to wait, for Slack or for the morning.
    clock.set(moment)
    bot.tick()


def next_due(bot: Bot) -> datetime | None:
    """Return when the next nudge or reminder comes to anybody, if one does."""
    with bot.parts.database.read() as session:
        slot = session.scalar(select(func.min(Plan.next_at)).where(Plan.state == "active"))
        message = session.scalar(
            select(func.min(Delivery.due_at)).where(Delivery.state == "planned")
        )
    return min((one for one in (slot, message) if one is not None), default=None)
