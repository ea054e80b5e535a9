"""How Slack rewrites what a person typed after a command before the app gets it."""

from __future__ import annotations

import re

from bot.playground.workspace import Workspace

_NAMED = re.compile(r"(?<![\w<])([@#])([\w.\-]*\w)")
_BROADCASTS = frozenset({"here", "channel", "everyone"})


def escape(text: str) -> str:
    """Escape the three characters that mean something in mrkdwn."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def escaped_command(team: Workspace, text: str) -> str:
    """Turn `@grace` into `<@U0GRACE|grace>`, `#general` into `<#C0GENERAL|general>`.

    A name that nobody has stays as it was typed.
    """

    def named(match: re.Match[str]) -> str:
        sign, name = match.groups()
        if sign == "@" and name in _BROADCASTS:
            return f"<!{name}>"
        person = team.person_by_name(name) if sign == "@" else None
        if person is not None:
            return f"<@{person.id}|{person.name}>"
        channel = team.channel_by_name(name) if sign == "#" else None
        return f"<#{channel.id}|{channel.name}>" if channel else match.group()

    return _NAMED.sub(named, escape(text))
