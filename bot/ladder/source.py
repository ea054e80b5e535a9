"""Reading one YAML file: plain strings, lists and dicts, and the line of each.

PyYAML alone is too kind for a file that people write by hand: it keeps the last of two equal keys
and cuts a text at ` #` in silence, makes numbers and dates out of words, and follows aliases that
blow a small file up. So the file is built here from the parser's events, every scalar stays the
string that was typed, and what the author cannot have meant is a fault with its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

Loc = tuple[str | int, ...]

LOADER = yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader
"""The parser of libyaml is some twenty times faster, and every start and every test reads YAML."""

DEEPEST = 16
ODD = re.compile(
    "[^\n\x20-\x7e\xa0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufefe\uff00-\ufffd"
    "\U00010000-\U0010ffff]"
)
"""What has no place in a text: control characters, line breaks that editors do not show, marks
that turn the direction of writing, byte-order marks."""
VALUE = re.compile(r"^[\s-]*(?:[\w-]+:(?:\s+|$))?")
"""What stands before the value on a line: hyphens and one key."""
SIGNS = "\"'[]{}&*!|>%@`,?"
QUOTE_IT = 'put the text in "double quotes", or on lines of its own after >-'


@dataclass(frozen=True)
class Fault:
    """Something wrong in one file; `loc` is the way to it from the top, where that is known."""

    line: int
    wrong: str
    mend: str
    loc: Loc | None = None


@dataclass
class Parsed:
    """What a file holds; `data` is None when it cannot be told.

    `lines` has the line of every value: of its key where that is a list or has keys itself.
    """

    data: object = None
    lines: dict[Loc, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


class _Stop(Exception):
    """Reading on would say nothing true about the rest of the file."""


def parse(raw: bytes) -> Parsed:
    """Return what the bytes of a YAML file hold, with every fault of their writing."""
    faults: list[Fault] = []
    text = _decoded(raw, faults)
    parsed = Parsed(faults=faults)
    builder = _Builder(text, parsed)
    try:
        builder.build()
    except _Stop:
        pass
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = min(mark.line, text.count("\n")) + 1 if mark else 1
        faults.append(Fault(line, f"is not YAML: {error.problem}", _mend_of(text, line)))
    return parsed


def _decoded(raw: bytes, faults: list[Fault]) -> str:
    """Return the text with odd characters made spaces, so that the rest can be read as well."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        faults.append(Fault(line, "is not written in UTF-8", "save the file as UTF-8"))
        text = raw.decode("utf-8", errors="replace")
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    lines = text.split("\n")
    for wrong, mend, pattern in (
        ("holds a tab", "use spaces", "\t"),
        ("holds a byte-order mark amid the text", "remove it", "\ufeff"),
        (
            "holds a character that nobody can see",
            "type the line anew",
            f"(?![\t\ufeff]){ODD.pattern}",
        ),
    ):
        at = [number for number, line in enumerate(lines, 1) if re.search(pattern, line)]
        if at:
            more = f", also in line {', '.join(map(str, at[1:6]))}" if len(at) > 1 else ""
            faults.append(Fault(at[0], wrong + more, mend))
    return ODD.sub(" ", text)


def _mend_of(text: str, line: int) -> str:
    """Say what most often breaks a line like this one."""
    written = text.split("\n")[line - 1]
    value = VALUE.sub("", written)
    if value and value[0] in SIGNS:
        return f"begin no text with {value[0]}: {QUOTE_IT}"
    if ": " in value:
        return f"write no text with a colon and a space in it: {QUOTE_IT}"
    if value:
        return f"indent like the line before, and if it is a text, {QUOTE_IT}"
    return f"look at the lines before: close every quote and bracket, or {QUOTE_IT}"


class _Builder:
    """Turns the parser's events into data, noting lines and faults on the way."""

    def __init__(self, text: str, parsed: Parsed) -> None:
        self._lines = text.split("\n")
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=LOADER)
        self._parsed = parsed

    def build(self) -> None:
        """Read the one document of the file; raises _Stop or a YAML error."""
        documents = 0
        for event in self._events:
            if not isinstance(event, yaml.DocumentStartEvent):
                continue
            documents += 1
            if documents > 1:
                self._fault(event, (), "holds a second document", "remove the line ---")
                self._parsed.data = None
                raise _Stop
            first = next(self._events)
            self._parsed.data = self._value(first, ())
        if not documents or self._parsed.data == "":
            self._parsed.data = None
            self._parsed.faults.append(Fault(1, "is empty", "write it, or remove the file"))

    def _value(self, event: yaml.Event, loc: Loc) -> object:
        self._parsed.lines.setdefault(loc, _line(event))
        self._refuse(event, loc)
        if isinstance(event, yaml.ScalarEvent):
            return self._text(event, loc)
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[object] = []
            while not isinstance(item := next(self._events), yaml.SequenceEndEvent):
                items.append(self._value(item, (*loc, len(items))))
            return items
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(loc)
        return ""

    def _mapping(self, loc: Loc) -> dict[str, object]:
        """Of two equal keys the first counts; both are read, for the faults in them."""
        entries: dict[str, object] = {}
        first: dict[str, int] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            line = _line(event)
            key = self._key(event, loc)
            if key in first:
                wrong = f'has the key "{key}" twice, first in line {first[key]}'
                self._fault(event, loc, wrong, "remove one of the two")
                self._value(next(self._events), (*loc, f"{key} in line {line}"))
                continue
            first[key] = line
            self._parsed.lines[(*loc, key)] = line
            entries[key] = self._value(next(self._events), (*loc, key))
        return entries

    def _key(self, event: yaml.Event, loc: Loc) -> str:
        if isinstance(event, yaml.ScalarEvent):
            self._refuse(event, loc)
            return self._text(event, loc, key=True)
        self._fault(event, loc, "has a key that is no word", QUOTE_IT)
        raise _Stop

    def _text(self, event: yaml.ScalarEvent, loc: Loc, *, key: bool = False) -> str:
        if ODD.search(event.value):
            self._fault(event, loc, "holds an escape that nobody can see", "remove it")
        if not event.style and not key and self._behind(event).startswith("#"):
            wrong = f'is cut at "#" after "{event.value[-40:]}"'
            self._fault(event, loc, wrong, f"{QUOTE_IT}; a comment has its own line")
        return ODD.sub(" ", event.value)

    def _behind(self, event: yaml.Event) -> str:
        """Return what stands behind a value on its last line."""
        end = event.end_mark
        return self._lines[end.line][end.column :].lstrip() if end else ""

    def _refuse(self, event: yaml.Event, loc: Loc) -> None:
        if len(loc) > DEEPEST:
            self._fault(event, loc, "is nested deeper than any ladder", "remove some brackets")
            raise _Stop
        if isinstance(event, yaml.AliasEvent):
            self._fault(
                event, loc, f'has the alias "*{event.anchor}"', f"write it out, or {QUOTE_IT}"
            )
        elif getattr(event, "anchor", None):
            self._fault(event, loc, "has an anchor (&)", f"remove it, or {QUOTE_IT}")
        if getattr(event, "tag", None):
            self._fault(event, loc, "has a tag (!)", f"remove it, or {QUOTE_IT}")

    def _fault(self, event: yaml.Event, loc: Loc, wrong: str, mend: str) -> None:
        self._parsed.faults.append(Fault(_line(event), wrong, mend, loc))


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1
