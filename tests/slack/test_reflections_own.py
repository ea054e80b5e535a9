"""Reading one's own reflections again: one, all, some; changing and deleting them."""

from __future__ import annotations

import pytest

from tests.cast import LINUS
from tests.slack.conftest import Edge
from tests.slack.practising import nudged
from tests.slack.writing import (
    ARCHITECTURE,
    HAPPENED,
    MENTORING,
    QUALITY,
    SAW,
    SECRET,
    STEP,
    SURE,
    kept,
    mentored,
    shared,
    words_of,
    write,
)

GONE = "That reflection isn't here. It may have been deleted."


def open_newest(edge: Edge) -> None:
    """Have Ada open her newest reflection from Home."""
    edge.ada.home.click("Open")


# The whole of one


def test_the_page_shows_all_of_it(edge: Edge) -> None:
    edge.ada.types("/ladder reflect")
    form = edge.ada.modal.fill(HAPPENED, SECRET).fill(SAW, "I cut in").fill(STEP, "Ask first")
    form.choose("Area", MENTORING).choose(SURE, "3 I manage")
    edge.ada.modal.submit()
    open_newest(edge)

    assert edge.ada.modal.title == "Reflection"
    assert edge.ada.modal.text.splitlines() == [
        "Mentoring, 7 Sep, sure: 3 of 5",
        SECRET,
        "What you saw in yourself",
        "I cut in",
        "Your smallest next step, still open",
        "Ask first",
        "Only you can read it.",
    ]
    assert edge.ada.modal.buttons == ["Edit", "Share", "Delete"]


def test_the_page_quotes_the_question_that_was_answered(edge: Edge) -> None:
    nudge = nudged(edge)
    nudge.click("Reflect")
    question = edge.ada.modal.text.splitlines()[0]
    edge.ada.modal.fill(HAPPENED, SECRET).submit()
    edge.ada.modal.close()
    nudge.click("Open it")

    assert edge.ada.modal.text.startswith(question)


def test_the_page_says_who_may_read_it(edge: Edge) -> None:
    mentored(edge)
    mentored(edge, by=LINUS)
    edge.ada.types("/ladder reflect")
    form = edge.ada.modal.fill(HAPPENED, SECRET).choose("Area", MENTORING)
    form.tick("Grace Hopper", next(one for one in form.options if "Linus" in one))
    edge.ada.modal.submit()
    edge.ada.replies[-1].click("Open it")

    assert "Shared with Grace and Linus." in edge.ada.modal.text


def test_a_day_of_another_year_says_so(edge: Edge) -> None:
    write(edge.ada)
    edge.advance(weeks=20)

    assert "Mentoring, 7 Sep 2026" in edge.ada.command("reflections").text


def test_a_day_is_the_authors_own(edge: Edge) -> None:
    nudged(edge)  # Ada's plan is kept on London's clock.
    edge.at(edge.now.replace(day=9, hour=23, minute=30))
    write(edge.ada)

    assert "Mentoring, 10 Sep" in edge.ada.command("reflections").text


# Changing it


def test_the_form_comes_filled(edge: Edge) -> None:
    mentored(edge)
    edge.ada.types("/ladder reflect")
    form = edge.ada.modal.fill(HAPPENED, SECRET).fill(SAW, "I cut in").fill(STEP, "Ask first")
    form.choose("Area", QUALITY).choose(SURE, "2 I need help").tick("Grace Hopper")
    edge.ada.modal.submit()
    edge.ada.replies[-1].click("Open it")
    edge.ada.modal.click("Edit")

    fields = (HAPPENED, SAW, STEP, "Area", SURE, "Share with")
    assert [edge.ada.modal.chosen(field) for field in fields] == [
        SECRET, "I cut in", "Ask first", QUALITY, "2 I need help", ["Grace Hopper"],
    ]  # fmt: skip


def test_the_page_below_shows_what_was_changed(edge: Edge) -> None:
    write(edge.ada)
    open_newest(edge)
    edge.advance(days=1)
    edge.ada.modal.click("Edit")
    edge.ada.modal.fill(HAPPENED, "I asked before I told").submit()

    assert len(edge.ada.modals) == 1
    assert "I asked before I told" in edge.ada.modal.text
    assert "Edited Tue 8 Sep" in edge.ada.modal.text
    assert "I asked before I told" in edge.ada.home.text


def test_unticking_takes_it_back(edge: Edge) -> None:
    mentored(edge)
    edge.ada.types("/ladder reflect")
    edge.ada.modal.fill(HAPPENED, SECRET).choose("Area", MENTORING).tick("Grace Hopper").submit()
    edge.ada.replies[-1].click("Open it")
    edge.ada.modal.click("Edit")
    edge.ada.modal.untick("Grace Hopper").submit()

    assert "Only you can read it." in edge.ada.modal.text
    assert shared(edge) == 0


