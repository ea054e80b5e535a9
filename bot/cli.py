"""The command line. Each command says what it did, and ends with 1 when something is wrong.

Imports that only one command needs stand in it, so that `ladder play` is there at once.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from bot.settings import Settings

app = typer.Typer(
    help="Ladder: a career ladder as weekly practice, in Slack.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.command()
def play(
    port: Annotated[int, typer.Option(help="The page's port; 0 takes any free one.")] = 8765,
    data: Annotated[Path | None, typer.Option(help="Keep everything in this folder.")] = None,
    page: Annotated[Path | None, typer.Option(help="Another build of the page.")] = None,
) -> None:
    """Try it: the bot and a Slack on localhost, in the browser, with nothing to configure."""
    from bot import logs
    from bot.play import PAGE
    from bot.play import play as serve

    logs.set_up("WARNING")

    def ready(address: str) -> None:
        print(f"Ladder's playground is at {address} (stop it with Ctrl+C)", flush=True)

    try:
        serve(port=port, data=data, page=page or PAGE, ready=ready)
    except OSError as error:
        _stop([f"Port {port} cannot be used ({error.strerror}). Try another with --port."])
    except KeyboardInterrupt:
        print("Stopped.")


@app.command()
def run() -> None:
    """Serve Slack and deliver, in one process: all that one workspace needs."""
    from bot.processes import run as start

    _with_settings(start)


@app.command()
def web() -> None:
    """Serve Slack only; deliver with `ladder worker`, or with `ladder tick` from cron."""
    from bot.processes import web as start

    _with_settings(start)


@app.command()
def worker() -> None:
    """Plan and deliver only."""
    from bot.processes import worker as start

    _with_settings(start)


@app.command()
def tick(
    at: Annotated[str | None, typer.Option(help="As if it were this moment (ISO 8601).")] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would be sent: ids and times.")
    ] = False,
) -> None:
    """Plan and deliver what is due, once. Ends with 1 if a message failed."""
    from bot.processes import rehearse
    from bot.processes import tick as once

    moment, act = _moment(at) if at else None, rehearse if dry_run else once
    _with_settings(lambda settings: act(settings, moment))


@app.command()
def migrate() -> None:
    """Bring the database's tables to the newest version. Safe to run twice, and at once."""
    from bot.processes import migrate as newest

    _with_settings(newest)


@app.command()
def check(folder: Annotated[Path, typer.Argument()] = Path("framework")) -> None:
    """Check a ladder: every error at once, as file:line: what is wrong; the mend."""
    from bot.ladder.report import check as report

    lines, good = report(folder)
    print("\n".join(lines))
    if not good:
        raise typer.Exit(1)


@app.command()
def manifest(
    address: Annotated[str, typer.Option(help="Where Slack reaches the bot.")] = "",
) -> None:
    """Print the manifest to create the Slack app from."""
    from bot.assembly import manifest_text

    print(manifest_text(address.rstrip("/")), end="")


@app.command()
def doctor() -> None:
    """Look at everything that has to be right; a line each, with the mend."""
    from bot.processes import doctor as look

    _with_settings(look)


keys = typer.Typer(help="Print a fresh key for LADDER_KEYS; or rotate.")
app.add_typer(keys, name="key")


@keys.callback(invoke_without_command=True)
def key(context: typer.Context) -> None:
    """Print a fresh key for LADDER_KEYS."""
    from bot.storage.crypto import new_key

    if context.invoked_subcommand is None:
        print(new_key())


@keys.command()
def rotate() -> None:
    """Seal all words again with the first of LADDER_KEYS, while the bot runs."""
    from bot.processes import rotate as seal_again

    _with_settings(seal_again)


def _with_settings(start: Callable[[Settings], None]) -> None:
    """Call `start(settings)`; what the settings lack, and what `start` refuses, is said plainly."""
    from bot.ladder.problems import BrokenLadder
    from bot.processes import Refused
    from bot.settings import SettingsError, read_settings

    try:
        settings = read_settings()
    except SettingsError as error:
        _stop(error.lines)
    try:
        start(settings)
    except BrokenLadder as error:
        check = f"ladder check {settings.ladder_framework}"
        _stop([f"The ladder has {len(error.problems)} errors. Run `{check}`."])
    except Refused as error:
        _stop([str(error)])


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        _stop([f"--at takes a moment such as 2026-09-07T09:00:00+00:00, not {text!r}."])
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _stop(lines: list[str]) -> NoReturn:
    for line in lines:
        typer.echo(line, err=True)
    raise typer.Exit(1)
