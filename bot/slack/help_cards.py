"""Usage: what can be typed, what a newcomer sees, and what is said to a word nobody knows."""

from __future__ import annotations

from slackblocks import Button

from bot.ladder.asked import Thing, Unknown
from bot.ladder.model import Area, Framework, Level
from bot.slack import doors
from bot.slack.cards import Card, actions, button, context, cut, header, section
from bot.slack.mrkdwn import escape
from bot.slack.reflection_cards import in_sections

MOST_WORDS_TO_GUESS = 4
"""An unknown first word with more than three behind it was probably meant for someone else."""

PRACTISING = (
    ("focus", "choose or see the one area you practise"),
    ("nudge", "your weekly nudges: settings, now, skip, pause, resume, off"),
    ("reflect", "write two minutes down; with words after it, saved at once"),
    ("reflections", "what you wrote, newest first; with words, searched"),
)
SHARING = (
    ("mentor @name", "ask somebody to be your mentor"),
    ("mentors", "who mentors you, and what they can read"),
    ("mentees", "whom you mentor"),
    ("summary @name", "what your mentee shared with you: 4w, 12w or all"),
    ("privacy", "what Ladder keeps, who can read it, and who did"),
)
YOURS = (
    ("privacy", "what is kept and why, who can read it, and who did"),
    ("export", "everything you wrote and all I keep about you"),
    ("delete", "delete everything, after asking"),
    ("admin", "for admins: counts, and a switch for all nudges"),
)

NUDGES = ("Weekly nudges", doors.PLAN)
OPENS = {
    **dict.fromkeys(("focus", "nudge", "settings", "now", "skip", "pause", "resume"), NUDGES),
    **dict.fromkeys(("off", "stop", "mute", "unsubscribe"), NUDGES),
    "reflect": ("Reflect", doors.REFLECT),
    "reflections": ("Your reflections", doors.HISTORY),
    "mentor": ("Invite a mentor", doors.INVITE),
    "privacy": ("Privacy", doors.PRIVACY),
    "export": ("Export my data", doors.EXPORT),
    "delete": ("Delete everything", doors.ERASE),
}
"""What is opened for a verb that acts, or that shows a person's own: its button and its door."""


def usage(framework: Framework) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return what can be typed behind `/ladder` and what it does, under its heading."""
    return {
        "Read": _reading(framework),
        "Practise": PRACTISING,
        "Share": SHARING,
        "Your data": YOURS,
    }


def help_card(framework: Framework) -> Card:
    """Every command. Forms come before one-line commands: a mistyped command is posted for all."""
    return Card(
        [
            header("All commands"),
            *(section(_lines(title, lines)) for title, lines in usage(framework).items()),
            context("Everything here also has a button, on the cards or on Home."),
            actions(*_ways_in(framework)),
        ]
    )


def welcome_card(framework: Framework) -> Card:
    """What `/ladder` alone shows."""
    words = (
        "Ladder shows what each level is expected to do, "
        "and asks you one good question a week if you want it to."
    )
    return Card([section(words), actions(*_ways_in(framework), doors.show_help())])


def unknown_card(unknown: Unknown) -> Card:
    """The three nearest things to press, a search, and all commands; never a dead end."""
    if len(unknown.words.split()) > MOST_WORDS_TO_GUESS:
        return _given_back(unknown.words)
    asked = escape(cut(unknown.words, 60))
    near = [_way_to(thing, nth) for nth, thing in enumerate(unknown.nearest)]
    question = "Did you mean one of these?" if near else "You can look for it, or see what I know."
    search = button("Search for it", doors.SEARCH, cut(unknown.words, 200))
    return Card(
        [
            section(f'I don\'t know "{asked}". {question}'),
            actions(*near, search, doors.show_help()),
        ]
    )


def _given_back(words: str) -> Card:
    """Show the words to their author, who may have meant to write them down."""
    return Card(
        [
            section("I don't know that command. Here are your words again, to copy:"),
            *in_sections(words)[:20],
            actions(doors.reflect(), doors.show_help()),
            context("Only you see this. I kept nothing of it."),
        ]
    )


def _way_to(thing: Thing, nth: int) -> Button:
    """A button to what was probably meant. It opens things; it never does them."""
    if isinstance(thing, Level):
        return doors.open_level(thing, nth=nth)
    if isinstance(thing, Area):
        return doors.open_area(thing, label=thing.short, nth=nth)
    label, action = OPENS.get(thing.name, (thing.name.capitalize(), doors.VERB))
    if thing.reads or thing.name in OPENS:
        return button(label, action, thing.name if action == doors.VERB else None, nth=nth)
    return button(f"Help with {thing.name}", doors.HELP, nth=nth)


def _lines(title: str, lines: tuple[tuple[str, str], ...]) -> str:
    return f"*{title}*\n" + "\n".join(f"`/ladder {words}`  {hint}" for words, hint in lines)


def _ways_in(framework: Framework) -> list[Button]:
    top = top_level(framework)
    compare = button("Compare", doors.COMPARE, top.id)
    return [doors.open_level(top), compare, doors.weekly_nudges()]


def top_level(framework: Framework) -> Level:
    """Return the level that the first pathway leads to: what a newcomer asks for."""
    return framework.ends_of(framework.pathways[0])[1]


def _reading(framework: Framework) -> tuple[tuple[str, str], ...]:
    below, above = framework.ends_of(framework.pathways[0])
    area = framework.areas[len(framework.areas) // 2].short.lower()
    levels = [(one.short.lower(), f"what is expected of: {one.title}") for one in (above, below)]
    return (
        *levels,
        (area, "one area: expectations, skills, habits and books"),
        (f"compare {below.short.lower()} {above.short.lower()}", "the two levels side by side"),
        ("skills", f"skills, of all areas or of one: `skills {area}`"),
        ("behaviours", "behaviours, of all areas or of one"),
        ("ai", "habits of working with AI tools"),
        ("books", "books that help"),
        ("courses", "courses that help"),
        ("search design review", "the best entries for your words"),
    )
