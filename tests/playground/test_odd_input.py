"""Whatever arrives, the local Slack answers like Slack and never breaks."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import bot.playground
from bot.playground import LocalSlack
from bot.playground.faults import Reply
from bot.playground.methods import METHODS
from bot.playground.validator import message_problems, view_problems
from bot.playground.validator.blocks import BLOCKS
from bot.playground.validator.elements import ELEMENTS

LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
_KEYS = """
    type text elements element accessory options option_groups value label title blocks rows
    chart series data fields confirm initial_option initial_options submit placeholder action_id
    block_id alt_text image_url child_blocks tasks segments axis_config
"""
_ARGUMENTS = """
    channel user users user_id ts text blocks view view_id trigger_id external_id hash files file
    filename length limit cursor metadata attachments channel_id
"""
KEYS = st.sampled_from(_KEYS.split())
KINDS = st.sampled_from(
    [*BLOCKS, *ELEMENTS, "plain_text", "mrkdwn", "modal", "home", "line", "pie"]
)


def nested(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    typed = st.builds(
        lambda kind, rest: {**rest, "type": kind},
        KINDS,
        st.dictionaries(KEYS, inner, max_size=6),
    )
    return typed | st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4)


JUNK = st.recursive(LEAVES, nested, max_leaves=20)
ARGUMENTS = st.dictionaries(
    st.sampled_from(_ARGUMENTS.split()),
    JUNK | st.sampled_from(["U0ADA", "C0GENERAL", "D0ADA", "V0GONE", ""]),
)


@pytest.fixture(scope="module")
def slack() -> LocalSlack:
    """A local Slack without sockets of its own."""
    return LocalSlack()


@settings(deadline=None)
@given(blocks=st.lists(JUNK, max_size=4))
def test_the_validator_judges_anything(blocks: list[Any]) -> None:
    assert isinstance(message_problems(blocks), list)


@settings(deadline=None)
@given(view=JUNK, type_=st.sampled_from(["modal", "home"]))
def test_the_validator_judges_any_view(view: Any, type_: str) -> None:
    assert isinstance(view_problems(view, type_=type_), list)


@settings(deadline=None)
@given(method=st.sampled_from(sorted(METHODS)), arguments=ARGUMENTS)
def test_every_method_answers_anything(slack: LocalSlack, method: str, arguments: Any) -> None:
    headers = {
        "authorization": f"Bearer {slack.team.token}",
        "content-type": "application/json; charset=utf-8",
    }

    reply = slack.web_api.answer(f"/api/{method}", headers, json.dumps(arguments).encode())

    assert isinstance(reply, Reply)
    assert json.loads(reply.body)["ok"] in {True, False}


@settings(deadline=None)
@given(body=st.binary(max_size=40))
def test_a_body_of_any_bytes_is_answered(slack: LocalSlack, body: bytes) -> None:
    headers = {"content-type": "application/json"}

    reply = slack.web_api.answer("/api/chat.postMessage", headers, body)

    assert isinstance(reply, Reply)
    assert not json.loads(reply.body)["ok"]


@pytest.mark.parametrize("module", ["slackblocks", "slack_sdk", "slack_bolt", "bot.slack"])
def test_the_local_slack_stands_on_its_own(module: str) -> None:
    folder = Path(bot.playground.__file__).parent
    files = [file for file in folder.rglob("*.py") if "node_modules" not in file.parts]

    assert len(files) > 30
    for file in files:
        for name in _imported(ast.parse(file.read_text("utf-8"))):
            assert name != module, file
            assert not name.startswith(f"{module}."), file


def _imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
