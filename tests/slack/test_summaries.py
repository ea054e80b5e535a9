"""The mentor's page, from the keyboard: as a reply, in a modal, and on Home."""

from __future__ import annotations

import pytest

from bot.slack.cards import Block
from tests.cast import GRACE, LINUS, TEAM
from tests.slack.conftest import Edge
from tests.slack.mentoring import (
    GONE,
    SECRET,
    amid_noise,
    end,
    keep,
    mentored,
    narrow,
    read_log,
    share,
    summary_of,
    unshare_all,
)


def types(blocks: list[Block]) -> list[str]:
    return [str(block["type"]) for block in blocks]


# The page


def test_the_page_has_the_shape_that_was_drawn(edge: Edge) -> None:
    share(edge, mentored(edge), sureness=3)
    page = summary_of(edge, edge.grace)

    expected = ["header", "context", "section", "divider", "section", "section", "actions"]
    assert types(page.blocks) == [*expected, "context"]
    assert page.text.splitlines()[:3] == [
        "Ada Lovelace, the last 4 weeks",
        "Only what Ada shared with you. They see that you opened this today.",
        "To ask next time",
    ]


def test_an_entry_tells_area_day_sureness_and_words(edge: Edge) -> None:
    share(edge, mentored(edge), sureness=3)

    assert f"Mentoring, 6 Sep, sure: 3 of 5\n{SECRET}" in summary_of(edge, edge.grace).text


def test_long_words_are_cut_at_a_word(edge: Edge) -> None:
    share(edge, mentored(edge), "word " * 200)
    page = summary_of(edge, edge.grace)

    assert "word word…" in page.text
    assert len(page.text) < 1200


def test_figures_stand_in_words(edge: Edge) -> None:
    mentorship_id = mentored(edge)
    for days, sureness in ((3, 2), (2, 3), (1, 3)):
        share(edge, mentorship_id, days=days, sureness=sureness)
    share(edge, mentorship_id, area="quality", sureness=4)

    assert "How sure they feel\nMentoring 2, 3, 3 · Quality 4" in summary_of(edge, edge.grace).text


def test_a_single_figure_shows_no_direction(edge: Edge) -> None:
    share(edge, mentored(edge), sureness=4)

    assert "Mentoring 4 · Too few to see a direction" in summary_of(edge, edge.grace).text


def test_nothing_shared_says_nothing_about_her_weeks(edge: Edge) -> None:
    mentored(edge)
    said = (
        "Ada has shared nothing in this period. That says nothing about their weeks. A good opener:"
    )

    assert said in summary_of(edge, edge.grace).text


def test_a_step_in_her_own_words_shows_as_it_is(edge: Edge) -> None:
    mentored(edge)
    edge.ada.command("reflect")
    edge.ada.modal.fill("What happened?", SECRET).fill("Your smallest next step", "Ask <!here> 2")
    edge.ada.modal.choose("Area", "Mentoring and Growing Others").tick("Grace Hopper").submit()
    page = summary_of(edge, edge.grace)

    assert "Steps they have open\n• Ask <!here> 2 (since 7 Sep)" in page.text
    assert "<!here>" not in page.everything


@pytest.mark.parametrize(
    "words",
    ["<!channel>", "<@U0MALLORY>", "<https://evil.example|safe>", "&lt;!here&gt;", "*b* _i_"],
)
def test_what_she_wrote_shows_as_it_is(edge: Edge, words: str) -> None:
    share(edge, mentored(edge), words)
    page = summary_of(edge, edge.grace)
    page.click("Read all")

    assert words.strip("*_") in page.text + edge.grace.modal.text or "b i" in page.text
    for everything in (page.everything, edge.grace.modal.everything):
        assert "<!" not in everything
        assert f"<@{'U0MALLORY'}" not in everything
        assert "<http" not in everything


def test_read_all_has_the_whole_of_it(edge: Edge) -> None:
    words = "\n".join(f"line {number} <&>" for number in range(200))
    share(edge, mentored(edge), words)
    summary_of(edge, edge.grace).click("Read all")

    assert (edge.grace.modal.title, edge.grace.modal.close_label) == ("Reflection", "Done")
    assert "line 199 <&>" in edge.grace.modal.text
    assert "Ada can see that you read this." in edge.grace.modal.text


# Periods and pages


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("", "the last 4 weeks"),
        ("4w", "the last 4 weeks"),
        ("12w", "the last 12 weeks"),
        ("12 weeks", "the last 12 weeks"),
        ("all", "all they shared"),
        ("nonsense", "the last 4 weeks"),
    ],
)
def test_a_period_can_be_typed(edge: Edge, typed: str, title: str) -> None:
    mentored(edge)

    assert summary_of(edge, edge.grace, typed).text.startswith(f"Ada Lovelace, {title}\n")


