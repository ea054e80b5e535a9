"""The words behind a verb, as the person typed them: no line break, name or mark is lost."""

from __future__ import annotations

import re

from bot.slack.mrkdwn import unescape

_COMMAND = re.compile(r"^\s*(?:<[^>]*>\s*)*\S+\s*")
_REFERENCE = re.compile(r"<([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")


def as_typed(raw: str) -> str:
    """Return the text of a command, which Slack sends escaped, as the person typed it.

    People, channels and links that were named stay, by the name that they were typed with.
    """
    return unescape(_REFERENCE.sub(_named, raw))


def words_behind_verb(raw: str) -> str:
    """Return the words behind the verb of a command, as the person typed them."""
    return as_typed(_COMMAND.sub("", raw, count=1))


def _named(found: re.Match[str]) -> str:
    sign, target, label = found.groups()
    name = label or target
    if sign == "!":
        return f"@{name.removeprefix('@')}"
    return f"{sign}{name}"
