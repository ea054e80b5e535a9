"""`/ladder export`: it warns and asks, sends files on a yes, and takes them back."""

from __future__ import annotations

import json
import logging

import pytest
from sqlalchemy import func, select

from bot.playground.faults import Fails, RateLimited
from bot.playground.methods.files import File
from bot.storage.tables import Removal
from tests.cast import ADA, MALLORY, OTHER_TEAM, meet
from tests.mentoring import reflection
from tests.slack.conftest import Edge
from tests.slack.forging import click
from tests.slack.mentoring import amid_noise, rows, share
from tests.slack.writing import SECRET, write
from tests.surfaces import Reply


def files(edge: Edge) -> list[File]:
    """Return the files that stand in Slack."""
    return list(edge.slack.team.files.values())


def exported(edge: Edge) -> Reply:
    """Have Ada write, ask for her files, and say yes; return the reply."""
    write(edge.ada)
    return edge.ada.command("export").click("Send me the files")


def waiting(edge: Edge) -> int:
    with rows(edge) as session:
        return session.scalar(select(func.count()).select_from(Removal)) or 0


def test_it_says_that_the_company_can_export_files_and_asks(edge: Edge) -> None:
    write(edge.ada)
    reply = edge.ada.command("export")

    assert "your company can export direct messages, with their files" in reply.text
    assert reply.buttons == ["Send me the files", "Show it here", "Not now"]
    assert (files(edge), list(edge.ada.dm)) == ([], [])


def test_it_says_how_much_there_is(edge: Edge) -> None:
    write(edge.ada)

    assert "Reflections: 1" in edge.ada.command("export").text


def test_not_now_sends_nothing(edge: Edge) -> None:
    write(edge.ada)
    reply = edge.ada.command("export").click("Not now")

    assert "I sent nothing." in reply.text
    assert (files(edge), list(edge.ada.dm)) == ([], [])


def test_on_a_yes_both_files_are_in_the_dm_and_hold_the_words(edge: Edge) -> None:
    exported(edge)

    found = {file.name: (file.content or b"").decode() for file in files(edge)}
    assert sorted(found) == ["ladder-export.json", "ladder-export.md"]
    assert json.loads(found["ladder-export.json"])["reflections"][0]["words"]["happened"] == SECRET
    assert f"> {SECRET}" in found["ladder-export.md"]
    assert {channel for file in files(edge) for channel in file.channels} == {"D0ADA"}


def test_nobody_elses_words_are_in_the_files(edge: Edge) -> None:
    share(edge, amid_noise(edge), "words of Ada's")
    edge.grace.command("export").click("Send me the files")

    content = b"".join(file.content or b"" for file in files(edge)).decode()
    assert "words of Ada's" not in content
    assert "noise: Grace's own" in content
    assert "noise: another mentee" not in content


def test_the_words_are_in_the_files_and_in_no_message(edge: Edge) -> None:
    exported(edge)

    posted = [call for call in edge.slack.calls if call.method.startswith(("chat.", "files."))]
    assert posted
    assert SECRET not in str(posted)


def test_the_message_says_when_they_go_and_can_delete_them_now(edge: Edge) -> None:
    with rows(edge) as session:
        meet(session, ADA)
    reply = exported(edge)

    message = edge.ada.dm[0]
    assert "They go by themselves on Tue 8 Sep, 10:00 (London)." in message.text
    assert message.buttons == ["Delete file"]
    assert "Your files are in your direct message with me." in reply.text


def test_delete_file_deletes_both_and_the_message(edge: Edge) -> None:
    exported(edge)
    message = edge.ada.dm[0]
    message.click("Delete file")

    assert (files(edge), message.exists) == ([], False)


def test_delete_file_in_the_reply_does_the_same_and_says_so(edge: Edge) -> None:
    reply = exported(edge).click("Delete file")

    assert "The files are deleted." in reply.text
    assert files(edge) == []


def test_after_a_day_they_go_by_themselves(edge: Edge) -> None:
    exported(edge)
    edge.advance(hours=23)
    edge.tick()
    still = len(files(edge))
    edge.advance(hours=1)
    edge.tick()

    assert (still, files(edge), waiting(edge)) == (2, [], 0)