def test_a_period_can_be_chosen(edge: Edge) -> None:
    share(edge, mentored(edge), days=50)
    page = summary_of(edge, edge.grace)
    before = SECRET in page.text
    page.choose("Period", "Last 12 weeks")

    assert (before, SECRET in page.text) == (False, True)


def test_older_ones_stand_on_the_next_page(edge: Edge) -> None:
    mentorship_id = mentored(edge)
    for number in range(6):
        share(edge, mentorship_id, f"number {number}", days=number + 1)
    page = summary_of(edge, edge.grace)
    first = "number 5" in page.text
    page.click("Older")

    assert (first, "number 5" in page.text, "number 0" in page.text) == (False, True, False)
    assert "Newer" in page.buttons


# What is noted


def test_opening_and_reading_are_noted_once_a_day(edge: Edge) -> None:
    share(edge, mentored(edge))
    for _again in range(2):
        summary_of(edge, edge.grace).click("Read all")
        edge.grace.modal.close()

    assert read_log(edge) == [("Grace Hopper", False), ("Grace Hopper", True)]


def test_what_ada_sees_is_the_same_page_and_is_not_noted(edge: Edge) -> None:
    share(edge, mentored(edge), sureness=2)
    hers = edge.ada.command("summary").click("As Grace sees it")
    before = read_log(edge)
    graces = summary_of(edge, edge.grace)

    own, theirs = hers.text.splitlines(), graces.text.splitlines()[:-1]
    assert own[1] == "This is Grace's view. Your looking is not logged."
    assert (own[:1] + own[2:], before) == (theirs[:1] + theirs[2:], [])


def test_reading_all_through_her_eyes_is_not_noted(edge: Edge) -> None:
    share(edge, mentored(edge))
    edge.ada.command("summary").click("As Grace sees it").click("Read all")

    assert (SECRET in edge.ada.modal.text, read_log(edge)) == (True, [])


def test_ada_does_not_see_through_graces_eyes_what_only_linus_has(edge: Edge) -> None:
    mentored(edge)
    share(edge, mentored(edge, LINUS), "for Linus")
    hers = edge.ada.command("summary").click("As Grace sees it")

    assert "for Linus" not in hers.everything


def test_the_command_alone_offers_every_view(edge: Edge) -> None:
    mentored(edge)
    mentored(edge, LINUS)

    assert edge.ada.command("summary").buttons == ["As Grace sees it", "As Linus sees it"]


def test_the_command_alone_offers_a_mentor_her_mentees(edge: Edge) -> None:
    mentored(edge)
    page = edge.grace.command("summary").click("Open summary")

    assert page.text.startswith("Ada Lovelace, the last 4 weeks")


def test_see_her_view_stands_above_the_modal(edge: Edge) -> None:
    share(edge, mentored(edge))
    edge.ada.command("mentors").click("Manage")
    edge.ada.modal.click("See their view")
    edge.ada.modal.click("Read all")

    assert [modal.title for modal in edge.ada.modals] == ["Your mentor", "Ladder", "Reflection"]


# Home


def test_a_page_can_be_kept_on_home(edge: Edge) -> None:
    share(edge, mentored(edge))
    page = summary_of(edge, edge.grace).click("Keep on Home")

    assert (page.buttons[-1], SECRET in edge.grace.home.text) == ("Open Home", True)
    assert "This goes when Slack reloads." not in page.text


def test_the_kept_page_is_drawn_again_each_time(edge: Edge) -> None:
    mentorship_id = mentored(edge)
    summary_of(edge, edge.grace).click("Keep on Home")
    share(edge, mentorship_id)

    assert SECRET in edge.grace.home.text


def test_opening_the_kept_page_is_noted_for_that_day(edge: Edge) -> None:
    share(edge, mentored(edge))
    summary_of(edge, edge.grace).click("Keep on Home")
    edge.advance(days=1)
    assert edge.grace.home.text

    assert read_log(edge) == [("Grace Hopper", True)] * 2


def test_home_turns_into_the_page_and_back(edge: Edge) -> None:
    mentored(edge)
    home = edge.grace.home.click("Open summary")
    turned = home.text.startswith("Ada Lovelace, the last 4 weeks")
    home.click("Back to Home")

    assert (turned, "you mentor: shares" in home.text) == (True, True)


def test_periods_and_pages_turn_on_home(edge: Edge) -> None:
    share(edge, mentored(edge), days=50)
    home = edge.grace.home.click("Open summary").choose("Period", "All they shared")

    assert (SECRET in home.text, edge.grace.modals) == (True, [])


