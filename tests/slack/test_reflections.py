"""Writing reflections, as people meet it."""

from __future__ import annotations

from tests.slack.conftest import Edge


def test_the_command_without_words_opens_the_form(edge: Edge) -> None:
    edge.ada.types("/ladder reflect")

    assert edge.ada.modal.title == "Reflect"


def test_what_is_saved_can_be_opened_from_the_reply(edge: Edge) -> None:
    edge.ada.types("/ladder reflect")
    edge.ada.modal.fill("What happened?", "I asked before I told").submit()
    edge.ada.replies[-1].click("Open it")

    assert "I asked before I told" in edge.ada.modal.text
