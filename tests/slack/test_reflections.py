"""Writing reflections, as people meet it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from tests.driver import through_wsgi
from tests.slack.conftest import Edge
from tests.slack.practising import nudged, start
from tests.slack.writing import (
    ARCHITECTURE,
    HAPPENED,
    MENTORING,
    QUALITY,
    SAW,
    SECRET,
    STEP,
    SURE,
    kept,
    mentored,
    shared,
    words_of,
    write,
)

NOT_SAVED = (
    "I couldn't save this just now. Your words are still here: wait a moment and press Save again."
)
WHOLE_IDEA = (
    "That's the whole idea. If someone you trust would help you think, invite them as a mentor; "
    "they read only what you share."
)


# The form and its doors


def test_the_form_asks_seven_things_at_most(edge: Edge) -> None:
    edge.ada.command("focus mentoring")
    mentored(edge)
    edge.ada.types("/ladder reflect")

    form = edge.ada.modal
    assert (form.title, form.submit_label) == ("Reflect", "Save")
    assert [block["label"]["text"] for block in form.blocks] == [
        HAPPENED, SAW, STEP, "Area", SURE, "Share with",
    ]  # fmt: skip
    assert "I'll ask about it next time." in form.text
    assert "Leave this empty and only you can read it. Nobody gets a message" in form.text
    assert form.options[-6:] == [
        "1 I avoid it", "2 I need help", "3 I manage", "4 I do it well", "5 Others come to me",
        "Grace Hopper",
    ]  # fmt: skip


def test_a_mentor_is_offered_with_the_areas_they_have(edge: Edge) -> None:
    mentored(edge, ["mentoring", "quality"])
    edge.ada.types("/ladder reflect")

    assert "Has Mentoring, Quality" in edge.ada.modal.everything


def test_without_a_mentor_the_form_says_who_can_read_it(edge: Edge) -> None:
    edge.ada.types("/ladder reflect")

    alone = "Only you can read this. To share, invite a mentor from Home."
    assert alone in edge.ada.modal.text


def test_without_a_plan_no_area_is_chosen(edge: Edge) -> None:
    edge.ada.types("/ladder reflect")

    assert edge.ada.modal.chosen("Area") == "No area"


def test_the_focus_is_the_area_that_is_chosen(edge: Edge) -> None:
    start(edge.ada, Focus=QUALITY)
    edge.ada.types("/ladder reflect")

    assert edge.ada.modal.chosen("Area") == QUALITY


def test_the_area_card_opens_the_form_with_its_area(edge: Edge) -> None:
    edge.ada.command("mentoring").click("Reflect")

    assert edge.ada.modal.chosen("Area") == MENTORING


def test_a_nudge_opens_the_form_with_its_question(edge: Edge) -> None:
    nudge = nudged(edge)
    question = next(
        prompt.question
        for area in edge.bot.parts.framework.areas
        for prompt in area.prompts
        if prompt.question in nudge.text
    )
    nudge.click("Reflect")

    assert edge.ada.modal.text.startswith(f"{question}\nFor: Tue 8 Sep")


def test_the_shortcut_opens_the_form(edge: Edge) -> None:
    edge.ada.shortcut("write_reflection")

    assert edge.ada.modal.title == "Reflect"


def test_home_opens_the_form(edge: Edge) -> None:
    write(edge.ada)
    edge.ada.home.click("Write one")

    assert edge.ada.modal.title == "Reflect"


def test_the_form_above_a_card_in_a_modal_leads_back_to_the_card(edge: Edge) -> None:
    write(edge.ada)
    edge.ada.home.click("Senior")
    edge.ada.modal.click("Open", near="Mentoring")
    edge.ada.modal.click("Reflect")
    edge.ada.modal.fill(HAPPENED, "I asked").submit()

    assert [modal.title for modal in edge.ada.modals] == ["Ladder"]
    assert words_of(edge) == ["I asked", SECRET]


# What is said once it is saved


def test_after_the_command_a_reply_says_who_can_read_it(edge: Edge) -> None:
    write(edge.ada)
    write(edge.ada, "I asked before I told")

    reply = edge.ada.replies[-1]
    assert reply.text == "Saved. Only you can read it."
    assert reply.buttons == ["Open it", "Reflect again"]
    assert reply.private


def test_reflecting_again_from_the_reply_keeps_both(edge: Edge) -> None:
    write(edge.ada)
    edge.ada.replies[-1].click("Reflect again")
    edge.ada.modal.fill(HAPPENED, "And another").submit()

    assert words_of(edge) == ["And another", SECRET]


def test_what_is_saved_can_be_opened_from_the_reply(edge: Edge) -> None:
    write(edge.ada)
    edge.ada.replies[-1].click("Open it")

    assert edge.ada.modal.title == "Reflection"
    assert SECRET in edge.ada.modal.text


def test_after_the_shortcut_the_form_itself_says_so(edge: Edge) -> None:
    write(edge.ada)
    edge.ada.shortcut("write_reflection")
    edge.ada.modal.fill(HAPPENED, "I asked").submit()

    assert edge.ada.modal.text == "Saved. Only you can read it."
    assert edge.ada.modal.buttons == ["Open it", "Reflect again"]


def test_reflecting_again_in_the_modal_keeps_both_and_opens_the_newer(edge: Edge) -> None:
    edge.ada.shortcut("write_reflection")
    edge.ada.modal.fill(HAPPENED, "The first").submit()
    edge.ada.modal.click("Reflect again")
    edge.ada.modal.fill(HAPPENED, "The second").submit()
    edge.ada.modal.click("Open it")

    assert words_of(edge) == ["The second", "The first"]
    assert "The second" in edge.ada.modal.text
    assert len(edge.ada.modals) == 1


def test_from_home_the_modal_closes_and_home_shows_it(edge: Edge) -> None:
    write(edge.ada)
    edge.ada.home.click("Write one")
    edge.ada.modal.fill(HAPPENED, "I asked before I told").submit()

    assert edge.ada.modal is None
    assert "I asked before I told" in edge.ada.home.text


def test_from_the_nudge_its_card_says_so_and_quotes_nothing(edge: Edge) -> None:
    write(edge.ada)
    nudge = nudged(edge)
    nudge.click("Reflect")
    edge.ada.modal.fill(HAPPENED, "Her words on it").submit()

    assert edge.ada.modal is None
    assert "Reflected on Tue 8 Sep. Only you can read it." in nudge.text
    assert "Her words" not in nudge.everything


def test_it_knows_its_nudge_question_area_and_ladder(edge: Edge) -> None:
    nudged(edge).click("Reflect")
    edge.ada.modal.fill(HAPPENED, "I asked").submit()

    (one,) = kept(edge)
    framework = edge.bot.parts.framework
    assert one.nudge_id is not None
    assert one.framework_version == framework.version
    assert one.prompt in {prompt.id for area in framework.areas for prompt in area.prompts}


def test_a_second_click_on_the_old_reflect_button_shows_what_was_written(edge: Edge) -> None:
    nudge = nudged(edge)
    nudge.click("Reflect")
    form = edge.ada.modal
    nudge.click("Reflect")
    edge.ada.modal.fill(HAPPENED, "I asked").submit()
    edge.ada.modal.close(everything=True)
    assert form is not None
    nudge.click("Open it")

    assert "I asked" in edge.ada.modal.text
    assert edge.ada.modal.title == "Reflection"


def test_a_reply_that_is_too_late_for_slack_is_said_in_the_form(edge: Edge) -> None:
    write(edge.ada)
    edge.ada.types("/ladder reflect")
    edge.ada.modal.fill(HAPPENED, "It took me an hour")
    edge.advance(minutes=31)
    edge.ada.modal.submit()

    assert edge.ada.modal.text == "Saved. Only you can read it."


# The first one


def test_after_the_first_a_mentor_is_offered_once(edge: Edge) -> None:
    write(edge.ada)
    first = edge.ada.replies[-1]
    assert WHOLE_IDEA in first.text
    assert first.buttons == ["Open it", "Reflect again", "Invite a mentor", "Not now"]

    write(edge.ada)
    assert WHOLE_IDEA not in edge.ada.replies[-1].text


def test_not_now_takes_the_offer_away(edge: Edge) -> None:
    write(edge.ada)
    reply = edge.ada.replies[-1].click("Not now")

    assert reply.text == "Saved. Only you can read it."
    assert reply.buttons == ["Open it", "Reflect again"]


def test_the_offer_is_made_in_the_modal_where_nothing_else_would_say_it(edge: Edge) -> None:
    nudged(edge).click("Reflect")
    edge.ada.modal.fill(HAPPENED, "My first").submit()
    assert WHOLE_IDEA in edge.ada.modal.text

    edge.ada.modal.click("Not now")
    assert edge.ada.modal.text == "Saved. Only you can read it."


def test_the_offer_comes_with_words_saved_at_once(edge: Edge) -> None:
    reply = edge.ada.command("reflect I asked first")

    assert WHOLE_IDEA in reply.text
    reply.click("Not now")
    assert reply.text == "Saved for yourself."


def test_who_deletes_the_first_is_not_asked_again(edge: Edge) -> None:
    edge.ada.command("reflect I asked first").click("Delete")

    assert WHOLE_IDEA not in edge.ada.command("reflect I asked again").text


def test_who_has_a_mentor_is_offered_none(edge: Edge) -> None:
    mentored(edge)
    write(edge.ada)

    assert WHOLE_IDEA not in edge.ada.replies[-1].text


# Sharing


def test_ticking_a_mentor_shares_it(edge: Edge) -> None:
    mentored(edge)
    edge.ada.types("/ladder reflect")
    edge.ada.modal.fill(HAPPENED, "I asked").choose("Area", MENTORING).tick("Grace Hopper")
    edge.ada.modal.submit()

    assert edge.ada.replies[-1].text == "Saved. Shared with Grace."
    assert shared(edge) == 1


def test_nobody_is_ticked_to_begin_with(edge: Edge) -> None:
    mentored(edge)
    write(edge.ada)

    assert shared(edge) == 0


def test_an_area_that_the_mentor_does_not_have_is_said_under_the_field(edge: Edge) -> None:
    mentored(edge, ["mentoring"])
    edge.ada.types("/ladder reflect")
    edge.ada.modal.fill(HAPPENED, SECRET).choose("Area", ARCHITECTURE).tick("Grace Hopper")
    edge.ada.modal.submit()

    closed = "Grace doesn't have Architecture. Untick them, or open it to them on Home."
    assert edge.ada.modal.errors == {"Share with": closed}
    assert edge.ada.modal.chosen(HAPPENED) == SECRET
    assert kept(edge) == []


def test_unticking_after_that_saves_it(edge: Edge) -> None:
    mentored(edge, ["mentoring"])
    edge.ada.types("/ladder reflect")
    edge.ada.modal.fill(HAPPENED, SECRET).choose("Area", ARCHITECTURE).tick("Grace Hopper")
    edge.ada.modal.submit()
    edge.ada.modal.untick("Grace Hopper").submit()

    assert words_of(edge) == [SECRET]
    assert shared(edge) == 0


def test_sharing_needs_an_area(edge: Edge) -> None:
    mentored(edge)
    edge.ada.types("/ladder reflect")
    edge.ada.modal.fill(HAPPENED, SECRET).tick("Grace Hopper").submit()

    assert edge.ada.modal.errors == {"Area": "Choose an area to share this."}


# What bad input gets


@pytest.mark.parametrize("blank", ["", "   ", "\n\t", "\u200b", "\x00"])
def test_blank_words_are_asked_for_again(edge: Edge, blank: str) -> None:
    edge.ada.types("/ladder reflect")
    edge.ada.modal.fill(SAW, "I hurried")
    form = edge.ada.modal
    edge.slack.submit(edge.ada.id, form.view.id, _with(form.view.values, "happened", blank))

    if not blank:  # Slack itself asks for a field that must be filled.
        assert edge.ada.modal is not None
    else:
        again = "Write a few words first. One line is enough."
        assert edge.ada.modal.errors == {HAPPENED: again}
    assert kept(edge) == []
    edge.slack.forgive()


def _with(values: dict[str, dict[str, dict[str, object]]], field: str, words: str) -> dict:  # type: ignore[type-arg]
    name = f"reflection.{field}"
    return {**values, name: {name: {"type": "plain_text_input", "value": words or None}}}


@pytest.mark.parametrize(
    "words",
    [
        "I told him. 👩‍👩‍👧‍👦 🏳️‍🌈 Then I waited.",
        "כתבתי לו שוב את הפונקציה",
        "كتبت الدالة مرة أخرى",
        "one\n\n  two\n\tthree",
        "a null \x00 in the middle",
        "&" * 3000,
        "word " * 599 + "end.",
        "😀" * 3000,
    ],
)
def test_any_words_are_shown_whole(edge: Edge, words: str) -> None:
    write(edge.ada, words)
    edge.ada.replies[-1].click("Open it")

    assert _letters(words) in _letters(edge.ada.modal.text)


def _letters(words: str) -> str:
    return "".join(words.split())


def test_what_looks_like_markup_calls_nobody(edge: Edge) -> None:
    words = "<!channel> <@U0GRACE> <https://example.org|here> &amp;"
    write(edge.ada, words)
    edge.ada.replies[-1].click("Open it")

    assert "&lt;!channel&gt; &lt;@U0GRACE&gt;" in edge.ada.modal.everything
    assert "<!channel>" not in edge.ada.modal.everything
    assert words in edge.ada.modal.text


def test_what_the_form_was_opened_for_is_ids_only(edge: Edge) -> None:
    write(edge.ada)
    edge.ada.replies[-1].click("Open it")
    edge.ada.modal.click("Edit")

    assert SECRET not in edge.ada.modal.view.source["private_metadata"]


def test_a_form_that_is_submitted_twice_saves_once(edge: Edge) -> None:
    write(edge.ada)
    edge.ada.types("/ladder reflect")
    edge.ada.modal.fill(HAPPENED, "Only once")
    with losing_answers(edge):
        edge.ada.modal.submit()
    assert edge.ada.modal.trouble is not None
    edge.ada.modal.submit()

    assert edge.ada.modal is None
    assert words_of(edge) == ["Only once", SECRET]


@contextmanager
def losing_answers(edge: Edge) -> Iterator[None]:
    """Have Slack lose what the bot answers."""
    whole = through_wsgi(edge.bot.wsgi)

    def lossy(
        method: str, path: str, headers: dict[str, str], body: bytes
    ) -> tuple[int, dict[str, str], bytes]:
        whole(method, path, headers, body)
        return 503, {}, b""

    edge.slack.connect(lossy)
    yield
    edge.slack.connect(whole)
    edge.slack.forgive()


def test_a_database_that_is_locked_leaves_the_form_with_all_that_was_typed(
    edge: Edge, sqlite_url: str
) -> None:
    write(edge.ada)
    edge.ada.types("/ladder reflect")
    edge.ada.modal.fill(HAPPENED, "Not lost").fill(STEP, "Ask one question")
    with locked(edge, sqlite_url):
        edge.ada.modal.submit()

    assert edge.ada.modal.errors == {HAPPENED: NOT_SAVED}
    assert edge.ada.modal.chosen(HAPPENED) == "Not lost"
    assert edge.ada.modal.chosen(STEP) == "Ask one question"
    edge.ada.modal.submit()
    assert words_of(edge) == ["Not lost", SECRET]


def test_a_database_that_is_locked_gives_the_words_of_a_command_back(
    edge: Edge, sqlite_url: str
) -> None:
    with locked(edge, sqlite_url):
        reply = edge.ada.command("reflect I asked before I told")

    assert reply.text.startswith("I couldn't save this just now. Here it is again")
    assert "I asked before I told" in reply.text
    assert kept(edge) == []


@contextmanager
def locked(edge: Edge, url: str) -> Iterator[None]:
    """Hold the database as another writer would, and have the bot wait for less long."""

    def hurry(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA busy_timeout=100")

    event.listen(edge.bot.parts.database.engine, "connect", hurry)
    other = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.execute("ROLLBACK")
    other.close()


# With words, at once


def test_words_behind_the_command_are_saved_at_once(edge: Edge) -> None:
    start(edge.ada, Focus=MENTORING)
    reply = edge.ada.command("reflect I asked before I told")

    assert reply.text.startswith("Saved for yourself, under Mentoring.")
    assert reply.buttons[:3] == ["Edit", "Share", "Delete"]
    assert words_of(edge) == ["I asked before I told"]
    assert shared(edge) == 0


def test_without_a_focus_they_stand_under_none(edge: Edge) -> None:
    reply = edge.ada.command("reflect I asked before I told")

    assert reply.text.startswith("Saved for yourself.")
    assert kept(edge)[0].area is None


@pytest.mark.parametrize(
    "words",
    [
        "I asked\n  twice,\tthen waited",
        "5 < 6 & 7 > 2, &amp; so on",
        "Reflect on what I reflect",
        "👩‍👩‍👧‍👦 עברית",
    ],
)
def test_what_was_typed_is_kept_as_it_was_typed(edge: Edge, words: str) -> None:
    edge.ada.command(f"reflect {words}")

    assert words_of(edge) == [words]


def test_whom_they_named_stays_named(edge: Edge) -> None:
    edge.ada.command(
        "reflect I told <@U0GRACE|grace> in <#C0GENERAL|general> <!channel>", escaped=True
    )

    assert words_of(edge) == ["I told @grace in #general @channel"]


def test_the_select_moves_it_to_another_area(edge: Edge) -> None:
    reply = edge.ada.command("reflect I asked before I told")
    reply.choose("Area", QUALITY)

    assert reply.text.startswith("Saved for yourself, under Quality.")
    assert kept(edge)[0].area == "quality"


def test_it_can_be_edited_in_place(edge: Edge) -> None:
    mentored(edge)
    reply = edge.ada.command("reflect I asked before I told")
    reply.click("Edit")
    edge.ada.modal.fill(HAPPENED, "I asked").choose("Area", MENTORING).tick("Grace Hopper")
    edge.ada.modal.submit()

    assert reply.text == "Saved and shared with Grace, under Mentoring."
    assert words_of(edge) == ["I asked"]


def test_it_can_be_deleted_in_place(edge: Edge) -> None:
    reply = edge.ada.command("reflect I asked before I told")
    assert reply.confirm_of("Delete") == (
        "Delete this reflection?\nIt goes for good.\nDelete\nKeep it"
    )
    reply.click("Delete")

    assert reply.text == "Deleted. It is gone for good."
    assert kept(edge) == []


def test_the_same_command_once_more_saves_once(edge: Edge) -> None:
    sent: list[tuple[str, str, dict[str, str], bytes]] = []
    whole = through_wsgi(edge.bot.wsgi)

    def remembering(
        method: str, path: str, headers: dict[str, str], body: bytes
    ) -> tuple[int, dict[str, str], bytes]:
        sent.append((method, path, headers, body))
        return whole(method, path, headers, body)

    edge.slack.connect(remembering)
    edge.ada.command("reflect I asked before I told")
    _status, _headers, answer = whole(*sent[-1])

    assert b"Saved for yourself." in answer
    assert words_of(edge) == ["I asked before I told"]


def test_too_many_words_come_back_to_shorten(edge: Edge) -> None:
    words = " ".join(f"word{number}" for number in range(400))
    reply = edge.ada.command(f"reflect {words}")

    assert reply.text.startswith(
        f"That's {len(words):,} characters and 3,000 fit. "
        "Here it is again, to shorten or to save in two:"
    )
    assert "".join(words.split()) in "".join(reply.text.split())
    assert reply.private
    assert kept(edge) == []


@pytest.mark.parametrize("letter", ["a", "&", "😀", "ש", "a\u0301", "x y "])
def test_ten_thousand_characters_come_back_whole(edge: Edge, letter: str) -> None:
    words = (letter * 10_000)[:10_000]
    reply = edge.ada.command(f"reflect {words}")

    assert "".join(words.split()) in "".join(reply.text.split())
    assert kept(edge) == []


def test_nothing_of_it_is_ever_sent_as_a_message_or_logged(
    edge: Edge, capsys: pytest.CaptureFixture[str]
) -> None:
    nudged(edge).click("Reflect")
    edge.ada.modal.fill(HAPPENED, SECRET).fill(SAW, SECRET).fill(STEP, SECRET).submit()
    edge.ada.command(f"reflect {SECRET}")
    edge.ada.command("reflections")
    edge.advance(weeks=1)
    edge.tick()

    assert len(edge.ada.dm) == 2
    assert not any(SECRET in message.everything for message in edge.ada.dm)
    assert not any(SECRET in str(call) for call in edge.slack.calls if "chat." in call.method)
    assert SECRET not in "".join(capsys.readouterr())