def test_a_second_yes_sends_nothing_again(edge: Edge) -> None:
    exported(edge)
    reply = edge.ada.command("export").click("Send me the files")

    assert "Your files are in your direct message with me." in reply.text
    assert len(files(edge)) == 2


def test_once_they_are_deleted_new_ones_can_be_had(edge: Edge) -> None:
    exported(edge).click("Delete file")
    edge.ada.command("export").click("Send me the files")

    assert len(files(edge)) == 2


@pytest.mark.parametrize(
    "method",
    ["chat.postMessage", "files.getUploadURLExternal", "upload", "files.completeUploadExternal"],
)
def test_when_slack_refuses_she_is_told_and_nothing_stays(edge: Edge, method: str) -> None:
    edge.slack.faults.add(method, Fails("internal_error"))
    reply = exported(edge)
    edge.slack.forgive()

    assert "I couldn't send the files just now" in reply.text
    edge.tick()
    assert (files(edge), list(edge.ada.dm)) == ([], [])
    reply.click("Try again")
    assert len(files(edge)) == 2


def test_when_slack_will_not_delete_the_tick_tries_again(edge: Edge) -> None:
    exported(edge)
    edge.slack.faults.add("files.delete", RateLimited("30"))
    edge.ada.dm[0].click("Delete file")
    edge.slack.forgive()
    left = len(files(edge))
    edge.advance(seconds=31)
    edge.tick()

    assert (left > 0, files(edge)) == (True, [])


def test_small_data_is_shown_on_the_spot(edge: Edge) -> None:
    write(edge.ada)
    reply = edge.ada.command("export").click("Show it here")

    assert f"&gt; {SECRET}" in reply.everything
    assert reply.private
    assert files(edge) == []


def test_much_is_only_sent_as_files(edge: Edge) -> None:
    with rows(edge) as session:
        for number in range(5):
            reflection(session, edge.bot.parts.box, meet(session, ADA), f"{number}" * 2500)

    assert edge.ada.command("export").buttons == ["Send me the files", "Not now"]


def test_the_longest_words_are_shown_whole_and_literally(edge: Edge) -> None:
    words = "<!channel> & " * 200
    with rows(edge) as session:
        reflection(session, edge.bot.parts.box, meet(session, ADA), words)
    reply = edge.ada.command("export").click("Show it here")

    shown = "".join(one["text"]["text"] for one in reply.blocks if one["type"] == "section")
    assert shown.count("&lt;!channel&gt; &amp;") == 200
    assert "<!channel>" not in shown


def test_somebody_unknown_is_told_that_nothing_is_kept(edge: Edge) -> None:
    reply = edge.linus.command("export")

    assert "I keep nothing about you." in reply.text
    assert reply.buttons == []


def test_from_home_it_asks_in_a_modal_and_answers_there(edge: Edge) -> None:
    write(edge.ada)
    edge.ada.home.click("Export my data")
    edge.ada.modal.click("Send me the files")

    assert "Your files are in your direct message with me." in edge.ada.modal.text
    assert len(files(edge)) == 2


def test_mallory_deletes_and_gets_nothing_of_adas(edge: Edge) -> None:
    exported(edge)
    for action in ("export.delete", "export.send", "export.here"):
        click(edge, edge.mallory, action, "1")

    assert len(files(edge)) == 2
    assert list(edge.mallory.dm) == []


def test_ada_elsewhere_is_somebody_else(edge: Edge) -> None:
    with rows(edge) as session:
        there = meet(session, ADA, OTHER_TEAM)
        reflection(session, edge.bot.parts.box, there, "noise elsewhere")
        meet(session, MALLORY)
    exported(edge)

    assert all(b"noise elsewhere" not in (file.content or b"") for file in files(edge))


def test_the_words_reach_no_log_even_at_debug(
    edge: Edge, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    exported(edge)

    told = capfd.readouterr()
    assert SECRET not in caplog.text + told.out + told.err


def test_a_file_is_taken_back_even_if_the_bot_died_while_sending(edge: Edge) -> None:
    """Its id is written down before anybody can see it."""
    edge.slack.faults.add("files.completeUploadExternal", Fails("internal_error"))
    exported(edge)
    edge.slack.forgive()
    edge.advance(hours=25)
    edge.tick()

    assert (files(edge), waiting(edge)) == ([], 0)
