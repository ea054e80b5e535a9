"""Modals and Home: triggers, the stack of three, hashes, external ids."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from slack_bolt import Ack, App
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.playground import LocalSlack
from tests.driver import Person
from tests.playground.moving_clock import MovingClock
from tests.playground.tiny_bot import button, error_of, form, plain, section

Json = dict[str, Any]
Trigger = Callable[[], str]


@pytest.fixture
def trigger(slack: LocalSlack) -> Trigger:
    """A way to get the trigger id of something that Ada did just now."""
    return lambda: slack.world.triggers.issue(slack.team.id, "U0ADA", slack.world.now())


def test_a_trigger_opens_a_modal(client: WebClient, trigger: Trigger, ada: Person) -> None:
    view = client.views_open(trigger_id=trigger(), view=form())["view"]

    assert ada.modal.title == "Reflect"
    assert view["id"] == view["root_view_id"] == ada.modal.view.id
    assert view["state"]["values"]["words"]["words"] == {"type": "plain_text_input", "value": None}


def test_a_trigger_is_good_once(client: WebClient, trigger: Trigger, slack: LocalSlack) -> None:
    used = trigger()
    client.views_open(trigger_id=used, view=form())

    with pytest.raises(SlackApiError) as refusal:
        client.views_open(trigger_id=used, view=form())

    assert error_of(refusal) == "exchanged_trigger_id"
    slack.forgive()


def test_a_trigger_is_good_for_three_seconds(
    client: WebClient, trigger: Trigger, clock: MovingClock, ada: Person
) -> None:
    old = trigger()
    clock.forward(seconds=3)

    client.views_open(trigger_id=old, view=form())

    assert ada.modal.title == "Reflect"


def test_a_trigger_is_good_no_longer(
    client: WebClient, trigger: Trigger, clock: MovingClock, slack: LocalSlack
) -> None:
    old = trigger()
    clock.forward(seconds=3.1)

    with pytest.raises(SlackApiError) as refusal:
        client.views_open(trigger_id=old, view=form())

    assert error_of(refusal) == "expired_trigger_id"
    slack.forgive()


def test_a_made_up_trigger_is_refused(client: WebClient, slack: LocalSlack) -> None:
    with pytest.raises(SlackApiError) as refusal:
        client.views_open(trigger_id="1.2.3", view=form())

    assert error_of(refusal) == "invalid_trigger_id"
    slack.forgive()


def test_a_refused_view_leaves_the_trigger_good(
    client: WebClient, trigger: Trigger, slack: LocalSlack, ada: Person
) -> None:
    fresh = trigger()
    with pytest.raises(SlackApiError):
        client.views_open(trigger_id=fresh, view={**form(), "title": plain("x" * 25)})
    slack.forgive()

    client.views_open(trigger_id=fresh, view=form())

    assert ada.modal.title == "Reflect"


def test_the_stack_holds_three(
    client: WebClient, trigger: Trigger, slack: LocalSlack, ada: Person
) -> None:
    for _ in range(3):
        client.views_open(trigger_id=trigger(), view=form())

    with pytest.raises(SlackApiError) as refusal:
        client.views_open(trigger_id=trigger(), view=form())

    assert error_of(refusal) == "push_limit_reached"
    assert len(ada.modals) == 3
    slack.forgive()


def test_a_push_needs_a_trigger_from_inside_a_modal(
    client: WebClient, trigger: Trigger, slack: LocalSlack
) -> None:
    client.views_open(trigger_id=trigger(), view=form())

    with pytest.raises(SlackApiError) as refusal:
        client.views_push(trigger_id=trigger(), view=form())

    assert error_of(refusal) == "invalid_trigger_id"
    slack.forgive()


def test_a_click_inside_a_modal_may_push(
    app: App, client: WebClient, trigger: Trigger, ada: Person
) -> None:
    more = {
        "type": "modal",
        "title": plain("First"),
        "blocks": [{"type": "actions", "elements": [button("More", "more")]}],
    }

    @app.action("more")
    def push(ack: Ack, body: Json, client: WebClient) -> None:
        ack()
        client.views_push(trigger_id=body["trigger_id"], view={**more, "title": plain("Second")})

    client.views_open(trigger_id=trigger(), view=more)
    ada.modal.click("More")

    assert [modal.title for modal in ada.modals] == ["First", "Second"]
    assert ada.modal.view.previous_id == ada.modals[0].view.id


def test_typed_words_stay_where_the_ids_stay(
    client: WebClient, trigger: Trigger, ada: Person
) -> None:
    view_id = client.views_open(trigger_id=trigger(), view=form())["view"]["id"]
    ada.modal.fill("What happened?", "I asked first")

    client.views_update(view_id=view_id, view={**form(), "title": plain("Again")})

    assert ada.modal.title == "Again"
    assert ada.modal.chosen("What happened?") == "I asked first"


def test_typed_words_go_where_the_ids_change(
    client: WebClient, trigger: Trigger, ada: Person
) -> None:
    view_id = client.views_open(trigger_id=trigger(), view=form())["view"]["id"]
    ada.modal.fill("What happened?", "I asked first")
    changed = form()
    changed["blocks"][0]["block_id"] = "others"

    client.views_update(view_id=view_id, view=changed)

    assert ada.modal.chosen("What happened?") is None


def test_an_old_hash_is_a_conflict(client: WebClient, trigger: Trigger) -> None:
    first = client.views_open(trigger_id=trigger(), view=form())["view"]
    client.views_update(view_id=first["id"], view=form(), hash=first["hash"])

    with pytest.raises(SlackApiError) as refusal:
        client.views_update(view_id=first["id"], view=form(), hash=first["hash"])

    assert error_of(refusal) == "hash_conflict"


def test_a_closed_view_cannot_be_updated(client: WebClient, trigger: Trigger, ada: Person) -> None:
    view_id = client.views_open(trigger_id=trigger(), view=form())["view"]["id"]
    ada.modal.close()

    with pytest.raises(SlackApiError) as refusal:
        client.views_update(view_id=view_id, view=form())

    assert error_of(refusal) == "not_found"


def test_a_view_is_found_by_its_external_id(
    client: WebClient, trigger: Trigger, ada: Person
) -> None:
    client.views_open(trigger_id=trigger(), view={**form(), "external_id": "ada-1"})

    client.views_update(external_id="ada-1", view={**form(), "title": plain("Found")})

    assert ada.modal.title == "Found"


def test_an_external_id_is_used_once(
    client: WebClient, trigger: Trigger, slack: LocalSlack
) -> None:
    client.views_open(trigger_id=trigger(), view={**form(), "external_id": "ada-1"})

    with pytest.raises(SlackApiError) as refusal:
        client.views_open(trigger_id=trigger(), view={**form(), "external_id": "ada-1"})

    assert error_of(refusal) == "duplicate_external_id"
    slack.forgive()


def test_home_keeps_its_id_and_changes_its_hash(client: WebClient) -> None:
    first = client.views_publish(user_id="U0ADA", view=home("One"))["view"]
    second = client.views_publish(user_id="U0ADA", view=home("Two"), hash=first["hash"])["view"]

    assert first["id"] == second["id"]
    assert first["hash"] != second["hash"]


def test_each_person_has_their_own_home(client: WebClient, slack: LocalSlack) -> None:
    client.views_publish(user_id="U0ADA", view=home("Ada"))

    assert list(slack.team.homes) == ["U0ADA"]


def home(words: str) -> Json:
    return {"type": "home", "blocks": [section(words)]}
