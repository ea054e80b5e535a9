"""Every state of the cards in a real browser: kept as pictures, nothing cut, axe finds nothing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.cast import ADA, GRACE, LINUS, MALLORY
from tests.end_to_end.screen import Screen

pytestmark = pytest.mark.browser


def test_every_state_of_the_nudge(screen: Screen) -> None:
    nudge = first_nudge(screen, ADA)
    screen.press("Another one", nudge)
    expect(nudge).to_contain_text("Swapped; the first goes to the end of the list.")
    screen.checked("nudge-swapped")
    screen.press("Another one", nudge)
    expect(nudge).to_contain_text("That was the last swap for this week.")
    screen.checked("nudge-last-swap")
    for option, says, undo in (
        ("Remind me in an hour", "I'll bring this back at", "Now"),
        ("Pause 4 weeks", "Paused until", "Resume now"),
        ("Stop nudges", "Nudges are off.", "Start again"),
    ):
        choose(screen, nudge, option)
        expect(nudge).to_contain_text(says)
        screen.checked(f"nudge-{option.split()[0].lower()}")
        screen.press(undo, nudge)
        expect(nudge).to_contain_text("Smallest next step")
    screen.press("Skip this week", nudge)
    screen.checked("nudge-skip")
    screen.press("Undo", nudge)
    screen.press("I'll try this", nudge)
    expect(nudge).to_contain_text("You're on it.")
    screen.checked("nudge-tried")
    screen.move_the_clock("Next nudge")
    expect(screen.messages).to_have_count(2)
    screen.checked("nudge-with-last-step")
    second = screen.messages.last
    screen.press("Not yet", second)
    expect(second).to_contain_text("Still open. I'll ask once more.")
    screen.checked("nudge-not-yet")
    first = screen.messages.first
    screen.press("Changed my mind", first)
    expect(first).to_contain_text("That nudge is from the week of")
    screen.checked("nudge-of-an-old-week")
    screen.press("Reflect", first)
    expect(screen.dialog("Reflect")).to_contain_text("Only you can read this.")
    screen.checked("reflection-form-alone")


def test_kindness_after_weeks_without_a_click(screen: Screen) -> None:
    first_nudge(screen, LINUS)
    for week in range(2, 7):
        screen.move_the_clock("Next nudge")
        expect(screen.messages).to_have_count(week)
        if week == 4:
            expect(screen.messages.last).to_contain_text("Three went by untouched; no harm done.")
            screen.checked("nudge-slower")
    expect(screen.messages.last).to_contain_text("I'll go quiet after this one.")
    screen.checked("nudge-quiet")
    screen.be(LINUS, "home")
    expect(screen.home).to_contain_text("Nudges are off.")
    screen.checked("home-stopped")


def test_a_summary_with_nothing_in_it(screen: Screen) -> None:
    screen.be(ADA)
    screen.type("/ladder mentor @grace")
    form = screen.dialog("Invite a mentor")
    form.get_by_role("checkbox", name="Mentoring and Growing Others").check()
    screen.press("Ask", form)
    screen.press("Close", form)
    screen.move_the_clock("+1 day")
    screen.be(GRACE)
    screen.press("Accept", screen.dm())
    screen.be(GRACE)
    reply = screen.command("/ladder summary @ada")
    expect(reply).to_contain_text("Ada has shared nothing in this period.")
    screen.checked("summary-empty")
    screen.press("Keep on Home", reply)
    screen.be(GRACE, "home")
    expect(screen.home).to_contain_text("Ada has shared nothing in this period.")
    screen.checked("summary-on-home")
    screen.press("Back to Home", screen.home)
    expect(screen.home).to_contain_text("you mentor")


def test_the_cards_that_read(screen: Screen) -> None:
    screen.be(MALLORY)
    for words, name in (
        ("intermediate", "intermediate"),
        ("compare", "compare"),
        ("ai", "habits"),
        ("books", "books"),
        ("search incident", "search"),
        ("achitect", "unknown-word"),
        ("help", "help"),
        ("privacy", "privacy"),
        ("reflections", "reflections-empty"),
    ):
        screen.be(MALLORY)
        screen.command(f"/ladder {words}")
        screen.checked(f"card-{name}")


def test_the_main_way_by_keyboard_alone(screen: Screen) -> None:
    screen.be(ADA)
    keys = screen.page.keyboard
    screen.page.get_by_role("textbox", name="Message #general").focus()
    keys.type("/ladder mentoring")
    keys.press("Escape")
    keys.press("Enter")
    expect(screen.messages).to_have_count(1)
    reply = screen.messages.last
    reply.get_by_role("button", name="Make this my focus").focus()
    keys.press("Enter")
    expect(reply).to_contain_text("Shall I ask you one question a week about it?")
    reply.get_by_role("button", name="Start weekly nudges").focus()
    keys.press("Enter")
    form = screen.dialog("Weekly nudges")
    expect(form).to_be_visible()
    form.get_by_role("button", name="Start").focus()
    keys.press("Enter")
    expect(form).to_contain_text("You're set.")
    keys.press("Escape")
    expect(form).to_have_count(0)


def first_nudge(screen: Screen, user: str) -> Locator:
    """Start weekly nudges and move the clock to the first; return it in the DM."""
    screen.be(user)
    screen.type("/ladder nudge settings")
    form = screen.dialog("Weekly nudges")
    screen.press("Start", form)
    expect(form).to_contain_text("You're set.")
    screen.page.keyboard.press("Escape")
    screen.move_the_clock("Next nudge")
    nudge = screen.dm()
    expect(nudge).to_contain_text("Your first one.")
    return nudge


def choose(screen: Screen, message: Locator, option: str) -> None:
    """Choose from the menu behind the three dots."""
    screen.press("More actions", message)
    screen.page.get_by_role("menuitem", name=option).click()
