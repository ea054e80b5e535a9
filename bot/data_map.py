"""The data map: for each table whose data it holds, what and why, and how it leaves us.

Export, erasure, retention, the rotation of keys and docs/privacy.md are made from it, so that
none of them can forget a table. A test fails for a table or a column that is not in it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from sqlalchemy import ColumnElement, and_, or_, select

from bot import reflections
from bot.storage.tables import (
    Audit,
    Base,
    Delivery,
    Mentorship,
    Nudge,
    NudgePrompt,
    Origin,
    Person,
    Plan,
    Reading,
    Reflection,
    Removal,
    Share,
    Step,
    Workspace,
)

Rows: TypeAlias = Callable[[Person], ColumnElement[bool]]
"""Says which rows of a table belong to a person."""

UNTIL_DELETED = "until you delete it"
UNTIL_ERASED = "until you delete everything"


@dataclass(frozen=True, eq=False)
class Holding:
    """One table.

    `fields` are the columns that say something of the person, with what they say: the export
    writes them. `inner` are the others. `theirs` are the rows that the export writes; `erased`
    those that go when the person erases themselves (`stays` says why, where none do). `ages_by`
    is what RETENTION_DAYS counts from, and `sealed` what the keys seal.
    """

    table: type[Base]
    name: str
    whose: str
    why: str
    lasts: str
    fields: Mapping[str, str] = field(default_factory=dict)
    inner: tuple[str, ...] = ()
    theirs: Rows | None = None
    erased: Rows | None = None
    stays: str = ""
    ages_by: str | None = None
    sealed: tuple[str, ...] = ()

    @property
    def is_personal(self) -> bool:
        """Whether it holds anything of a person."""
        return self.theirs is not None


def _by_person(table: type[Plan | Nudge | Delivery | Step | Reflection]) -> Rows:
    return lambda person: and_(table.team_id == person.team_id, table.person_id == person.id)


def _nudge_prompts(person: Person) -> ColumnElement[bool]:
    mine = select(Nudge.id).where(Nudge.person_id == person.id)
    return NudgePrompt.nudge_id.in_(mine)


def _mentorships(person: Person) -> ColumnElement[bool]:
    return or_(Mentorship.mentee_id == person.id, Mentorship.mentor_id == person.id)


def _own_shares(person: Person) -> ColumnElement[bool]:
    return Share.reflection_id.in_(reflections.own_ids(person))


def _all_shares(person: Person) -> ColumnElement[bool]:
    links = select(Mentorship.id).where(_mentorships(person))
    return or_(_own_shares(person), Share.mentorship_id.in_(links))


def _readings(person: Person) -> ColumnElement[bool]:
    return or_(Reading.mentee_id == person.id, Reading.reader_id == person.id)


def messages_about(person: Person) -> ColumnElement[bool]:
    """Select the messages to a person, and those to others about a mentorship with them."""
    links = select(Mentorship.id).where(_mentorships(person))
    names_them = and_(Delivery.kind.in_(("invitation", "notice")), Delivery.subject_id.in_(links))
    return and_(
        Delivery.team_id == person.team_id, or_(Delivery.person_id == person.id, names_them)
    )


HOLDINGS: tuple[Holding, ...] = (
    Holding(
        Person,
        "You",
        "everybody who uses Ladder or was invited as a mentor",
        "to know whom to write to, on their own clock and by their name",
        UNTIL_ERASED,
        {
            "slack_id": "Slack id",
            "name": "Name in Slack",
            "zone": "Time zone in Slack",
            "is_bot": "Is an app",
            "deactivated": "Deactivated in Slack",
            "seen_at": "Profile read",
            "home": "Page kept on Home",
            "told_of_mentors": "Told how to invite a mentor",
        },
        ("id", "team_id"),
        lambda person: Person.id == person.id,
        lambda person: Person.id == person.id,
    ),
    Holding(
        Plan,
        "Your plan",
        "people who started weekly nudges",
        "to send the nudge when you want it",
        UNTIL_ERASED,
        {
            "area": "Focus",
            "weekday": "Weekday (Monday is 1)",
            "at": "Time",
            "zone": "Time zone",
            "pace": "Weeks between nudges",
            "state": "State",
            "paused_until": "Paused until",
            "reason": "Why it was paused for you",
            "untouched": "Nudges in a row without a click",
            "started_at": "Started",
            "next_at": "Next nudge",
            "skipped_week": "Week left out",
        },
        ("id", "team_id", "person_id"),
        _by_person(Plan),
        _by_person(Plan),
    ),
    Holding(
        Mentorship,
        "Mentorships",
        "mentees and their mentors",
        "to know who may read what you share, because you asked them",
        f"{UNTIL_ERASED}, on either side",
        {
            "id": "Number",
            "mentee_id": "Mentee",
            "mentor_id": "Mentor",
            "state": "State",
            "areas": "Areas opened",
            "invited_at": "Asked",
            "reminded_at": "Reminded",
            "answered_at": "Answered",
            "ended_at": "Ended",
        },
        ("team_id",),
        _mentorships,
        _mentorships,
        ages_by="ended_at",
    ),
    Holding(
        Nudge,
        "Nudges",
        "people who started weekly nudges",
        "to send one a week at most, and to ask about the step that you took on",
        UNTIL_ERASED,
        {
            "id": "Number",
            "iso_week": "Week",
            "area": "Area",
            "slot_at": "Due",
            "answer": "Your answer",
            "answered_at": "Answered",
            "touched": "Clicked",
            "kindness": "Offered beside the question",
            "step_id": "Step asked about",
        },
        ("team_id", "person_id"),
        _by_person(Nudge),
        _by_person(Nudge),
    ),
    Holding(
        NudgePrompt,
        "Questions shown",
        "people who started weekly nudges",
        "so that no question comes twice before you have seen them all",
        UNTIL_ERASED,
        {
            "nudge_id": "Nudge",
            "prompt": "Question",
            "round": "Round",
            "shown_at": "Shown",
            "swapped": "Swapped for another",
        },
        ("id", "team_id"),
        _nudge_prompts,
        _nudge_prompts,
    ),
    Holding(
        Reflection,
        "Reflections",
        "people who write",
        "they are what you wrote: for you, and for the mentors you share them with",
        UNTIL_DELETED,
        {
            "id": "Number",
            "written_at": "Written",
            "edited_at": "Edited",
            "area": "Area",
            "prompt": "Question",
            "nudge_id": "Nudge",
            "sureness": "How sure you felt (1 to 5)",
            "words": "Your words",
        },
        ("uid", "team_id", "person_id", "framework_version"),
        _by_person(Reflection),
        _by_person(Reflection),
        ages_by="written_at",
        sealed=("words",),
    ),
    Holding(
        Step,
        "Steps",
        "people who take a step on",
        "to ask you about it next time",
        UNTIL_DELETED,
        {
            "id": "Number",
            "taken_at": "Taken on",
            "prompt": "Step of the question",
            "words": "In your own words",
            "reflection_id": "Reflection",
            "nudge_id": "Nudge",
            "state": "State",
            "asked": "Times asked",
            "answer": "Your answer",
            "closed_at": "Closed",
        },
        ("uid", "team_id", "person_id"),
        _by_person(Step),
        _by_person(Step),
        ages_by="taken_at",
        sealed=("words",),
    ),
    Holding(
        Share,
        "What you share",
        "mentees",
        "to know which reflection you showed to which mentor",
        "until you take it back, or the mentorship ends",
        {
            "reflection_id": "Reflection",
            "mentorship_id": "Shared with",
            "shared_at": "Shared",
        },
        ("id", "team_id"),
        _own_shares,
        _all_shares,
    ),
    Holding(
        Reading,
        "Who read what",
        "mentees, and the mentors who read",
        "so that you see who read something of yours, and on which day",
        f"{UNTIL_ERASED}, on either side",
        {
            "reader_id": "Reader",
            "mentee_id": "Of",
            "thing": "What",
            "day": "Day",
        },
        ("id", "team_id"),
        _readings,
        _readings,
        ages_by="day",
    ),
    Holding(
        Delivery,
        "Messages to you",
        "people whom Ladder wrote to",
        "to send each message once, to keep it true, and to be able to delete it",
        UNTIL_ERASED,
        {
            "kind": "Kind",
            "state": "State",
            "due_at": "Due",
            "sent_at": "Sent",
            "channel": "Conversation",
            "ts": "Message",
            "reason": "Why not",
        },
        (
            *("id", "team_id", "key", "person_id", "subject_id"),
            *("attempt", "not_before", "claimed_at"),
        ),
        _by_person(Delivery),
        messages_about,
        ages_by="due_at",
    ),
    Holding(
        Removal,
        "Files and messages to be deleted in Slack",
        "people who asked for their data, or erased themselves",
        "to delete the files of an export after a day, and our messages to you after an erasure",
        "until Slack has deleted them; ids only, with no link to you after an erasure",
        {"channel": "Conversation", "ts": "Message", "file_id": "File", "due_at": "Deleted from"},
        ("id", "team_id", "person_id", "attempt"),
        lambda person: Removal.person_id == person.id,
        stays="the link to you goes at once, the ids when Slack has deleted what they name",
    ),
    Holding(
        Audit,
        "The audit",
        "people who tried something that is not theirs, or erased themselves",
        "so that whoever runs the server can see an attack; ids only, never words",
        "for good",
        {"verb": "What", "ids": "Ids", "at": "When"},
        ("id", "team_id", "who"),
        lambda person: and_(Audit.team_id == person.team_id, Audit.who == person.slack_id),
        stays="ids only: whoever attacks must not be able to take the trace away",
        ages_by="at",
    ),
    Holding(
        Workspace,
        "The workspace",
        "nobody",
        "to know what holds for the workspace as a whole",
        "while Ladder is installed",
        inner=("team_id", "name", "nudges_off", "hold_until"),
    ),
    Holding(
        Origin,
        "What caused a change",
        "nobody: Slack's ids of clicks and forms, which name no one",
        "so that a request that comes twice changes things once",
        "a week",
        inner=("id", "team_id", "key", "at"),
    ),
)
"""All tables. A table comes after those that its rows point to, so backwards is safe to delete."""
