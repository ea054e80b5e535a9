"""The modal "Who can read this", from the keyboard."""

from __future__ import annotations

from tests.cast import LINUS
from tests.slack.conftest import Edge
from tests.slack.mentoring import (
    MENTORING,
    SECRET,
    end,
    mentored,
    narrow,
    summary_of,
)
from tests.surfaces import Reply


def saved(edge: Edge, area: str = MENTORING) -> Reply:
    """Return what Ada sees after she kept some words with a command."""
    return edge.ada.command(f"reflect {SECRET}").choose("Area", area)


def share_with(edge: Edge, reply: Reply, name: str = "Grace Hopper") -> None:
    """Share from a reply, with the form."""
    reply.click("Share")
    edge.ada.modal.tick(name).submit()


def test_the_form_names_each_mentor_and_what_they_will_see(edge: Edge) -> None:
    mentored(edge)
    mentored(edge, LINUS)
    saved(edge).click("Share")

    assert (edge.ada.modal.title, edge.ada.modal.submit_label) == ("Who can read this", "Save")
    assert edge.ada.modal.options == ["Grace Hopper", "Linus Virtanen"]
    said = "Grace and Linus will see the words, the date and how sure you felt."
    assert said in edge.ada.modal.text


def test_sharing_shows_the_mentor_and_says_so(edge: Edge) -> None:
    mentored(edge)
    reply = saved(edge)
    share_with(edge, reply)

    assert SECRET in summary_of(edge, edge.grace).text
    assert "shared with Grace" in reply.text


def test_sharing_sends_nobody_a_message(edge: Edge) -> None:
    mentored(edge)
    share_with(edge, saved(edge))
    edge.tick()

    assert (list(edge.grace.dm), list(edge.ada.dm)) == ([], [])


def test_unticking_takes_it_back(edge: Edge) -> None:
    mentored(edge)
    reply = saved(edge)
    share_with(edge, reply)
    reply.click("Share")
    edge.ada.modal.untick("Grace Hopper").submit()

    assert SECRET not in summary_of(edge, edge.grace).everything


def test_the_box_shows_who_can_read_it_now(edge: Edge) -> None:
    mentored(edge)
    reply = saved(edge)
    share_with(edge, reply)
    reply.click("Share")

    assert edge.ada.modal.chosen("Share with") == ["Grace Hopper"]


def test_from_the_open_reflection_the_modal_below_tells_it(edge: Edge) -> None:
    mentored(edge)
    saved(edge)
    edge.ada.home.click("Open", near=SECRET)
    edge.ada.modal.click("Share")
    edge.ada.modal.tick("Grace Hopper").submit()

    assert edge.ada.modal.title == "Reflection"
    assert "Shared with Grace" in edge.ada.modal.text


def test_a_mentor_without_the_area_has_no_box(edge: Edge) -> None:
    mentored(edge, areas=["quality"])
    mentored(edge, LINUS, areas=["mentoring"])
    saved(edge).click("Share")

    assert edge.ada.modal.options == ["Linus Virtanen"]
    assert "Grace Hopper can't read Mentoring. Open it to them on Home." in edge.ada.modal.text


def test_without_an_area_it_cannot_be_shared(edge: Edge) -> None:
    mentored(edge)
    edge.ada.command(f"reflect {SECRET}").click("Share")

    assert edge.ada.modal.text == "Choose an area to share this."
    assert edge.ada.modal.buttons == ["Edit"]


def test_without_a_mentor_one_can_be_invited(edge: Edge) -> None:
    saved(edge).click("Share")

    assert "You're on your own, which works too." in edge.ada.modal.text
    assert edge.ada.modal.buttons == ["Invite a mentor"]


def test_an_area_that_closed_meanwhile_is_said_under_the_boxes(edge: Edge) -> None:
    mentorship_id = mentored(edge)
    saved(edge).click("Share")
    narrow(edge, mentorship_id, ["quality"])
    edge.ada.modal.tick("Grace Hopper").submit()

    said = "Grace doesn't have Mentoring. Untick them, or open it to them on Home."
    assert edge.ada.modal.errors == {"Share with": said}


def test_a_mentorship_that_ended_meanwhile_is_shared_with_nobody(edge: Edge) -> None:
    mentorship_id = mentored(edge)
    reply = saved(edge)
    reply.click("Share")
    end(edge, mentorship_id)
    edge.ada.modal.tick("Grace Hopper").submit()

    assert "Saved for yourself" in reply.text


def test_a_reflection_that_was_deleted_meanwhile_says_so(edge: Edge) -> None:
    mentored(edge)
    reply = saved(edge)
    reply.click("Share")
    from_home = edge.ada.modal
    reply.click("Delete")
    edge.ada.slack.submit(edge.ada.id, from_home.view.id)

    assert "That reflection isn't here. It may have been deleted." in edge.ada.modal.text
