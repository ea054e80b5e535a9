"""Words at rest open only where they were sealed."""

from __future__ import annotations

import pytest

from bot.storage.crypto import Box, CannotOpen, new_key


def test_words_come_back_as_they_were(box: Box) -> None:
    sealed = box.seal("T1", 1, "row", "I rewrote his function again.")

    assert box.open("T1", 1, "row", sealed) == "I rewrote his function again."


def test_words_cannot_be_seen_in_the_sealed_text(box: Box) -> None:
    assert "rewrote" not in box.seal("T1", 1, "row", "I rewrote his function again.")


@pytest.mark.parametrize("place", [("T2", 1, "row"), ("T1", 2, "row"), ("T1", 1, "other")])
def test_a_text_moved_to_another_row_is_refused(box: Box, place: tuple[str, int, str]) -> None:
    sealed = box.seal("T1", 1, "row", "secret")

    with pytest.raises(CannotOpen):
        box.open(*place, sealed)


def test_an_old_key_still_reads() -> None:
    old, new = new_key(), new_key()
    sealed = Box([old]).seal("T1", 1, "row", "words")

    assert Box([new, old]).open("T1", 1, "row", sealed) == "words"


def test_a_wrong_key_says_so_without_words() -> None:
    sealed = Box([new_key()]).seal("T1", 1, "row", "secret")

    with pytest.raises(CannotOpen, match="row row cannot be opened"):
        Box([new_key()]).open("T1", 1, "row", sealed)