def test_six_figures_are_a_line_on_home_and_words_as_well(edge: Edge) -> None:
    mentorship_id = mentored(edge)
    for days in range(6):
        share(edge, mentorship_id, days=days + 1, sureness=3)
    home = edge.grace.home.click("Open summary")

    assert "data_visualization" in types(home.blocks)
    assert "Mentoring 3, 3, 3, 3, 3, 3" in home.text


def test_a_workspace_without_charts_gets_the_words(edge: Edge) -> None:
    mentorship_id = mentored(edge)
    for days in range(6):
        share(edge, mentorship_id, days=days + 1, sureness=3)
    edge.slack.team.refuses_new_blocks = True
    home = edge.grace.home.click("Open summary")
    edge.slack.forgive()

    assert "Mentoring 3, 3, 3, 3, 3, 3" in home.text
    assert "Mentoring 3, 3, 3, 3, 3, 3" in edge.grace.home.text
    edge.slack.forgive()


def test_all_mentees_are_reached_from_home(edge: Edge) -> None:
    mentored(edge)
    edge.grace.home.click("All mentees")
    edge.grace.modal.click("Open summary")

    assert edge.grace.modal.text.startswith("Ada Lovelace, the last 4 weeks")


# What was taken back


def test_unshared_with_the_page_open(edge: Edge) -> None:
    share(edge, mentored(edge))
    page = summary_of(edge, edge.grace)
    unshare_all(edge)
    page.click("Read all")

    assert (edge.grace.modal.text, edge.grace.modal.buttons) == (GONE, ["Back to Home"])
    assert SECRET not in page.everything


def test_narrowed_with_the_page_open(edge: Edge) -> None:
    mentorship_id = mentored(edge)
    share(edge, mentorship_id)
    page = summary_of(edge, edge.grace)
    narrow(edge, mentorship_id, ["quality"])
    page.click("Read all")

    assert edge.grace.modal.text == GONE


def test_ended_with_the_page_open(edge: Edge) -> None:
    mentorship_id = mentored(edge)
    share(edge, mentorship_id)
    page = summary_of(edge, edge.grace)
    end(edge, mentorship_id)
    page.choose("Period", "All they shared")

    assert (page.text, page.buttons) == (GONE, ["Back to Home"])


def test_ended_with_the_page_on_home(edge: Edge) -> None:
    mentorship_id = mentored(edge)
    share(edge, mentorship_id)
    home = edge.grace.home.click("Open summary")
    end(edge, mentorship_id)
    home.choose("Period", "All they shared")

    assert (home.text, home.buttons) == (GONE, ["Back to Home"])


def test_ended_while_home_was_closed(edge: Edge) -> None:
    mentorship_id = mentored(edge)
    share(edge, mentorship_id)
    edge.grace.home.click("Open summary")
    end(edge, mentorship_id)

    assert edge.grace.home.text == GONE
    assert "you mentor" not in edge.grace.home.text


def test_ending_clears_the_kept_page_at_once(edge: Edge) -> None:
    share(edge, mentored(edge))
    home = edge.grace.home.click("Open summary")
    edge.ada.command("mentors").click("Manage")
    edge.ada.modal.click("End")

    assert SECRET not in home.everything


def test_home_is_itself_again_after_what_was_kept_is_gone(edge: Edge) -> None:
    mentorship_id = mentored(edge)
    home = edge.grace.home.click("Open summary")
    end(edge, mentorship_id)
    first = edge.grace.home.text
    edge.bot.parts.afterwards.person_changed(TEAM, GRACE)
    edge.bot.parts.afterwards.settle()

    assert first == GONE
    assert GONE not in home.text


def test_nothing_of_the_noise_is_ever_on_the_page(edge: Edge) -> None:
    share(edge, amid_noise(edge))
    page = summary_of(edge, edge.grace, "all")

    assert SECRET in page.text
    assert "noise" not in page.everything


def test_no_message_ever_holds_her_words(edge: Edge) -> None:
    mentored(edge)
    keep(edge)
    share(edge, mentored(edge, LINUS))
    summary_of(edge, edge.linus).click("Read all")
    edge.tick()

    posted = [
        message.everything for person in (edge.ada, edge.grace, edge.linus) for message in person.dm
    ]
    assert all(SECRET not in one for one in posted)


def test_who_is_meant_is_asked_when_it_is_no_mention(edge: Edge) -> None:
    share(edge, mentored(edge))
    page = edge.grace.command("summary adda 12w")
    asked = page.text
    page.choose("Choose a person", "Ada Lovelace")

    assert asked == 'I couldn\'t tell who "adda" is. Pick the person here:'
    assert SECRET in page.text


def test_picking_somebody_who_is_no_mentee_tells_nothing(edge: Edge) -> None:
    page = edge.grace.command("summary adda").choose("Choose a person", "Ada Lovelace")

    assert page.text.startswith("I have nothing to show you about @Ada Lovelace.")
