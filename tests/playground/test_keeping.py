"""A playground that is started again where it was left."""

from __future__ import annotations

from pathlib import Path

from bot.playground import LocalSlack
from tests.driver import Person, through_bolt
from tests.playground.tiny_bot import card, client_of, tiny_bot


def started(folder: Path) -> LocalSlack:
    slack = LocalSlack(data=folder).start()
    slack.connect(through_bolt(tiny_bot(slack)))
    return slack


def test_messages_and_home_are_there_again(tmp_path: Path) -> None:
    with started(tmp_path) as slack:
        client_of(slack).chat_postMessage(channel="U0ADA", text="x", blocks=card("This week"))
        home = Person(slack, "U0ADA").home.text

    with started(tmp_path) as slack:
        ada = Person(slack, "U0ADA")
        assert ada.dm.last.text.startswith("This week")
        assert slack.team.homes["U0ADA"].blocks[0]["text"]["text"] == "This week"
        assert ada.home.text == home


def test_an_old_message_can_still_be_clicked(tmp_path: Path) -> None:
    with started(tmp_path) as slack:
        client_of(slack).chat_postMessage(channel="U0ADA", text="x", blocks=card("This week"))

    with started(tmp_path) as slack:
        ada = Person(slack, "U0ADA")
        ada.dm.last.click("Reflect")
        assert ada.modal.title == "Reflect"


def test_ephemeral_replies_are_gone(tmp_path: Path) -> None:
    with started(tmp_path) as slack:
        Person(slack, "U0ADA").command("senior")

    with started(tmp_path) as slack:
        assert Person(slack, "U0ADA").replies == []


def test_new_ids_do_not_repeat_old_ones(tmp_path: Path) -> None:
    with started(tmp_path) as slack:
        before = client_of(slack).chat_postMessage(channel="U0ADA", text="one")["ts"]

    with started(tmp_path) as slack:
        after = client_of(slack).chat_postMessage(channel="U0ADA", text="two")["ts"]

    assert float(after) > float(before)


def test_nothing_is_written_without_a_folder(tmp_path: Path) -> None:
    with LocalSlack() as slack:
        client_of(slack).chat_postMessage(channel="U0ADA", text="one")

    assert list(tmp_path.iterdir()) == []
