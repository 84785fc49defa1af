"""A coordinator in a real browser: sets a team up, sees what comes, steers it, and gives it a school calendar."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Locator, Page

from bot.demo.cast import CHANNEL_NAME
from bot.demo.host import Demo, demo, set_up
from tests.chromium import browser
from tests.stories.test_tour import opened, picture

__all__ = ["browser"]

pytestmark = pytest.mark.browser
A_MINUTE = timedelta(minutes=1)


@pytest.fixture
def running() -> Iterator[Demo]:
    with demo() as started:
        yield started


def types(page: Page, command: str) -> None:
    page.get_by_role("link", name=CHANNEL_NAME).first.click()
    composer = page.locator("[data-testid=composer] textarea")
    composer.fill(command)
    composer.press("Enter")


def goes_home(page: Page) -> Locator:
    page.get_by_role("link", name="Homeroom").first.click()
    home = page.get_by_test_id("home")
    home.wait_for()
    return home


def form(page: Page, title: str) -> Locator:
    """The form of that title, once it is there."""
    shown = page.get_by_test_id("modal").filter(has_text=title)
    shown.wait_for()
    return shown


def submits(page: Page) -> None:
    # Whatever was sent before has to be answered, or the page takes this for a double click.
    page.locator("[data-testid=modal-submit]:not([aria-busy=true])").click()


def closes(page: Page) -> None:
    page.get_by_test_id("modal-close").click()
    page.get_by_test_id("modal").wait_for(state="detached")


def passes_by(running: Demo) -> None:
    """A minute, in which what is to be posted is."""
    running.story.travel(running.clock.now() + A_MINUTE)


def test_a_team_is_set_up_in_one_command_and_three_clicks(browser: Browser, running: Demo) -> None:
    ana = opened(browser, running, "U0ANA")
    goes_home(ana).get_by_text("How to start").wait_for()
    picture(ana, "coordinator-1-first-time")
    types(ana, "/homeroom setup")
    assert "Ana Morales" in form(ana, "1 of 3").inner_text()
    picture(ana, "coordinator-2-people")
    submits(ana)
    form(ana, "2 of 3")
    picture(ana, "coordinator-3-rhythm")
    submits(ana)
    assert "Nothing is posted until you press Set up." in form(ana, "3 of 3").inner_text()
    picture(ana, "coordinator-4-preview")
    submits(ana)
    form(ana, "Your team is set up")
    closes(ana)
    passes_by(running)
    ana.get_by_text("Hello, Cabinet attendance").first.wait_for()
    home = goes_home(ana)
    home.get_by_text("For coordinators").wait_for()
    picture(ana, "coordinator-5-home")


def test_a_coordinator_steers_from_the_home_page(browser: Browser, running: Demo) -> None:
    set_up(running.story)
    ana = opened(browser, running, "U0ANA")
    home = goes_home(ana)
    home.get_by_role("button", name="Plan ahead").click()
    plan = form(ana, "Plan")
    plan.get_by_role("combobox").first.select_option(label="9 indicators")
    plan.get_by_text("Use these").wait_for()
    picture(ana, "coordinator-6-what-if")
    plan.get_by_role("button", name="Use these").click()
    ana.get_by_test_id("modal-submit").filter(has_text="Save").wait_for()
    picture(ana, "coordinator-7-before-and-after")
    ana.get_by_test_id("modal-submit").filter(has_text="Save").click()
    ana.get_by_test_id("modal").filter(has_text="Saved").wait_for()
    closes(ana)
    home.get_by_text("9 indicators").first.wait_for()
    home.get_by_text("Ana Morales changed the indicators").wait_for()


def test_breaks_are_typed_weighed_and_used(browser: Browser, running: Demo) -> None:
    set_up(running.story)
    ana = opened(browser, running, "U0ANA")
    types(ana, "/homeroom calendar")
    form(ana, "School calendar").locator("textarea").fill("Labor week: Sep 14 - Sep 18\nThanksgiving: Nov 23-27")
    picture(ana, "coordinator-8-breaks")
    submits(ana)
    ana.get_by_text("Labor week").first.wait_for()
    picture(ana, "coordinator-9-understood")
    submits(ana)
    ana.get_by_text("Mon, Sep 14 becomes Mon, Sep 21").first.wait_for()
    picture(ana, "coordinator-10-effect")
    submits(ana)
    ana.get_by_text("The school calendar is saved.").wait_for()
    closes(ana)
    passes_by(running)
    ana.get_by_text("changed the school calendar").first.wait_for()
    picture(ana, "coordinator-11-told")
