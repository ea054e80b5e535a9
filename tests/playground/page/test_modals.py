"""Modals: opened, filled in, refused, stacked and closed."""

from __future__ import annotations

import threading

from playwright.sync_api import expect

from tests.playground.page.stage import Json, Stage, Visit, actions, field, modal
from tests.playground.tiny_bot import button, plain, section

WORDS = {"type": "plain_text_input"}


def form(*extra: Json) -> Json:
    return modal("Reflect", field("what", "What happened?", WORDS, hint=plain("A line.")), *extra)


def opened(ada: Visit, stage: Stage, view: Json) -> None:
    stage.form = view
    stage.reply = [actions(button("Open", "open"))]
    ada.command()
    ada.button("Open").press("Enter")
    ada.dialog(view["title"]["text"]).wait_for()


def test_the_first_field_has_the_focus(ada: Visit, stage: Stage) -> None:
    opened(ada, stage, form())

    expect(ada.page.get_by_label("What happened?")).to_be_focused()


def test_a_required_field_is_not_sent_empty(ada: Visit, stage: Stage) -> None:
    opened(ada, stage, form())
    ada.button("Save").click()

    expect(ada.dialog("Reflect")).to_contain_text("Please complete this required field.")
    expect(ada.page.get_by_label("What happened?")).to_have_attribute("aria-invalid", "true")
    assert stage.submits == []


def test_the_error_stands_under_its_field_and_the_words_stay(ada: Visit, stage: Stage) -> None:
    stage.answer = {"response_action": "errors", "errors": {"what": "Say more."}}
    opened(ada, stage, form())
    what = ada.page.get_by_label("What happened?")
    what.fill("no")
    ada.button("Save").click()

    expect(what).to_have_accessible_description("A line. Say more.")
    expect(what).to_have_value("no")
    ada.page.get_by_role("alert").get_by_role("button", name="What happened?").click()
    expect(what).to_be_focused()


def test_a_second_try_after_an_error_succeeds(ada: Visit, stage: Stage) -> None:
    stage.answer = {"response_action": "errors", "errors": {"what": "Say more."}}
    opened(ada, stage, form())
    ada.page.get_by_label("What happened?").fill("no")
    ada.button("Save").click()
    expect(ada.page.get_by_role("alert")).to_be_visible()

    stage.answer = None
    ada.page.get_by_label("What happened?").fill("I asked first")
    ada.page.keyboard.press("Enter")

    expect(ada.dialog("Reflect")).to_have_count(0)
    assert stage.values["what"]["value"] == "I asked first"


def test_enter_in_a_line_submits(ada: Visit, stage: Stage) -> None:
    opened(ada, stage, form())
    ada.page.get_by_label("What happened?").fill("I asked first")
    ada.page.keyboard.press("Enter")

    expect(ada.dialog("Reflect")).to_have_count(0)


def test_a_form_is_sent_once_however_often_one_clicks(ada: Visit, stage: Stage) -> None:
    held = threading.Event()
    opened(ada, stage, form())
    ada.page.get_by_label("What happened?").fill("once")
    ada.page.route("**/page/submit", lambda route: (held.wait(0.2), route.continue_()))
    ada.button("Save").dblclick(force=True)

    expect(ada.dialog("Reflect")).to_have_count(0)
    assert len(stage.submits) == 1


def test_what_was_typed_outlives_an_update_that_keeps_the_ids(ada: Visit, stage: Stage) -> None:
    other = field("more", "More", WORDS, optional=True)
    stage.changed_form = form(other, section("Now with more"))
    opened(ada, stage, form(actions(button("Change", "change"))))
    ada.page.get_by_label("What happened?").fill("kept")

    ada.button("Change").click()

    expect(ada.dialog("Reflect")).to_contain_text("Now with more")
    expect(ada.page.get_by_label("What happened?")).to_have_value("kept")


def test_another_block_id_starts_afresh(ada: Visit, stage: Stage) -> None:
    stage.changed_form = modal("Reflect", field("other", "What happened?", WORDS))
    opened(ada, stage, form(actions(button("Change", "change"))))
    ada.page.get_by_label("What happened?").fill("lost")

    ada.button("Change").click()

    expect(ada.button("Change")).to_have_count(0)
    expect(ada.page.get_by_label("What happened?")).to_have_value("")


def test_modals_lie_on_each_other_and_keep_what_was_typed(ada: Visit, stage: Stage) -> None:
    stage.next_form = modal("Who can read this", section("Grace"))
    opened(ada, stage, form(actions(button("Share", "push"))))
    ada.page.get_by_label("What happened?").fill("kept")
    ada.button("Share").click()
    expect(ada.dialog("Who can read this")).to_be_visible()
    expect(ada.page.get_by_test_id("modal")).to_have_count(2)

    ada.page.keyboard.press("Escape")

    expect(ada.dialog("Who can read this")).to_have_count(0)
    expect(ada.button("Share")).to_be_focused()
    expect(ada.page.get_by_label("What happened?")).to_have_value("kept")


def test_the_cross_closes_the_whole_stack(ada: Visit, stage: Stage) -> None:
    stage.next_form = modal("Who can read this", section("Grace"))
    opened(ada, stage, form(actions(button("Share", "push"))))
    ada.button("Share").click()

    ada.dialog("Who can read this").get_by_role("button", name="Close all").click()

    expect(ada.page.get_by_test_id("modal")).to_have_count(0)


def test_escape_closes_and_the_focus_returns(ada: Visit, stage: Stage) -> None:
    opened(ada, stage, form())
    ada.page.keyboard.press("Escape")

    expect(ada.dialog("Reflect")).to_have_count(0)
    expect(ada.button("Open")).to_be_focused()


def test_tab_stays_inside(ada: Visit, stage: Stage) -> None:
    opened(ada, stage, form())
    inside = "document.activeElement.closest('dialog') !== null"
    names = []
    for _ in range(6):
        ada.page.keyboard.press("Tab")
        assert ada.page.evaluate(inside)
        names.append(ada.focused)

    assert {"Close", "Cancel", "Save"} <= set(names)


def test_a_modal_outlives_a_reload_with_what_the_bot_knows(ada: Visit, stage: Stage) -> None:
    look = actions(button("Look", "look"))
    opened(ada, stage, form(look))
    ada.page.get_by_label("What happened?").fill("kept")
    with ada.page.expect_response("**/page/action"):
        ada.button("Look").click()

    ada.page.reload()

    expect(ada.page.get_by_label("What happened?")).to_have_value("kept")


def test_a_bot_that_breaks_is_told_in_the_form(ada: Visit, stage: Stage) -> None:
    stage.answer = {"response_action": "nonsense"}
    opened(ada, stage, form())
    ada.page.get_by_label("What happened?").fill("kept")
    ada.button("Save").click()

    expect(ada.dialog("Reflect")).to_contain_text("We had some trouble connecting. Try again?")
    expect(ada.page.get_by_label("What happened?")).to_have_value("kept")
    expect(ada.button("Save")).to_be_enabled()
