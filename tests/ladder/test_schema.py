"""The JSON Schema beside the framework is the one that the models give."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from bot.ladder.schema import schemas, write

FRAMEWORK = Path(__file__).parent.parent.parent / "framework"
FILES = sorted(FRAMEWORK.rglob("*.yaml"))


def test_the_committed_schemas_are_those_of_the_models() -> None:
    committed = {path.name: path.read_text() for path in (FRAMEWORK / "schema").glob("*.json")}

    assert committed == schemas()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_file_names_its_schema_in_the_first_line(path: Path) -> None:
    named = path.read_text().splitlines()[0].removeprefix("# yaml-language-server: $schema=")

    assert (path.parent / named).resolve().parent == FRAMEWORK / "schema"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_file_holds_what_its_schema_says(path: Path) -> None:
    first = path.read_text().splitlines()[0]
    schema = json.loads((path.parent / first.split("$schema=")[1]).read_text())

    # An editor sees numbers where the loader sees words, so the file is read as editors read it.
    assert list(jsonschema.Draft202012Validator(schema).iter_errors(_as_seen(path))) == []


def test_a_schema_refuses_an_unknown_key() -> None:
    schema = json.loads(schemas()["framework.json"])

    assert not jsonschema.Draft202012Validator(schema).is_valid({"id": "x", "tittle": "X"})


def test_the_schemas_are_written_into_a_folder_that_is_not_there_yet(tmp_path: Path) -> None:
    write(tmp_path / "framework" / "schema")

    assert {path.name for path in (tmp_path / "framework" / "schema").iterdir()} == set(schemas())


def _as_seen(path: Path) -> object:
    return yaml.safe_load(path.read_text())
