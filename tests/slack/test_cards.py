"""The pieces of cards: limits, escapes, and what every card must have."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.cards import actions, button, cut, section
from bot.slack.doors import listens
from bot.slack.markdown import to_mrkdwn
from bot.slack.mrkdwn import escape, mentioned, quote, unescape, without_references


def test_no_section_is_folded_behind_see_more() -> None:
    assert section("words")["expand"] is True


def test_a_card_built_twice_is_equal() -> None:
    row = actions(button("Open", "area.open", "mentoring"))

    assert row == actions(button("Open", "area.open", "mentoring"))


def test_bare_addresses_and_names_stay_plain() -> None:
    assert section("https://evil.example @here #general")["text"]["verbatim"] is True


@given(st.text(max_size=400), st.integers(min_value=2, max_value=300))
def test_what_is_cut_is_never_longer_than_asked(words: str, most: int) -> None:
    assert len(cut(words, most)) <= most


def test_words_are_cut_between_words() -> None:
    assert cut("Ask one question before giving", 20) == "Ask one question…"


@given(st.text(max_size=300))
def test_escaped_words_hold_nothing_that_slack_acts_on(words: str) -> None:
    assert not re.search(r"<[^>]*>", escape(words))


@given(st.text(max_size=300))
def test_escaping_loses_nothing(words: str) -> None:
    assert unescape(escape(words)) == words


def test_every_line_of_a_quotation_is_marked() -> None:
    assert quote("one\ntwo") == "> one\n> two"


@pytest.mark.parametrize(
    ("markdown", "mrkdwn"),
    [
        ("**bold** and *slanted*", "*bold* and _slanted_"),
        ("`a < b`", "`a &lt; b`"),
        ("[text](https://example.com/a?b=1&c=2)", "<https://example.com/a?b=1&amp;c=2|text>"),
        ("plain & simple <tags>", "plain &amp; simple &lt;tags&gt;"),
        ("two\nlines", "two\nlines"),
    ],
)
def test_markdown_becomes_mrkdwn(markdown: str, mrkdwn: str) -> None:
    assert to_mrkdwn(markdown) == mrkdwn


@given(st.text(max_size=200))
def test_any_text_of_a_ladder_can_be_shown(markdown: str) -> None:
    assert isinstance(to_mrkdwn(markdown), str)


def test_a_mention_is_read_and_taken_out() -> None:
    text = "summary <@U0ADA|ada> 12w"

    assert (mentioned(text), without_references(text)) == ("U0ADA", "summary 12w")


@pytest.mark.parametrize("action", ["area.open", "area.open#2"])
def test_a_numbered_action_is_heard_like_a_plain_one(action: str) -> None:
    assert listens("area.open").match(action)


def test_an_action_that_begins_alike_is_not_heard() -> None:
    assert not listens("area.open").match("area.opened")
