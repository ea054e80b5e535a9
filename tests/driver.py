"""A person at the keyboard. Tests say what people do and what they see then.

    @pytest.fixture
    def slack() -> Iterator[LocalSlack]:
        with LocalSlack(manifest=manifest) as slack:        # a Slack on localhost, started
            slack.connect(through_bolt(build_app(slack)))   # or through_wsgi(...), or a url
            yield slack
            assert slack.complaints() == []                 # Slack refused nothing, nobody was late

    @pytest.fixture
    def ada(slack: LocalSlack) -> Person:
        return Person(slack, "U0ADA", settle=bot.wait_until_idle)

    def test_a_reflection_is_saved(ada: Person) -> None:
        ada.command("senior").click("Open", near="Mentoring").click("Reflect")
        ada.modal.fill("What happened?", "I asked first").choose("Area", "Mentoring").tick("Grace")
        ada.modal.submit()
        assert ada.modal is None
        assert "Saved" in ada.replies[-1].text

The bot's WebClient is `WebClient(token=slack.team.token, base_url=slack.api_url)`.

    ada.command("senior")           types `/ladder senior` in #general; returns the reply, live
    ada.types("/ladder senior")     any line; with escaped=True as Slack would have escaped it
    ada.replies[-1]                 what only Ada sees, in order; .text .buttons .options .private
    reply.click("Open", nth=2)      or near="Mentoring"; menu options are clicked by their words too
    reply.choose("Area", "Quality") selects, menus, pickers; reply.chosen("Area") reads them back
    ada.modal                       the top of the stack, None if none is open; ada.modals has all
    ada.modal.title .text .errors (by label) .trouble .fill() .tick() .untick() .submit() .close()
    ada.home                        opens the Home tab, with its event, each time it is named
    ada.last_home                   the Home tab as it was last published, not opened
    ada.dm[-1], ada.dm.last         the conversation with Ladder; .notification is the text
    ada.shortcut("write_reflection"), ada.search_options("Time zone", "lond")
    ada.notices                     what Slack itself tells her, such as a failed command
    print(surface)                  a sketch of it; a failing lookup shows the same

`surface.text` has the words without the labels of buttons; `surface.everything` is all that was
sent, to prove that something is nowhere in it. After each act `settle()` is called, so that what
the bot does after its answer is done before the test looks.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, cast

from slack_bolt import App, BoltRequest

from bot.playground import LocalSlack
from bot.playground.courier import Send
from bot.playground.views import View
from bot.playground.workspace import Workspace
from tests.surfaces import Home, Modal, Reply

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

GENERAL = "C0GENERAL"


class Conversation(list[Reply]):
    """The messages from Ladder to one person."""

    @property
    def last(self) -> Reply:
        """Return the newest; fail if there is none."""
        assert self, "Ladder has not written to this person."
        return self[-1]


class Person:
    """Someone in a workspace, in front of Slack."""

    def __init__(
        self,
        slack: LocalSlack,
        user_id: str,
        *,
        team: str | None = None,
        settle: Callable[[], None] = lambda: None,
    ) -> None:
        self.slack = slack
        self.id = user_id
        self.team = team or slack.team.id
        self.settle = settle

    @property
    def workspace(self) -> Workspace:
        """Return the person's workspace."""
        return self.slack.teams[self.team]

    @property
    def names(self) -> dict[str, str]:
        """Return everyone's real name by id."""
        return {person.id: person.real_name for person in self.workspace.people.values()}

    def id_of(self, name: str) -> str:
        """Return the id of the person with that real name."""
        ids = [person_id for person_id, real in self.names.items() if name in {real, person_id}]
        assert ids, f'There is no "{name}" among {sorted(self.names.values())}.'
        return ids[0]

    def do(self, act: Callable[[], Any]) -> None:
        """Do something and wait until the bot is done with it."""
        act()
        self.settle()

    def command(self, text: str = "", *, channel: str = GENERAL, escaped: bool = False) -> Reply:
        """Type `/ladder` and the text; return the reply, the last one if there are several."""
        return self.types(f"/ladder {text}".strip(), channel=channel, escaped=escaped)

    def types(self, line: str, *, channel: str = GENERAL, escaped: bool = False) -> Reply:
        """Type a line into a channel; return what then came for this person to see there."""
        before = {message.ts for message in self._visible(channel)}
        slack = self.slack
        self.do(lambda: slack.type(self.id, channel, line, team=self.team, escaped=escaped))
        new = [message.ts for message in self._visible(channel) if message.ts not in before]
        told = "; ".join(self.notices[-2:]) or "nothing"
        missing = f"No reply came to {line!r}. Slack says: {told}. {self._stack_as_text()}"
        return Reply(self, channel, new[-1] if new else None, missing)

    @property
    def replies(self) -> list[Reply]:
        """Return what only this person sees, oldest first."""
        messages = [
            message
            for channel in self.workspace.channels.values()
            for message in channel.messages
            if message.private_to == self.id
        ]
        messages.sort(key=lambda message: float(message.ts))
        return [Reply(self, message.channel, message.ts) for message in messages]

    @property
    def dm(self) -> Conversation:
        """Return the messages from Ladder, oldest first."""
        channel = self.workspace.channels.get(self.workspace.people[self.id].dm)
        messages = channel.messages if channel else []
        return Conversation(Reply(self, message.channel, message.ts) for message in messages)

    @property
    def modals(self) -> list[Modal]:
        """Return the open modals, top last."""
        return [
            Modal(self, lambda view=view: self._still_open(view))  # type: ignore[misc]
            for view in self.workspace.stack(self.id)
        ]

    @property
    def modal(self) -> Modal:
        """Return the modal on top, or None if none is open.

        The type leaves out None on purpose: a test that uses a modal which is not there fails
        all the same, and every other test reads plainly.
        """
        modals = self.modals
        return modals[-1] if modals else cast("Modal", None)

    @property
    def home(self) -> Home:
        """Open the Home tab and return it; fail if the bot has published none."""
        self.do(lambda: self.slack.open_home(self.id, team=self.team))
        return self.last_home

    @property
    def last_home(self) -> Home:
        """Return the Home tab as it was last published, without opening it."""
        assert self.id in self.workspace.homes, "Ladder has published no Home for this person."
        return Home(self, lambda: self.workspace.homes[self.id])

    def shortcut(self, callback_id: str, on: Reply | None = None) -> None:
        """Use a global shortcut, or a message shortcut on a message."""
        channel, ts = (on.message.channel, on.message.ts) if on else (None, None)
        slack, team = self.slack, self.team
        self.do(lambda: slack.shortcut(self.id, callback_id, channel=channel, ts=ts, team=team))

    def search_options(self, label: str, typed: str) -> list[str]:
        """Type into a select that searches, in the modal on top or else in the last reply."""
        surface = self.modal or self.replies[-1]
        return surface.search(label, typed)

    @property
    def notices(self) -> list[str]:
        """Return what Slack itself told this person."""
        return [notice.text for notice in self.workspace.notices if notice.user == self.id]

    def _visible(self, channel_id: str) -> list[Any]:
        messages = self.workspace.channels[channel_id].messages
        return [message for message in messages if message.private_to in {None, self.id}]

    def _still_open(self, view: View) -> View:
        stack = self.workspace.stack(self.id)
        assert view in stack, f"That modal is closed. {self._stack_as_text()}"
        return view

    def _stack_as_text(self) -> str:
        titles = [view.source["title"]["text"] for view in self.workspace.stack(self.id)]
        return f"Open modals: {titles or 'none'}."


