"""Channels, replies, direct messages and Home, as a person at the page meets them."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from bot.playground import LocalSlack
from tests.playground.page.conftest import local_slack
from tests.playground.page.stage import Stage, Visit, actions
from tests.playground.tiny_bot import button, card, section


def test_a_command_is_answered_below_it(ada: Visit, stage: Stage) -> None:
    stage.reply = card("Senior Software Engineer")

    reply = ada.command()

    expect(reply.get_by_role("heading", name="Senior Software Engineer")).to_be_visible()
    expect(reply).to_contain_text("Only visible to you")
    expect(ada.composer).to_have_value("")


def test_a_reply_is_gone_after_a_reload_and_a_message_stays(ada: Visit, stage: Stage) -> None:
    stage.reply = card("Senior")
    stage.post([section("Everyone sees this")])
    ada.command()

    ada.page.reload()

    expect(ada.messages).to_have_count(1)
    expect(ada.messages).to_contain_text("Everyone sees this")


def test_a_reply_survives_a_change_of_person_without_a_reload(ada: Visit, stage: Stage) -> None:
    stage.reply = card("Senior")
    ada.command()
    people = ada.page.get_by_role("navigation", name="People")

    people.get_by_role("button", name="Grace Hopper").click()
    expect(people.get_by_role("heading")).to_have_text("You are Grace Hopper")
    expect(ada.messages).to_have_count(0)

    people.get_by_role("button", name="Ada Lovelace").click()
    expect(ada.messages).to_have_count(1)


def test_a_click_replaces_the_card_in_place(ada: Visit, stage: Stage) -> None:
    stage.reply = [actions(button("Open", "swap", "mentoring"))]
    stage.swapped = [section("*Mentoring*")]
    reply = ada.command()

    ada.button("Open").click()

    expect(reply).to_contain_text("Mentoring")
    expect(ada.messages).to_have_count(1)
    assert stage.action["value"] == "mentoring"


def test_a_second_click_during_the_first_is_not_sent(ada: Visit, stage: Stage) -> None:
    stage.reply = [actions(button("Open", "nothing"))]
    ada.command()

    ada.button("Open").dblclick()
    expect(ada.button("Open")).not_to_have_attribute("aria-busy", "true")

    assert len(stage.actions) == 1


def test_the_direct_message_has_no_composer(ada: Visit, stage: Stage) -> None:
    ada.open("D0ADA")

    expect(ada.page.get_by_text("This conversation is read-only")).to_be_visible()
    expect(ada.page.get_by_role("textbox")).to_have_count(0)
    assert [event["tab"] for event in stage.events] == ["messages"]


def test_home_is_drawn_when_it_is_opened(ada: Visit, stage: Stage) -> None:
    stage.home = card("This week")

    ada.page.get_by_role("navigation", name="Apps").get_by_role("button").click()

    home = ada.page.get_by_test_id("home")
    expect(home.get_by_role("heading", name="This week")).to_be_visible()
    assert "at=home" in ada.page.url


def test_a_new_direct_message_is_counted_until_it_is_seen(ada: Visit, stage: Stage) -> None:
    app = ada.page.get_by_role("navigation", name="Apps").get_by_role("button")
    ada.open("D0ADA").open()
    stage.post([section("A nudge")], channel="D0ADA")
    expect(app).to_have_text(re.compile("1 unread"))

    app.click()
    expect(ada.messages).to_contain_text("A nudge")
    ada.page.get_by_role("tab", name="Home").click()

    expect(app).not_to_contain_text("unread")


def test_a_link_into_the_app_opens_home(ada: Visit, stage: Stage) -> None:
    stage.home = card("This week")
    stage.post([section("<slack://app?team=T0ENGINES&id=A0LADDER&tab=home|Open Home>")])

    ada.page.get_by_role("link", name="Open Home").click()

    expect(ada.page.get_by_test_id("home")).to_contain_text("This week")


def test_a_link_button_into_the_app_opens_home_and_tells_the_bot(ada: Visit, stage: Stage) -> None:
    link = button("Open Home", "go") | {"url": "slack://app?team=T&id=A&tab=home"}
    stage.home = card("This week")
    stage.reply = [actions(link)]
    ada.command()

    ada.button("Open Home").click()

    expect(ada.page.get_by_test_id("home")).to_contain_text("This week")
    assert stage.action["action_id"] == "go"


def test_a_global_shortcut_stands_in_the_plus_menu(ada: Visit, stage: Stage) -> None:
    ada.button("Shortcuts").click()
    with ada.page.expect_response("**/page/shortcut"):
        ada.page.get_by_role("menuitem", name="Write a reflection").click()

    expect(ada.button("Shortcuts")).to_be_focused()
    assert [shortcut["callback_id"] for shortcut in stage.shortcuts] == ["write"]


def test_a_message_shortcut_stands_in_the_menu_of_a_message(ada: Visit, stage: Stage) -> None:
    stage.post([section("Look at this")])

    ada.button("More message shortcuts").click()
    with ada.page.expect_response("**/page/shortcut"):
        ada.page.get_by_role("menuitem", name="Reflect on this").click()

    assert stage.shortcuts[0]["message"]["blocks"][0]["text"]["text"] == "Look at this"


def test_what_slack_says_is_shown_until_it_is_dismissed(ada: Visit) -> None:
    ada.composer.fill("/nonsense")
    ada.composer.press("Enter")
    notice = ada.page.get_by_test_id("notice")
    expect(notice).to_contain_text("/nonsense is not a valid command.")

    notice.get_by_role("button", name="Dismiss").click()

    expect(notice).to_have_count(0)


def test_words_that_are_no_command_are_posted_for_all(ada: Visit) -> None:
    assert ada.command("Morning, *all* & <b>").inner_text().endswith("Morning, all & <b>")


def test_the_page_comes_back_after_a_restart_of_the_playground(
    ada: Visit, stage: Stage, slack: LocalSlack
) -> None:
    stage.post([section("Said before")])
    expect(ada.messages).to_have_count(1)
    port = int(slack.page_url.rstrip("/").rsplit(":", 1)[1])
    slack.stop()
    expect(ada.page.get_by_text("Connection lost")).to_be_visible()

    with local_slack().start(port) as again:
        Stage(again).reply = card("Senior")
        expect(ada.page.get_by_text("Connection lost")).to_have_count(0)
        expect(ada.messages).to_have_count(0)

        expect(ada.command()).to_contain_text("Only visible to you")
        ada.page.close()


def test_a_clock_that_cannot_move_says_so(ada: Visit) -> None:
    expect(ada.button("Next nudge")).to_be_disabled()

    ada.button("+1 week").click()

    expect(ada.page.get_by_test_id("notice")).to_contain_text("This clock cannot be moved.")


def test_the_place_is_in_the_address(ada: Visit) -> None:
    ada.page.get_by_role("navigation", name="Channels").get_by_role(
        "button", name="engineering"
    ).click()
    assert "at=C0ENGINEERING" in ada.page.url

    ada.page.reload()
    expect(ada.page.get_by_role("heading", level=1)).to_have_text("# engineering")

    ada.page.go_back()
    expect(ada.page.get_by_role("heading", level=1)).to_have_text("# general")


def test_times_are_those_of_the_viewer(slack: LocalSlack, stage: Stage, page: Page) -> None:
    stage.post([section("Now")])
    moment = slack.team.channels["C0GENERAL"].messages[0].at
    shown = {}
    for user in ("U0ADA", "U0GRACE"):
        visit = Visit(page, slack.page_url).open(user=user)
        shown[user] = visit.messages.locator("time").inner_text()
        assert visit.messages.locator("time").get_attribute("datetime") == moment

    assert shown["U0ADA"] != shown["U0GRACE"]


def test_nobody_can_be_a_stranger(stage: Stage, page: Page) -> None:
    visit = Visit(page, stage.slack.page_url).open(user="U0NOBODY")
    expect(page.get_by_role("main")).to_contain_text("Nobody of that name")

    page.get_by_role("link", name="Be Ada instead").click()

    expect(visit.composer).to_be_visible()
