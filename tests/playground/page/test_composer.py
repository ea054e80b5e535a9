"""The field in which commands are typed, and the list that completes them."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.playground.page.stage import Stage, Visit
from tests.playground.tiny_bot import card


def options(ada: Visit) -> list[str]:
    listed = ada.page.get_by_role("listbox", name="Commands").get_by_role("option")
    listed.first.wait_for()
    return [each.locator("span").first.inner_text() for each in listed.all()]


def test_a_slash_offers_the_command(ada: Visit) -> None:
    ada.composer.press_sequentially("/")

    assert options(ada) == ["/ladder"]


def test_verbs_are_found_by_their_beginning(ada: Visit) -> None:
    ada.composer.fill("/ladder se")

    assert options(ada) == ["/ladder senior", "/ladder search"]


def test_tab_completes_the_first(ada: Visit) -> None:
    ada.composer.fill("/la")
    options(ada)
    ada.composer.press("Tab")
    ada.page.keyboard.type("r")
    ada.composer.press("Tab")

    expect(ada.composer).to_have_value("/ladder reflect")
    expect(ada.composer).to_be_focused()


def test_arrows_and_enter_choose_and_do_not_send(ada: Visit, stage: Stage) -> None:
    stage.reply = card("Found")
    ada.composer.fill("/ladder s")
    ada.composer.press("ArrowDown")
    ada.composer.press("ArrowDown")
    ada.composer.press("Enter")

    expect(ada.composer).to_have_value("/ladder search")
    expect(ada.messages).to_have_count(0)


def test_enter_sends_what_was_typed_though_the_list_is_open(ada: Visit, stage: Stage) -> None:
    stage.reply = card("Senior")
    ada.composer.fill("/ladder s")
    options(ada)
    ada.composer.press("Enter")

    expect(ada.messages).to_have_count(1)


def test_escape_closes_the_list_and_keeps_the_words(ada: Visit) -> None:
    ada.composer.fill("/ladder s")
    options(ada)
    ada.composer.press("Escape")

    expect(ada.page.get_by_role("listbox")).to_have_count(0)
    expect(ada.composer).to_have_value("/ladder s")


def test_the_field_names_the_option_under_the_arrow(ada: Visit) -> None:
    ada.composer.fill("/ladder s")
    ada.composer.press("ArrowDown")

    active = ada.composer.get_attribute("aria-activedescendant")
    expect(ada.page.locator(f"[id='{active}']")).to_contain_text("/ladder senior")


def test_a_click_on_an_option_completes(ada: Visit) -> None:
    ada.composer.fill("/ladder s")
    ada.page.get_by_role("option", name="/ladder search").click()

    expect(ada.composer).to_have_value("/ladder search")


def test_a_newcomer_gets_something_to_try(ada: Visit) -> None:
    ada.button("/ladder senior").click()

    expect(ada.composer).to_have_value("/ladder senior")


def test_shift_and_enter_begin_a_line(ada: Visit) -> None:
    ada.composer.press_sequentially("one")
    ada.composer.press("Shift+Enter")
    ada.composer.press_sequentially("two")

    expect(ada.composer).to_have_value("one\ntwo")
    expect(ada.messages).to_have_count(0)


def test_nothing_is_sent_of_nothing(ada: Visit) -> None:
    ada.composer.fill("   ")
    ada.composer.press("Enter")
    ada.button("Send").click(force=True)

    expect(ada.messages).to_have_count(0)


def test_a_name_in_a_completion_is_there_to_be_typed_over(ada: Visit) -> None:
    ada.composer.fill("/ladder me")
    options(ada)
    ada.composer.press("Tab")
    ada.page.keyboard.type("@grace")

    expect(ada.composer).to_have_value("/ladder mentor @grace")
