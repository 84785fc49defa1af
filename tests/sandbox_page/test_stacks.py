"""Views on top of each other, files in conversations, and who is in a channel, on the page."""

import urllib.request

import pytest
from playwright.sync_api import Browser, expect

from sandbox.json_types import Json
from tests.chromium import browser
from tests.sandbox_page.screen import DESKTOP, PHONE, Screen, a_screen

pytestmark = pytest.mark.browser
__all__ = ["browser"]

BOTH = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])


def words(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def button(text: str, action_id: str) -> Json:
    return {"type": "actions", "elements": [{"type": "button", "action_id": action_id, "text": words(text)}]}


def form(title: str, *blocks: Json) -> Json:
    view: Json = {"type": "modal", "title": words(title), "submit": words("Send"), "blocks": list(blocks)}
    return {**view, "notify_on_close": True}


BOX: Json = {"type": "plain_text_input", "action_id": "a"}
FIRST = form(
    "First", {"type": "input", "block_id": "why", "label": words("Why?"), "element": BOX}, button("More", "more")
)
SECOND = form("Second", {"type": "section", "text": words("Below is the first.")})


def open_two(screen: Screen) -> None:
    """The first form with something typed in it, and the second on top of it."""
    screen.post([button("Open", "open")])

    def answer(payload: Json) -> None:
        trigger = payload["trigger_id"]
        if payload["actions"][0]["action_id"] == "open":
            screen.client.views_open(trigger_id=trigger, view=FIRST)
        else:
            screen.client.views_push(trigger_id=trigger, view=SECOND)

    screen.app.on["block_actions"] = answer
    screen.open()
    screen.page.locator("[data-action-id=open]").click()
    screen.page.get_by_label("Why?").fill("because")
    screen.page.locator("[data-action-id=more]").click()
    expect(screen.page.get_by_role("dialog", name="Second")).to_be_visible()


@BOTH
def test_the_arrow_leads_back_to_what_was_typed_below(browser: Browser, size: tuple[int, int]) -> None:
    with a_screen(browser, size) as screen:
        open_two(screen)
        screen.page.get_by_role("button", name="Back to First").click()
        expect(screen.page.get_by_role("dialog", name="First")).to_be_visible()
        expect(screen.page.get_by_label("Why?")).to_have_value("because")
        expect(screen.part("modal-back")).to_have_count(0)
        [closed] = screen.app.of_type("view_closed")
        assert (closed["view"]["title"]["text"], closed["is_cleared"]) == ("Second", False)


def test_the_x_closes_everything_at_once(browser: Browser) -> None:
    with a_screen(browser) as screen:
        open_two(screen)
        screen.part("modal-x").click()
        expect(screen.part("modal")).to_have_count(0)
        [closed] = screen.app.of_type("view_closed")
        assert (closed["view"]["title"]["text"], closed["is_cleared"]) == ("First", True)


def send_file(screen: Screen, channel: str, data: bytes) -> None:
    step = screen.client.files_getUploadURLExternal(filename="log.csv", length=len(data))
    with urllib.request.urlopen(urllib.request.Request(step["upload_url"], data, method="POST")) as answer:
        assert answer.status == 200
    files = [{"id": step["file_id"], "title": "Audit log.csv"}]
    screen.client.files_completeUploadExternal(files=files, channel_id=channel, initial_comment="As you asked")


@BOTH
def test_a_file_from_the_app_is_shown_and_can_be_saved(browser: Browser, size: tuple[int, int]) -> None:
    with a_screen(browser, size) as screen:
        send_file(screen, "C1", b"who,what")
        screen.open()
        expect(screen.part("message")).to_contain_text("As you asked")
        expect(screen.part("file")).to_have_text("Audit log.csvCSV · 8 B")
        with screen.page.expect_download() as saving:
            screen.page.get_by_role("link", name="Download Audit log.csv").click()
        assert saving.value.suggested_filename == "log.csv"
        assert saving.value.path().read_bytes() == b"who,what"


@BOTH
def test_people_are_added_and_removed_in_the_menu_of_a_channel(browser: Browser, size: tuple[int, int]) -> None:
    with a_screen(browser, size) as screen:
        screen.open("#/C2")
        expect(screen.part("members")).to_have_text("1")
        screen.part("members").click()
        screen.page.get_by_role("menuitemcheckbox", name="Dev Patel").click()
        expect(screen.part("members")).to_have_text("2")
        screen.part("members").click()
        expect(screen.page.get_by_role("menuitemcheckbox", name="Dev Patel")).to_be_checked()
        screen.page.get_by_role("menuitemcheckbox", name="Dev Patel").click()
        expect(screen.part("members")).to_have_text("1")


def test_one_leaves_a_channel_and_comes_back_and_the_app_hears_of_it(browser: Browser) -> None:
    with a_screen(browser) as screen:
        screen.open()
        screen.part("members").click()
        screen.page.get_by_role("menuitemcheckbox", name="Ana Ruiz (you)").click()
        expect(screen.part("channel")).to_contain_text("Ana Ruiz isn't in #general.")
        screen.part("join").click()
        expect(screen.part("composer")).to_be_visible()
        assert screen.workspace.courier.everything_told()
        told = [event["type"] for event in screen.app.heard if event["type"].startswith("member_")]
        assert told == ["member_left_channel", "member_joined_channel"]
