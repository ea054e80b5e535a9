"""The Home tab: what each person sees of their own."""

from __future__ import annotations

from datetime import timedelta

from tests.slack.conftest import Edge
from tests.slack.practising import start


def test_a_newcomer_reads_what_it_is_for(edge: Edge) -> None:
    home = edge.ada.home

    assert home.text.startswith("Get better at the job you want, a few minutes a week")
    assert home.buttons[:3] == ["Start weekly nudges", "Read Senior", "What is kept?"]


def test_home_says_whom_to_ask(edge: Edge) -> None:
    assert edge.ada.home.text.endswith("Questions: #ask-ladder")


def test_a_click_on_home_opens_the_card_as_a_modal(edge: Edge) -> None:
    edge.ada.home.click("Read Senior")

    assert edge.ada.modal.title == "Ladder"
    assert "Senior Software Engineer" in edge.ada.modal.text


def test_what_is_kept_is_said_before_anything_is(edge: Edge) -> None:
    edge.ada.home.click("What is kept?")

    assert "Ladder keeps your plan, your reflections" in edge.ada.modal.text
    assert "Nobody has read anything of yours." in edge.ada.modal.text


def test_home_follows_a_change_made_elsewhere(edge: Edge) -> None:
    start(edge.ada)

    assert "Next nudge\nTue 8 Sep, 10:00 (London), Architecture, every week" in edge.ada.home.text


def test_this_weeks_nudge_stands_on_home_too(edge: Edge) -> None:
    start(edge.ada)
    edge.advance(days=1, hours=1)
    edge.tick()

    home = edge.ada.home
    assert home.buttons[:4] == ["Reflect", "I'll try this", "Another one", "Skip this week"]


def test_home_and_the_message_change_together(edge: Edge) -> None:
    start(edge.ada)
    edge.advance(days=1, hours=1)
    edge.tick()
    edge.ada.home.click("Skip this week")

    assert edge.ada.dm.last.text.startswith("Skipped. Next nudge: Tue 15 Sep, 10:00.")
    assert "Skipped. Next nudge: Tue 15 Sep, 10:00." in edge.ada.home.text


def test_home_never_shows_another_persons_words(edge: Edge) -> None:
    edge.ada.command("reflect I rewrote his function again")

    assert "I rewrote his function again" in edge.ada.home.everything
    assert "I rewrote his function again" not in edge.mallory.home.everything


def test_home_is_the_same_when_it_is_opened_twice(edge: Edge) -> None:
    start(edge.ada)

    assert edge.ada.home.text == edge.ada.home.text


def test_home_stays_within_a_hundred_blocks(edge: Edge) -> None:
    start(edge.ada)
    for number in range(20):
        edge.ada.command(f"reflect number {number}")
        edge.advance(minutes=1)

    assert len(edge.ada.home.blocks) <= 100


def test_the_open_step_can_be_answered_on_home(edge: Edge) -> None:
    start(edge.ada)
    edge.advance(days=1, hours=1)
    edge.tick()
    edge.ada.dm.last.click("I'll try this")
    edge.ada.home.click("I did it")

    assert "Your open step" not in edge.ada.home.text


def test_home_recalls_what_was_written_a_quarter_ago(edge: Edge) -> None:
    edge.ada.command("reflect The first week")
    edge.at(edge.now + timedelta(weeks=13))
    edge.ada.command("reflect A quarter later")

    assert "Thirteen weeks ago you wrote" in edge.ada.home.text
