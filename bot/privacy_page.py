"""docs/privacy.md, made from the data map: `python -m bot.privacy_page > docs/privacy.md`."""

from __future__ import annotations

from collections.abc import Iterator

from bot.data_map import HOLDINGS, Holding

TOP = """\
# What Ladder keeps

This page is made from `bot/data_map.py`, as are the export and the erasure: what stands here is
what they do. A test fails for a table or a column that is missing.

- **Who can read what.** Reflections and steps in your own words are yours. A mentor reads the
  reflections that you share with them by name, in the areas that you opened, while you want them to
  mentor you; you see who read what, and on which day. Admins see counts of people, and none under
  five. Nothing in Ladder shows anybody else your words.
- **Who holds the key.** What people wrote is encrypted in the database with `LADDER_KEYS`. The
  people who run the server hold that key, so they could read it if they set out to. Ladder gives
  them no way to.
- **What your company can read.** Slack lets a company export direct messages. Ladder never writes
  your words into one; the files of `/ladder export` are the one exception, sent only when you ask,
  after a warning, and deleted after 24 hours.
- **How long.** Until you delete it, unless the operator sets `RETENTION_DAYS`: then what is
  marked below goes by itself when it is older. `/ladder delete` erases you at once, and deletes our
  messages and files in Slack as fast as Slack allows.
- **Backups** keep what they hold until they are overwritten. What a mentor has read, they have
  read.
"""


def page() -> str:
    """Return the page."""
    return "\n".join([TOP, *_personal(), *_other()]).rstrip() + "\n"


def _personal() -> Iterator[str]:
    for holding in HOLDINGS:
        if holding.is_personal:
            yield from _about(holding)


def _about(holding: Holding) -> Iterator[str]:
    sealed = " (encrypted)" if holding.sealed else ""
    yield f"## {holding.name}{sealed}"
    yield ""
    yield f"- Table: `{holding.table.__tablename__}`. Of {holding.whose}."
    yield f"- Why: {holding.why}."
    yield f"- What: {', '.join(holding.fields.values())}."
    yield f"- How long: {holding.lasts}{_ages(holding)}."
    yield "- Export: every field above, of your own rows."
    yield f"- Delete everything: {holding.stays or 'all of it goes'}."
    yield ""


def _ages(holding: Holding) -> str:
    return "; with RETENTION_DAYS, so many days at most" if holding.ages_by else ""


def _other() -> Iterator[str]:
    yield "## What is of no person"
    yield ""
    for holding in HOLDINGS:
        if not holding.is_personal:
            table = holding.table.__tablename__
            yield f"- `{table}`: {holding.whose}; {holding.why}. Kept: {holding.lasts}."


if __name__ == "__main__":
    print(page(), end="")  # noqa: T201
