"""The framework as values: what the YAML files may hold, and how to look it up.

Every text is in the framework's own locale and may hold Markdown; Slack's mrkdwn is made of it
once, at the edge. The limits stand here and in `texts` because a text that no card can hold is an
error of the ladder and not of the reader.
"""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
)
from pydantic_core import PydanticCustomError

from bot.ladder.texts import Id, Line, Paragraph, Sentence, Short, Title

WholeMonths = Annotated[int, Field(ge=1, le=600)]


def _in_order(months: tuple[int, int]) -> tuple[int, int]:
    if months[0] > months[1]:
        raise PydanticCustomError("order", "ends before it begins")
    return months


def _kind_of_alongside(value: object) -> str | None:
    """Tell the two apart by their key, so that a fault is reported once and not for both."""
    if isinstance(value, dict):
        return next((f"a {key}" for key in ("habit", "resource") if key in value), None)
    if isinstance(value, HabitAlongside):
        return "a habit"
    return "a resource" if isinstance(value, ResourceAlongside) else None


class Words(BaseModel):
    """What every record of the files shares: frozen, no unknown key, and a drawer nobody reads."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    x: dict[str, Any] = Field(default_factory=dict, description="Kept and not read.")


class Named(Words):
    """Something with an id that is chosen from the idea, and the ids that it had before."""

    id: Id
    was: tuple[Id, ...] = Field(default=(), description="Earlier ids of the same idea.")


class Source(Words):
    """Where the words come from, and on what terms."""

    title: Title
    licence: Sentence
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")] | None = None
    note: Paragraph | None = None


class ResponsibilityGroup(Words):
    """A heading of an archetype and the bullets under it."""

    title: Title
    items: tuple[Line, ...] = Field(min_length=1)


class Archetype(Words):
    """The role at one level: an overview in short paragraphs, and what it answers for."""

    overview: tuple[Paragraph, ...] = Field(min_length=1, max_length=3)
    responsibilities: tuple[ResponsibilityGroup, ...] = Field(min_length=1)


class Level(Named):
    """A rung of the ladder."""

    title: Title
    short: Short
    aliases: tuple[Short, ...] = ()
    summary: Paragraph
    archetype: Archetype | None = None


class Service(Words):
    """How a habit or a resource serves one area."""

    area: Id
    gives: Line


class Resource(Named):
    """A book or a course: why it helps, and which areas it serves."""

    kind: Literal["book", "course"]
    title: Title
    author: Title | None = Field(default=None, description="Left out when nobody is sure of it.")
    why: Sentence
    serves: tuple[Service, ...] = Field(min_length=1)


class Habit(Named):
    """A habit of working with AI tools."""

    title: Line
    why: Sentence
    serves: tuple[Service, ...] = Field(min_length=1)


class Statement(Named):
    """A skill or a behaviour: one observable thing."""

    text: Line


class Shown(Words):
    """What one level shows of an expectation, with an example from daily work.

    Many ladders have no examples; then it is the empty string.
    """

    text: Line
    example: Sentence = ""


class Expectation(Named):
    """One subject, and what each level shows of it; the keys are ids of levels.

    A level may show nothing of it, and several expectations may be there for one level.
    """

    levels: dict[Id, Shown] = Field(min_length=1)


class HabitAlongside(Words):
    """A habit to try with the step of a prompt."""

    habit: Id
    text: Line


class ResourceAlongside(Words):
    """What to read or watch with the step of a prompt."""

    resource: Id
    text: Line


Alongside = Annotated[
    Annotated[HabitAlongside, Tag("a habit")] | Annotated[ResourceAlongside, Tag("a resource")],
    Discriminator(_kind_of_alongside),
]


class Prompt(Named):
    """One week's question with a smallest next step."""

    why: Line
    question: Sentence
    step: Sentence
    minutes: int = Field(ge=1, le=60)
    follow_ups: tuple[Line, Line]
    exercises: tuple[Id, ...] = Field(min_length=1)
    alongside: Alongside | None = None


class Area(Named):
    """A focus area of a pathway: all about it stands in one file.

    It says something (a skill, a behaviour or an expectation), but not of every kind.
    """

    title: Title
    short: Short
    aliases: tuple[Short, ...] = ()
    line: Line = Field(description="One line on the level's card.")
    headline: Line = Field(description="Why it matters, in a sentence.")
    why: Paragraph
    skills: tuple[Statement, ...] = ()
    behaviours: tuple[Statement, ...] = ()
    expectations: tuple[Expectation, ...] = ()
    prompts: tuple[Prompt, ...] = Field(min_length=1)


