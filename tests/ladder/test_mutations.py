"""Whatever happens to the files, the answer is a ladder or a list of problems with lines."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ladder.load import load
from bot.ladder.problems import BrokenLadder, Problem

LADDER = Path(__file__).parent.parent.parent / "framework"
FILES = sorted(path.relative_to(LADDER) for path in LADDER.rglob("*.yaml"))
Edit: TypeAlias = Callable[[bytes], bytes]

ODD_VALUES = [
    "",
    "~",
    "[]",
    "{}",
    "[[a]]",
    "{a: b}",
    "*a",
    "&a",
    "!!binary a",
    "1.10",
    "-1",
    "9" * 5000,
    "no",
    "2024-01-01",
    '"\\ud800"',
    '"\\UFFFFFFFF"',
    '"\\0"',
    "TODO",
    "|",
    "'",
    "? a",
    "a: b: c",
    "senior",
    "mentoring",
    "last-review",
    "a # b",
    "x" * 700,
]
ODD_BYTES = [b"\0", b"\t", b"\xff", b"\xe9", b"\r", b"\xef\xbb\xbf", b"\xe2\x80\xa8", b"\xc2\x85"]


def _lines(edit: Callable[[list[bytes]], list[bytes]]) -> Edit:
    return lambda raw: b"".join(edit(raw.splitlines(keepends=True)))


def _without(at: int, count: int) -> Edit:
    return _lines(lambda lines: lines[: at % len(lines)] + lines[at % len(lines) + count :])


def _swapped(one: int, other: int) -> Edit:
    def edit(lines: list[bytes]) -> list[bytes]:
        a, b = one % len(lines), other % len(lines)
        lines[a], lines[b] = lines[b], lines[a]
        return lines

    return _lines(edit)


def _repeated(source: int, target: int) -> Edit:
    def edit(lines: list[bytes]) -> list[bytes]:
        at = target % len(lines)
        return [*lines[:at], lines[source % len(lines)], *lines[at:]]

    return _lines(edit)


def _other_value(at: int, value: str) -> Edit:
    def edit(lines: list[bytes]) -> list[bytes]:
        line = lines[at % len(lines)]
        key, colon, _ = line.partition(b":")
        lines[at % len(lines)] = key + (colon or b":") + b" " + value.encode() + b"\n"
        return lines

    return _lines(edit)


def _cut(at: int) -> Edit:
    return lambda raw: raw[: at % len(raw)]


def _inserted(at: int, odd: bytes) -> Edit:
    return lambda raw: raw[: at % len(raw)] + odd + raw[at % len(raw) :]


NUMBERS = st.integers(0, 100_000)
EDITS = st.one_of(
    st.builds(_without, NUMBERS, st.integers(1, 5)),
    st.builds(_swapped, NUMBERS, NUMBERS),
    st.builds(_repeated, NUMBERS, NUMBERS),
    st.builds(_other_value, NUMBERS, st.sampled_from(ODD_VALUES)),
    st.builds(_cut, NUMBERS),
    st.builds(_inserted, NUMBERS, st.sampled_from(ODD_BYTES)),
    st.builds(_inserted, NUMBERS, st.binary(min_size=1, max_size=8)),
    st.builds(_inserted, NUMBERS, st.text(max_size=8).map(str.encode)),
)


def _problems(changes: list[tuple[Path, Edit]]) -> tuple[tuple[Problem, ...], list[str]]:
    """Load the ladder with these changes; return its problems and those with no such place."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "framework"
        shutil.copytree(LADDER, folder, ignore=shutil.ignore_patterns("schema", "*.md"))
        for name, edit in changes:
            path = folder / name
            path.write_bytes(edit(path.read_bytes() or b"\n"))
        try:
            load(folder)
        except BrokenLadder as broken:
            return broken.problems, [str(one) for one in broken.problems if not _stands(one)]
    return (), []


def _stands(problem: Problem) -> bool:
    path = Path(problem.file)
    if not path.is_file():
        return False
    return 1 <= problem.line <= path.read_bytes().count(b"\n") + 1


@given(st.lists(st.tuples(st.sampled_from(FILES), EDITS), min_size=1, max_size=4))
@settings(max_examples=100, deadline=None)
def test_every_problem_of_a_mangled_ladder_names_a_line_that_is_there(
    changes: list[tuple[Path, Edit]],
) -> None:
    _, misplaced = _problems(changes)

    assert misplaced == []


@given(st.sampled_from(FILES), NUMBERS, st.sampled_from(ODD_BYTES))
@settings(max_examples=25, deadline=None)
def test_an_odd_byte_never_passes(name: Path, at: int, odd: bytes) -> None:
    problems, _ = _problems([(name, _inserted(at, odd))])

    # A byte-order mark at the very start is where it belongs; Windows ends a line in two signs.
    assert problems or at % (LADDER / name).stat().st_size == 0 or odd == b"\r"


@given(st.sampled_from(FILES), NUMBERS)
@settings(max_examples=25, deadline=None)
def test_an_id_that_stands_twice_never_passes(name: Path, number: int) -> None:
    lines = (LADDER / name).read_bytes().splitlines()
    ids = [at for at, line in enumerate(lines) if line.lstrip(b" -").startswith(b"id: ")]
    again = ids[number % len(ids)]
    problems, _ = _problems([(name, _repeated(again, again))])

    assert problems


@given(st.sampled_from(FILES))
@settings(max_examples=len(FILES), deadline=None)
def test_a_file_with_nothing_in_it_never_passes(name: Path) -> None:
    problems, _ = _problems([(name, lambda _: b"")])

    assert problems
