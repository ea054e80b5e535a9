"""What `/ladder` answers to those who read."""

from __future__ import annotations

import pytest
from sqlalchemy import event

from bot.ladder.verbs import VERBS
from tests.cast import ADA
from tests.slack.conftest import Edge


def test_senior_shows_the_five_areas_in_order(edge: Edge) -> None:
    reply = edge.ada.command("senior")

    titles = ["Architectural Judgment", "Cross-Cutting Technical Ownership", "Mentoring and",
              "Technical Communication", "Setting Quality Standards"]  # fmt: skip
    places = [reply.text.index(title) for title in titles]
    assert places == sorted(places)


def test_senior_offers_weekly_nudges_first(edge: Edge) -> None:
    assert edge.ada.command("senior").buttons[5:] == [
        "Weekly nudges",
        "The role",
        "Compare",
        "AI habits",
        "Books and courses",
    ]


def test_senior_needs_neither_the_database_nor_slack(edge: Edge) -> None:
    edge.ada.command("senior")
    statements: list[str] = []
    event.listen(
        edge.bot.parts.database.engine,
        "before_cursor_execute",
        lambda _c, _cursor, statement, *_: statements.append(statement),
    )
    calls = len(edge.slack.calls)

    edge.ada.command("senior")

    assert (statements, len(edge.slack.calls) - calls) == ([], 0)


def test_nobody_else_sees_the_answer(edge: Edge) -> None:
    edge.ada.command("senior")

    seen_by = {message.private_to for message in edge.slack.team.channels["C0GENERAL"].messages}
    assert seen_by == {ADA}


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("intermediate", "Intermediate Software Engineer"),
        ("SR", "Senior Software Engineer"),
        ("Senior Engineer", "Senior Software Engineer"),
        ("senior mentoring", "Mentoring and Growing Others"),
        ("arch", "Architectural Judgment"),
        ("comunication", "Technical Communication"),
        ("compare intermediate senior quality", "Intermediate and Senior: Quality"),
        ("compare", "Intermediate and Senior: Architecture"),
        ("skills", "Skills"),
        ("skills mentoring", "Skills: Mentoring and Growing Others"),
        ("behaviors ownership", "Behaviours: Cross-Cutting Technical Ownership"),
        ("ai", "AI habits"),
        ("books", "Books"),
        ("courses quality", "Courses: Setting Quality Standards"),
        ("search design review", "Search: design review"),
        ("help", "All commands"),
    ],
)
def test_what_is_typed_finds_its_card(edge: Edge, typed: str, title: str) -> None:
    assert edge.ada.command(typed).text.splitlines()[0] == title


def test_open_leads_to_the_area_and_back_in_the_same_place(edge: Edge) -> None:
    reply = edge.ada.command("senior")
    reply.click("Open", near="Mentoring")
    inside = reply.text.splitlines()[0]
    reply.click("Back")

    assert (inside, reply.text.splitlines()[0]) == (
        "Mentoring and Growing Others",
        "Senior Software Engineer",
    )
    assert len(edge.ada.replies) == 1


def test_the_faces_of_an_area_lead_to_each_other(edge: Edge) -> None:
    reply = edge.ada.command("mentoring")

    assert reply.buttons == [
        "Make this my focus", "Reflect", "Skills", "Habits and books", "Back",
    ]  # fmt: skip
    reply.click("Skills")
    assert reply.buttons == ["Expectations", "Habits and books", "Back"]
    reply.click("Habits and books")
    assert reply.buttons == ["Expectations", "Skills", "Back"]


def test_the_role_tells_where_it_leads(edge: Edge) -> None:
    reply = edge.ada.command("intermediate").click("The role")

    assert "Where it leads\nSenior Software Engineer, usually in 18 to 36 months" in reply.text


def test_compare_changes_its_area_in_place(edge: Edge) -> None:
    reply = edge.ada.command("compare")
    reply.choose("Area", "Technical Communication")

    assert reply.text.splitlines()[0] == "Intermediate and Senior: Communication"


def test_a_table_comes_on_request_under_the_same_words(edge: Edge) -> None:
    reply = edge.ada.command("compare").click("As a table")

    assert reply.blocks[-1]["type"] == "table"
    assert "Intermediate" in reply.text


def test_a_workspace_without_tables_keeps_the_words(edge: Edge) -> None:
    edge.slack.team.refuses_new_blocks = True
    reply = edge.ada.command("compare").click("As a table")
    edge.slack.forgive()

    assert "Slack would not draw a table here." in reply.text


