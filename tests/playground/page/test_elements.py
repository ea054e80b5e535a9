"""What can be clicked and filled in: each element tells the bot what Slack would tell it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.playground.page.stage import Json, Stage, Visit, actions, field, modal, option, text
from tests.playground.tiny_bot import button, plain, section

AREAS = [option(name) for name in ("Architecture", "Mentoring", "Quality")]
DELETE = {
    "title": plain("Delete this reflection?"),
    "text": text("It goes for *good*."),
    "confirm": plain("Delete"),
    "deny": plain("Keep it"),
    "style": "danger",
}


def shown(ada: Visit, stage: Stage, *elements: Json) -> None:
    """Show elements in a reply."""
    stage.reply = [actions(*elements)]
    ada.command()


def form(ada: Visit, stage: Stage, *blocks: Json) -> None:
    """Show blocks in an open modal."""
    stage.form = modal("Form", *blocks)
    shown(ada, stage, button("Open", "open"))
    ada.button("Open").click()
    ada.dialog("Form").wait_for()


def save(ada: Visit) -> None:
    ada.button("Save").click()
    expect(ada.dialog("Form")).to_have_count(0)


def test_a_button_is_named_by_its_accessibility_label(ada: Visit, stage: Stage) -> None:
    shown(ada, stage, button("Open", "x") | {"accessibility_label": "Open Mentoring"})

    expect(ada.button("Open Mentoring")).to_have_text("Open")


def test_a_danger_button_asks_first(ada: Visit, stage: Stage) -> None:
    shown(ada, stage, button("Delete it", "x") | {"style": "danger", "confirm": DELETE})

    ada.button("Delete it").click()
    dialog = ada.page.get_by_role("alertdialog", name="Delete this reflection?")
    expect(dialog).to_contain_text("It goes for good.")
    ada.button("Keep it").click()
    expect(dialog).to_have_count(0)
    assert stage.actions == []

    ada.button("Delete it").click()
    with ada.page.expect_response("**/page/action"):
        ada.button("Delete").click()
    assert stage.action["action_id"] == "x"


def test_escape_denies_and_gives_the_focus_back(ada: Visit, stage: Stage) -> None:
    shown(ada, stage, button("Delete it", "x") | {"confirm": DELETE})
    ada.button("Delete it").press("Enter")
    expect(ada.button("Keep it")).to_be_focused()

    ada.page.keyboard.press("Escape")

    expect(ada.button("Delete it")).to_be_focused()
    assert stage.actions == []


def test_an_overflow_menu_works_by_keyboard(ada: Visit, stage: Stage) -> None:
    options = [option(name) for name in ("I did it", "Not yet", "Let it go")]
    shown(ada, stage, {"type": "overflow", "action_id": "more", "options": options})
    menu = ada.button("More actions")

    menu.press("Enter")
    for key in ("ArrowDown", "End", "ArrowDown", "ArrowUp", "Home", "n"):
        ada.page.keyboard.press(key)
    expect(ada.page.get_by_role("menuitem", name="Not yet")).to_be_focused()
    with ada.page.expect_response("**/page/action"):
        ada.page.keyboard.press("Enter")

    assert stage.action["selected_option"]["value"] == "not yet"
    expect(menu).to_be_focused()


def test_escape_closes_an_overflow_menu(ada: Visit, stage: Stage) -> None:
    shown(ada, stage, {"type": "overflow", "action_id": "more", "options": AREAS})
    ada.button("More actions").click()

    ada.page.keyboard.press("Escape")

    expect(ada.page.get_by_role("menu")).to_have_count(0)
    expect(ada.button("More actions")).to_be_focused()


def test_a_select_beside_a_section_acts_at_once(ada: Visit, stage: Stage) -> None:
    select = {"type": "static_select", "action_id": "area", "options": AREAS}
    stage.reply = [section("Area", select | {"placeholder": plain("Choose an area")})]
    ada.command()

    ada.page.get_by_role("combobox", name="Choose an area").click()
    with ada.page.expect_response("**/page/action"):
        ada.page.get_by_role("option", name="Mentoring").click()

    assert stage.action["selected_option"] == AREAS[1]
    expect(ada.page.get_by_role("combobox")).to_have_value("Mentoring")


def test_a_select_works_by_keyboard(ada: Visit, stage: Stage) -> None:
    form(ada, stage, field("area", "Area", {"type": "static_select", "options": AREAS}))
    area = ada.page.get_by_label("Area")

    area.press("ArrowDown")
    area.press("ArrowDown")
    area.press("ArrowDown")
    area.press("Enter")
    expect(area).to_have_value("Mentoring")
    save(ada)

    assert stage.values["area"]["selected_option"]["value"] == "mentoring"


def test_typing_searches_in_a_select(ada: Visit, stage: Stage) -> None:
    form(ada, stage, field("area", "Area", {"type": "static_select", "options": AREAS}))
    area = ada.page.get_by_label("Area")

    area.press_sequentially("qual")
    expect(ada.page.get_by_role("option")).to_have_text(["Quality"])
    area.fill("xyz")
    expect(ada.page.get_by_text("No results")).to_be_visible()
    area.press("Escape")

    expect(ada.dialog("Form")).to_be_visible()
    expect(area).to_have_value("")


def test_groups_of_options_have_their_headings(ada: Visit, stage: Stage) -> None:
    groups = [{"label": plain("Europe"), "options": AREAS[:1]}]
    form(ada, stage, field("x", "Zone", {"type": "static_select", "option_groups": groups}))

    ada.page.get_by_label("Zone").click()

    expect(ada.page.get_by_role("listbox")).to_contain_text("Europe")


def test_an_optional_select_can_be_cleared(ada: Visit, stage: Stage) -> None:
    select = {"type": "static_select", "options": AREAS, "initial_option": AREAS[0]}
    form(ada, stage, field("area", "Area", select, optional=True))

    ada.button("Clear").click()
    save(ada)

    assert stage.values["area"]["selected_option"] is None


def test_an_external_select_asks_the_bot_while_one_types(ada: Visit, stage: Stage) -> None:
    stage.options = [option("Europe/London"), option("Europe/Lisbon")]
    form(ada, stage, field("zone", "Zone", {"type": "external_select", "min_query_length": 2}))
    zone = ada.page.get_by_label("Zone")
    zone.click()
    expect(ada.page.get_by_text("Type 2 letters or more to search")).to_be_visible()

    zone.fill("l")
    zone.fill("lond")
    ada.page.get_by_role("option", name="Europe/London").click()
    save(ada)

    assert stage.values["zone"]["selected_option"]["value"] == "europe/london"
    assert stage.searches == ["lond"]


def test_people_and_apps_can_be_picked(ada: Visit, stage: Stage) -> None:
    form(ada, stage, field("who", "Who", {"type": "users_select"}))
    ada.page.get_by_label("Who").fill("deploy")
    ada.page.get_by_role("option", name="Deploybot").click()
    save(ada)

    assert stage.values["who"]["selected_user"] == "U0DEPLOY"


def test_boxes_are_ticked_and_unticked(ada: Visit, stage: Stage) -> None:
    grace = option("Grace Hopper", description=plain("Has Mentoring"))
    boxes = {"type": "checkboxes", "options": [grace, *AREAS], "initial_options": AREAS[:1]}
    form(ada, stage, field("share", "Share with", boxes))

    ada.page.get_by_label("Grace Hopper").check()
    ada.page.get_by_label("Architecture").uncheck()
    save(ada)

    chosen = stage.values["share"]["selected_options"]
    assert [each["value"] for each in chosen] == ["grace hopper"]


def test_of_radio_buttons_one_is_chosen(ada: Visit, stage: Stage) -> None:
    radios = {"type": "radio_buttons", "options": AREAS, "initial_option": AREAS[0]}
    form(ada, stage, field("area", "Area", radios))

    ada.page.get_by_label("Architecture").press("ArrowDown")
    save(ada)

    assert stage.values["area"]["selected_option"]["value"] == "mentoring"


@pytest.mark.parametrize(
    ("kind", "typed", "key"),
    [
        ("timepicker", "14:30", "selected_time"),
        ("datepicker", "2026-09-08", "selected_date"),
    ],
)
def test_times_and_days_are_picked(
    ada: Visit, stage: Stage, kind: str, typed: str, key: str
) -> None:
    form(ada, stage, field("when", "When", {"type": kind}))

    ada.page.get_by_label("When").fill(typed)
    save(ada)

    assert stage.values["when"][key] == typed


def test_what_is_untouched_is_sent_as_it_came(ada: Visit, stage: Stage) -> None:
    form(
        ada,
        stage,
        field("time", "Time", {"type": "timepicker", "initial_time": "10:00"}),
        field("note", "Note", {"type": "plain_text_input", "initial_value": "As before"}),
        field("empty", "Empty", {"type": "plain_text_input"}, optional=True),
    )
    save(ada)

    assert stage.values["time"]["selected_time"] == "10:00"
    assert stage.values["note"]["value"] == "As before"
    assert stage.values["empty"]["value"] is None


def test_lines_and_odd_letters_arrive_as_typed(ada: Visit, stage: Stage) -> None:
    words = "Zeile 1\nשורה 2 <b> &amp; 👩‍💻"
    form(ada, stage, field("words", "Words", {"type": "plain_text_input", "multiline": True}))

    ada.page.get_by_label("Words").fill(words)
    save(ada)

    assert stage.values["words"]["value"] == words


def test_what_is_too_long_stays_and_is_counted(ada: Visit, stage: Stage) -> None:
    element = {"type": "plain_text_input", "max_length": 20}
    form(ada, stage, field("words", "Words", element))
    words = ada.page.get_by_label("Words")
    words.fill("x" * 18)
    expect(ada.page.get_by_text("2 characters left")).to_be_visible()

    words.fill("x" * 25)
    expect(ada.page.get_by_text("5 characters too many")).to_be_visible()
    ada.button("Save").click()

    expect(ada.page.get_by_role("alert")).to_contain_text("Words")
    expect(words).to_have_value("x" * 25)
    assert stage.submits == []


def test_an_action_brings_what_was_typed_beside_it(ada: Visit, stage: Stage) -> None:
    words = field("words", "Words", {"type": "plain_text_input"})
    form(ada, stage, words, actions(button("Look", "look")))

    ada.page.get_by_label("Words").fill("so far")
    with ada.page.expect_response("**/page/action"):
        ada.button("Look").click()

    values = stage.actions[-1]["view"]["state"]["values"]
    assert values["words"]["words"]["value"] == "so far"


def test_enter_in_a_text_that_dispatches_acts_and_does_not_submit(ada: Visit, stage: Stage) -> None:
    form(ada, stage, field("words", "Words", {"type": "plain_text_input"}, dispatch_action=True))
    ada.page.get_by_label("Words").fill("find me")

    with ada.page.expect_response("**/page/action"):
        ada.page.keyboard.press("Enter")

    assert stage.action["value"] == "find me"
    assert stage.submits == []


def test_an_error_of_boxes_leads_to_the_first_box(ada: Visit, stage: Stage) -> None:
    form(ada, stage, field("share", "Share with", {"type": "checkboxes", "options": AREAS}))
    ada.button("Save").click()

    ada.page.get_by_role("alert").get_by_role("button", name="Share with").click()

    expect(ada.page.get_by_label("Architecture")).to_be_focused()