def test_it_cannot_be_moved_to_an_area_that_its_reader_does_not_have(edge: Edge) -> None:
    mentored(edge)
    edge.ada.types("/ladder reflect")
    edge.ada.modal.fill(HAPPENED, SECRET).choose("Area", MENTORING).tick("Grace Hopper").submit()
    edge.ada.replies[-1].click("Open it")
    edge.ada.modal.click("Edit")
    edge.ada.modal.choose("Area", ARCHITECTURE).submit()

    assert list(edge.ada.modal.errors) == ["Share with"]
    assert kept(edge)[0].area == "mentoring"


def test_a_blank_edit_changes_nothing(edge: Edge) -> None:
    write(edge.ada)
    open_newest(edge)
    edge.ada.modal.click("Edit")
    edge.ada.modal.fill(HAPPENED, "   ").submit()

    assert list(edge.ada.modal.errors) == [HAPPENED]
    assert words_of(edge) == [SECRET]


def test_editing_what_was_deleted_meanwhile_saves_nothing(edge: Edge) -> None:
    write(edge.ada)
    open_newest(edge)
    edge.ada.modal.click("Edit")
    edge.ada.modals[0].click("Delete")
    edge.ada.modal.submit()

    assert edge.ada.modal.text == GONE
    assert kept(edge) == []


# Deleting it


def test_deleting_asks_first(edge: Edge) -> None:
    write(edge.ada)
    open_newest(edge)

    assert edge.ada.modal.confirm_of("Delete") == (
        "Delete this reflection?\nIt goes for good.\nDelete\nKeep it"
    )


def test_deleting_says_what_it_means_for_its_readers(edge: Edge) -> None:
    mentored(edge)
    edge.ada.types("/ladder reflect")
    edge.ada.modal.fill(HAPPENED, SECRET).choose("Area", MENTORING).tick("Grace Hopper").submit()
    edge.ada.replies[-1].click("Open it")

    asked = edge.ada.modal.confirm_of("Delete")
    assert "It goes for good, for Grace too. What they have read, they have read." in asked


def test_a_deleted_reflection_is_gone_everywhere(edge: Edge) -> None:
    write(edge.ada)
    open_newest(edge)
    edge.ada.modal.click("Delete")

    assert edge.ada.modal.text == "Deleted. It is gone for good."
    assert kept(edge) == []
    assert SECRET not in edge.ada.home.everything


def test_deleting_twice_is_said_plainly(edge: Edge) -> None:
    reply = edge.ada.command("reflect I asked")
    page = edge.ada.command("reflections")
    reply.click("Delete")
    page.click("Open")

    assert edge.ada.modal.text == GONE


def test_the_nudge_is_open_again(edge: Edge) -> None:
    write(edge.ada)
    nudge = nudged(edge)
    nudge.click("Reflect")
    edge.ada.modal.fill(HAPPENED, "On the nudge").submit()
    nudge.click("Open it")
    edge.ada.modal.click("Delete")

    assert "Reflect" in nudge.buttons
    assert "Reflected" not in nudge.text


# All of them


@pytest.fixture
def seven(edge: Edge) -> Edge:
    """Ada's seven reflections, a day apart, and one of Linus's."""
    write(edge.linus, "Linus on reviews")
    for number in range(7):
        write(edge.ada, f"Entry {number} on reviews", QUALITY if number == 3 else MENTORING)
        edge.advance(days=1)
    return edge


def entries(text: str) -> list[str]:
    """Return the numbers of the entries that are shown."""
    return [line.split()[1] for line in text.splitlines() if line.startswith("Entry")]


def test_the_command_shows_five_and_the_way_to_older_ones(seven: Edge) -> None:
    reply = seven.ada.command("reflections")

    assert entries(reply.text) == ["6", "5", "4", "3", "2"]
    assert reply.buttons == ["Open"] * 5 + ["Older"]
    assert "Mentoring, 13 Sep, only you" in reply.text


def test_older_and_newer_turn_the_page_in_place(seven: Edge) -> None:
    reply = seven.ada.command("reflections").click("Older")
    assert entries(reply.text) == ["1", "0"]
    assert reply.buttons == ["Open", "Open", "Newer"]

    reply.click("Newer")
    assert entries(reply.text) == ["6", "5", "4", "3", "2"]


def test_open_shows_the_whole_above(seven: Edge) -> None:
    seven.ada.command("reflections").click("Open", nth=2)

    assert "Entry 5 on reviews" in seven.ada.modal.text


def test_an_area_behind_the_command(seven: Edge) -> None:
    reply = seven.ada.command("reflections quality")

    assert entries(reply.text) == ["3"]
    assert reply.buttons == ["Open"]


def test_words_behind_the_command(seven: Edge) -> None:
    assert entries(seven.ada.command("reflections Entry 4").text) == ["4"]


def test_words_that_look_like_an_area_can_be_searched_instead(seven: Edge) -> None:
    write(seven.ada, "Others were faster", QUALITY)
    reply = seven.ada.command("reflections others")
    assert "Others were faster" not in reply.text

    reply.click('Search "others"')
    assert "Others were faster" in reply.text


def test_search_pages_keep_the_words(seven: Edge) -> None:
    reply = seven.ada.command("reflections reviews").click("Older")

    assert entries(reply.text) == ["1", "0"]


