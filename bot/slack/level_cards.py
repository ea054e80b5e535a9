"""The card of a level, and of its role. They are the same bytes for everyone."""

from __future__ import annotations

from slackblocks import Button

from bot.ladder.model import Framework, Level, Pathway
from bot.slack import doors
from bot.slack.cards import Block, Card, actions, button, context, header, section
from bot.slack.markdown import to_mrkdwn
from bot.slack.mrkdwn import escape

MAP = "A map for growing, not a promotion checklist"


def level_card(framework: Framework, level: Level) -> Card:
    """What is expected at a level: its areas where a way leads to it, and where it leads on."""
    into = framework.pathways_to(level)
    return Card(
        blocks=[
            header(level.title),
            section(to_mrkdwn(level.summary)),
            context(_small_print(framework, into)),
            *(line for pathway in into for line in _areas(framework, pathway)),
            *_ways_on(framework, level, shown=not into),
            actions(*_buttons(level)),
        ],
        reply_only=[context(_try(framework, into))],
    )


def role_card(framework: Framework, level: Level) -> Card:
    """The archetype: an overview, what it answers for, what leads here and where it leads on."""
    role = level.archetype
    blocks = [header(f"The role: {level.title}")]
    if role is not None:
        blocks.append(section("\n\n".join(to_mrkdwn(paragraph) for paragraph in role.overview)))
        for group in role.responsibilities:
            bullets = "\n".join(f"• {to_mrkdwn(item)}" for item in group.items)
            blocks.append(section(f"*{to_mrkdwn(group.title)}*\n{bullets}"))
    else:
        blocks.append(section(to_mrkdwn(level.summary)))
    for pathway in framework.pathways_to(level):
        before, _ = framework.ends_of(pathway)
        opens = doors.open_level(before, label="Open")
        blocks.append(section(f"*What leads here*\n{escape(before.title)}", opens))
    blocks += _ways_on(framework, level, shown=True)
    blocks += [actions(doors.open_level(level, label="Back")), context(MAP)]
    return Card(blocks)


def usually(pathway: Pathway) -> str:
    """How long a way usually takes, in words."""
    return "{} to {} months".format(*pathway.months)


def _small_print(framework: Framework, into: tuple[Pathway, ...]) -> str:
    said = [
        f"Usually {usually(pathway)} from {escape(framework.ends_of(pathway)[0].short)}"
        for pathway in into
    ]
    return " · ".join([*said, MAP])


def _areas(framework: Framework, pathway: Pathway) -> list[Block]:
    return [
        section(f"*{escape(area.title)}*\n{to_mrkdwn(area.line)}", doors.open_area(area))
        for area in framework.areas_of(pathway)
    ]


def _ways_on(framework: Framework, level: Level, *, shown: bool) -> list[Block]:
    if not shown:
        return []
    ways = [(way, framework.ends_of(way)[1]) for way in framework.pathways_from(level)]
    return [
        section(
            f"*Where it leads*\n{escape(after.title)}, usually in {usually(way)}",
            doors.open_level(after, label="Open"),
        )
        for way, after in ways
    ]


def _buttons(level: Level) -> list[Button]:
    return [
        doors.weekly_nudges(primary=True),
        button("The role", doors.ROLE, level.id),
        button("Compare", doors.COMPARE, level.id),
        button("AI habits", doors.HABITS, level.id),
        button("Books and courses", doors.RESOURCES, level.id),
    ]


def _try(framework: Framework, into: tuple[Pathway, ...]) -> str:
    areas = [area for pathway in into for area in framework.areas_of(pathway)] or framework.areas
    word = areas[len(areas) // 2].short.lower()
    return f"Only you see this. Also try `/ladder {word}` or `/ladder search design review`"
