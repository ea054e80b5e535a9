"""Slack's mrkdwn, in both directions: what came from people is made harmless, once, here."""

from __future__ import annotations

import re

_MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")
_REFERENCE = re.compile(r"<[#@!]?[^<>|]*(?:\|([^<>]*))?>")


def escape(words: str) -> str:
    """Return words that show as they are: no mention, no link, no channel comes of them.

    Slack asks for these three characters only [docs.slack.dev, formatting message text]; the
    cards set `verbatim`, so bare addresses and names stay plain too.
    """
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(text: str) -> str:
    """Return what a person typed, from the text of a command, which arrives escaped."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def quote(words: str) -> str:
    """Return a person's words as a quotation, each line marked."""
    return "\n".join(f"> {line}" for line in escape(words).splitlines())


def mention(slack_id: str) -> str:
    """Return a person's name as Slack draws it."""
    return f"<@{slack_id}>"


def mentioned(text: str) -> str | None:
    """Return the Slack id of the first person whom the text of a command names."""
    found = _MENTION.search(text)
    return found[1] if found else None


def without_references(text: str) -> str:
    """Return the text of a command with its mentions taken out."""
    return " ".join(_REFERENCE.sub(" ", text).split())
