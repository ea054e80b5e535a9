"""The driver itself: labels lead to elements, and what is missing is explained."""

from __future__ import annotations

from typing import Any

import pytest
from slack_bolt import Ack, App

from bot.playground import LocalSlack
from tests.driver import Person
from tests.playground.tiny_bot import button, plain, section
from tests.reading import as_read

Json = dict[str, Any]


def option(words: str) -> Json:
    return {"text": plain(words), "value": words.lower()}


def select(kind: str, label: str, **fields: Any) -> Json:
    return {"type": kind, "action_id": kind, "placeholder": plain(label), **fields}


def input_of(label: str, element: Json, **fields: Any) -> Json:
    return {"type": "input", "label": plain(label), "element": element, "optional": True, **fields}


PICKERS: list[Json] = [
    {
        "type": "actions",
        "elements": [
            select("static_select", "Area", options=[option("Mentoring"), option("Quality")]),
            select("users_select", "Who"),
            select("timepicker", "Time"),
            select("datepicker", "Until"),
            {
                "type": "overflow",
                "action_id": "overflow",
                "options": [option("Pause 4 weeks"), option("Stop nudges")],
            },
        ],
    },
]
FORM: Json = {
    "type": "modal",
    "callback_id": "form",
    "title": plain("Weekly nudges"),
    "submit": plain("Start"),
    "blocks": [
        input_of("Focus", select("static_select", "Focus", options=[option("Mentoring")])),
        input_of("Time zone", select("external_select", "City", min_query_length=2)),
        input_of(
            "Share with",
            {
                "type": "checkboxes",
                "action_id": "share",
                "options": [option("Grace Hopper"), option("Linus Virtanen")],
                "initial_options": [option("Linus Virtanen")],
            },
        ),
        input_of("Words", {"type": "plain_text_input", "action_id": "w", "initial_value": "As I"}),
    ],
}


@pytest.fixture
def actions(app: App, ada: Person, slack: LocalSlack) -> list[Json]:
    """What the bot heard of the pickers in a message to Ada."""
    heard: list[Json] = []

    for kind in ("static_select", "users_select", "timepicker", "datepicker", "overflow"):

        @app.action(kind)
        def keep(ack: Ack, action: Json) -> None:
            ack()
            heard.append(action)

    app.client.token = slack.team.token
    app.client.chat_postMessage(channel=ada.id, text="x", blocks=PICKERS)
    return heard


def test_an_option_is_chosen_by_its_words(ada: Person, actions: list[Json]) -> None:
    ada.dm.last.choose("Area", "Quality")

    assert actions[0]["selected_option"]["value"] == "quality"
    assert ada.dm.last.chosen("Area") == "Quality"


def test_a_person_is_chosen_by_name(ada: Person, actions: list[Json]) -> None:
    ada.dm.last.choose("Who", "Grace Hopper")

    assert actions[0]["selected_user"] == "U0GRACE"


def test_times_and_dates_are_chosen(ada: Person, actions: list[Json]) -> None:
    ada.dm.last.choose("Time", "10:00").choose("Until", "2026-10-06")

    assert actions[0]["selected_time"] == "10:00"
    assert actions[1]["selected_date"] == "2026-10-06"


def test_a_menu_option_is_clicked(ada: Person, actions: list[Json]) -> None:
    ada.dm.last.click("Stop nudges")

    assert actions[0]["selected_option"]["value"] == "stop nudges"


def test_what_is_missing_is_explained_with_a_sketch(ada: Person, actions: list[Json]) -> None:
    with pytest.raises(AssertionError, match=r"⋯ Pause 4 weeks \| Stop nudges"):
        ada.dm.last.click("Start again")
    assert actions == []


def test_a_missing_option_is_explained(ada: Person, actions: list[Json]) -> None:
    with pytest.raises(AssertionError, match=r"among \['Mentoring', 'Quality'\]"):
        ada.dm.last.choose("Area", "Painting")
    assert actions == []


@pytest.fixture
def submitted(app: App, ada: Person, slack: LocalSlack) -> list[Json]:
    """What the bot got of the form that is open before Ada."""
    got: list[Json] = []

    @app.options("external_select")
    def cities(ack: Ack, payload: Json) -> None:
        found = [
            city for city in ("London", "Londonderry") if payload["value"].lower() in city.lower()
        ]
        ack(options=[option(city) for city in found])

    @app.view("form")
    def keep(ack: Ack, view: Json) -> None:
        ack()
        got.append(view["state"]["values"])

    trigger = slack.world.triggers.issue(slack.team.id, ada.id, slack.world.now())
    app.client.token = slack.team.token
    app.client.views_open(trigger_id=trigger, view=FORM)
    return got


