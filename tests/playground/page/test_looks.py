"""The page at a desk and on a phone: nothing cut off, nothing that axe objects to."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.playground.page.stage import Json, Stage, Visit, actions, field, modal, option, text
from tests.playground.tiny_bot import button, plain, section

DESK: Any = {"width": 1280, "height": 860}
PHONE: Any = {"width": 390, "height": 844}
AREAS = [option(name) for name in ("Architecture", "Mentoring", "Quality")]
LABELS = ("Weekly nudges", "The role", "Compare", "AI habits", "Books and courses")
CARD: list[Json] = [
    {"type": "header", "text": plain("Senior Software Engineer")},
    section("*Mentoring and Growing Others*\n> Quoted `code` <@U0GRACE>", button("Open", "a")),
    {"type": "context", "elements": [text("A map for growing, not a promotion checklist")]},
    actions(
        *(button(label, label) for label in LABELS),
        {"type": "overflow", "action_id": "more", "options": AREAS},
        {"type": "static_select", "action_id": "area", "options": AREAS},
    ),
]
FORM = modal(
    "Weekly nudges",
    field("focus", "Focus", {"type": "static_select", "options": AREAS}),
    field("time", "Time", {"type": "timepicker", "initial_time": "10:00"}),
    field("share", "Share with", {"type": "checkboxes", "options": AREAS}, optional=True),
    field("what", "What?", {"type": "plain_text_input", "multiline": True}, hint=plain("Hint.")),
    actions(button("Delete", "x") | {"style": "danger"}),
)

# Labels that do not fit their button, or what makes the page wider than the screen.
CUT = """() => [...document.querySelectorAll("button, label, h1, h2, h3, .section-words")]
    .filter((one) => one.checkVisibility() && one.scrollWidth > one.clientWidth + 1
        && getComputedStyle(one).display !== "inline")
    .map((one) => one.textContent)"""
WIDER = "() => document.documentElement.scrollWidth - window.innerWidth"


def faults(ada: Visit) -> list[str]:
    """Return what is cut off, what is too wide and what axe found."""
    page = ada.page
    cut = [f"cut: {label}" for label in page.evaluate(CUT)]
    wide = ["wider than the screen"] if page.evaluate(WIDER) > 0 else []
    found = Axe().run(page).response["violations"]
    axe = [f"{each['id']}: {node['html'][:120]}" for each in found for node in each["nodes"]]
    return cut + wide + axe


@pytest.fixture(params=[DESK, PHONE], ids=["desk", "phone"])
def anywhere(request: pytest.FixtureRequest, ada: Visit) -> Visit:
    """Ada at a desk and on a phone."""
    ada.page.set_viewport_size(request.param)
    return ada


def test_a_channel_with_a_card(anywhere: Visit, stage: Stage) -> None:
    stage.reply = CARD
    anywhere.command()

    assert faults(anywhere) == []


def test_the_open_completions(anywhere: Visit) -> None:
    anywhere.composer.fill("/ladder s")
    anywhere.composer.press("ArrowDown")

    assert faults(anywhere) == []


def test_home(anywhere: Visit, stage: Stage) -> None:
    stage.home = CARD
    anywhere.open("home").page.get_by_role("heading", name="Senior Software Engineer").wait_for()

    assert faults(anywhere) == []


def test_the_direct_message(anywhere: Visit, stage: Stage) -> None:
    stage.post(CARD, channel="D0ADA")
    anywhere.open("D0ADA").messages.wait_for()

    assert faults(anywhere) == []


def test_a_modal_with_errors_and_an_open_select(anywhere: Visit, stage: Stage) -> None:
    stage.reply, stage.form = [actions(button("Open", "open"))], FORM
    anywhere.command()
    anywhere.button("Open").click()
    anywhere.dialog("Weekly nudges").get_by_role("button", name="Save").click()
    expect(anywhere.page.get_by_role("alert")).to_be_visible()
    anywhere.page.get_by_label("Focus").click()

    assert faults(anywhere) == []


def test_a_notice(anywhere: Visit) -> None:
    anywhere.composer.fill("/nonsense")
    anywhere.composer.press("Enter")
    anywhere.page.get_by_test_id("notice").wait_for()

    assert faults(anywhere) == []


def test_on_a_phone_the_sidebar_waits_behind_a_button(ada: Visit) -> None:
    ada.page.set_viewport_size(PHONE)
    people = ada.page.get_by_role("navigation", name="People")
    expect(people).to_be_hidden()

    ada.button("Menu").click()
    expect(people).to_be_visible()
    assert faults(ada) == []
    people.get_by_role("button", name="Grace Hopper").click()

    expect(people).to_be_hidden()
    assert "user=U0GRACE" in ada.page.url


def test_a_long_word_does_not_widen_the_page(ada: Visit, stage: Stage) -> None:
    ada.page.set_viewport_size(PHONE)
    stage.post([section("x" * 600)], text="x")
    ada.messages.wait_for()

    assert faults(ada) == []
