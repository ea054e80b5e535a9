"""The lines between the parts, held by reading the imports."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

BOT = Path("bot")
ASSEMBLES = {"bot/assembly.py"}
LOADS = {"select", "query", "get", "get_one", "aliased"}
STARTS = {"bot/cli.py", "bot/play.py", "bot/processes.py", "bot/__main__.py"}


def modules() -> list[Path]:
    return sorted(BOT.rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    """Yield the full name of everything that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{name.name}" for name in node.names)


def importers_of(*packages: str) -> set[str]:
    """Return the modules that import one of these packages or anything in them."""
    return {
        str(path)
        for path in modules()
        for name in imported(path)
        if any(name == package or name.startswith(f"{package}.") for package in packages)
    }


def test_only_the_edge_knows_slacks_libraries() -> None:
    outside = {
        path
        for path in importers_of("slack_bolt", "slack_sdk", "slackblocks")
        if not path.startswith("bot/slack/")
    }

    assert outside == ASSEMBLES


def test_meaning_knows_nothing_of_how_it_looks() -> None:
    outside = {path for path in importers_of("bot.slack") if not path.startswith("bot/slack/")}

    assert outside == ASSEMBLES


def test_storage_knows_nothing_above_it() -> None:
    above = {
        name
        for path in (BOT / "storage").rglob("*.py")
        for name in imported(path)
        if name.startswith("bot.") and not name.startswith("bot.storage")
    }

    assert above == set()


def test_only_those_who_play_know_the_playground() -> None:
    outside = {
        path for path in importers_of("bot.playground") if not path.startswith("bot/playground/")
    }

    assert outside == {"bot/play.py"}


def test_the_playground_knows_nothing_of_the_bot() -> None:
    known = {
        name
        for path in (BOT / "playground").rglob("*.py")
        for name in imported(path)
        if name.startswith("bot.") and not name.startswith("bot.playground")
    }

    assert known == set()


def test_the_playground_speaks_to_slack_with_no_library_of_slacks() -> None:
    known = {
        name
        for path in (BOT / "playground").rglob("*.py")
        for name in imported(path)
        if name.split(".")[0] in {"slack_sdk", "slack_bolt", "slackblocks"}
    }

    assert known == set()


def test_the_environment_is_read_in_one_place() -> None:
    readers = {
        str(path)
        for path in modules()
        for name in imported(path)
        if name in {"os.environ", "os.getenv"} or name.startswith("pydantic_settings")
    }
    naming = {str(path) for path in modules() if "os.environ" in path.read_text(encoding="utf-8")}

    assert readers | naming == {"bot/settings.py"}


def test_the_ladder_is_values_and_nothing_else() -> None:
    known = {
        name
        for path in (BOT / "ladder").rglob("*.py")
        for name in imported(path)
        if name.startswith("bot.") and not name.startswith("bot.ladder")
    }

    assert known == set()


def test_one_module_loads_other_peoples_reflections() -> None:
    """The author's own module aside, reflections are loaded behind the one door only."""
    assert loading("Reflection") == {"bot/mentorships.py", "bot/reflections.py"}


def test_steps_are_loaded_for_their_own_person_and_for_a_summary_only() -> None:
    """A step may be in people's own words. A summary selects it through `readable_by`."""
    assert loading("Step") == {
        "bot/nudge_view.py", "bot/reflection_steps.py", "bot/steps.py", "bot/summaries.py",
    }  # fmt: skip


@pytest.mark.parametrize(
    "source",
    [
        "select(Reading, Person, Reflection)",
        "select(Person, tables.Reflection)",
        "select(Reflection.words)",
        "session.get(Reflection, 7)",
        "session.get_one(Reflection, 7)",
        "session.query(Reflection)",
        "aliased(Reflection)",
    ],
)
def test_whatever_way_a_reflection_is_loaded_it_is_noticed(source: str) -> None:
    assert loads(ast.parse(source), "Reflection")


def test_what_holds_no_words_may_be_asked_by_anybody() -> None:
    assert not loads(ast.parse("select(Reflection.area, Reflection.uid)"), "Reflection")


def loading(table: str) -> set[str]:
    """Return the modules that load rows of a table, with the words that are in them."""
    return {
        str(path) for path in modules() if loads(ast.parse(path.read_text(encoding="utf-8")), table)
    }


def loads(tree: ast.AST, table: str) -> bool:
    """Say whether a call that loads is given the table itself, or its column with the words."""
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    given = (arg for call in calls if name_of(call.func) in LOADS for arg in call.args)
    return any(name_of(arg) == table or ast.unparse(arg) == f"{table}.words" for arg in given)


def name_of(node: ast.expr) -> str:
    """Return the last name of `a.b.c`, or the name itself."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


@pytest.mark.parametrize("word", ["datetime.now(", "time.time(", "utcnow("])
def test_the_clock_is_read_where_things_begin(word: str) -> None:
    reading = {str(path) for path in modules() if word in path.read_text(encoding="utf-8")}

    allowed = ASSEMBLES | STARTS | {"bot/clock.py"}
    assert {path for path in reading if not path.startswith("bot/playground/")} <= allowed


def test_nobody_commits_but_the_database() -> None:
    committing = {
        str(path) for path in modules() if ".commit()" in path.read_text(encoding="utf-8")
    }

    assert committing == set()


def test_nobody_answers_through_bolts_respond() -> None:
    """It knows neither our patience nor our rule never to send twice."""
    using = {
        str(path)
        for path in (BOT / "slack").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.arg) and node.arg in {"respond", "say"}
    }

    assert using == set()


def test_nothing_happens_at_import() -> None:
    """Importing every module opens no connection, starts no thread and writes no file."""
    script = (
        "import importlib, pkgutil, threading, bot\n"
        "names = [m.name for m in pkgutil.walk_packages(bot.__path__, 'bot.')"
        " if not m.name.startswith('bot.storage.migrations') and m.name != 'bot.__main__']\n"
        "[importlib.import_module(name) for name in names]\n"
        "print(threading.active_count())"
    )
    answer = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert answer.stdout.strip() == "1"
