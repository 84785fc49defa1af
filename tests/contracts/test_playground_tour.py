"""A tour through Microsoft's own local Teams in a real browser: what the official tool shows of the bot, and can do.

It has no dialogs and no views of one's own, so forms are filled in in the chat; the sandbox's Teams does the rest.
"""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, ViewportSize, expect

from bot.demo.cast import CHANNEL_NAME
from bot.demo.host import OPENS_AFTER, live_through
from bot.demo.playground_host import PlaygroundDemo, playground_demo
from tests.chromium import browser
from tests.contracts.stage import A_MINUTE
from tests.playground import playground
from tests.waiting import eventually

__all__ = ["browser"]

pytestmark = pytest.mark.browser
# Where the pictures go, for whoever wants to look at them.
PICTURES = os.environ.get("HOMEROOM_PICTURES")
SIZES = {"desktop": (1280, 1000), "phone": (390, 844)}
# Whole messages, however long.
TALL = ViewportSize(width=1280, height=3200)


@dataclass(frozen=True)
class Tour:
    """Ana at her desk."""

    demo: PlaygroundDemo
    page: Page

    def goes_to(self, place: str) -> None:
        self.page.get_by_text(place, exact=True).first.click()

    def types(self, words: str) -> None:
        """In the chat with Homeroom."""
        box = self.page.get_by_role("textbox").last
        box.click()
        box.press_sequentially(words)
        box.press("Enter")

    def mentions(self, words: str) -> None:
        """As a new post in the channel."""
        box = self.page.get_by_role("textbox").first
        box.click()
        box.press_sequentially("@")
        self.page.get_by_role("menuitem").filter(has_text="Homeroom").click()
        box.press_sequentially(f" {words}")
        self.page.get_by_role("button", name="Post").click()

    def card(self, heading: str) -> Locator:
        """The latest one that begins so."""
        found = self.page.locator(".ac-adaptiveCard").filter(has=self.page.get_by_text(heading))
        expect(found.first).to_be_visible()
        return found.last

    def looks(self, name: str) -> None:
        """Before anything is filled in: at another size the Playground makes its cards anew."""
        if PICTURES:
            for size, (width, height) in SIZES.items():
                self.page.set_viewport_size({"width": width, "height": height})
                self.page.screenshot(path=Path(PICTURES) / f"teams-{name}-{size}.png", animations="disabled")
            self.page.set_viewport_size(TALL)
            self.page.screenshot(path=Path(PICTURES) / f"teams-{name}-tall.png", animations="disabled")


def at_once(act: Callable[[], None]) -> None:
    act()


def nothing_from_outside(route: Route) -> None:
    """Its fonts come from Microsoft's servers; without them it takes the machine's own."""
    if route.request.url.startswith("http://127.0.0.1"):
        route.continue_()
    else:
        route.abort()


@pytest.fixture(scope="module")
def tour(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tour]:
    folder = tmp_path_factory.mktemp("playground")
    with playground_demo(later=at_once) as demo, playground(bot_url=demo.url, folder=folder) as url:
        assert not demo.was_looked_at
        page = browser.new_context(viewport=TALL).new_page()
        page.route("**/*", nothing_from_outside)
        page.goto(url)
        # It shows only what is posted while somebody looks.
        page.get_by_text(CHANNEL_NAME, exact=True).first.wait_for()
        assert eventually(lambda: demo.was_looked_at)
        demo.meets(int(url.rpartition(":")[2]))
        demo.story.travel(live_through(demo.story, check_ins=1) + OPENS_AFTER)
        yield Tour(demo, page)


def test_the_tour(tour: Tour) -> None:
    the_channel_shows_cards_reveal_and_digest(tour)
    ana_rates_in_her_chat(tour)
    her_home_and_a_form_with_a_preview_stand_in_the_chat(tour)
    a_command_in_the_channel_is_answered_where_nobody_else_sees_it(tour)
    the_close_reveals_what_everybody_gave(tour)


def the_channel_shows_cards_reveal_and_digest(tour: Tour) -> None:
    tour.goes_to(CHANNEL_NAME)
    expect(tour.card("Check-in 2: 7 indicators")).to_contain_text("Rate privately")
    expect(tour.card("Check-in 1: closed")).to_contain_text("Results are in the thread")
    expect(tour.card("Check-in 1: how we see it")).to_contain_text("Don't know")
    digest = tour.card("Digest of Cabinet attendance")
    expect(digest).to_contain_text("Where we are")
    expect(digest.locator("svg, canvas").first).to_be_visible()
    tour.looks("channel")


def ana_rates_in_her_chat(tour: Tour) -> None:
    tour.goes_to("Personal Chat")
    tour.types("rate")
    form = tour.card("How do you know?")
    asked = tour.demo.story.open_check_in()
    assert asked is not None
    levels = form.get_by_role("radiogroup")
    expect(levels).to_have_count(len(asked.asked))
    tour.looks("rating")
    for at in range(len(asked.asked)):
        levels.nth(at).get_by_role("radio").first.check()
    form.get_by_role("button", name="Save").click()
    more = tour.card("One more thing")
    tour.looks("one-more-thing")
    more.get_by_role("textbox").first.fill("Our page 14 says so")
    more.get_by_role("button", name="Save").click()
    expect(tour.page.get_by_text("Saved", exact=False).last).to_be_visible()


def her_home_and_a_form_with_a_preview_stand_in_the_chat(tour: Tour) -> None:
    tour.types("home")
    expect(tour.card("Changed lately")).to_contain_text("People and roles")
    tour.looks("home")
    tour.types("settings")
    form = tour.card("Indicators in each check-in")
    tour.looks("settings")
    form.get_by_role("combobox").first.click()
    tour.page.get_by_role("option", name="12 indicators").click()
    form.get_by_role("button", name="Preview").click()
    expect(tour.card("Before and after")).to_contain_text("What changes")
    tour.looks("settings-preview")


def a_command_in_the_channel_is_answered_where_nobody_else_sees_it(tour: Tour) -> None:
    tour.goes_to(CHANNEL_NAME)
    tour.mentions("status")
    tour.goes_to("Personal Chat")
    expect(tour.card("have rated")).to_contain_text("is open until")
    tour.looks("answered-alone")


def the_close_reveals_what_everybody_gave(tour: Tour) -> None:
    story = tour.demo.story
    check_in = story.open_check_in()
    assert check_in is not None
    story.travel(check_in.closes_at + A_MINUTE + timedelta(seconds=10))
    tour.goes_to(CHANNEL_NAME)
    expect(tour.card("Check-in 2: closed")).to_contain_text("6 of 6 rated")
    expect(tour.card("Check-in 2: how we see it")).to_contain_text("Our page 14 says so")
    tour.looks("reveal")