def test_words_that_are_nowhere(seven: Edge) -> None:
    reply = seven.ada.command("reflections refactor")
    assert reply.text.splitlines()[-2] == 'None of your reflections has "refactor".'

    reply.click("See all")
    assert entries(reply.text) == ["6", "5", "4", "3", "2"]


def test_nobody_finds_anybody_elses(seven: Edge) -> None:
    assert "Linus" not in seven.ada.command("reflections Linus").text.replace('"Linus"', "")
    assert "Entry" not in seven.mallory.command("reflections").text


def test_nothing_yet(edge: Edge) -> None:
    reply = edge.ada.command("reflections")

    nothing = "Nothing written yet. The first one takes two minutes and can be three lines."
    assert nothing in reply.text
    reply.click("Reflect")
    assert edge.ada.modal.title == "Reflect"


def test_an_area_without_any_offers_to_write_there(seven: Edge) -> None:
    reply = seven.ada.command("reflections communication")
    assert "Nothing under Communication yet." in reply.text

    reply.click("Reflect")
    assert seven.ada.modal.chosen("Area") == "Technical Communication"


def test_markup_in_a_search_calls_nobody(seven: Edge) -> None:
    reply = seven.ada.command("reflections &lt;!channel&gt; x", escaped=True)

    assert "<!channel>" not in reply.everything


# The modal


def test_see_all_on_home_opens_the_list(seven: Edge) -> None:
    seven.ada.home.click("See all")

    assert seven.ada.modal.title == "Your reflections"
    assert seven.ada.modal.submit_label == "Search"
    assert entries(seven.ada.modal.text) == ["6", "5", "4", "3", "2"]


def test_search_in_the_modal(seven: Edge) -> None:
    seven.ada.home.click("Search")
    seven.ada.modal.fill("Words", "entry 2").submit()

    assert entries(seven.ada.modal.text) == ["2"]
    assert seven.ada.modal.chosen("Words") == "entry 2"


def test_an_area_in_the_modal(seven: Edge) -> None:
    seven.ada.home.click("See all")
    seven.ada.modal.choose("Area", QUALITY).submit()

    assert entries(seven.ada.modal.text) == ["3"]


def test_older_in_the_modal_keeps_the_search(seven: Edge) -> None:
    seven.ada.home.click("See all")
    seven.ada.modal.fill("Words", "review").submit()
    seven.ada.modal.click("Older")
    assert entries(seven.ada.modal.text) == ["1", "0"]

    seven.ada.modal.click("Newer")
    assert entries(seven.ada.modal.text) == ["6", "5", "4", "3", "2"]


def test_see_all_in_the_modal_empties_the_fields(seven: Edge) -> None:
    seven.ada.home.click("See all")
    seven.ada.modal.fill("Words", "refactor").choose("Area", QUALITY).submit()
    assert 'None of your reflections under Quality has "refactor".' in seven.ada.modal.text

    seven.ada.modal.click("See all")
    assert not seven.ada.modal.chosen("Words")
    assert seven.ada.modal.chosen("Area") == "Every area"
    assert entries(seven.ada.modal.text) == ["6", "5", "4", "3", "2"]


def test_open_edit_and_save_from_the_list_fit_into_slacks_three_modals(seven: Edge) -> None:
    seven.ada.home.click("See all")
    seven.ada.modal.click("Open")
    seven.ada.modal.click("Edit")
    seven.ada.modal.fill(HAPPENED, "Entry 6, told better").submit()

    assert [modal.title for modal in seven.ada.modals] == ["Your reflections", "Reflection"]
    assert "told better" in seven.ada.modal.text


def test_the_list_below_forgets_what_was_deleted_above_it(seven: Edge) -> None:
    seven.ada.home.click("See all")
    seven.ada.modal.click("Older").click("Open")
    seven.ada.modal.click("Delete")
    seven.ada.modal.close()

    assert entries(seven.ada.modal.text) == ["0"]


def test_after_a_search_the_list_below_begins_anew(seven: Edge) -> None:
    seven.ada.home.click("See all")
    seven.ada.modal.fill("Words", "entry 2").submit()
    seven.ada.modal.click("Open")
    assert "entry 2" not in seven.ada.modal.view.source["private_metadata"]
    seven.ada.modal.click("Delete")
    seven.ada.modal.close()

    assert not seven.ada.modal.chosen("Words")
    assert entries(seven.ada.modal.text) == ["6", "5", "4", "3", "1"]


def test_what_was_searched_for_is_in_no_metadata(seven: Edge) -> None:
    seven.ada.home.click("Search")
    seven.ada.modal.fill("Words", "secret plan").submit()

    assert "secret" not in seven.ada.modal.view.source["private_metadata"]


def test_home_brings_back_what_was_written_thirteen_weeks_ago(edge: Edge) -> None:
    write(edge.ada, "Long ago")
    edge.advance(weeks=13)
    for number in range(3):
        write(edge.ada, f"Entry {number}")
        edge.advance(hours=1)

    assert "Thirteen weeks ago you wrote\nLong ago" in edge.ada.home.text
