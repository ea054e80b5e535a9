"""The pieces that cards are made of: they know Slack's limits, and nothing of any conversation.

Cards are lists of plain blocks. They are built with slackblocks, which checks the limits, and
rendered here, because it knows no `expand` for sections and gives every block a fresh id.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import slackblocks as sb

Block: TypeAlias = dict[str, Any]

CARD_TEXT = 3000
"""What a section holds, in characters [docs.slack.dev, section block]."""


@dataclass(frozen=True)
class Card:
    """One list of blocks for two carriers: a reply that only the asker sees, and a modal.

    `reply_only` is added where the card is a reply; where a reply differs in more than that,
    `in_reply` is shown instead of `blocks`. The title and the metadata are a modal's.
    """

    blocks: list[Block]
    title: str = "Ladder"
    reply_only: list[Block] = field(default_factory=list)
    in_reply: list[Block] | None = None
    metadata: str = ""


def cut(words: str, most: int) -> str:
    """Return the words, cut at a word with an ellipsis where they are longer than `most`."""
    if len(words) <= most:
        return words
    kept = words[: most - 1]
    at_word = kept.rsplit(None, 1)[0] if " " in kept[most // 2 :] else kept
    return at_word.rstrip() + "…"


def header(words: str) -> Block:
    """A heading in plain text."""
    return _render(sb.HeaderBlock(cut(words, 150)))


def section(mrkdwn: str, accessory: sb.Element | None = None, block_id: str | None = None) -> Block:
    """A paragraph in mrkdwn, never folded, perhaps with one element beside it."""
    text = sb.Text(cut(mrkdwn, CARD_TEXT), verbatim=True)
    block = _render(sb.SectionBlock(text, accessory=accessory, block_id=block_id), block_id)
    return {**block, "expand": True}


def context(*mrkdwn: str) -> Block:
    """Small print. Several texts stand side by side."""
    return _render(sb.ContextBlock([sb.Text(cut(words, 2000), verbatim=True) for words in mrkdwn]))


def divider() -> Block:
    """A line."""
    return {"type": "divider"}


def actions(*elements: sb.Element, block_id: str | None = None) -> Block:
    """A row of buttons, menus and pickers."""
    return _render(sb.ActionsBlock(list(elements), block_id=block_id), block_id)


def text_input(
    block_id: str,
    label: str,
    element: sb.Element,
    *,
    optional: bool = False,
    hint: str | None = None,
) -> Block:
    """A field of a form. The element's action id is the block id: they name one fact."""
    block = sb.InputBlock(label=label, element=element, block_id=block_id, optional=optional,
                          hint=hint)  # fmt: skip
    return _render(block, block_id)


def button(
    label: str,
    action: str,
    value: str | None = None,
    *,
    style: str | None = None,
    names: str | None = None,
    nth: int | None = None,
    confirm: sb.ConfirmationDialogue | None = None,
    url: str | None = None,
) -> sb.Button:
    """A button. `names` says to a screen reader what it opens; `nth` keeps ids apart in a row.

    An action id may stand once in a block, so the second door of a kind in a row is numbered;
    `listens` matches them all.
    """
    return sb.Button(
        cut(label, 75),
        action_id=action if nth is None else f"{action}#{nth}",
        value=value,
        style=style,  # type: ignore[arg-type]
        accessibility_label=cut(names, 75) if names else None,
        confirm=confirm,
        url=url,
    )


def option(label: str, value: str, description: str | None = None) -> sb.Option:
    """One choice of a select, an overflow menu or checkboxes; 75 characters at most are shown."""
    return sb.Option(
        sb.Text(cut(label, 75), type_=sb.TextType.PLAINTEXT),
        value,
        sb.Text(cut(description, 75), type_=sb.TextType.PLAINTEXT) if description else None,
    )


def overflow(action: str, options: Sequence[sb.Option]) -> sb.OverflowMenu:
    """The menu behind the three dots: one to five options."""
    return sb.OverflowMenu(action_id=action, options=list(options))


def modal(
    callback: str,
    title: str,
    blocks: list[Block],
    *,
    submit: str | None = None,
    close: str = "Cancel",
    metadata: str = "",
) -> dict[str, Any]:
    """A view for views.open. Titles and buttons hold 24 characters, metadata 3,000."""
    view: dict[str, Any] = {
        "type": "modal",
        "callback_id": callback,
        "title": _plain(title),
        "close": _plain(close),
        "blocks": blocks,
        "private_metadata": metadata,
    }
    if submit is not None:
        view["submit"] = _plain(submit)
    return view


def _plain(words: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": words, "emoji": False}


def _render(block: sb.Block, block_id: str | None = None) -> Block:
    rendered: Block = block._resolve()
    if block_id is None:
        rendered.pop("block_id", None)
    return rendered
