"""Names in a row, as they are said."""

from __future__ import annotations

from collections.abc import Sequence


def in_words(names: Sequence[str]) -> str:
    """Return "Grace", "Grace and Linus", "Grace, Linus and Ada"; nothing for nobody."""
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)