def test_an_unknown_word_gets_its_nearest_as_buttons(edge: Edge) -> None:
    reply = edge.ada.command("achitektcure")

    assert 'I don\'t know "achitektcure". Did you mean one of these?' in reply.text
    assert reply.buttons[0] == "Architecture"
    assert reply.buttons[-2:] == ["Search for it", "All commands"]


def test_nonsense_is_never_a_dead_end(edge: Edge) -> None:
    assert edge.ada.command("🦄🦄 مرحبا").buttons == ["Search for it", "All commands"]


def test_a_sentence_is_given_back_to_its_author(edge: Edge) -> None:
    reply = edge.ada.command("today I told Sam <!channel> what I think & it went well")

    assert "today I told Sam" in reply.text
    assert "I kept nothing of it." in reply.text


def test_ten_thousand_characters_come_back_whole(edge: Edge) -> None:
    words = "word " * 2000
    reply = edge.ada.command(words)

    assert reply.text.count("word") >= 2000


def test_ladder_alone_says_what_it_is(edge: Edge) -> None:
    reply = edge.ada.command("")

    assert "asks you one good question a week if you want it to." in reply.text
    assert reply.buttons == ["Senior", "Compare", "Weekly nudges", "All commands"]


def test_search_shows_why_each_hit_matched(edge: Edge) -> None:
    reply = edge.ada.command("search reviewing designs")

    assert reply.text.count("matched:") == len([one for one in reply.buttons if one == "Open"])


def test_a_search_without_hits_offers_the_areas(edge: Edge) -> None:
    reply = edge.ada.command("search kubernetis")

    assert 'Nothing on "kubernetis".' in reply.text
    assert reply.buttons[:2] == ["Architecture", "Ownership"]


def test_search_again_asks_for_words_in_a_form(edge: Edge) -> None:
    edge.ada.command("search design").click("Search again")
    edge.ada.modal.fill("Words", "incident").submit()

    assert "Search: incident" in edge.ada.modal.text


def test_a_button_of_a_ladder_that_changed_says_so(edge: Edge) -> None:
    reply = edge.ada.command("senior")
    reply.blocks[3]["accessory"]["value"] = "gone"
    reply.click("Open", nth=1)

    assert reply.text == "That is no longer part of the ladder."


def test_every_verb_that_the_ladder_reserves_is_answered(edge: Edge) -> None:
    reserved = {name for verb in VERBS for name in (verb.name, *verb.also)}
    for name in sorted(reserved):
        edge.ada.command(name)
        answered = edge.ada.modal or edge.ada.replies[-1]
        assert "I don't know" not in answered.text, name
        while edge.ada.modal:
            edge.ada.modal.close()


def test_a_near_miss_of_a_verb_that_acts_does_nothing_and_offers_it(edge: Edge) -> None:
    reply = edge.ada.command("unsubscrib")

    assert 'I don\'t know "unsubscrib".' in reply.text
    assert reply.buttons[0] == "Weekly nudges"


def test_help_names_privacy(edge: Edge) -> None:
    assert "/ladder privacy" in edge.ada.command("help").text


def test_words_that_were_meant_for_someone_else_are_given_back_whole(edge: Edge) -> None:
    words = "What Ada & Grace said about it" + " & more" * 600
    reply = edge.ada.command(words)

    given_back = " ".join(reply.text.splitlines()[1:])
    assert given_back.count("&") == words.count("&")


def test_words_given_back_are_those_that_were_typed(edge: Edge) -> None:
    reply = edge.ada.command("Yesterday, Ada told @grace that OUR Build is <slow>")

    assert "Yesterday, Ada told @grace that OUR Build is <slow>" in reply.text


def test_back_leads_to_the_level_that_was_left(edge: Edge) -> None:
    reply = edge.ada.command("intermediate").click("AI habits")
    reply.click("Back")

    assert reply.text.splitlines()[0] == "Intermediate Software Engineer"


def test_a_fourth_modal_takes_the_place_of_the_third(edge: Edge) -> None:
    edge.ada.home.click("Search", nth=edge.ada.last_home.buttons.count("Search"))
    for _ in range(4):
        edge.ada.modal.fill("Words", "design").submit()
        edge.ada.modal.click("Search again")

    assert len(edge.ada.modals) == 3
    assert edge.ada.modal.title == "Ladder"


def test_what_a_button_says_begins_its_name_for_a_screen_reader(edge: Edge) -> None:
    reply = edge.ada.command("mentoring")
    (back,) = [
        element
        for block in reply.blocks
        if block["type"] == "actions"
        for element in block["elements"]
        if element["text"]["text"] == "Back"
    ]

    assert back["accessibility_label"] == "Back: Senior Software Engineer"
