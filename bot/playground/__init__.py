"""A Slack on localhost, for `ladder play` (a person in a browser) and for all our tests.

    slack = LocalSlack(manifest=manifest, bot="http://127.0.0.1:3000/slack/events").start()
    client = WebClient(token=slack.team.token, base_url=slack.api_url)
    ...
    slack.stop()

In tests the bot is a function in the same process (`bot=send`, see `tests/driver.py`), and people
act through `tests.driver.Person`, not through this package. What tests ask here:

    slack.complaints()              what Slack refused or waited for in vain; empty if all is well
    slack.forgive()                 the same, and forgotten: for a test that causes it on purpose
    slack.calls, slack.posts        what the bot called, and every message that was accepted
    slack.faults.add(method, ...)   see bot.playground.faults
    slack.team.messages_tab_disabled = True, .refuses_new_blocks, .token_error, .posts_per_second
    slack.events.hold(), .release(), .again()      delayed and repeated events
    slack.replay()                  the last request once more, byte for byte: a double click
    slack.courier.send(letter)      a forged one; slack.courier.last, .signed(body, type, stamp)
    slack.patience = 0.2            a shorter three seconds

Several workspaces: `LocalSlack(teams=[Workspace("T0ONE", "One"), Workspace("T0TWO", "Two")])`. They
have the same people with the same ids, so that a forgotten team_id shows.

It knows nothing of how the bot builds its blocks and imports no Slack library.
"""

from bot.playground.clock import Clock
from bot.playground.local_slack import LocalSlack
from bot.playground.people import Person
from bot.playground.workspace import Workspace

__all__ = ["Clock", "LocalSlack", "Person", "Workspace"]
