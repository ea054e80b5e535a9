"""`/ladder privacy`: what is kept and why, how long, who can read it, and what can be done."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.assembly import Bot, assemble
from bot.ladder.library import Library
from tests.driver import through_wsgi
from tests.slack.conftest import Edge
from tests.slack.mentoring import amid_noise, share, summary_of
from tests.slack.writing import SECRET, words_of, write


def test_it_says_who_holds_the_key(edge: Edge) -> None:
    said = "The people who run the server hold the key"

    assert said in edge.ada.command("privacy").text


def test_it_says_what_is_kept_and_why_for_every_table_of_the_map(edge: Edge) -> None:
    text = edge.ada.command("privacy").text

    assert "Who read what: so that you see who read something of yours" in text
    assert "Messages to you: to send each message once" in text


def test_it_says_how_long(edge: Edge) -> None:
    assert "Until you delete it. The files of an export go after 24 hours." in (
        edge.ada.command("privacy").text
    )


@pytest.fixture
def year(edge: Edge, library: Library) -> Iterator[Bot]:
    """A bot that keeps what people write for a year."""
    settings = edge.settings.model_copy(update={"retention_days": 365})
    bot = assemble(settings, now=lambda: edge.now, library=library)
    edge.slack.connect(through_wsgi(bot.wsgi))
    yield bot
    bot.close()


@pytest.mark.usefixtures("year")
def test_where_the_operator_set_an_end_it_says_so(edge: Edge) -> None:
    assert "or for 365 days: then it goes by itself." in edge.ada.command("privacy").text


def test_and_the_tick_keeps_to_it(edge: Edge, year: Bot) -> None:
    write(edge.ada)
    year.parts.afterwards.settle()
    edge.advance(days=366)
    year.tick()

    assert words_of(edge) == []


def test_without_an_end_everything_stays(edge: Edge) -> None:
    write(edge.ada)
    edge.advance(days=3660)
    edge.tick()

    assert words_of(edge) == [SECRET]


def test_it_says_who_can_read_and_who_did(edge: Edge) -> None:
    share(edge, amid_noise(edge))
    summary_of(edge, edge.grace)
    text = edge.ada.command("privacy").text

    assert "what you share with them on Mentoring and Quality" in text
    assert "Grace Hopper · your summary" in text
    assert "noise" not in text


def test_it_leads_to_the_export_and_the_deletion(edge: Edge) -> None:
    write(edge.ada)
    reply = edge.ada.command("privacy")

    assert reply.buttons[:2] == ["Export my data", "Delete everything"]
    assert SECRET not in reply.everything


def test_home_leads_there_too(edge: Edge) -> None:
    assert edge.ada.home.buttons[-3:] == ["Privacy", "Export my data", "Help"]


def test_from_home_it_opens_as_a_modal(edge: Edge) -> None:
    edge.ada.home.click("Privacy")

    assert edge.ada.modal.title == "Privacy"
