"""Words and tokens at rest: sealed so that each opens only in the row that it was written for."""

from __future__ import annotations

import json
from collections.abc import Iterable

from cryptography.fernet import Fernet, InvalidToken, MultiFernet


class CannotOpen(Exception):
    """The text was sealed with another key, for another row, or was changed; it holds no words."""


class Box:
    """Seals with the first key and opens with any, so that keys can be changed while it runs."""

    def __init__(self, keys: Iterable[str]) -> None:
        fernets = [Fernet(key) for key in keys]
        self._first, self._fernet = fernets[0], MultiFernet(fernets)

    def seal(self, team: str, author: int, uid: str, words: str) -> str:
        """Return the words encrypted, bound to their workspace, author and row."""
        bound = json.dumps([team, author, uid, words], ensure_ascii=True)
        return self._fernet.encrypt(bound.encode()).decode("ascii")

    def open(self, team: str, author: int, uid: str, sealed: str) -> str:
        """Return the words of that row. Raises CannotOpen, also for a text moved from elsewhere."""
        try:
            found = json.loads(self._fernet.decrypt(sealed.encode("ascii")))
        except (InvalidToken, UnicodeEncodeError):
            raise CannotOpen(f"row {uid} cannot be opened with the keys that we have") from None
        if found[:3] != [team, author, uid]:
            raise CannotOpen(f"row {uid} holds a text that was sealed for another row")
        return str(found[3])

    def reseal(self, sealed: str) -> str | None:
        """Return a text sealed with the first key in place of an older one; None if it is already.

        Nothing of it is looked at. Raises CannotOpen.
        """
        token = sealed.encode("ascii", "replace")
        try:
            self._first.decrypt(token)
        except InvalidToken:
            return self._with_first(token)
        return None

    def _with_first(self, token: bytes) -> str:
        try:
            return self._fernet.rotate(token).decode("ascii")
        except InvalidToken:
            raise CannotOpen("a row cannot be opened with the keys that we have") from None


def new_key() -> str:
    """Return a fresh key in the form that LADDER_KEYS takes."""
    return Fernet.generate_key().decode("ascii")