def values(submitted: list[Json]) -> Json:
    return {action: state for block in submitted[0].values() for action, state in block.items()}


def test_a_form_is_filled_by_its_labels(ada: Person, submitted: list[Json]) -> None:
    ada.modal.choose("Focus", "Mentoring").tick("Grace Hopper").untick("Linus Virtanen")
    ada.modal.submit()

    sent = values(submitted)
    assert sent["static_select"]["selected_option"]["value"] == "mentoring"
    assert [each["value"] for each in sent["share"]["selected_options"]] == ["grace hopper"]


def test_an_untouched_form_sends_what_it_opened_with(ada: Person, submitted: list[Json]) -> None:
    ada.modal.submit()

    sent = values(submitted)
    assert sent["w"]["value"] == "As I"
    assert sent["static_select"]["selected_option"] is None
    assert [each["value"] for each in sent["share"]["selected_options"]] == ["linus virtanen"]


def test_an_emptied_field_is_sent_as_null(ada: Person, submitted: list[Json]) -> None:
    ada.modal.fill("Words", "").submit()

    assert values(submitted)["w"]["value"] is None


@pytest.mark.usefixtures("submitted")
def test_a_select_searches(ada: Person) -> None:
    assert ada.search_options("Time zone", "lond") == ["London", "Londonderry"]
    assert ada.search_options("Time zone", "derry") == ["Londonderry"]


@pytest.mark.usefixtures("submitted")
def test_slack_asks_the_bot_from_the_second_letter_on(ada: Person) -> None:
    assert ada.search_options("Time zone", "l") == []


def test_a_searched_option_is_chosen(ada: Person, submitted: list[Json]) -> None:
    ada.modal.choose("Time zone", "London").submit()

    assert values(submitted)["external_select"]["selected_option"]["value"] == "london"


def test_a_modal_says_what_it_asks(ada: Person, submitted: list[Json]) -> None:
    assert ada.modal.text.splitlines() == ["Focus", "Time zone", "Share with", "Words"]
    assert "☐ Grace Hopper | Linus Virtanen" in str(ada.modal)
    assert submitted == []


def test_of_several_buttons_one_is_found_by_its_neighbour(app: App, ada: Person) -> None:
    heard: list[str] = []

    @app.action("open")
    def keep(ack: Ack, action: Json) -> None:
        ack()
        heard.append(action["value"])

    blocks = [
        section("*Mentoring*", button("Open", "open", "in a section")),
        section("*Quality*"),
        {"type": "actions", "elements": [button("Open", "open", "below")]},
    ]
    app.command("/ladder")(lambda ack: ack(text="x", blocks=blocks))
    reply = ada.command()
    reply.click("Open", near="Quality")
    reply.click("Open", near="Mentoring")
    reply.click("Open", nth=2)

    assert heard == ["below", "in a section", "below"]


def test_a_question_before_an_act_can_be_read(app: App, ada: Person) -> None:
    texts = {"title": "Delete?", "text": "For good.", "confirm": "Delete", "deny": "Keep it"}
    confirm = {key: plain(text) for key, text in texts.items()}
    blocks = [{"type": "actions", "elements": [{**button("Delete", "delete"), "confirm": confirm}]}]
    app.command("/ladder")(lambda ack: ack(text="x", blocks=blocks))

    assert ada.command().confirm_of("Delete") == "Delete?\nFor good.\nDelete\nKeep it"


@pytest.mark.parametrize(
    ("markup", "read"),
    [
        ("*Mentoring* is _not_ ~easy~", "Mentoring is not easy"),
        ("<@U0GRACE> asks", "@Grace Hopper asks"),
        ("<@U0GONE|gone> asks", "@gone asks"),
        ("see <https://example.com|the page>", "see the page"),
        ("<#C0GENERAL|general> <!here>", "#general @here"),
        ("a &lt; b &amp;&amp; c &gt; d", "a < b && c > d"),
        ("> quoted\nsaid", "quoted\nsaid"),
        ("snake_case_name 2*3*4", "snake_case_name 2*3*4"),
    ],
)
def test_markup_is_read_as_people_read_it(markup: str, read: str) -> None:
    assert as_read(markup, {"U0GRACE": "Grace Hopper"}) == read
