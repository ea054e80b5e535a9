"""What is wrong with a ladder, told so that its author can mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One fault: where it stands, what it concerns, what is wrong and what mends it.

    `file` is written as the author named the folder (`framework/levels.yaml`); `line` counts from
    one; `id` is the kind and the id of the record (`prompt last-review`). A file that should be
    there and is not is named with line 1.
    """

    file: str
    line: int
    id: str
    wrong: str
    mend: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.id}: {self.wrong}; {self.mend}"


class BrokenLadder(Exception):
    """The files of a ladder cannot be used; `problems` holds all that is wrong, in file order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(str(problem) for problem in self.problems))
