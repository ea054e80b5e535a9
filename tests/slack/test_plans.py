"""Plans as people start, see, change, pause and stop them."""

from __future__ import annotations

from tests.slack.conftest import Edge


def test_the_form_tells_when_the_first_nudge_comes(edge: Edge) -> None:
    edge.ada.command("senior").click("Weekly nudges")
    edge.ada.modal.submit()

    assert edge.ada.modal.text == (
        "You're set. First nudge: Tue 8 Sep, 10:00 (London), as a direct message. "
        "Nobody else is told."
    )
