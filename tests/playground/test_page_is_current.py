"""The committed page is built from the committed sources."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from tests.conftest import REPOSITORY

PAGE = REPOSITORY / "bot/playground/page"
SINGLE_FILES = [
    ".npmrc",
    "build.mjs",
    "index.html",
    "package-lock.json",
    "package.json",
    "tsconfig.json",
]


def source_hash() -> str:
    """Hash the sources as build.mjs does: "path NUL content NUL" of each, sorted by path."""
    in_src = [path for path in (PAGE / "src").rglob("*") if path.is_file()]
    sources = {path.relative_to(PAGE).as_posix(): path for path in in_src}
    sources |= {name: PAGE / name for name in SINGLE_FILES}
    digest = hashlib.sha256()
    for name in sorted(sources):
        digest.update(name.encode() + b"\0" + sources[name].read_bytes() + b"\0")
    return digest.hexdigest()


def test_the_committed_page_is_not_older_than_its_source() -> None:
    built = (PAGE / "dist/source.sha256").read_text().strip()

    assert built == source_hash(), "Build the page anew: make page"


def test_the_page_brings_all_that_it_names() -> None:
    index = (PAGE / "dist/index.html").read_text()

    assert all(f'"{name}"' in index for name in ("main.js", "main.css"))
    assert all((PAGE / "dist" / name).stat().st_size for name in ("main.js", "main.css"))


def test_the_lock_names_no_place_to_download_from() -> None:
    packages = json.loads((PAGE / "package-lock.json").read_text())["packages"]

    assert not [name for name, package in packages.items() if "resolved" in package]


def test_every_locked_package_has_its_hash() -> None:
    packages = json.loads((PAGE / "package-lock.json").read_text())["packages"]

    assert all("integrity" in package for name, package in packages.items() if name)


def test_the_committed_page_holds_no_paths_of_the_machine_that_built_it() -> None:
    built = [path for path in Path(PAGE / "dist").iterdir() if path.is_file()]

    assert not [path.name for path in built if str(REPOSITORY) in path.read_text()]
