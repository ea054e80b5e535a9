"""How blocks and texts are drawn. Drawing leaves nothing behind, so all tests share one page."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.playground.page.conftest import local_slack, tab
from tests.playground.page.stage import Json, Stage, Visit, text
from tests.playground.tiny_bot import plain, section

CELL = {"type": "raw_text", "text": "*Area*"}


@pytest.fixture(scope="module")
def wall(browser: Browser) -> Iterator[tuple[Visit, Stage]]:
    """A channel to put blocks into."""
    with local_slack() as slack, tab(browser) as page:
        stage = Stage(slack)
        yield Visit(page, slack.page_url).open(), stage


@pytest.fixture
def ada(wall: tuple[Visit, Stage]) -> Visit:
    """Ada, who looks at it."""
    return wall[0]


@pytest.fixture
def stage(wall: tuple[Visit, Stage]) -> Stage:
    """The one who puts the blocks there."""
    return wall[1]


def message(ada: Visit, ts: str) -> Locator:
    """Return the message with that ts."""
    return ada.page.locator(f"[data-ts='{ts}']")


def drawn(ada: Visit, stage: Stage, *blocks: Json) -> str:
    """Post blocks and return their visible words, line by line."""
    ts = stage.post(list(blocks))
    words = message(ada, ts).locator(".blocks").inner_text()
    return re.sub(r"\n+", "\n", words)


@pytest.mark.parametrize(
    ("typed", "seen"),
    [
        ("*bold* _it_ ~no~ `a*b*c`", "bold it no a*b*c"),
        ("2*3*4 snake_case_word a:b:c", "2*3*4 snake_case_word a:b:c"),
        ("# no heading\n---\n[x](y)", "# no heading\n---\n[x](y)"),
        ("1. one\n2. two\n• three", "1. one\n2. two\n• three"),
        ("<@U0GRACE> in <#C0GENERAL>", "@Grace Hopper in #general"),
        ("<@U0GRACE|grace> <@U0NOBODY>", "@Grace Hopper @U0NOBODY"),
        ("&lt;@U0ADA&gt; &amp;amp; &lt;b&gt;", "<@U0ADA> &amp; <b>"),
        ("> quoted\n> twice\nafter", "quoted\ntwice\nafter"),
        ("<https://example.org/a_b_c|*not* bold>", "*not* bold"),
        ("```x *y*\n  z```", "x *y*\n  z"),
        ("*\n_\n~~~\n<>\n<@>", "*\n_\n~~~\n<>\n<@>"),
        (":tada: :nonsense:", "🎉 :nonsense:"),
        ("שלום *עולם*", "שלום עולם"),
        ("*two\nlines*", "*two\nlines*"),
    ],
)
def test_mrkdwn_is_read_as_slack_reads_it(ada: Visit, stage: Stage, typed: str, seen: str) -> None:
    assert drawn(ada, stage, section(typed)) == seen


def test_plain_text_has_no_marks(ada: Visit, stage: Stage) -> None:
    assert drawn(ada, stage, {"type": "header", "text": plain("a *b* & <x>")}) == "a *b* & <x>"


def test_an_unknown_block_is_shown_and_not_dropped(ada: Visit, stage: Stage) -> None:
    words = drawn(ada, stage, {"type": "sparkles", "amount": 3}, section("after"))

    assert "cannot draw the block “sparkles”" in words
    assert words.endswith("after")


def test_an_unknown_element_is_shown_and_not_dropped(ada: Visit, stage: Stage) -> None:
    row = {"type": "actions", "elements": [{"type": "mystery", "action_id": "m"}]}

    assert "cannot draw the element “mystery”" in drawn(ada, stage, row)


def test_a_block_that_breaks_leaves_the_others_alone(ada: Visit, stage: Stage) -> None:
    words = drawn(ada, stage, {"type": "rich_text", "elements": "broken"}, section("after"))

    assert "failed to draw a block “rich_text”" in words
    assert words.endswith("after")


def test_a_table_has_headings_and_words_as_they_are(ada: Visit, stage: Stage) -> None:
    rows = [[CELL, CELL], [CELL, {"type": "raw_number", "value": 3}]]
    drawn(ada, stage, {"type": "table", "rows": rows})

    expect(ada.messages.last.get_by_role("columnheader")).to_have_text(["*Area*", "*Area*"])
    expect(ada.messages.last.get_by_role("cell")).to_have_text(["*Area*", "3"])


def test_a_data_table_is_turned_page_by_page(ada: Visit, stage: Stage) -> None:
    rows = [[{"type": "raw_text", "text": f"row {number}"}] for number in range(6)]
    drawn(ada, stage, {"type": "data_table", "rows": rows, "page_size": 2, "caption": "How sure"})
    expect(ada.messages.last.get_by_role("rowheader")).to_have_text(["row 1", "row 2"])

    ada.button("Next").click()
    ada.button("Next").click()

    expect(ada.messages.last.get_by_role("rowheader")).to_have_text(["row 5"])
    expect(ada.button("Next")).to_be_disabled()


@pytest.mark.parametrize("kind", ["line", "bar"])
def test_a_chart_has_its_labels(ada: Visit, stage: Stage, kind: str) -> None:
    points = [{"label": "1 Sep", "value": 2}, {"label": "8 Sep", "value": 4}]
    chart = {
        "type": kind,
        "series": [{"name": "Mentoring", "data": points}],
        "axis_config": {"categories": ["1 Sep", "8 Sep"]},
    }
    words = drawn(
        ada, stage, {"type": "data_visualization", "title": "How sure Ada feels", "chart": chart}
    )

    assert all(label in words for label in ("How sure Ada feels", "Mentoring", "1 Sep", "8 Sep"))


def test_a_tall_section_folds_unless_it_says_expand(ada: Visit, stage: Stage) -> None:
    words = "Many words. " * 200
    drawn(ada, stage, section(words), {"type": "section", "text": text(words)})
    more = ada.button("See more")
    expect(more).to_have_count(1)

    more.click()

    expect(ada.button("See less")).to_be_visible()


def test_fields_context_and_markdown_are_drawn(ada: Visit, stage: Stage) -> None:
    words = drawn(
        ada,
        stage,
        {"type": "section", "fields": [text("*One*"), text("Two")]},
        {"type": "context", "elements": [text("_Small_"), plain("print")]},
        {"type": "divider"},
        {"type": "markdown", "text": "**Strong** words"},
    )

    assert words.split() == ["One", "Two", "Small", "print", "Strong", "words"]


def test_a_message_without_blocks_is_its_text(ada: Visit, stage: Stage) -> None:
    ts = stage.post([], text="*Plain* words")

    expect(message(ada, ts)).to_contain_text("Plain words")
