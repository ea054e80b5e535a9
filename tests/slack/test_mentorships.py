"""Inviting a mentor, the answer, and the end of it, from the keyboard."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.storage.tables import Person as Row
from tests.cast import ADA, GRACE, LINUS, MALLORY
from tests.driver import Person
from tests.slack.conftest import Edge
from tests.slack.mentoring import (
    MENTORING,
    QUALITY,
    SECRET,
    end,
    mentored,
    share,
    state_of,
    summary_of,
)
from tests.slack.practising import start

ASKED = "You asked Grace on 7 Sep; they have until 21 Sep to answer."


def invite(edge: Edge, person: str = GRACE, by: Person | None = None) -> None:
    """Ask somebody to be a mentor, and leave nothing open."""
    asking = by or edge.ada
    asking.command(f"mentor <@{person}>", escaped=True)
    asking.modal.tick(MENTORING).submit()
    assert asking.modal.errors == {}
    asking.modal.close()


# The form


def test_the_form_opens_for_the_person_named(edge: Edge) -> None:
    edge.ada.command(f"mentor <@{GRACE}>", escaped=True)

    assert (edge.ada.modal.title, edge.ada.modal.submit_label) == ("Invite a mentor", "Ask")
    assert edge.ada.modal.chosen("Who") == GRACE
    hint = "They can read what you share in these areas. Nothing you wrote so far is shared."
    assert hint in edge.ada.modal.text


def test_without_a_person_it_opens_empty_and_offers_the_area(edge: Edge) -> None:
    reply = edge.ada.command("mentor")

    assert edge.ada.modal.chosen("Who") is None
    assert MENTORING in reply.text


def test_a_name_that_is_no_mention_is_asked_for(edge: Edge) -> None:
    reply = edge.ada.command("mentor @nobody")

    assert reply.text == 'I couldn\'t tell who "@nobody" is. Pick the person here:'
    assert edge.ada.modal is None


def test_whoever_is_picked_is_in_the_form(edge: Edge) -> None:
    edge.ada.command("mentor @nobody").choose("Choose a person", "Grace Hopper")

    assert edge.ada.modal.chosen("Who") == GRACE


def test_words_of_a_person_show_as_they_are(edge: Edge) -> None:
    reply = edge.ada.command("mentor &lt;!channel&gt;", escaped=True)

    assert 'who "<!channel>" is' in reply.text
    assert "&lt;!channel&gt;" in reply.everything


def test_the_focus_is_ticked(edge: Edge) -> None:
    start(edge.ada, Focus=QUALITY)
    edge.ada.command(f"mentor <@{GRACE}>", escaped=True)

    assert edge.ada.modal.chosen("Areas") == [QUALITY]


def test_an_invitation_says_until_when_it_can_be_answered(edge: Edge) -> None:
    edge.ada.command(f"mentor <@{GRACE}>", escaped=True)
    edge.ada.modal.tick(MENTORING).submit()

    assert "who has until 21 Sep to answer" in edge.ada.modal.text


# What is refused, and the way on


def test_oneself_is_refused(edge: Edge) -> None:
    reply = edge.ada.command(f"mentor <@{ADA}>", escaped=True)

    assert reply.text == "A mentor has to be someone else. Pick one:"


def test_an_app_is_refused_by_name(edge: Edge) -> None:
    reply = edge.ada.command("mentor <@U0DEPLOY>", escaped=True)

    assert reply.text == "Deploybot is an app. Mentors are people. Pick one:"


def test_who_left_is_refused(edge: Edge) -> None:
    edge.slack.team.people[GRACE].deleted = True
    reply = edge.ada.command(f"mentor <@{GRACE}>", escaped=True)

    assert reply.text == "Grace Hopper's account is switched off. Pick one:"


def test_a_mention_of_nobody_is_refused(edge: Edge) -> None:
    reply = edge.ada.command("mentor <@U0NOBODY>", escaped=True)

    assert "I couldn't tell who that is." in reply.text


def test_a_mentor_is_not_asked_again(edge: Edge) -> None:
    mentored(edge)
    reply = edge.ada.command(f"mentor <@{GRACE}>", escaped=True)

    assert "Grace is your mentor already." in reply.text
    assert "Manage" in reply.buttons


def test_who_was_asked_can_be_withdrawn_where_it_is_said(edge: Edge) -> None:
    invite(edge)
    reply = edge.ada.command(f"mentor <@{GRACE}>", escaped=True)

    assert reply.text == ASKED
    reply.click("Withdraw")
    assert reply.text == "Withdrawn. Nobody is told."


def test_a_fourth_question_waits_for_an_answer(edge: Edge) -> None:
    for person in (GRACE, LINUS, MALLORY):
        invite(edge, person)
    edge.slack.team.people["U0FOURTH"] = type(edge.slack.team.people[GRACE])(
        "U0FOURTH", "fourth", "Fay Fourth"
    )
    reply = edge.ada.command("mentor <@U0FOURTH>", escaped=True)

    assert "Three people have yet to answer you." in reply.text
    assert reply.buttons == ["Withdraw Grace", "Withdraw Linus", "Withdraw Mallory"]


def test_after_a_not_now_the_day_is_named(edge: Edge) -> None:
    invite(edge)
    edge.tick()
    edge.grace.dm.last.click("Not now")
    edge.advance(days=2)
    reply = edge.ada.command(f"mentor <@{GRACE}>", escaped=True)

    said = "Grace said on 7 Sep that now is not good. You can ask again on 7 Oct. Pick one:"
    assert reply.text == said


def test_the_form_says_it_under_the_person(edge: Edge) -> None:
    edge.ada.command("mentor")
    edge.ada.modal.choose("Who", "Ada Lovelace").tick(MENTORING).submit()

    assert edge.ada.modal.errors == {"Who": "A mentor has to be someone else."}


def test_the_form_keeps_what_was_chosen_when_it_is_refused(edge: Edge) -> None:
    edge.ada.command("mentor")
    edge.ada.modal.choose("Who", "Deploybot").tick(MENTORING).submit()

    assert edge.ada.modal.chosen("Who") == "U0DEPLOY"


def test_submitting_twice_shows_how_it_stands(edge: Edge) -> None:
    edge.ada.command(f"mentor <@{GRACE}>", escaped=True)
    edge.ada.modal.tick(MENTORING).submit()
    edge.ada.modal.close()
    edge.slack.replay()
    edge.tick()

    assert len(edge.grace.dm) == 1


# The mentor's answer


def test_the_invitation_says_what_is_asked(edge: Edge) -> None:
    edge.ada.command(f"mentor <@{GRACE}>", escaped=True)
    edge.ada.modal.tick(MENTORING, QUALITY).submit()
    edge.tick()

    assert edge.grace.dm.last.text == (
        "@Ada Lovelace asks if you'd be their mentor on Ladder. They would share some of their "
        "weekly reflections on Mentoring and Quality. You read them before your 1:1s; there is "
        "nothing to fill in. They see when you read."
    )
    assert edge.grace.dm.last.buttons == ["Accept", "Not now", "What is Ladder?"]


def test_accepting_shows_in_place(edge: Edge) -> None:
    invite(edge)
    edge.tick()
    edge.grace.dm.last.click("Accept")

    said = "You're Ada's mentor. What they share is on Home; look before you meet."
    assert edge.grace.dm.last.text == said
    assert edge.grace.dm.last.buttons == ["Open Home"]


def test_accepting_tells_ada_once(edge: Edge) -> None:
    invite(edge)
    edge.tick()
    edge.grace.dm.last.click("Accept")
    edge.slack.replay()
    edge.tick()

    said = (
        "Grace said yes. When you share something with them, they can read it; they get no message."
    )
    assert [message.text for message in edge.ada.dm] == [said]


def test_not_now_is_fine(edge: Edge) -> None:
    invite(edge)
    edge.tick()
    edge.grace.dm.last.click("Not now")
    edge.tick()

    assert edge.grace.dm.last.text == "I'll tell Ada you can't take this on now. That's fine."
    assert edge.ada.dm.last.text == "Grace can't take this on right now. Someone else may."


def test_what_ladder_is_stands_in_the_invitation(edge: Edge) -> None:
    invite(edge)
    edge.tick()
    edge.grace.dm.last.click("What is Ladder?")

    assert "asks you one good question a week if you want it to." in edge.grace.dm.last.text
    assert edge.grace.dm.last.buttons == ["Accept", "Not now"]


def test_one_reminder_comes_and_an_answer_folds_both(edge: Edge) -> None:
    edge.advance(hours=6)
    invite(edge)
    edge.tick()
    edge.advance(days=3)
    edge.tick()
    edge.advance(days=3)
    edge.tick()
    edge.grace.dm.last.click("Accept")

    assert len(edge.grace.dm) == 2
    assert {message.buttons[0] for message in edge.grace.dm} == {"Open Home"}


def test_an_answer_to_one_leaves_the_others_open(edge: Edge) -> None:
    invite(edge, by=edge.linus)
    invite(edge, by=edge.ada)
    edge.tick()
    edge.grace.dm[1].click("Accept")

    assert edge.grace.dm[0].text.startswith("@Linus Virtanen asks if you'd be their mentor")
    assert edge.grace.dm[0].buttons == ["Accept", "Not now", "What is Ladder?"]


def test_an_answer_after_a_fortnight_changes_nothing(edge: Edge) -> None:
    invite(edge)
    edge.tick()
    edge.advance(days=14)
    edge.grace.dm.last.click("Accept")

    assert edge.grace.dm.last.text == "Ada no longer asks. There is nothing to answer."
    assert edge.grace.command("mentees").text.startswith("Nobody has asked you yet.")


def test_a_withdrawn_invitation_folds(edge: Edge) -> None:
    invite(edge)
    edge.tick()
    edge.ada.command("mentors").click("Withdraw")

    assert edge.grace.dm.last.text == "Ada no longer asks. There is nothing to answer."


def test_grace_can_answer_from_home_too(edge: Edge) -> None:
    invite(edge)
    edge.tick()
    edge.grace.home.click("Accept")

    assert edge.grace.dm.last.text.startswith("You're Ada's mentor.")
    assert "you mentor: shares Mentoring with you" in edge.grace.home.text


# The lists and the modal


def test_without_a_mentor_one_can_be_invited(edge: Edge) -> None:
    reply = edge.ada.command("mentors")

    said = "You're on your own, which works too. A mentor reads only what you share."
    assert (reply.text, reply.buttons) == (said, ["Invite a mentor"])


def test_without_a_mentee_it_says_how_one_comes(edge: Edge) -> None:
    said = "Nobody has asked you yet. They do it with /ladder mentor and your name."

    assert edge.grace.command("mentees").text == said


def test_the_list_says_what_a_mentor_may_read_and_when_she_did(edge: Edge) -> None:
    share(edge, mentored(edge))
    summary_of(edge, edge.grace)
    said = "@Grace Hopper may read what you share on Mentoring and Quality. Last read Mon 7 Sep."

    assert edge.ada.command("mentors").text == said


def test_home_has_everybody_on_it(edge: Edge) -> None:
    mentored(edge)
    invite(edge, LINUS)

    assert "may read what you share on Mentoring and Quality." in edge.ada.home.text
    assert "You asked @Linus Virtanen on 7 Sep" in edge.ada.home.text


def test_closing_an_area_acts_at_once(edge: Edge) -> None:
    share(edge, mentored(edge))
    edge.ada.command("mentors").click("Manage")
    edge.ada.modal.untick(MENTORING).submit()

    assert edge.ada.modal is None
    assert SECRET not in summary_of(edge, edge.grace).everything


def test_one_area_stays_open(edge: Edge) -> None:
    mentored(edge)
    edge.ada.command("mentors").click("Manage")
    edge.ada.modal.untick(MENTORING, QUALITY).submit()

    assert list(edge.ada.modal.errors) == ["Areas"]


def test_ending_asks_first_and_says_what_it_means(edge: Edge) -> None:
    mentored(edge)
    edge.ada.command("mentors").click("Manage")

    asked = edge.ada.modal.confirm_of("End")
    assert "Grace can no longer read anything of yours." in asked
    assert "They are told it has ended, not why." in asked


def test_ending_tells_grace_that_it_ended(edge: Edge) -> None:
    share(edge, mentored(edge))
    edge.ada.command("mentors").click("Manage")
    edge.ada.modal.click("End")
    edge.tick()

    assert edge.ada.modal.text == "Grace can no longer read anything of yours."
    assert edge.grace.dm.last.text.startswith("You are no longer Ada's mentor.")


def test_a_mentor_can_end_it_too(edge: Edge) -> None:
    mentorship_id = mentored(edge)
    edge.grace.command("mentees").click("Stop mentoring…")
    edge.grace.modal.click("End")
    edge.tick()

    assert state_of(edge, mentorship_id) == "ended"
    assert edge.ada.dm.last.text.startswith("Grace is no longer your mentor")


def test_who_read_what_is_told_by_day_and_thing(edge: Edge) -> None:
    share(edge, mentored(edge))
    summary_of(edge, edge.grace).click("Read all")
    edge.ada.command("mentors").click("Manage")
    edge.ada.modal.click("Who read what")

    lines = edge.ada.modal.text.splitlines()
    assert lines == [
        "Mon 7 Sep · Grace Hopper · Mentoring, 6 Sep",
        "Mon 7 Sep · Grace Hopper · your summary",
    ]


def test_nobody_has_read_anything_at_first(edge: Edge) -> None:
    mentored(edge)
    edge.ada.command("mentors").click("Manage")
    edge.ada.modal.click("Who read what")

    assert edge.ada.modal.text == "Nobody has read anything of yours."


def test_a_button_of_a_list_that_is_old_is_no_dead_end(edge: Edge) -> None:
    mentorship_id = mentored(edge)
    reply = edge.ada.command("mentors")
    end(edge, mentorship_id)
    reply.click("Manage")

    assert reply.text == "That mentorship isn't there any more."


# Looking only


@pytest.mark.parametrize("typed", ["mentors", "mentees", "summary"])
def test_who_only_looks_is_not_written_down(edge: Edge, typed: str) -> None:
    edge.mallory.command(typed)

    with edge.bot.parts.database.read() as session:
        assert session.scalars(select(Row.slack_id)).all() == []


def test_looking_waits_for_no_writer(edge: Edge) -> None:
    with edge.bot.parts.database.write():
        assert edge.ada.command("mentors").text != ""
