"""The page for authors is tried out: its smallest ladder loads, its sample of a fault is real."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.ladder.load import load
from bot.ladder.problems import BrokenLadder
from bot.ladder.verbs import VERBS

README = (Path(__file__).parents[2] / "framework" / "README.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"^`([\w/-]+\.yaml)`\n```yaml\n(.*?)```", README, re.DOTALL | re.MULTILINE))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The smallest ladder, written out as the page shows it."""
    for name, text in FILES.items():
        path = tmp_path / "your-folder" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "your-folder"


def test_the_smallest_ladder_loads(folder: Path) -> None:
    assert [area.id for area in load(folder).areas] == ["trust"]


def test_the_sample_of_a_fault_is_what_an_author_sees(folder: Path) -> None:
    area = folder / "engineer-to-lead" / "trust.yaml"
    broken = area.read_text(encoding="utf-8").replace("[test-the-load,", "[test-the-lod,")
    area.write_text(broken, encoding="utf-8")

    with pytest.raises(BrokenLadder) as caught:
        load(folder)

    assert str(caught.value).replace(folder.as_posix(), "your-folder") in README


def test_the_verbs_it_names_are_verbs() -> None:
    (named,) = re.findall(r"one of its\nverbs \((.*?)…\)", README)

    assert set(re.findall(r"\w+", named)) <= {verb.name for verb in VERBS}
