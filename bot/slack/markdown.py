"""A ladder's Markdown as Slack's mrkdwn, which is not Markdown: made once, at the edge."""

from __future__ import annotations

from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.slack.mrkdwn import escape

_PARSER = MarkdownIt("commonmark", {"breaks": True})
_MARKS = {
    "strong_open": "*",
    "strong_close": "*",
    "em_open": "_",
    "em_close": "_",
    "softbreak": "\n",
    "hardbreak": "\n",
    "link_close": ">",
}


@lru_cache(maxsize=4096)
def to_mrkdwn(markdown: str) -> str:
    """Return one text of a ladder for a section or a context.

    Bold, italics, code and links are kept; everything else is shown as it was written.
    """
    (inline,) = _PARSER.parseInline(markdown.strip())
    return "".join(_written(token) for token in inline.children or ())


def _written(token: Token) -> str:
    if token.type == "code_inline":
        return f"`{escape(token.content)}`"
    if token.type == "link_open":
        return f"<{escape(str(token.attrs['href']))}|"
    if token.type == "image":
        return escape(token.content)
    return _MARKS.get(token.type, escape(token.content))