class Pathway(Named):
    """The way from one level to another; `areas` is the order in which they are shown."""

    title: Title
    from_level: Id = Field(alias="from")
    to_level: Id = Field(alias="to")
    months: Annotated[tuple[WholeMonths, WholeMonths], AfterValidator(_in_order)] = Field(
        description="Usually, from the first to the second number."
    )
    summary: Paragraph
    areas: tuple[Id, ...] = Field(min_length=1)
    habits: tuple[Habit, ...] = ()


class FrameworkFile(Words):
    """`framework.yaml`: what the ladder is called, its version and its source."""

    id: Id
    title: Title
    version: Annotated[str, StringConstraints(pattern=r"^\d+\.\d+\.\d+$")]
    locale: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}(-[A-Z]{2})?$")]
    source: Source


class LevelsFile(Words):
    """`levels.yaml`, in the order in which levels are shown."""

    levels: tuple[Level, ...] = Field(min_length=1)


class ResourcesFile(Words):
    """`resources.yaml`, in the order in which books and courses are shown."""

    resources: tuple[Resource, ...] = ()


class Framework(Words):
    """A whole ladder, checked: every id in it resolves."""

    id: Id
    title: Title
    version: str
    locale: str
    source: Source
    levels: tuple[Level, ...]
    pathways: tuple[Pathway, ...]
    areas: tuple[Area, ...]
    resources: tuple[Resource, ...]

    @cached_property
    def _levels(self) -> dict[str, Level]:
        return {own: level for level in self.levels for own in (*level.was, level.id)}

    @cached_property
    def _areas(self) -> dict[str, Area]:
        return {own: area for area in self.areas for own in (*area.was, area.id)}

    @cached_property
    def _prompts(self) -> dict[str, tuple[Area, Prompt]]:
        return {
            own: (area, prompt)
            for area in self.areas
            for prompt in area.prompts
            for own in (*prompt.was, prompt.id)
        }

    @cached_property
    def _pathway_of(self) -> dict[str, Pathway]:
        return {area: pathway for pathway in self.pathways for area in pathway.areas}

    def level(self, level_id: str) -> Level | None:
        """Return the level that has, or had, that id, if there is one."""
        return self._levels.get(level_id)

    def area(self, area_id: str) -> Area | None:
        """Return the area that has, or had, that id, if there is one."""
        return self._areas.get(area_id)

    def prompt(self, prompt_id: str) -> tuple[Area, Prompt] | None:
        """Return the prompt that has, or had, that id, and its area, if there is one."""
        return self._prompts.get(prompt_id)

    def pathway_of(self, area: Area) -> Pathway:
        """Return the pathway that an area belongs to."""
        return self._pathway_of[area.id]

    def pathways_to(self, level: Level) -> tuple[Pathway, ...]:
        """Return the ways that lead to a level."""
        return tuple(pathway for pathway in self.pathways if pathway.to_level == level.id)

    def pathways_from(self, level: Level) -> tuple[Pathway, ...]:
        """Return the ways on from a level."""
        return tuple(pathway for pathway in self.pathways if pathway.from_level == level.id)

    def areas_of(self, pathway: Pathway) -> tuple[Area, ...]:
        """Return the areas of a pathway in the order in which they are shown."""
        return tuple(self._areas[area] for area in pathway.areas)

    def ends_of(self, pathway: Pathway) -> tuple[Level, Level]:
        """Return the level that a pathway leaves and the one that it leads to."""
        return self._levels[pathway.from_level], self._levels[pathway.to_level]

    @cached_property
    def habits(self) -> tuple[Habit, ...]:
        """All AI habits, pathway by pathway."""
        return tuple(habit for pathway in self.pathways for habit in pathway.habits)

    def resources_of(self, kind: Literal["book", "course"]) -> tuple[Resource, ...]:
        """Return the books, or the courses."""
        return tuple(resource for resource in self.resources if resource.kind == kind)

    def habits_for(self, area: Area) -> tuple[tuple[Habit, str], ...]:
        """Return the habits that serve an area, each with what it gives there."""
        return tuple(
            (habit, service.gives)
            for habit in self.habits
            for service in habit.serves
            if service.area == area.id
        )

    def resources_for(self, area: Area) -> tuple[tuple[Resource, str], ...]:
        """Return the books and courses that serve an area, each with what it gives there."""
        return tuple(
            (resource, service.gives)
            for resource in self.resources
            for service in resource.serves
            if service.area == area.id
        )
