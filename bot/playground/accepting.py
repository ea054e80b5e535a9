"""Where the validator meets the Web API: accept a payload or refuse it with Slack's error name."""

from __future__ import annotations

from typing import Any

from bot.playground.blocks import Json
from bot.playground.errors import Refused
from bot.playground.validator import Problem, message_problems, view_problems
from bot.playground.workspace import Workspace

TEXT = 40_000


def accept_message(team: Workspace, args: Json) -> None:
    """Accept the text and blocks of a message, or refuse them."""
    blocks, attachments = args.get("blocks"), args.get("attachments")
    if args.get("markdown_text") and (args.get("text") or blocks):
        raise Refused("markdown_text_conflict")
    if isinstance(attachments, list) and len(attachments) > 100:
        raise Refused("too_many_attachments")
    if blocks is not None and not isinstance(blocks, list):
        raise Refused("invalid_blocks_format")
    if blocks:
        refuse_for(message_problems(blocks, without_new=team.refuses_new_blocks), "invalid_blocks")
    if not (args.get("text") or blocks or attachments or args.get("markdown_text")):
        raise Refused("no_text")


def accept_view(team: Workspace, view: Any, type_: str) -> Json:
    """Return the view if it is a good `modal` or `home`; a bad one is `invalid_arguments`."""
    problems = view_problems(view, type_=type_, without_new=team.refuses_new_blocks)
    refuse_for(problems, "invalid_arguments")
    accepted: Json = view
    return accepted


def refuse_for(problems: list[Problem], error: str) -> None:
    """Refuse if there are problems; one with an error name of its own decides the name."""
    if problems:
        own = next((problem.error for problem in problems if problem.error), error)
        raise Refused(own, [str(problem) for problem in problems])
