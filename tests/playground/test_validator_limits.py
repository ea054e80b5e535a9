"""Each length and count that Slack documents: what just fits is taken, one more is refused.

The table is the corpus: a name, the most that fits, and how to build a payload of that size.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.playground.validator import message_problems, options_problems, view_problems
from tests.playground.tiny_bot import button, plain, section

Json = dict[str, Any]
Build = Callable[[int], list[Json]]


def options(count: int, words: int = 3) -> list[Json]:
    return [{"text": plain(f"{n:0{words}}"), "value": str(n)} for n in range(count)]


def actions(*elements: Json) -> list[Json]:
    return [{"type": "actions", "elements": list(elements)}]


def select(**fields: Any) -> list[Json]:
    element = {"type": "static_select", "action_id": "a", "options": options(1), **fields}
    return actions(element)


def boxes(kind: str, count: int) -> list[Json]:
    return actions({"type": kind, "action_id": "a", "options": options(count)})


def option(**fields: Any) -> list[Json]:
    return select(options=[{"text": plain("x"), "value": "x", **fields}])


def confirm(**fields: Any) -> list[Json]:
    texts = {key: plain("x") for key in ("title", "text", "confirm", "deny")}
    return actions({**button("x", "a"), "confirm": {**texts, **fields}})


def typing(**fields: Any) -> list[Json]:
    element = {"type": "plain_text_input", "action_id": "a", **fields}
    return [{"type": "input", "label": plain("x"), "element": element}]


def labelled(**fields: Any) -> list[Json]:
    return [{**typing()[0], **fields}]


def image(**fields: Any) -> list[Json]:
    source = {"image_url": "https://example.com/x.png", "alt_text": "x"}
    return [{"type": "image", **source, **fields}]


def card(**fields: Any) -> list[Json]:
    return [{"type": "card", "title": plain("x"), **fields}]


def cell(words: str = "x") -> Json:
    return {"type": "raw_text", "text": words}


def table(rows: int, cells: int) -> list[Json]:
    return [{"type": "table", "rows": [[cell()] * cells] * rows}]


def data_table(rows: int, cells: int = 1, words: str = "x", **fields: Any) -> list[Json]:
    content = [[cell(words)] * cells] * rows
    return [{"type": "data_table", "caption": "x", "rows": content, **fields}]


def chart(series: int = 1, points: int = 1, name: int = 1, title: int = 1) -> list[Json]:
    data = [{"label": "x", "value": 1}] * points
    lines = [{"name": f"{n:0{name}}", "data": data} for n in range(series)]
    drawn = {"type": "line", "series": lines, "axis_config": {"categories": ["x"]}}
    return [{"type": "data_visualization", "title": "x" * title, "chart": drawn}]


def axes(**fields: Any) -> list[Json]:
    block = chart()
    block[0]["chart"]["axis_config"].update(fields)
    return block


def pie(segments: int, label: int = 1) -> list[Json]:
    parts = [{"label": "x" * label, "value": 1}] * segments
    return [
        {"type": "data_visualization", "title": "x", "chart": {"type": "pie", "segments": parts}}
    ]


def plan(tasks: int) -> list[Json]:
    task = {"task_id": "x", "title": "x", "status": "pending"}
    return [{"type": "plan", "title": "x", "tasks": [task] * tasks}]


def video(**fields: Any) -> list[Json]:
    urls = {"thumbnail_url": "https://example.com", "video_url": "https://example.com"}
    return [{"type": "video", "alt_text": "x", "title": plain("x"), **urls, **fields}]


def rich_list(**fields: Any) -> list[Json]:
    item = {"type": "rich_text_section", "elements": [{"type": "text", "text": "x"}]}
    part = {"type": "rich_text_list", "style": "bullet", "elements": [item], **fields}
    return [{"type": "rich_text", "elements": [part]}]


def context(count: int) -> list[Json]:
    return [{"type": "context", "elements": [{"type": "mrkdwn", "text": "x"}] * count}]


def icon_buttons(count: int) -> list[Json]:
    buttons = [{"type": "icon_button", "icon": "trash", "text": plain("x")} for _ in range(count)]
    return [{"type": "context_actions", "elements": buttons}]


def group_of(count: int, label: int = 1) -> list[Json]:
    groups = [{"label": plain("x" * label), "options": options(count)}]
    return actions({"type": "static_select", "action_id": "a", "option_groups": groups})


def groups(count: int) -> list[Json]:
    each = {"label": plain("x"), "options": options(1)}
    return actions({"type": "static_select", "action_id": "a", "option_groups": [each] * count})


MESSAGE_LIMITS: list[tuple[str, int, Build]] = [
    ("blocks of a message", 50, lambda n: [{"type": "divider"}] * n),
    ("block_id", 255, lambda n: [{"type": "divider", "block_id": "x" * n}]),
    ("action_id", 255, lambda n: actions(button("x", "x" * n))),
    ("section text", 3000, lambda n: [section("x" * n)]),
    ("section fields", 10, lambda n: [{"type": "section", "fields": [plain("x")] * n}]),
    ("section field", 2000, lambda n: [{"type": "section", "fields": [plain("x" * n)]}]),
    ("header text", 150, lambda n: [{"type": "header", "text": plain("x" * n)}]),
    ("actions", 25, lambda n: actions(*(button("x", f"a{i}") for i in range(n)))),
    ("context elements", 10, context),
    ("context_actions elements", 5, icon_buttons),
    ("button text", 75, lambda n: actions(button("x" * n, "a"))),
    ("button value", 2000, lambda n: actions(button("x", "a", "x" * n))),
    ("button url", 3000, lambda n: actions({**button("x", "a"), "url": "x" * n})),
    ("button label", 75, lambda n: actions({**button("x", "a"), "accessibility_label": "x" * n})),
    ("agent prompt", 4000, lambda n: actions({**button("x", "a"), "agent_prompt": "x" * n})),
    ("select options", 100, lambda n: select(options=options(n))),
    ("select groups", 100, groups),
    ("options of a group", 100, group_of),
    ("group label", 75, lambda n: group_of(1, n)),
    ("select placeholder", 150, lambda n: select(placeholder=plain("x" * n))),
    ("option text", 75, lambda n: option(text=plain("x" * n))),
    ("option value", 150, lambda n: option(value="x" * n)),
    ("option description", 75, lambda n: option(description=plain("x" * n))),
    ("overflow options", 5, lambda n: boxes("overflow", n)),
    ("checkboxes", 10, lambda n: boxes("checkboxes", n)),
    ("radio buttons", 10, lambda n: boxes("radio_buttons", n)),
    ("confirm title", 100, lambda n: confirm(title=plain("x" * n))),
    ("confirm text", 300, lambda n: confirm(text=plain("x" * n))),
    ("confirm confirm", 30, lambda n: confirm(confirm=plain("x" * n))),
    ("confirm deny", 30, lambda n: confirm(deny=plain("x" * n))),
    ("input label", 2000, lambda n: labelled(label=plain("x" * n))),
    ("input hint", 2000, lambda n: labelled(hint=plain("x" * n))),
    ("input min_length", 3000, lambda n: typing(min_length=n)),
    ("input max_length", 3000, lambda n: typing(max_length=n)),
    ("input placeholder", 150, lambda n: typing(placeholder=plain("x" * n))),
    ("image alt_text", 2000, lambda n: image(alt_text="x" * n)),
    ("image url", 3000, lambda n: image(image_url="x" * n)),
    ("image title", 2000, lambda n: image(title=plain("x" * n))),
    ("markdown", 12_000, lambda n: [{"type": "markdown", "text": "x" * n}]),
    ("markdown in all", 12_000, lambda n: [{"type": "markdown", "text": "x" * (n // 2)}] * 2),
    ("table rows", 100, lambda n: table(n, 1)),
    ("table cells", 20, lambda n: table(1, n)),
    ("tables", 1, lambda n: table(1, 1) * n),
    ("data_table rows", 201, data_table),
    ("data_table cells", 20, lambda n: data_table(2, n)),
    ("data_table page", 100, lambda n: data_table(2, page_size=n)),
    ("data_table characters", 20_000, lambda n: data_table(2, words="x" * ((n + 1) // 2))),
    ("charts", 2, lambda n: chart() * n),
    ("chart title", 50, lambda n: chart(title=n)),
    ("chart series", 12, lambda n: chart(series=n)),
    ("chart points", 20, lambda n: chart(points=n)),
    ("series name", 20, lambda n: chart(name=n)),
    ("axis label", 50, lambda n: axes(x_label="x" * n)),
    ("categories", 20, lambda n: axes(categories=["x"] * n)),
    ("pie segments", 12, pie),
    ("segment label", 20, lambda n: pie(1, n)),
    ("card title", 150, lambda n: card(title=plain("x" * n))),
    ("card subtitle", 150, lambda n: card(subtitle=plain("x" * n))),
    ("card body", 200, lambda n: card(body=plain("x" * n))),
    ("card actions", 3, lambda n: card(actions=[button("x", f"a{i}") for i in range(n)])),
    ("carousel", 10, lambda n: [{"type": "carousel", "elements": card() * n}]),
    (
        "container",
        10,
        lambda n: [
            {"type": "container", "title": plain("x"), "child_blocks": [{"type": "divider"}] * n}
        ],
    ),
    (
        "container title",
        150,
        lambda n: [
            {
                "type": "container",
                "title": plain("x" * n),
                "child_blocks": [{"type": "divider"}],
            }
        ],
    ),
    ("plan tasks", 50, plan),
    ("video title", 199, lambda n: video(title=plain("x" * n))),
    ("video author", 49, lambda n: video(author_name="x" * n)),
    ("rich text indent", 8, lambda n: rich_list(indent=n)),
    ("rich text border", 1, lambda n: rich_list(border=n)),
]
NAMES = [name for name, _, _ in MESSAGE_LIMITS]


@pytest.mark.parametrize(("name", "most", "build"), MESSAGE_LIMITS, ids=NAMES)
def test_what_just_fits_in_a_message_is_taken(name: str, most: int, build: Build) -> None:
    assert message_problems(build(most)) == [], name


@pytest.mark.parametrize(("name", "most", "build"), MESSAGE_LIMITS, ids=NAMES)
def test_one_more_is_refused_in_a_message(name: str, most: int, build: Build) -> None:
    # Odd sizes of halved texts round up, so two more is the next size there.
    more = most + 2 if name == "markdown in all" else most + 1
    assert message_problems(build(more)) != [], name


def modal(**fields: Any) -> Json:
    return {"type": "modal", "title": plain("x"), "blocks": [section("x")], **fields}


VIEW_LIMITS: list[tuple[str, int, Callable[[int], Json]]] = [
    ("title", 24, lambda n: modal(title=plain("x" * n))),
    ("submit", 24, lambda n: modal(submit=plain("x" * n))),
    ("close", 24, lambda n: modal(close=plain("x" * n))),
    ("private_metadata", 3000, lambda n: modal(private_metadata="x" * n)),
    ("callback_id", 255, lambda n: modal(callback_id="x" * n)),
    ("external_id", 255, lambda n: modal(external_id="x" * n)),
    ("blocks", 100, lambda n: modal(blocks=[{"type": "divider"}] * n)),
    ("alert", 200, lambda n: modal(blocks=[{"type": "alert", "text": plain("x" * n)}])),
]
VIEW_NAMES = [name for name, _, _ in VIEW_LIMITS]


@pytest.mark.parametrize(("name", "most", "build"), VIEW_LIMITS, ids=VIEW_NAMES)
def test_what_just_fits_in_a_modal_is_taken(
    name: str, most: int, build: Callable[[int], Json]
) -> None:
    assert view_problems(build(most), type_="modal") == [], name


@pytest.mark.parametrize(("name", "most", "build"), VIEW_LIMITS, ids=VIEW_NAMES)
def test_one_more_is_refused_in_a_modal(name: str, most: int, build: Callable[[int], Json]) -> None:
    assert view_problems(build(most + 1), type_="modal") != [], name


def test_a_home_tab_holds_a_hundred_blocks() -> None:
    home = {"type": "home", "blocks": [{"type": "divider"}] * 100}

    assert view_problems(home, type_="home") == []
    home["blocks"] = [{"type": "divider"}] * 101
    assert view_problems(home, type_="home") != []


def test_a_view_of_more_than_250_kilobytes_is_too_large() -> None:
    heavy = modal(blocks=[section("x" * 3000) for _ in range(90)])

    assert [problem.error for problem in view_problems(heavy, type_="modal")] == ["view_too_large"]


def test_a_query_is_answered_with_a_hundred_options_at_most() -> None:
    assert options_problems({"options": options(100)}) == []
    assert options_problems({"options": options(101)}) != []


def test_a_query_may_be_answered_with_nothing() -> None:
    assert options_problems({"options": []}) == []
