"""The kinds of text in a ladder, and the length that a card can hold of each.

A Slack header holds 150 characters and a chart label 20. Space around a text is dropped: YAML's
`>` leaves a line break behind that nobody typed.
"""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, StringConstraints
from pydantic_core import PydanticCustomError

PLACEHOLDER = re.compile(
    r"[\W_]*(?:(?:TODO|TBC|TBD|FIXME|MISSING)\b.*"
    r"|(?i:(?:todo|tbc|tbd|fixme|missing|placeholder|coming soon|null|none|n/a)[\W_]*)"
    r"|(?i:lorem ipsum\b.*)"
    r"|[\W_]*)",
    re.DOTALL,
)
"""What stands where words are still to come: a marker in capitals with whatever follows it, such
a word alone, or no letter at all. `Missing tests are named` is a sentence and passes."""


def _said(text: str) -> str:
    if PLACEHOLDER.fullmatch(text):
        raise PydanticCustomError("placeholder", "is a placeholder")
    return text


def _on_one_line(text: str) -> str:
    if "\n" in text:
        raise PydanticCustomError("line_break", "runs over several lines")
    return text


Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]
Title = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=150),
    AfterValidator(_said),
    AfterValidator(_on_one_line),
]
Short = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=20),
    AfterValidator(_said),
    AfterValidator(_on_one_line),
]
Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=140),
    AfterValidator(_said),
    AfterValidator(_on_one_line),
]
Sentence = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=300),
    AfterValidator(_said),
]
Paragraph = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=600),
    AfterValidator(_said),
]