def through_bolt(app: App) -> Send:
    """Return a way to the bot that is a Bolt app in this process."""

    def send(
        _method: str, _path: str, headers: dict[str, str], body: bytes
    ) -> tuple[int, dict[str, str], bytes]:
        request = BoltRequest(body=body.decode(), headers=cast("dict[str, Any]", headers))
        answer = app.dispatch(request)
        return answer.status, answer.first_headers(), (answer.body or "").encode()

    return send


def through_wsgi(application: WSGIApplication) -> Send:
    """Return a way to the bot that is a WSGI application in this process."""

    def send(
        method: str, path: str, headers: dict[str, str], body: bytes
    ) -> tuple[int, dict[str, str], bytes]:
        answered: list[tuple[str, list[tuple[str, str]]]] = []

        def start_response(
            status: str, response_headers: list[tuple[str, str]], _error: Any = None
        ) -> Callable[[bytes], object]:
            answered.append((status, response_headers))
            return lambda _data: None

        content: Iterable[bytes] = application(
            _environ(method, path, headers, body), cast("Any", start_response)
        )
        whole = b"".join(content)
        status, response_headers = answered[0]
        return int(status.split()[0]), dict(response_headers), whole

    return send


def _environ(method: str, path: str, headers: dict[str, str], body: bytes) -> dict[str, Any]:
    environ: dict[str, Any] = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    for name, value in headers.items():
        key = name.upper().replace("-", "_")
        environ[key if key == "CONTENT_TYPE" else f"HTTP_{key}"] = value
    return environ
