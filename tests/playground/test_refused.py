"""Payloads that Slack refuses for their shape, each with the error name and the place it names."""

from __future__ import annotations

from typing import Any

import pytest

from bot.playground.accepting import accept_message, accept_view
from bot.playground.errors import Refused
from bot.playground.validator import message_problems
from bot.playground.workspace import Workspace
from tests.playground.tiny_bot import button, form, plain, section

Json = dict[str, Any]

INPUT = form()["blocks"][0]


def in_actions(element: Json) -> list[Json]:
    return [{"type": "actions", "elements": [element]}]


def in_input(element: Json, **fields: Any) -> list[Json]:
    return [{"type": "input", "label": plain("x"), "element": element, **fields}]


def option(words: str = "x", **fields: Any) -> Json:
    return {"text": plain(words), "value": words, **fields}


def select(**fields: Any) -> Json:
    return {"type": "static_select", "action_id": "a", "options": [option()], **fields}


def table(**fields: Any) -> Json:
    return {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}]], **fields}


def data_table(rows: list[list[Json]]) -> Json:
    return {"type": "data_table", "caption": "x", "rows": rows}


def chart(chart: Json) -> list[Json]:
    return [{"type": "data_visualization", "title": "x", "chart": chart}]


CELL: Json = {"type": "raw_text", "text": "x"}
RICH_CELL: Json = {
    "type": "rich_text",
    "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "x"}]}],
}
MRKDWN: Json = {"type": "mrkdwn", "text": "x"}
PICTURE: Json = {"type": "image", "alt_text": "x", "image_url": "https://example.com/x.png"}
LINE: Json = {"name": "x", "data": [{"label": "x", "value": 1}]}

