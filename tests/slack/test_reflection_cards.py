"""How words of any kind are cut, named and said, without a Slack around them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ladder.model import Framework
from bot.reflections import OwnReflection, Words
from bot.slack.cards import Block
from bot.slack.mrkdwn import escape
from bot.slack.reflection_cards import Opened, in_sections, page, row, saved_card, who_reads
from bot.slack.reflection_form import Door, Draft, Filled, read_form, too_long, typed
from bot.slack.typed_words import words_behind_verb
from tests.cast import MONDAY


def opened(happened: str = "I asked", *, area: str | None = "mentoring", **more: object) -> Opened:
    """Return a reflection as its author opens it."""
    one = OwnReflection(
        id=1,
        uid="a" * 32,
        words=Words(happened),
        area=area,
        sureness=None,
        nudge_id=None,
        prompt=None,
        written_at=MONDAY,
        edited_at=None,
    )
    return Opened(one, zone="Europe/London", **{"readers": (), **more})  # type: ignore[arg-type]


def letters(blocks: list[Block]) -> str:
    """Return what is quoted in the blocks, without space and marks."""
    lines = "\n".join(block["text"]["text"] for block in blocks).split("\n")
    return "".join("".join(line.removeprefix(">").split()) for line in lines)


AWKWARD = st.text(alphabet=st.sampled_from("a& <>\n😀\u200d\u0301👩🏽ש"), max_size=4000)


@given(AWKWARD)
@settings(deadline=None)
def test_no_part_is_longer_than_a_section_holds(words: str) -> None:
    assert all(len(block["text"]["text"]) <= 3000 for block in in_sections(words))


@given(AWKWARD)
@settings(deadline=None)
def test_the_parts_together_are_the_whole(words: str) -> None:
    assert letters(in_sections(words)) == "".join(escape(words).split())


@given(st.text(alphabet=st.sampled_from("ab \n"), min_size=2990, max_size=6100))
@settings(max_examples=25, deadline=None)
def test_words_are_cut_between_words(words: str) -> None:
    blocks = in_sections(words)
    ends = [block["text"]["text"].split()[-1] for block in blocks[:-1] if block["text"]["text"]]

    # A word of more than half a section has no space to be cut at.
    assert all(end in words.split() or end == ">" or len(end) > 1400 for end in ends)


def test_a_family_is_never_torn_apart() -> None:
    family = "👩‍👩‍👧‍👦"
    blocks = in_sections(family * 600)

    assert all(block["text"]["text"][2:].startswith("👩") for block in blocks)
    assert not any(block["text"]["text"].endswith("\u200d") for block in blocks)


def test_a_row_is_cut_at_a_word(framework: Framework) -> None:
    shown = row(framework, opened("word " * 60), MONDAY)["text"]["text"]

    assert shown.endswith("word…")
    assert len(shown.splitlines()) == 2


def test_a_row_of_many_lines_shows_one(framework: Framework) -> None:
    shown = row(framework, opened("one\n\ntwo"), MONDAY)["text"]["text"]

    assert shown == "*Mentoring, 7 Sep*, only you\n> one two"


def test_a_row_says_with_whom_it_is_shared(framework: Framework) -> None:
    shown = row(framework, opened(readers=("Grace", "<!here>")), MONDAY)["text"]["text"]

    assert shown.startswith("*Mentoring, 7 Sep*, shared with Grace and &lt;!here&gt;\n")


def test_an_area_that_was_renamed_is_still_named(framework: Framework) -> None:
    area = framework.areas[0].model_copy(update={"was": ("its-old-id",)})
    renamed = framework.model_copy(update={"areas": (area, *framework.areas[1:])})

    assert area.short in str(row(renamed, opened(area="its-old-id"), MONDAY))


def test_an_area_that_is_gone_leaves_the_words(framework: Framework) -> None:
    shown = row(framework, opened(area="long-gone"), MONDAY)["text"]["text"]

    assert shown == "*No area, 7 Sep*, only you\n> I asked"


def test_the_longest_page_is_not_too_long_for_slack(framework: Framework) -> None:
    one = opened("&" * 3000, step="&" * 300, readers=("Grace",) * 40)
    view = page(framework, one, MONDAY + timedelta(days=1))

    assert len(view["blocks"]) <= 100
    assert len(str(view)) < 250_000


@pytest.mark.parametrize(
    ("readers", "said"),
    [
        ((), "Only you can read it."),
        (("Grace",), "Shared with Grace."),
        (("Grace", "Linus"), "Shared with Grace and Linus."),
        (("Grace", "Linus", "Ada"), "Shared with Grace, Linus and Ada."),
    ],
)
def test_who_can_read_it(readers: tuple[str, ...], said: str) -> None:
    assert who_reads(readers) == said


def test_a_card_that_is_built_twice_is_equal(framework: Framework) -> None:
    first, second = (saved_card(framework, opened(), "command") for _ in range(2))

    assert first == second


def test_what_was_written_stands_in_no_repr() -> None:
    filled = Filled("secret", "secret", "secret", None, None, None)
    draft = Draft(happened="secret", saw="secret", step="secret")

    assert "secret" not in f"{filled!r} {draft!r} {opened('secret', step='secret')!r}"


def test_a_door_comes_back_from_its_form() -> None:
    door = Door(nudge=7, prompt="last-review", reply_url="https://x", until=9, beneath="page")

    assert Door.of({"private_metadata": door.to_metadata()}) == door


@pytest.mark.parametrize("minutes", [0, 29, 30, 31])
def test_a_reply_is_sent_only_while_slack_takes_it(minutes: int) -> None:
    until = int((MONDAY + timedelta(minutes=30)).timestamp())
    door = Door(reply_url="https://x", until=until)

    answers = door.answers_at(MONDAY + timedelta(minutes=minutes)) is not None
    assert answers == (minutes < 30)


@pytest.mark.parametrize(
    ("words", "kept"), [(" a ", "a"), ("\u200b", ""), ("\x00", ""), ("😀", "😀")]
)
def test_what_nobody_can_see_is_nothing(words: str, kept: str) -> None:
    assert typed(words) == kept


def test_what_is_too_long_says_by_how_much() -> None:
    assert too_long("x" * 3214, 3000) == "That's 3,214 characters and 3,000 fit."
    assert too_long("x" * 3000, 3000) == ""


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("reflect", ""),
        ("reflect  I asked", "I asked"),
        ("reflect one\ntwo", "one\ntwo"),
        ("<@U0GRACE|grace> reflect she asked", "she asked"),
        ("reflect I told <@U0GRACE|grace>", "I told @grace"),
        ("reflect I told <@U0GRACE>", "I told @U0GRACE"),
        ("reflect see <https://example.org|example.org>", "see example.org"),
        ("reflect see <https://example.org>", "see https://example.org"),
        ("reflect a &lt;b&gt; &amp;amp;", "a <b> &amp;"),
        ("reflect <!subteam^S1|@team>", "@team"),
    ],
)
def test_the_words_behind_the_verb(raw: str, words: str) -> None:
    assert words_behind_verb(raw) == words


def view(**typed_in: str | None) -> dict[str, object]:
    """Return a form as Slack sends it back: `happened`, `saw`, `step`, `area`, `sureness`."""
    values: dict[str, dict[str, object]] = {}
    for name in ("happened", "saw", "step"):
        values[name] = {"value": typed_in.get(name)}
    for name in ("area", "sureness"):
        chosen = typed_in.get(name)
        values[name] = {"selected_option": {"value": chosen} if chosen else None}
    named = {f"reflection.{name}": value for name, value in values.items()}
    return {"state": {"values": {name: {name: value} for name, value in named.items()}}}


def test_a_form_is_read_as_it_was_filled(framework: Framework) -> None:
    filled = read_form(
        framework, view(happened=" I asked ", step="Ask", area="quality", sureness="4")
    )

    assert filled == Filled("I asked", "", "Ask", "quality", 4, None)


@pytest.mark.parametrize(
    ("typed_in", "field", "sentence"),
    [
        ({"happened": "x" * 3001}, "happened", "That's 3,001 characters and 3,000 fit."),
        ({"saw": "x" * 3001}, "saw", "That's 3,001 characters and 3,000 fit."),
        ({"step": "x" * 301}, "step", "That's 301 characters and 300 fit."),
        ({"happened": None}, "happened", "Write a few words first. One line is enough."),
        ({"area": "long-gone"}, "area", "Choose one of these areas."),
        ({"sureness": "6"}, "sureness", "Choose one of these."),
    ],
)
def test_what_cannot_be_used_is_said_under_its_field(
    framework: Framework, typed_in: dict[str, str | None], field: str, sentence: str
) -> None:
    errors = read_form(framework, view(**{"happened": "I asked", **typed_in}))

    assert errors == {f"reflection.{field}": sentence}


def test_exactly_as_much_as_fits_is_taken(framework: Framework) -> None:
    full = view(happened="x" * 3000, saw="x" * 3000, step="x" * 300)

    assert isinstance(read_form(framework, full), Filled)
