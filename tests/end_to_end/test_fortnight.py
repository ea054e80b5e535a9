"""A fortnight of Ada and Grace in the browser: ask, start, nudge, reflect, share, read, revoke."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.cast import ADA, GRACE, MALLORY
from tests.end_to_end.screen import Screen

pytestmark = pytest.mark.browser

WORDS = "I rewrote his function in the comment box again. Then I deleted it and asked why."


def test_a_fortnight(screen: Screen) -> None:
    ada_asks_the_ladder(screen)
    ada_starts_weekly_nudges(screen)
    the_first_nudge_comes(screen)
    ada_invites_grace(screen)
    grace_accepts(screen)
    ada_reflects_and_shares(screen)
    grace_reads_the_summary(screen)
    mallory_gets_nowhere(screen)
    the_second_week_asks_about_the_step(screen)
    ada_ends_it(screen)


def ada_asks_the_ladder(screen: Screen) -> None:
    screen.be(ADA, "home")
    expect(screen.home).to_contain_text("Get better at the job you want")
    screen.checked("home-newcomer")
    screen.be(ADA)
    reply = screen.command("/ladder senior")
    expect(reply).to_contain_text("Senior Software Engineer")
    screen.checked("senior")
    screen.press("Open Mentoring", reply)
    expect(reply).to_contain_text("What you know is worth more once others have it.")
    screen.checked("area-expectations")
    screen.press("Skills", reply)
    expect(reply).to_contain_text("Behaviours")
    screen.checked("area-skills")
    screen.press("Habits and books", reply)
    expect(reply).to_contain_text("AI habit")
    screen.checked("area-habits")
    screen.press("Expectations", reply)
    screen.press("Make this my focus", reply)
    expect(reply).to_contain_text("Shall I ask you one question a week about it?")


def ada_starts_weekly_nudges(screen: Screen) -> None:
    screen.press("Start weekly nudges", screen.messages.last)
    form = screen.dialog("Weekly nudges")
    expect(form).to_contain_text("One short message a week, about one area.")
    screen.checked("weekly-nudges-form")
    screen.press("Start", form)
    expect(form).to_contain_text("You're set. First nudge: Tue")
    screen.page.keyboard.press("Escape")


def the_first_nudge_comes(screen: Screen) -> None:
    screen.move_the_clock("Next nudge")
    nudge = screen.dm()
    expect(nudge).to_contain_text("Mentoring and Growing Others")
    expect(nudge).to_contain_text("Your first one. Two minutes is plenty.")
    screen.checked("nudge")
    expect(screen.page.get_by_role("textbox")).to_have_count(0)


def ada_invites_grace(screen: Screen) -> None:
    screen.be(ADA)
    screen.command("/ladder senior")
    screen.type("/ladder mentor @grace")
    form = screen.dialog("Invite a mentor")
    expect(form).to_contain_text("Nothing you wrote so far is shared.")
    screen.checked("invite-form")
    screen.press("Ask", form)
    expect(form).to_contain_text("I've asked @Grace Hopper")
    screen.press("Close", form)
    screen.move_the_clock("+1 hour")


def grace_accepts(screen: Screen) -> None:
    screen.be(GRACE)
    asked = screen.dm()
    expect(asked).to_contain_text("asks if you'd be their mentor on Ladder.")
    screen.checked("invitation")
    screen.press("Accept", asked)
    expect(asked).to_contain_text("You're Ada's mentor.")


def ada_reflects_and_shares(screen: Screen) -> None:
    screen.be(ADA, "D0ADA")
    nudge = screen.messages.filter(has_text="Smallest next step").first
    screen.press("Reflect", nudge)
    form = screen.dialog("Reflect")
    form.get_by_label("What happened?").fill(WORDS)
    form.get_by_label("Your smallest next step").fill("Ask one question before I answer one")
    form.get_by_role("checkbox", name="Grace Hopper").check()
    screen.checked("reflection-form")
    screen.press("Save", form)
    expect(form).to_have_count(0)
    expect(nudge).to_contain_text("Shared with Grace.")
    expect(screen.page.get_by_test_id("message").filter(has_text="I rewrote")).to_have_count(0)
    screen.be(ADA, "home")
    expect(screen.home).to_contain_text("I rewrote his function")
    screen.checked("home-ada")


def grace_reads_the_summary(screen: Screen) -> None:
    screen.be(GRACE)
    reply = screen.command("/ladder summary @ada")
    expect(reply).to_contain_text("I rewrote his function")
    expect(reply).to_contain_text("Only what Ada shared with you. They see that you opened this")
    screen.checked("summary")
    screen.press("Read all", reply)
    expect(screen.dialog("Reflection")).to_contain_text("asked why.")
    screen.press("Done", screen.dialog("Reflection"))
    screen.be(GRACE, "home")
    expect(screen.home).to_contain_text("you mentor")
    screen.checked("home-grace")


def mallory_gets_nowhere(screen: Screen) -> None:
    screen.be(MALLORY)
    reply = screen.command("/ladder summary @ada")
    expect(reply).to_contain_text("I have nothing to show you about")
    screen.be(MALLORY, "home")
    expect(screen.home).to_contain_text("Get better at the job you want")
    expect(screen.page.get_by_text("I rewrote his function")).to_have_count(0)


def the_second_week_asks_about_the_step(screen: Screen) -> None:
    screen.be(ADA)
    screen.move_the_clock("Next nudge")
    nudge = screen.dm()
    expect(nudge).to_contain_text("you set yourself a step.")
    screen.checked("nudge-with-own-step")
    screen.press("I did it", nudge)
    expect(nudge).to_contain_text("You did it.")
    screen.press("Skip this week", nudge)
    expect(nudge).to_contain_text("Skipped. Next nudge: Tue")
    screen.checked("nudge-skipped")
    screen.press("Undo", nudge)
    screen.press("I'll try this", nudge)
    expect(nudge).to_contain_text("You're on it. I'll ask next time.")
    screen.checked("nudge-committed")


def ada_ends_it(screen: Screen) -> None:
    screen.be(ADA, "home")
    screen.press("Manage", screen.home)
    form = screen.dialog("Your mentor")
    screen.checked("your-mentor")
    screen.press("End", form)
    screen.press("End", screen.page.get_by_role("alertdialog"))
    screen.be(GRACE)
    reply = screen.command("/ladder summary @ada")
    expect(reply).to_contain_text("I have nothing to show you about")
    expect(screen.page.get_by_text("I rewrote his function")).to_have_count(0)
