"""Names in a row."""

from __future__ import annotations

import pytest

from bot.slack.names import in_words


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ((), ""),
        (("Grace",), "Grace"),
        (("Grace", "Linus"), "Grace and Linus"),
        (("Grace", "Linus", "Ada"), "Grace, Linus and Ada"),
    ],
)
def test_names_are_said_in_a_row(names: tuple[str, ...], said: str) -> None:
    assert in_words(names) == said
