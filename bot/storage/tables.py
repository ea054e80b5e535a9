"""The tables. Every row belongs to one workspace; times are UTC; words are sealed."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any
from uuid import uuid4

from sqlalchemy import (
    JSON,
    Boolean,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Text,
    Time,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Moment(TypeDecorator[datetime]):
    """An aware datetime, kept as UTC. A naive one is refused: nobody knows what it means."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn any aware moment into UTC; SQLite keeps no zone, so it gets none."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the moment back, aware and in UTC."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """What all tables share."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {datetime: Moment, date: Date, time: Time, dict[str, Any]: JSON}  # noqa: RUF012


def new_uid() -> str:
    """Return an id for a row with words, made before the row so that the seal can name it."""
    return uuid4().hex


class Workspace(Base):
    """A Slack workspace that installed Ladder."""

    __tablename__ = "workspaces"

    team_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[str | None] = mapped_column(String(200))
    nudges_off: Mapped[bool] = mapped_column(Boolean, default=False)
    hold_until: Mapped[datetime | None]
    """Slack asked for patience until then; set by a 429."""


class Person(Base):
    """A Slack user in one workspace."""

    __tablename__ = "people"
    __table_args__ = (UniqueConstraint("team_id", "slack_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[str] = mapped_column(String(32))
    slack_id: Mapped[str] = mapped_column(String(32))
    name: Mapped[str | None] = mapped_column(String(200))
    zone: Mapped[str | None] = mapped_column(String(64))
    is_bot: Mapped[bool] = mapped_column(Boolean, default=False)
    deactivated: Mapped[bool] = mapped_column(Boolean, default=False)
    seen_at: Mapped[datetime | None]
    """When the profile was last read from Slack."""
    told_of_mentors: Mapped[bool] = mapped_column(Boolean, default=False)
    """Whether their first reflection was answered with the way to a mentor; once is enough."""
    home: Mapped[str | None] = mapped_column(String(80))
    """The page that their Home shows in place of the usual one; what a summary's look writes."""


class Plan(Base):
    """A person's rhythm. Nobody has one until they start it."""

    __tablename__ = "plans"
    __table_args__ = (Index(None, "next_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[str] = mapped_column(String(32))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), unique=True)
    area: Mapped[str] = mapped_column(String(60))
    weekday: Mapped[int] = mapped_column(Integer)
    """ISO weekday: Monday is 1."""
    at: Mapped[time]
    zone: Mapped[str] = mapped_column(String(64))
    pace: Mapped[int] = mapped_column(Integer)
    """Weeks from one nudge to the next: 1, 2 or 4."""
    state: Mapped[str] = mapped_column(String(16))
    """active, paused or stopped."""
    paused_until: Mapped[date | None]
    """The local day on which it goes on by itself; none for a pause without an end."""
    reason: Mapped[str | None] = mapped_column(String(60))
    """Why it was paused or stopped when the person did not do it: Slack's error, or untouched."""
    untouched: Mapped[int] = mapped_column(Integer, default=0)
    """How many nudges in a row went by without a click."""
    started_at: Mapped[datetime]
    next_at: Mapped[datetime | None]
    """An index of the next slot only: the slot is computed again when it is claimed."""
    skipped_week: Mapped[str | None] = mapped_column(String(8))
    """A week that the person left out before its nudge came."""

    person: Mapped[Person] = relationship()


class Nudge(Base):
    """One nudge for one person in one ISO week."""

    __tablename__ = "nudges"
    __table_args__ = (UniqueConstraint("person_id", "iso_week"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[str] = mapped_column(String(32))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    iso_week: Mapped[str] = mapped_column(String(8))
    """The week on the person's own clock, such as 2026-W37."""
    area: Mapped[str] = mapped_column(String(60))
    slot_at: Mapped[datetime]
    answer: Mapped[str | None] = mapped_column(String(16))
    """committed, skipped or reflected."""
    answered_at: Mapped[datetime | None]
    touched: Mapped[bool] = mapped_column(Boolean, default=False)
    kindness: Mapped[str | None] = mapped_column(String(16))
    """What the card offers beside its question: first, slower or quiet."""
    step_id: Mapped[int | None] = mapped_column(Integer, index=True)
    """The open step that this nudge asks about. No foreign key: steps point back to nudges."""

    person: Mapped[Person] = relationship()
    prompts: Mapped[list[NudgePrompt]] = relationship(order_by="NudgePrompt.id")


class NudgePrompt(Base):
    """A prompt shown in a nudge; all but the last were swapped for another one."""

    __tablename__ = "nudge_prompts"
    __table_args__ = (UniqueConstraint("nudge_id", "prompt"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[str] = mapped_column(String(32))
    nudge_id: Mapped[int] = mapped_column(ForeignKey("nudges.id"))
    prompt: Mapped[str] = mapped_column(String(60))
    round: Mapped[int] = mapped_column(Integer, default=1)
    """How often the person had gone through the whole area, this time included."""
    shown_at: Mapped[datetime]
    swapped: Mapped[bool] = mapped_column(Boolean, default=False)


class Delivery(Base):
    """A DM that we start: its state, and what became of it."""

    __tablename__ = "deliveries"
    __table_args__ = (
        UniqueConstraint("key"),
        Index(None, "team_id", "state", "due_at"),
        # For the look at all workspaces that comes every few seconds.
        Index(None, "state", "due_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[str] = mapped_column(String(32))
    kind: Mapped[str] = mapped_column(String(16))
    """nudge, reminder, invitation or notice."""
    key: Mapped[str] = mapped_column(String(120))
    """Names the message itself, such as nudge:12 or reminder:12:1, so that it exists once."""
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    subject_id: Mapped[int | None] = mapped_column(Integer)
    """The nudge, or the mentorship, that the message is about."""
    state: Mapped[str] = mapped_column(String(16))
    """planned, claimed, sending, sent, unknown, failed or skipped."""
    attempt: Mapped[int] = mapped_column(Integer, default=0)
    due_at: Mapped[datetime]
    not_before: Mapped[datetime | None]
    claimed_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    channel: Mapped[str | None] = mapped_column(String(32))
    ts: Mapped[str | None] = mapped_column(String(32))
    reason: Mapped[str | None] = mapped_column(String(60))

    person: Mapped[Person] = relationship()


class Step(Base):
    """Something a person took on: the step of a prompt, or one in their own words."""

    __tablename__ = "steps"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(32), unique=True)
    team_id: Mapped[str] = mapped_column(String(32))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    nudge_id: Mapped[int | None] = mapped_column(Integer)
    reflection_id: Mapped[int | None] = mapped_column(ForeignKey("reflections.id"), index=True)
    prompt: Mapped[str | None] = mapped_column(String(60))
    words: Mapped[str | None] = mapped_column(Text)
    """Sealed. Only for a step in the person's own words."""
    state: Mapped[str] = mapped_column(String(16))
    """open, done or dropped."""
    asked: Mapped[int] = mapped_column(Integer, default=0)
    """In how many nudges it was asked about; after the second it is let go."""
    answer: Mapped[str | None] = mapped_column(String(16))
    """What the person said when they were asked last: done, not_yet or let_go."""
    taken_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]


class Reflection(Base):
    """A person's own words."""

    __tablename__ = "reflections"
    __table_args__ = (Index(None, "person_id", "written_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(32), unique=True)
    team_id: Mapped[str] = mapped_column(String(32))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    area: Mapped[str | None] = mapped_column(String(60))
    nudge_id: Mapped[int | None] = mapped_column(ForeignKey("nudges.id"))
    prompt: Mapped[str | None] = mapped_column(String(60))
    """The question that it answers, when it answers one."""
    sureness: Mapped[int | None] = mapped_column(Integer)
    framework_version: Mapped[str] = mapped_column(String(32))
    written_at: Mapped[datetime]
    edited_at: Mapped[datetime | None]
    words: Mapped[str] = mapped_column(Text)
    """Sealed: what happened, and what the person saw in themselves."""

    person: Mapped[Person] = relationship()


class Mentorship(Base):
    """A link that the mentee asked for and the mentor accepted."""

    __tablename__ = "mentorships"
    __table_args__ = (
        Index(None, "mentor_id"),
        Index(None, "mentee_id"),
        Index(None, "state", "invited_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[str] = mapped_column(String(32))
    mentee_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    mentor_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    state: Mapped[str] = mapped_column(String(16))
    """invited, active, declined, expired, withdrawn or ended."""
    areas: Mapped[list[str]] = mapped_column(JSON)
    """The ids of the areas that the mentee opened."""
    invited_at: Mapped[datetime]
    reminded_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    mentee: Mapped[Person] = relationship(foreign_keys=[mentee_id])
    mentor: Mapped[Person] = relationship(foreign_keys=[mentor_id])


class Share(Base):
    """One reflection shown to one mentor."""

    __tablename__ = "shares"
    __table_args__ = (
        UniqueConstraint("reflection_id", "mentorship_id"),
        Index(None, "mentorship_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[str] = mapped_column(String(32))
    reflection_id: Mapped[int] = mapped_column(ForeignKey("reflections.id"))
    mentorship_id: Mapped[int] = mapped_column(ForeignKey("mentorships.id"))
    shared_at: Mapped[datetime]


class Reading(Base):
    """What a mentor looked at: one line per reader, thing and day."""

    __tablename__ = "readings"
    __table_args__ = (UniqueConstraint("reader_id", "mentee_id", "thing", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[str] = mapped_column(String(32))
    reader_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    mentee_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    thing: Mapped[str] = mapped_column(String(64))
    """summary, or reflection: and its uid."""
    day: Mapped[date]
    """The UTC day."""


class Audit(Base):
    """Who did what to which ids; never words."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[str] = mapped_column(String(32))
    who: Mapped[str] = mapped_column(String(32))
    verb: Mapped[str] = mapped_column(String(40))
    ids: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime]


class Origin(Base):
    """The event, trigger or view that caused a change: what makes a repeated request harmless."""

    __tablename__ = "origins"
    __table_args__ = (UniqueConstraint("team_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[str] = mapped_column(String(32))
    key: Mapped[str] = mapped_column(String(255))
    at: Mapped[datetime] = mapped_column(index=True)


class Removal(Base):
    """A message or a file of ours in Slack that is to be deleted there. It holds no words.

    It may outlive the person: what they erased here is deleted in Slack as soon as Slack lets us.
    """

    __tablename__ = "removals"
    __table_args__ = (Index(None, "due_at"), Index(None, "person_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[str] = mapped_column(String(32))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    """Whose files of an export they are; none for what an erased person left in Slack."""
    channel: Mapped[str | None] = mapped_column(String(32))
    ts: Mapped[str | None] = mapped_column(String(32))
    file_id: Mapped[str | None] = mapped_column(String(32))
    """A file; otherwise it is the message of that channel and ts."""
    due_at: Mapped[datetime]
    attempt: Mapped[int] = mapped_column(Integer, default=0)
