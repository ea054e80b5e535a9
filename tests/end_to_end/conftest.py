"""The processes of `ladder play` and a browser, as a newcomer has them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.conftest import REPOSITORY
from tests.end_to_end.screen import Screen
from tests.playground.page.conftest import BUILT

PICTURES = REPOSITORY / "build" / "pictures"


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The address that `ladder play` prints."""
    command = [sys.executable, "-m", "bot", "play", "--port", "0", "--page", str(BUILT)]
    with (
        (tmp_path / "errors").open("w") as errors,
        subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            cwd=REPOSITORY,
            env={**os.environ, "TMPDIR": str(tmp_path)},
        ) as process,
    ):
        assert process.stdout is not None
        line = process.stdout.readline()
        try:
            yield next(word for word in line.split() if word.startswith("http"))
        finally:
            process.terminate()
            process.wait(timeout=10)
    assert (tmp_path / "errors").read_text() == ""


@pytest.fixture
def screen(address: str, browser: Browser) -> Iterator[Screen]:
    """One browser at the playground, to be anybody in it."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    context.set_default_timeout(10_000)
    yield Screen(context.new_page(), address, PICTURES)
    context.close()
