"""What a person does at the playground's page, in the words of the page."""

from __future__ import annotations

import re
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

WIDTHS = {"wide": 1280, "narrow": 390}


class Screen:
    """A browser at the page. Pictures are kept as build output, in both widths."""

    def __init__(self, page: Page, address: str, pictures: Path) -> None:
        self.page = page
        self._address = address
        self._pictures = pictures
        self.user = ""

    def be(self, user: str, at: str = "C0GENERAL") -> None:
        """Sit down as this person, in this place: a channel, `home` or the DM."""
        self.user = user
        self.page.goto(f"{self._address}?user={user}&at={at}")
        self.page.get_by_role("main").wait_for()

    def type(self, text: str) -> None:
        """Type a line in #general."""
        box = self.page.get_by_role("textbox", name="Message #general")
        box.fill(text)
        box.press("Enter")

    def command(self, text: str) -> Locator:
        """Type a command in #general, and return the reply."""
        before = self.messages.count()
        self.type(text)
        expect(self.messages).to_have_count(before + 1)
        return self.messages.last

    @property
    def messages(self) -> Locator:
        """The messages on the screen."""
        return self.page.get_by_test_id("message")

    @property
    def home(self) -> Locator:
        """The Home tab."""
        return self.page.get_by_test_id("home")

    def dm(self) -> Locator:
        """Look at the newest message from Ladder."""
        self.be(self.user, "D" + self.user[1:])
        return self.messages.last

    def press(self, label: str, within: Locator | None = None, nth: int = 0) -> None:
        """Press the button of that name."""
        place = within or self.page
        place.get_by_role("button", name=re.compile(f"^{re.escape(label)}")).nth(nth).click()

    def move_the_clock(self, label: str) -> None:
        """Press a button of the banner, and wait until the bot has done what was due by then."""
        with self.page.expect_response("**/page/clock"):
            self.press(label)

    def dialog(self, title: str) -> Locator:
        """The modal of that title."""
        return self.page.get_by_role("dialog", name=title, exact=True)

    def picture(self, name: str) -> None:
        """Keep a picture of what is on the screen, wide and narrow; nothing scrolls sideways."""
        self._pictures.mkdir(parents=True, exist_ok=True)
        for label, width in WIDTHS.items():
            self.page.set_viewport_size({"width": width, "height": 900})
            self.page.wait_for_timeout(150)
            self.page.screenshot(path=self._pictures / f"{name}-{label}.png")
            sideways = self.page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            assert sideways <= 0, f"{name} scrolls sideways by {sideways} px at {width} px"
        self.page.set_viewport_size({"width": WIDTHS["wide"], "height": 900})

    def checked(self, name: str) -> None:
        """Keep a picture, and have axe-core find nothing wrong for people who cannot see it."""
        self.picture(name)
        found = Axe().run(self.page)
        assert found.violations_count == 0, f"{name}: {found.generate_report()}"
