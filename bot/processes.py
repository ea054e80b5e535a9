"""The processes that an operator starts, and how each begins and ends."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from threading import Event
from types import FrameType

from sqlalchemy import text
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from structlog import get_logger

from bot import logs, rotation
from bot.assembly import Bot, assemble, checkup, utc_now
from bot.carriers.inline import AlreadyDelivering
from bot.serve import Server, with_health
from bot.settings import Settings
from bot.storage.crypto import Box
from bot.storage.database import Database
from bot.storage.migrate import is_current
from bot.storage.migrate import migrate as newest

log = get_logger()


class Refused(Exception):
    """A process cannot do its work; the text says why and what to do, to whoever started it."""


def run(settings: Settings) -> None:
    """Serve and deliver, until told to stop."""
    with _bot(settings) as bot, _delivering(bot):
        _serve(settings, bot, lambda: _database_answers(bot) and bot.watchdog.healthy)


def web(settings: Settings) -> None:
    """Serve only, until told to stop."""
    with _bot(settings) as bot:
        _serve(settings, bot, lambda: _database_answers(bot))


def worker(settings: Settings) -> None:
    """Deliver only, until told to stop."""
    with _bot(settings) as bot, _delivering(bot):
        log.info("delivering")
        Event().wait()


def tick(settings: Settings, at: datetime | None) -> None:
    """Plan and deliver once, as if it were `at`; ends with 1 when a message failed."""
    with _bot(settings, now=(lambda: at) if at else utc_now) as bot:
        try:
            bot.carrier.start()
        except AlreadyDelivering as error:
            raise Refused(str(error)) from None
        endings = bot.tick()
        bot.parts.afterwards.settle()
        bot.carrier.stop()
    log.info("tick", **{str(ending): number for ending, number in endings.items()})
    if endings["failed"] or endings["unknown"]:
        raise Refused(f"{endings['failed']} failed, {endings['unknown']} unknown.")


def rehearse(settings: Settings, at: datetime | None) -> None:
    """Print what a tick would do, in ids and times. Changes nothing; runs beside a worker."""
    with _bot(settings, now=(lambda: at) if at else utc_now) as bot:
        lines = bot.rehearse()
    print("\n".join([*lines, f"{len(lines)} messages are due. Nothing was changed."]))  # noqa: T201


def rotate(settings: Settings) -> None:
    """Seal all words again with the first of LADDER_KEYS; safe while the bot runs."""
    logs.set_up(settings.log_level)
    database = Database(settings.database_url)
    box = Box(key.get_secret_value() for key in settings.ladder_keys)
    try:
        if not is_current(database):
            raise Refused("The database's tables are not the newest. Run `ladder migrate` first.")
        endings = rotation.rotate(database, box)
    except OperationalError as error:
        raise Refused(_no_answer(error)) from None
    finally:
        database.close()
    lines = [f"{number} {ending}" for ending, number in sorted(endings.items())]
    print("\n".join(lines or ["Nothing is sealed yet."]))  # noqa: T201
    lost = endings["cannot be opened"]
    if lost:
        raise Refused(
            f"{lost} texts were sealed with a key that LADDER_KEYS lacks. Put it back, behind the "
            "others, and rotate again."
        )


def migrate(settings: Settings) -> None:
    """Bring the tables to the newest version."""
    logs.set_up(settings.log_level)
    database = Database(settings.database_url)
    try:
        newest(database)
    except OperationalError as error:
        raise Refused(_no_answer(error)) from None
    database.close()
    log.info("the tables are the newest")


def doctor(settings: Settings) -> None:
    """Print what was found, the bad with its mend."""
    logs.set_up("ERROR")
    findings = checkup(settings)
    print("\n".join(f"{'ok  ' if one.well else 'MEND'} {one.line}" for one in findings))  # noqa: T201
    bad = sum(not one.well for one in findings)
    if bad:
        raise Refused(f"{bad} of {len(findings)} things want mending.")


@contextmanager
def _bot(settings: Settings, now: Callable[[], datetime] = utc_now) -> Iterator[Bot]:
    logs.set_up(settings.log_level)
    with _leaving_when_told():
        bot = assemble(settings, now=now, on_silence=_exit_when_stuck)
        try:
            if not _is_current(bot.parts.database):
                raise Refused("The database's tables are not the newest. Run `ladder migrate`.")
            yield bot
        finally:
            bot.close()


@contextmanager
def _delivering(bot: Bot) -> Iterator[None]:
    try:
        with bot.delivering():
            yield
    except AlreadyDelivering as error:
        raise Refused(str(error)) from None


def _serve(settings: Settings, bot: Bot, is_well: Callable[[], bool]) -> None:
    try:
        server = Server(with_health(bot.wsgi, is_well), settings.host, settings.port)
    except OSError as error:
        where = f"{settings.host}:{settings.port}"
        raise Refused(f"{where} cannot be used ({error.strerror}). Mend HOST or PORT.") from None
    log.info("serving", host=settings.host, port=server.port)
    server.serve()


def _database_answers(bot: Bot) -> bool:
    try:
        with bot.parts.database.read() as session:
            session.execute(text("SELECT 1"))
    except SQLAlchemyError as error:
        log.error("the database does not answer", error=type(error).__name__)
        return False
    return True


@contextmanager
def _leaving_when_told() -> Iterator[None]:
    """Have SIGTERM and SIGINT end the main thread in order: waitress lets what runs finish."""

    def told(_number: int, _frame: FrameType | None) -> None:
        raise SystemExit

    before = {one: signal.signal(one, told) for one in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _is_current(database: Database) -> bool:
    try:
        return is_current(database)
    except OperationalError as error:
        raise Refused(_no_answer(error)) from None


def _no_answer(error: OperationalError) -> str:
    return f"The database does not answer ({type(error.orig).__name__}). Mend DATABASE_URL."


def _exit_when_stuck() -> None:
    """End the process, so that its platform starts it again; threads that hang cannot be ended.

    What was under way is decided by the next process, by the state of each row.
    """
    os._exit(70)
