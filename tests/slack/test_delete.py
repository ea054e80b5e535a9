"""`/ladder delete`: it says what goes, asks, and then nothing is left."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from bot import removals
from bot.data_map import HOLDINGS
from bot.playground.faults import Fails, RateLimited
from bot.storage.tables import Delivery, Reflection, Removal
from tests import living
from tests.cast import ADA, GRACE, TEAM, meet
from tests.slack.conftest import Edge
from tests.slack.forging import click
from tests.slack.mentoring import amid_noise, rows, share, summary_of
from tests.slack.practising import nudged
from tests.slack.writing import SECRET, write

DELETE = "Delete everything"


def delete(edge: Edge) -> None:
    """Have Ada delete everything."""
    edge.ada.command("delete")
    edge.ada.modal.click(DELETE)


def rows_of(edge: Edge, who: str = ADA) -> dict[str, int]:
    """Return how many rows of each table a person has, by the data map."""
    with rows(edge) as session:
        person = meet(session, who)
        return {
            holding.table.__tablename__: session.scalar(
                select(func.count()).select_from(holding.table).where(holding.theirs(person))
            )
            or 0
            for holding in HOLDINGS
            if holding.theirs is not None
        }


def test_the_command_deletes_nothing_and_says_what_would_go(edge: Edge) -> None:
    write(edge.ada)
    edge.ada.command("delete")

    assert edge.ada.modal.title == DELETE
    assert "your reflections and steps, your plan and its nudges" in edge.ada.modal.text
    assert rows_of(edge)["reflections"] == 1


def test_the_button_is_red_and_asks_once_more(edge: Edge) -> None:
    write(edge.ada)
    edge.ada.command("delete")
    button = edge.ada.modal.blocks[-1]["elements"][-1]

    assert (button["style"], button["confirm"]["style"]) == ("danger", "danger")
    assert button["confirm"]["deny"]["text"] == "Keep it"


def test_it_offers_the_export_first(edge: Edge) -> None:
    write(edge.ada)
    edge.ada.command("delete")
    edge.ada.modal.click("Export my data first")

    assert "Send me the files" in edge.ada.modal.buttons


def test_then_nothing_is_left(edge: Edge) -> None:
    share(edge, amid_noise(edge))
    nudged(edge)
    write(edge.ada)
    delete(edge)

    left = {table for table, number in rows_of(edge).items() if number}
    assert left == {"people", "audit"}  # The person whom this very look has met, and the audit.
    assert "Everything is deleted." in edge.ada.modal.text


def test_nobody_else_loses_anything(edge: Edge) -> None:
    with rows(edge) as session:
        living.noise(session, edge.bot.parts.box)
        before = living.everything(session)
    write(edge.ada)
    delete(edge)
    with rows(edge) as session:
        after = living.everything(session)

    lost = [row for table, found in before.items() for row in found if row not in after[table]]
    assert lost == []


def test_our_messages_and_files_to_her_go_from_slack(edge: Edge) -> None:
    nudged(edge)
    edge.ada.command("export").click("Send me the files")
    before = (len(edge.ada.dm) > 0, len(edge.slack.team.files))
    delete(edge)
    edge.tick()

    messages = [one for one in edge.ada.dm if "[ladder-export" not in one.text]
    assert (before, messages, edge.slack.team.files) == ((True, 2), [], {})


def test_the_invitation_that_names_her_goes_from_graces_dm(edge: Edge) -> None:
    nudged(edge)
    edge.ada.command("mentor @grace")
    edge.ada.modal.submit()
    edge.advance(hours=5)
    edge.tick()
    asked = len(edge.grace.dm)
    delete(edge)

    assert (asked, list(edge.grace.dm)) == (1, [])


def test_an_invitation_that_was_not_sent_yet_never_is(edge: Edge) -> None:
    nudged(edge)
    edge.ada.command("mentor @grace")
    edge.ada.modal.submit()
    delete(edge)
    edge.advance(hours=5)
    edge.tick()

    assert list(edge.grace.dm) == []


def test_her_mentor_loses_it_at_once(edge: Edge) -> None:
    share(edge, amid_noise(edge))
    reply = summary_of(edge, edge.grace)
    assert SECRET[:20] in reply.text
    delete(edge)
    reply.click("Read all")

    shown = edge.grace.modal.text if edge.grace.modal else reply.text
    assert "This is no longer shared with you." in shown
    assert summary_of(edge, edge.grace).text.startswith("I have nothing to show you about")


def test_her_mentors_home_changes_by_itself(edge: Edge) -> None:
    share(edge, amid_noise(edge))
    assert "U0ADA" in edge.grace.home.everything
    delete(edge)

    assert "of:U0ADA" not in edge.grace.last_home.everything


def test_her_home_is_a_newcomers(edge: Edge) -> None:
    nudged(edge)
    write(edge.ada)
    assert edge.ada.home
    delete(edge)

    assert "I write to nobody who hasn't asked." in edge.ada.last_home.text
    assert SECRET not in edge.ada.last_home.everything


def test_no_nudge_comes_afterwards(edge: Edge) -> None:
    nudged(edge)
    delete(edge)
    edge.tick()
    edge.advance(days=30)
    edge.tick()

    assert list(edge.ada.dm) == []


def test_the_privacy_card_below_shows_nothing_that_is_gone(edge: Edge) -> None:
    share(edge, amid_noise(edge))
    edge.ada.home.click("Privacy")
    edge.ada.modal.click(DELETE)
    edge.ada.modal.click(DELETE)

    assert len(edge.ada.modals) == 2
    assert all("Everything is deleted." in one.text for one in edge.ada.modals)


def test_a_second_click_says_the_same(edge: Edge) -> None:
    write(edge.ada)
    delete(edge)
    click(edge, edge.ada, "erase.all", "")
    edge.slack.forgive()

    assert "Everything is deleted." in edge.ada.modal.text


def test_afterwards_she_can_start_anew(edge: Edge) -> None:
    nudged(edge)
    delete(edge)
    edge.ada.modal.close()
    edge.ada.command("reflect a new beginning")

    assert "a new beginning" in edge.ada.command("reflections").text
    assert rows_of(edge)["reflections"] == 1


def test_somebody_unknown_is_told_that_nothing_is_kept(edge: Edge) -> None:
    edge.linus.command("delete")

    assert edge.linus.modal.text == "I keep nothing about you."
    assert edge.linus.modal.buttons == []


def test_mallory_deletes_nobody_but_mallory(edge: Edge) -> None:
    share(edge, amid_noise(edge))
    with rows(edge) as session:
        number = meet(session, ADA).id
        before = living.everything(session)["reflections"]
        own = meet(session, "U0MALLORY").id
    for value in (ADA, str(number), f"{TEAM}:{ADA}"):
        click(edge, edge.mallory, "erase.all", value)
    edge.slack.forgive()

    with rows(edge) as session:
        after = living.everything(session)["reflections"]
    assert after == [row for row in before if row["person_id"] != own]


@pytest.mark.parametrize(
    "fault", [RateLimited("30"), Fails("fatal_error"), Fails("invalid_auth")], ids=str
)
def test_when_slack_refuses_to_delete_the_tick_tries_again(
    edge: Edge, fault: RateLimited | Fails
) -> None:
    nudged(edge)
    edge.slack.faults.add("chat.delete", fault)
    delete(edge)
    edge.slack.forgive()
    left = len(edge.ada.dm)
    edge.advance(minutes=3)
    edge.tick()

    assert (left, list(edge.ada.dm)) == (1, [])


def test_hundreds_of_messages_go_at_the_pace_that_slack_allows(edge: Edge) -> None:
    """Twenty at a time; a 429 in between costs no attempt and loses nothing."""
    nudged(edge)
    client = edge.bot.parts.clients(TEAM)
    posted = [client.chat_postMessage(channel=ADA, text="old")["ts"] for _ in range(70)]
    with rows(edge) as session:
        for ts in posted:
            removals.of_nobody(session, TEAM, edge.now, channel="D0ADA", ts=ts)
    edge.slack.faults.add("chat.delete", RateLimited("1"), after=30, times=3)
    delete(edge)
    for _round in range(10):
        edge.advance(seconds=5)
        edge.tick()
    edge.slack.forgive()

    assert list(edge.ada.dm) == []
    with rows(edge) as session:
        assert session.scalars(select(Removal)).all() == []


def test_what_waits_to_be_deleted_holds_ids_only(edge: Edge) -> None:
    nudged(edge)
    write(edge.ada)
    edge.slack.faults.add("chat.delete", Fails("fatal_error"))
    delete(edge)
    edge.slack.forgive()
    with rows(edge) as session:
        waiting = session.scalars(select(Removal)).all()
        held = [(row.person_id, row.channel, row.file_id, row.attempt) for row in waiting]

    assert held == [(None, "D0ADA", None, 1)]


def test_a_message_that_is_gone_already_is_done(edge: Edge) -> None:
    nudged(edge)
    edge.slack.faults.add("chat.delete", Fails("message_not_found"))
    delete(edge)
    edge.slack.forgive()

    with rows(edge) as session:
        assert session.scalars(select(Removal)).all() == []


def test_slack_that_never_gives_in_is_given_up_on(edge: Edge) -> None:
    nudged(edge)
    edge.slack.faults.add("chat.delete", Fails("cant_delete_message"), times=None)
    delete(edge)
    for _attempt in range(25):
        edge.advance(days=2)
        edge.tick()
    edge.slack.forgive()

    with rows(edge) as session:
        assert session.scalars(select(Removal)).all() == []


def test_the_database_holds_no_trace_of_her_words(edge: Edge) -> None:
    write(edge.ada)
    delete(edge)

    with rows(edge) as session:
        assert session.scalars(select(Reflection)).all() == []
        assert session.scalars(select(Delivery)).all() == []
        assert meet(session, GRACE).slack_id == GRACE