MESSAGES: list[tuple[str, list[Any], str]] = [
    ("no object", ["x"], "must provide an object [json-pointer:/blocks/0]"),
    ("no type", [{}], "missing required field: type"),
    ("unknown type", [{"type": "blink"}], "unsupported type: blink [json-pointer:/blocks/0/type]"),
    ("unknown key", [{"type": "divider", "x": 1}], "invalid additional property: x"),
    ("empty block_id", [{"type": "divider", "block_id": ""}], "must be more than 0 characters"),
    ("alert outside a modal", [{"type": "alert", "text": plain("x")}], "unsupported type: alert"),
    ("empty section", [{"type": "section"}], "missing required field: text or fields"),
    ("empty text", [section("")], "must be more than 0 characters"),
    ("no fields", [{"type": "section", "fields": []}], "no less than 1 items allowed"),
    ("text is a string", [{"type": "section", "text": "x"}], "must provide an object"),
    ("text is a number", [{"type": "section", "text": {"type": "mrkdwn", "text": 1}}], "a string"),
    ("header in mrkdwn", [{"type": "header", "text": MRKDWN}], "unsupported type: mrkdwn"),
    ("button in mrkdwn", in_actions({**button("x", "a"), "text": MRKDWN}), "unsupported type"),
    ("button style", in_actions({**button("x", "a"), "style": "loud"}), "must be one of: primary"),
    ("no button text", in_actions({"type": "button", "action_id": "a"}), "required field: text"),
    ("empty button", in_actions(button("", "a")), "must be more than 0 characters"),
    ("no actions", [{"type": "actions", "elements": []}], "no less than 1 items allowed"),
    ("button in context", [{"type": "context", "elements": [button("x", "a")]}], "button"),
    ("no context", [{"type": "context", "elements": []}], "no less than 1 items allowed"),
    ("field in actions", in_actions({"type": "plain_text_input"}), "plain_text_input"),
    ("button in an input", in_input(button("x", "a")), "unsupported type: button"),
    ("overflow in an input", in_input({"type": "overflow", "options": [option()]}), "overflow"),
    ("field beside a section", [section("x", {"type": "plain_text_input"})], "plain_text_input"),
    (
        "button in context_actions",
        [{"type": "context_actions", "elements": [button("x", "a")]}],
        "",
    ),
    ("no options", in_actions(select(options=[])), "no less than 1 items allowed"),
    ("options and groups", in_actions(select(option_groups=[])), "exactly one of options"),
    ("neither", in_actions({"type": "static_select"}), "exactly one of options"),
    ("option without value", in_actions(select(options=[{"text": plain("x")}])), "field: value"),
    ("option with url", in_actions(select(options=[option(url="https://x")])), "property: url"),
    ("option in mrkdwn", in_actions(select(options=[option(text=MRKDWN)])), "type: mrkdwn"),
    ("initial option", in_actions(select(initial_option=option("y"))), "must match one of the"),
    ("no overflow", in_actions({"type": "overflow", "options": []}), "no less than 1 items"),
    ("no boxes", in_actions({"type": "checkboxes", "options": []}), "no less than 1 items"),
    ("min_length", in_input({"type": "plain_text_input", "min_length": -1}), "must be between"),
    ("max_length", in_input({"type": "plain_text_input", "max_length": 0}), "must be between 1"),
    ("files", in_input({"type": "file_input", "max_files": 11}), "must be between 1 and 10"),
    ("date", in_actions({"type": "datepicker", "initial_date": "8 Sep 2026"}), "YYYY-MM-DD"),
    ("time", in_actions({"type": "timepicker", "initial_time": "10.00"}), "must be HH:mm"),
    ("no label", [{"type": "input", "element": INPUT["element"]}], "required field: label"),
    ("optional is a word", in_input(INPUT["element"], optional="yes"), "must provide a boolean"),
    ("image without alt", [{"type": "image", "image_url": "https://x"}], "field: alt_text"),
    ("image from two", [{**PICTURE, "slack_file": {"id": "F1"}}], "exactly one of image_url"),
    ("image from nowhere", [{"type": "image", "alt_text": "x"}], "exactly one of image_url"),
    (
        "file by two names",
        [{"type": "image", "alt_text": "x", "slack_file": {"id": "F1", "url": "https://x"}}],
        "exactly one of id and url",
    ),
    ("confirm without deny", in_actions({**button("x", "a"), "confirm": {}}), "field: deny"),
    ("block_id twice", [{"type": "divider", "block_id": "x"}] * 2, "block_id needs to be unique"),
    (
        "action_id twice",
        [{"type": "actions", "elements": [button("x", "a"), button("y", "a")]}],
        "action_id needs to be unique",
    ),
    ("table cell", [table(rows=[[{"type": "mrkdwn", "text": "x"}]])], "unsupported type: mrkdwn"),
    ("data_table of one row", [data_table([[CELL]])], "no less than 2 items"),
    ("ragged data_table", [data_table([[CELL], [CELL, CELL]])], "same number of cells"),
    ("rich header cell", [data_table([[RICH_CELL], [CELL]])], "unsupported type: rich_text"),
    ("unknown chart", chart({"type": "donut"}), "unsupported type: donut"),
    ("empty slice", chart({"type": "pie", "segments": [{"label": "x", "value": 0}]}), "than 0"),
    (
        "series twice",
        chart({"type": "bar", "series": [LINE, LINE], "axis_config": {"categories": ["x"]}}),
        "series names must be unique",
    ),
    ("empty card", [{"type": "card"}], "must provide hero_image, title, actions or body"),
    ("no cards", [{"type": "carousel", "elements": []}], "no less than 1 items"),
    (
        "container in a container",
        [
            {
                "type": "container",
                "title": plain("x"),
                "child_blocks": [{"type": "container"}],
            }
        ],
        "unsupported type: container",
    ),
    (
        "pending task on its own",
        [{"type": "task_card", "task_id": "x", "title": "x", "status": "pending"}],
        "must be one of: in_progress",
    ),
    ("empty rich text", [{"type": "rich_text", "elements": []}], "no less than 1 items"),
]


@pytest.mark.parametrize(("name", "blocks", "words"), MESSAGES, ids=[one[0] for one in MESSAGES])
def test_a_message_is_refused(name: str, blocks: list[Any], words: str) -> None:
    with pytest.raises(Refused) as refusal:
        accept_message(Workspace(), {"text": "x", "blocks": blocks})

    assert refusal.value.error == "invalid_blocks", name
    assert words in " ".join(refusal.value.messages)


