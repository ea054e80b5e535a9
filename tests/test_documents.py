"""Documents that can fail: what they say is true today."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from bot.cli import app
from bot.settings import Settings
from bot.slack.manifest import SCOPES, manifest


def test_env_example_names_every_setting() -> None:
    lines = Path(".env.example").read_text(encoding="utf-8").splitlines()
    named = {line.split("=")[0] for line in lines if line and not line.startswith("#")}

    assert named == {name.upper() for name in Settings.model_fields}


def test_env_example_shows_the_defaults() -> None:
    lines = Path(".env.example").read_text(encoding="utf-8").splitlines()
    shown = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    defaults = {
        name.upper(): "" if field.default in (None, ()) else str(field.default)
        for name, field in Settings.model_fields.items()
        if not field.is_required()
    }

    assert {name: shown[name] for name in defaults} == defaults


def test_the_committed_manifest_is_the_one_that_is_printed() -> None:
    assert yaml.safe_load(Path("manifest.yaml").read_text(encoding="utf-8")) == manifest()


def test_every_scope_says_why_it_is_asked_for() -> None:
    assert all(reason.startswith("to ") for reason in SCOPES.values())


def test_the_readme_names_only_commands_that_exist() -> None:
    text = Path("README.md").read_text(encoding="utf-8")

    assert named_in(text) <= commands()


def test_a_command_that_is_not_there_would_be_noticed() -> None:
    assert named_in("Run `.venv/bin/ladder fly`, then `ladder run`.\n\n    ladder land\n") == {
        "fly", "run", "land",
    }  # fmt: skip


def test_the_procfile_names_only_commands_that_exist() -> None:
    named = re.findall(r"python -m bot (\w+)", Path("Procfile").read_text(encoding="utf-8"))

    assert set(named) <= commands()


def test_links_in_documents_lead_somewhere() -> None:
    documents = [*Path().glob("*.md"), *Path("docs").rglob("*.md"), Path("framework/README.md")]
    broken = [
        f"{document}: {link}"
        for document in documents
        for link in re.findall(r"\]\(([^)#]+)", document.read_text(encoding="utf-8"))
        if "://" not in link and not (document.parent / link).exists()
    ]

    assert broken == []


def test_no_lock_names_an_index() -> None:
    locks = [Path("requirements.txt"), Path("requirements-dev.txt")]

    assert [str(lock) for lock in locks if "://" in lock.read_text(encoding="utf-8")] == []


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_every_locked_package_is_pinned_by_hash(lock: str) -> None:
    text = Path(lock).read_text(encoding="utf-8")
    packages = [line for line in text.splitlines() if "==" in line]

    assert packages
    assert all(f"{package}\n    --hash" in text for package in packages)


def named_in(text: str) -> set[str]:
    """Return the commands that stand in code: between backticks, or on a line that is indented."""
    code = [span or line for span, line in re.findall(r"`([^`]+)`|^ {4}(.+)$", text, re.MULTILINE)]
    # `/ladder senior` is what people type into Slack; a path to the program ends in /bin/.
    return set(re.findall(r"^\s*(?:\S*/bin/)?ladder ([a-z]+)", "\n".join(code), re.MULTILINE))


def commands() -> set[str]:
    """Return the names of the commands and groups of commands that there are."""
    groups = {str(group.name) for group in app.registered_groups}
    return groups | {
        command.callback.__name__ for command in app.registered_commands if command.callback
    }
