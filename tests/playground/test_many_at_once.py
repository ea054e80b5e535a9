"""Many threads at once: the bot's workers and several people."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from bot.playground import LocalSlack
from tests.driver import Person
from tests.playground.tiny_bot import client_of


def test_no_post_is_lost_and_no_ts_is_used_twice(slack: LocalSlack, ada: Person) -> None:
    def post(number: int) -> str:
        ts: str = client_of(slack).chat_postMessage(channel="U0ADA", text=str(number))["ts"]
        return ts

    with ThreadPoolExecutor(8) as workers:
        stamps = list(workers.map(post, range(100)))

    assert len(set(stamps)) == 100
    assert {message.text for message in ada.dm} == {str(number) for number in range(100)}
    assert sorted(call.number for call in slack.calls) == list(range(1, 101))


def test_people_do_not_wait_for_each_other(slack: LocalSlack) -> None:
    people = [Person(slack, user) for user in ("U0ADA", "U0GRACE", "U0MALLORY", "U0LINUS")]

    with ThreadPoolExecutor(4) as hands:
        replies = list(hands.map(lambda person: person.command(person.id), people * 5))

    assert all(reply.exists for reply in replies)
    assert [len(person.replies) for person in people] == [5, 5, 5, 5]
