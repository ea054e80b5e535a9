"""A ladder and its indexes, made once: what is read from in every answer."""

from __future__ import annotations

from dataclasses import dataclass

from bot.ladder.find import Names
from bot.ladder.model import Framework
from bot.ladder.search import Search


@dataclass(frozen=True)
class Library:
    """A framework, all that can be called by name in it, and the index of its words."""

    framework: Framework
    names: Names
    search: Search

    @classmethod
    def of(cls, framework: Framework) -> Library:
        """Index a framework; takes about 70 ms for ours."""
        return cls(framework, Names(framework), Search(framework))
