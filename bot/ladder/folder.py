"""The folder of a ladder: which files it has, and what they hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bot.ladder.problems import Problem
from bot.ladder.records import (
    AREA,
    FRAMEWORK,
    LEVELS,
    PATHWAY,
    RESOURCES,
    Document,
    FileKind,
    entries,
)
from bot.ladder.source import parse
from bot.ladder.spelling import nearest_word

AT_THE_TOP = {"framework": FRAMEWORK, "levels": LEVELS, "resources": RESOURCES}
NOT_A_PATHWAY = "schema"
"""The one folder that is no pathway: the JSON Schema for editors."""


@dataclass
class Folder:
    """Everything that could be read, what could not, and the kinds of file that were not read."""

    documents: list[Document] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)

    def of(self, kind: FileKind) -> list[Document]:
        """Return the files of one kind."""
        return [document for document in self.documents if document.kind is kind]

    def add(self, path: Path, kind: FileKind, folder: str = "") -> Document | None:
        """Read one file; what is wrong with it is kept, and it is left out if nothing is in it."""
        try:
            parsed = parse(path.read_bytes())
        except OSError as error:
            reason = (error.strerror or "unknown").lower()
            self.lack(path, f"cannot be read: {reason}", f"write the file {path.name}", kind)
            return None
        data = parsed.data if isinstance(parsed.data, dict) else {}
        document = Document(kind, path.as_posix(), folder, path.stem, data, parsed.lines)
        self.problems += [document.fault(fault) for fault in parsed.faults]
        if isinstance(parsed.data, dict):
            self.documents.append(document)
            return document
        self.unread.add(kind.name)
        if parsed.data is not None:
            self.problems.append(document.problem((), "holds no keys", "begin with a key: value"))
        return None

    def lack(self, path: Path, wrong: str, mend: str, kind: FileKind) -> None:
        """Keep a problem with a file as a whole."""
        self.unread.add(kind.name)
        self.problems.append(Problem(path.as_posix(), 1, f"file {path.name}", wrong, mend))


def read_folder(folder: Path) -> Folder:
    """Return what the files under a folder hold, whatever is wrong with them."""
    read = Folder()
    if not _is_folder(folder):
        mend = "name the folder that holds framework.yaml"
        read.lack(folder, "is no folder that can be read", mend, FRAMEWORK)
        return read
    for name, kind in AT_THE_TOP.items():
        read.add(folder / f"{name}.yaml", kind)
    _refuse_strays(read, folder, tuple(AT_THE_TOP))
    pathways = [
        path for path in _visible(folder) if _is_folder(path) and path.name != NOT_A_PATHWAY
    ]
    for path in pathways:
        _read_pathway(read, path)
    if not pathways:
        mend = "make a folder with a pathway.yaml and a file for each area"
        read.lack(folder, "has no pathway", mend, PATHWAY)
    return read


def _read_pathway(read: Folder, folder: Path) -> None:
    pathway = read.add(folder / "pathway.yaml", PATHWAY, folder.name)
    files = {path.stem: path for path in _visible(folder) if path.suffix == ".yaml"}
    files.pop("pathway", None)
    for path in files.values():
        area = read.add(path, AREA, folder.name)
        if area and area.top.id != area.name:
            wrong = f'stands in the file {path.name} and has the id "{area.top.id}"'
            read.problems.append(area.problem(("id",), wrong, "give both the same name"))
    if pathway is None:
        _refuse_strays(read, folder, ("pathway", *files))
        return
    listed = [str(area).strip() for _, area in entries(pathway.data, ("areas",))]
    read.problems += _unlisted(folder, files, listed)
    read.problems += _unwritten(pathway, files)
    _refuse_strays(read, folder, ("pathway", *files, *listed))
    if pathway.top.id != folder.name:
        wrong = f'stands in the folder {folder.name} and has the id "{pathway.top.id}"'
        read.problems.append(pathway.problem(("id",), wrong, "give both the same name"))


def _unlisted(folder: Path, files: dict[str, Path], listed: list[str]) -> Iterator[Problem]:
    for name, path in files.items():
        if name not in listed:
            mend = f"add {name} to areas in {folder.name}/pathway.yaml, or remove the file"
            yield Problem(path.as_posix(), 1, f"area {name}", "is named by no pathway", mend)


def _unwritten(pathway: Document, files: dict[str, Path]) -> Iterator[Problem]:
    seen: set[object] = set()
    for loc, area in entries(pathway.data, ("areas",)):
        if isinstance(area, str) and area in seen:
            yield pathway.problem(loc, f'shows the area "{area}" twice', "remove one of the two")
        elif isinstance(area, str) and area not in files:
            near = nearest_word(area, files)
            mend = f'did you mean "{near}"?' if near else f"write {pathway.folder}/{area}.yaml"
            wrong = f'shows the area "{area}", whose file does not exist'
            yield pathway.problem(loc, wrong, mend)
        if isinstance(area, str):
            seen.add(area)


def _refuse_strays(read: Folder, folder: Path, known: tuple[str, ...]) -> None:
    """A file that nobody reads is a misspelt name, or words that would be lost in silence."""
    for path in _visible(folder):
        named_wrong = path.suffix == ".yml" or (path.suffix == ".yaml" and path.stem not in known)
        if named_wrong and not _is_folder(path):
            near = nearest_word(path.stem, known)
            mend = f"name it {near}.yaml" if near else "move it into the folder of a pathway"
            read.problems.append(
                Problem(path.as_posix(), 1, f"file {path.name}", "is not read", mend)
            )


def _visible(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError:
        return []


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False
