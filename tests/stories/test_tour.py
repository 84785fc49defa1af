"""A tour of the demo in a real browser: two members rate, the check-in closes, the reveal and the digest appear."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from bot.demo.host import BY_HAND, OPENS_AFTER, Demo, demo, live_through, offer_moments
from tests.chromium import browser

__all__ = ["browser"]

pytestmark = pytest.mark.browser
# Where the pictures go, for whoever wants to look at them.
PICTURES = os.environ.get("HOMEROOM_PICTURES")
SIZES = {"desktop": (1280, 800), "phone": (390, 844)}


@pytest.fixture(scope="module")
def running() -> Iterator[Demo]:
    with demo() as started:
        opens_at = live_through(started.story, check_ins=2)
        started.story.travel(opens_at + OPENS_AFTER)
        offer_moments(started)
        yield started


def picture(page: Page, name: str) -> None:
    if PICTURES:
        for size, (width, height) in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            page.screenshot(path=Path(PICTURES) / f"{name}-{size}.png", animations="disabled")
        page.set_viewport_size({"width": 1280, "height": 800})


def opened(browser: Browser, running: Demo, user: str) -> Page:
    page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
    page.goto(f"{running.server.url}/?user={user}")
    page.locator("body[data-ready]").wait_for()
    return page


def opens_form(page: Page) -> None:
    page.locator("[data-action-id=rate_from_card]").last.click()
    page.get_by_test_id("modal").wait_for()


def chooses(page: Page, position: int, level: str) -> None:
    page.get_by_test_id("modal").get_by_role("radiogroup").or_(page.get_by_test_id("modal").locator("fieldset")).nth(
        position
    ).get_by_label(level).check()


def done(page: Page, *, asked_more: bool) -> None:
    page.get_by_test_id("modal-submit").click()
    if asked_more:
        page.get_by_test_id("modal").get_by_text("One more thing").wait_for()
        picture(page, "3-one-more-thing")
        page.get_by_test_id("modal-close").click()
    page.get_by_test_id("modal").wait_for(state="detached")


def moves_to(page: Page, label: str) -> None:
    page.get_by_test_id("moment").filter(has_text=label).click()


def test_a_fortnight_in_the_browser(browser: Browser, running: Demo) -> None:
    dana = opened(browser, running, BY_HAND)
    picture(dana, "1-card")
    opens_form(dana)
    picture(dana, "2-form")
    levels = ["Strength", "OK for now", "Could be better", "Urgent gap", "Don't know", "Strength", "Strength"]
    for position, level in enumerate(levels):
        chooses(dana, position, level)
    dana.get_by_test_id("modal").get_by_label("How do you know?").first.fill("We signed two agreements. <!channel>")
    picture(dana, "3-filled-in")
    done(dana, asked_more=True)

    opens_form(dana)
    assert dana.get_by_test_id("modal").get_by_label("How do you know?").first.input_value().startswith("We signed")
    assert dana.get_by_test_id("modal").get_by_label("Strength").first.is_checked()
    chooses(dana, 0, "Urgent gap")
    done(dana, asked_more=False)

    sam = opened(browser, running, "U0SAM")
    opens_form(sam)
    assert sam.get_by_test_id("modal").locator("input:checked").count() == 0
    for position in range(len(levels)):
        chooses(sam, position, "Strength")
    done(sam, asked_more=True)

    card = dana.get_by_test_id("message").filter(has_text="Rate privately").last
    running.story.travel(running.clock.now() + timedelta(minutes=1))
    card.get_by_text("5 of 8 have rated").wait_for()

    moves_to(dana, "The check-in closes")
    dana.get_by_text("Results are in the thread").last.wait_for()
    reveal = dana.get_by_test_id("message").filter(has_text="Check-in 3: how we see it").last
    reveal.wait_for()
    assert "We signed two agreements. <!channel>" in reveal.inner_text()
    reveal.get_by_text("Check-in 3: how we see it").scroll_into_view_if_needed()
    picture(dana, "4-reveal")

    moves_to(dana, "The digest")
    digest = dana.get_by_test_id("message").filter(has_text="Sep 28 to Oct 12")
    digest.wait_for()
    digest.get_by_text("Digest of").last.scroll_into_view_if_needed()
    picture(dana, "5-digest")
    dana.get_by_test_id("sidebar").get_by_text("Homeroom", exact=True).click()
    dana.get_by_role("link", name="Home", exact=True).click()
    dana.get_by_test_id("home").get_by_text("Rate privately").or_(
        dana.get_by_test_id("home").get_by_text("Rate now")
    ).wait_for()
    picture(dana, "6-app")