ARGUMENTS: list[tuple[str, Json, str]] = [
    ("nothing", {}, "no_text"),
    ("empty", {"text": "", "blocks": []}, "no_text"),
    ("blocks as a string", {"blocks": "[]"}, "invalid_blocks_format"),
    ("101 attachments", {"text": "x", "attachments": [{}] * 101}, "too_many_attachments"),
    ("text and markdown", {"text": "x", "markdown_text": "x"}, "markdown_text_conflict"),
    ("two tables", {"blocks": [table(), table()]}, "invalid_attachments"),
    (
        "long markdown in two",
        {"blocks": [{"type": "markdown", "text": "x" * 6001}] * 2},
        "msg_blocks_too_long",
    ),
]


@pytest.mark.parametrize(("name", "args", "error"), ARGUMENTS, ids=[one[0] for one in ARGUMENTS])
def test_a_message_is_refused_by_name(name: str, args: Json, error: str) -> None:
    with pytest.raises(Refused) as refusal:
        accept_message(Workspace(), args)

    assert refusal.value.error == error, name


def modal(**fields: Any) -> Json:
    return {**form(), **fields}


def without(key: str) -> Json:
    return {name: value for name, value in form().items() if name != key}


VIEWS: list[tuple[str, Any, str, str]] = [
    ("a string", "view", "modal", "must provide an object"),
    ("a home as a modal", {"type": "home", "blocks": []}, "modal", "unsupported type: home"),
    ("a modal as a home", form(), "home", "unsupported type: modal"),
    ("no title", without("title"), "modal", "missing required field: title"),
    ("no blocks", modal(blocks=[]), "modal", "no less than 1 items"),
    ("a title in mrkdwn", modal(title=MRKDWN), "modal", "unsupported type: mrkdwn"),
    ("an input without submit", without("submit"), "modal", "missing required field: submit"),
    ("a home with a title", {**form(), "type": "home"}, "home", "invalid additional property"),
    ("a table", modal(blocks=[table()]), "modal", "unsupported type: table"),
    ("a chart", modal(blocks=chart({"type": "pie"})), "modal", "unsupported type: data_vis"),
    ("markdown", modal(blocks=[{"type": "markdown", "text": "x"}]), "modal", "type: markdown"),
    ("a carousel", modal(blocks=[{"type": "carousel"}]), "modal", "unsupported type: carousel"),
    ("an alert", {"type": "home", "blocks": [{"type": "alert"}]}, "home", "type: alert"),
    ("a plan", {"type": "home", "blocks": [{"type": "plan"}]}, "home", "unsupported type: plan"),
    ("two inputs of a name", modal(blocks=[INPUT, INPUT]), "modal", "block_id needs to be unique"),
    (
        "two focused fields",
        modal(
            blocks=in_input({"type": "plain_text_input", "focus_on_load": True})
            + in_input({"type": "plain_text_input", "focus_on_load": True})
        ),
        "modal",
        "only one element may have focus_on_load",
    ),
]


@pytest.mark.parametrize(("name", "view", "type_", "words"), VIEWS, ids=[one[0] for one in VIEWS])
def test_a_view_is_refused(name: str, view: Any, type_: str, words: str) -> None:
    with pytest.raises(Refused) as refusal:
        accept_view(Workspace(), view, type_)

    assert refusal.value.error == "invalid_arguments", name
    assert words in " ".join(refusal.value.messages)


@pytest.mark.parametrize("kind", ["table", "image", "rich_text", "input", "markdown", "card"])
def test_the_answer_to_a_command_holds_the_plainest_blocks_only(kind: str) -> None:
    problems = message_problems([{"type": kind}], surface="command answer")

    assert [problem.message for problem in problems] == [f"unsupported type: {kind}"]


@pytest.mark.parametrize("kind", ["table", "data_table", "data_visualization"])
def test_a_workspace_may_refuse_new_blocks(kind: str) -> None:
    problems = message_problems([{"type": kind}], without_new=True)

    assert [problem.message for problem in problems] == [f"unsupported type: {kind}"]


def test_several_problems_are_told_at_once() -> None:
    problems = message_problems([section(""), {"type": "blink"}, section("x" * 3001)])

    assert [problem.pointer for problem in problems] == [
        "/blocks/0/text/text",
        "/blocks/1/type",
        "/blocks/2/text/text",
    ]
