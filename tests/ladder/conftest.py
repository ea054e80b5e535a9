"""A small ladder of two areas, to break in one place at a time."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.ladder.load import load
from bot.ladder.model import Framework
from bot.ladder.problems import BrokenLadder

SMALL = Path(__file__).parent / "small"


@dataclass(frozen=True)
class Author:
    """Somebody who edits the files of a ladder and asks what is wrong with them."""

    folder: Path

    def path(self, name: str) -> Path:
        """Return the one file of that name, or where it would stand at the top."""
        return next(self.folder.rglob(name), self.folder / name)

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace words that stand once in a file."""
        path = self.path(name)
        text = path.read_text()
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        path.write_text(text.replace(old, new))

    def problems(self) -> list[str]:
        """Return what is wrong, with file names as seen from the ladder's folder."""
        try:
            load(self.folder)
        except BrokenLadder as broken:
            return [str(one).replace(f"{self.folder}/", "") for one in broken.problems]
        return []


@pytest.fixture
def author(tmp_path: Path) -> Author:
    """An author with a copy of the small ladder."""
    shutil.copytree(SMALL, tmp_path / "ladder")
    return Author(tmp_path / "ladder")


@pytest.fixture(scope="session")
def small() -> Framework:
    """The small ladder as it is loaded."""
    return load(SMALL)
