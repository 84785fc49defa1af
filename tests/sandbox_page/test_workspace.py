"""Moving about in the workspace: people, channels, threads, commands, App Home, the clock, a phone."""

import re

import pytest
from playwright.sync_api import Browser, expect

from sandbox.json_types import Json
from sandbox.people import Person
from sandbox.workspace import Moment
from tests.chromium import browser
from tests.sandbox_page.screen import MONDAY, PHONE, a_screen

pytestmark = pytest.mark.browser
__all__ = ["browser"]

HOSTILE = "<script>window.ran = 1</script> <!channel> *b* <img src=x onerror='window.ran=1'> \u202eabc"


def button(action_id: str, text: str) -> Json:
    label = {"type": "plain_text", "text": text}
    return {"type": "actions", "elements": [{"type": "button", "action_id": action_id, "text": label}]}


def test_the_bare_address_starts_as_the_first_person_in_their_first_channel(browser: Browser) -> None:
    with a_screen(browser) as screen:
        screen.page.goto(f"{screen.server.url}/")
        expect(screen.part("person-switcher")).to_contain_text("Ana Ruiz")
        expect(screen.part("channel").get_by_role("heading")).to_have_text("#general")
        assert screen.page.url.endswith("/#/C1")


def test_what_a_person_writes_is_sent_by_enter_and_shown_as_it_was_written(browser: Browser) -> None:
    with a_screen(browser) as screen:
        screen.open()
        box = screen.part("composer").get_by_role("textbox")
        box.fill(f"{HOSTILE} @Dev Patel")
        box.press("Enter")
        message = screen.part("message")
        expect(message.locator(".mention")).to_have_text("@Dev Patel")
        expect(message.locator(".mention-me, img, script")).to_have_count(0)
        expect(message).to_contain_text("<script>window.ran = 1</script> <!channel>")
        expect(box).to_have_value("")
        assert screen.page.evaluate("window.ran") is None
        heard = Person(screen.server, "U2").messages("C1")[0]["text"]
        assert heard.endswith("<@U2>")
        assert "&lt;!channel&gt;" in heard


def test_a_slash_offers_commands_to_the_keyboard_and_the_answer_is_for_one_pair_of_eyes(
    browser: Browser,
) -> None:
    with a_screen(browser) as screen:
        screen.app.on["command"] = lambda payload: {"text": f"Hello, *{payload['text']}*"}
        screen.open()
        box = screen.part("composer").get_by_role("textbox")
        box.press_sequentially("/he")
        expect(screen.page.get_by_role("option")).to_have_text([re.compile("^/hello"), re.compile("^/help")])
        box.press("ArrowDown")
        box.press("ArrowUp")
        box.press("Enter")
        expect(box).to_have_value("/hello ")
        box.press_sequentially("Ana")
        box.press("Enter")
        answer = screen.page.locator("[data-ephemeral=true]")
        expect(answer).to_contain_text("Only visible to you")
        expect(answer.locator("strong")).to_have_text("Ana")
        assert screen.app.of_type("command")[0]["command"] == "/hello"


def test_a_thread_opens_beside_the_channel_and_takes_replies(browser: Browser) -> None:
    with a_screen(browser) as screen:
        ts = screen.post([{"type": "section", "text": {"type": "mrkdwn", "text": "The card"}}])
        Person(screen.server, "U2").say("C1", "First", ts)
        screen.open()
        screen.part("thread-summary").click()
        expect(screen.part("thread")).to_contain_text("First")
        box = screen.part("thread-composer").get_by_role("textbox")
        expect(box).to_be_focused()
        box.fill("Second")
        box.press("Enter")
        expect(screen.part("thread").get_by_test_id("message")).to_have_count(3)
        expect(screen.part("thread-summary")).to_contain_text("2 replies")
        assert screen.page.url.endswith(f"#/C1/{ts}")
        screen.part("thread-close").click()
        expect(screen.part("thread")).to_be_hidden()


def test_the_person_switcher_shows_the_workspace_through_somebody_elses_eyes(browser: Browser) -> None:
    with a_screen(browser) as screen:
        screen.client.chat_postEphemeral(channel="C1", user="U1", text="For Ana")
        screen.open()
        expect(screen.part("message-list")).to_contain_text("For Ana")
        expect(screen.part("sidebar")).to_contain_text("budget")
        screen.part("person-switcher").focus()
        screen.page.keyboard.press("Enter")
        screen.page.keyboard.press("ArrowDown")
        screen.page.keyboard.press("Enter")
        expect(screen.part("person-switcher")).to_contain_text("Dev Patel")
        expect(screen.part("person-switcher")).to_contain_text("Academics")
        expect(screen.part("message-list")).not_to_contain_text("For Ana")
        expect(screen.part("sidebar")).not_to_contain_text("budget")
        assert "user=U2" in screen.page.url


def test_news_appears_by_itself_and_is_read_out(browser: Browser) -> None:
    with a_screen(browser) as screen:
        screen.open()
        expect(screen.part("message-list")).to_contain_text("very beginning")
        screen.post([{"type": "header", "text": {"type": "plain_text", "text": "News"}}], text="In words")
        expect(screen.page.get_by_role("heading", name="News")).to_be_visible()
        expect(screen.part("announcer")).to_have_text("Helper: In words")


def test_home_is_asked_for_and_its_controls_reach_the_app(browser: Browser) -> None:
    with a_screen(browser) as screen:
        home = {"type": "home", "blocks": [button("go", "Go on")]}

        def publish(event: Json) -> None:
            screen.client.views_publish(user_id=event["user"], view=home)

        screen.app.on["app_home_opened"] = publish
        screen.open("#/home")
        with screen.answered("click"):
            screen.part("home").get_by_role("button", name="Go on").click()
        assert screen.app.of_type("block_actions")[0]["actions"][0]["action_id"] == "go"


def test_the_clock_moves_by_an_hour_and_to_a_named_moment(browser: Browser) -> None:
    with a_screen(browser) as screen:
        later = MONDAY.replace(hour=21, minute=0)
        screen.workspace.moments = lambda: [Moment("Next reminder", later)]
        screen.open(user="U3")
        clock = screen.part("clock")
        expect(clock).to_contain_text("Mon Nov 30, 2026 5:20 AM PST")
        screen.part("clock-hour").click()
        expect(clock).to_contain_text("6:20 AM PST")
        expect(screen.part("moment")).to_have_text("Next reminder · Mon Nov 30, 1:00 PM")
        screen.part("moment").click()
        expect(clock).to_contain_text("1:00 PM PST")
        assert screen.workspace.clock.now() == later


def test_faults_are_set_from_their_panel(browser: Browser) -> None:
    with a_screen(browser) as screen:
        screen.open()
        panel = screen.part("faults")
        panel.locator("summary").click()
        panel.get_by_label("429").fill("2")
        panel.get_by_role("button", name="Set").click()
        expect(panel.locator("summary")).to_contain_text("1 on")
        assert screen.workspace.faults.current()["rate_limit_next"] == 2


def test_a_phone_has_a_drawer_full_screen_forms_and_no_sideways_scroll(browser: Browser) -> None:
    with a_screen(browser, PHONE) as screen:
        long = {"type": "section", "text": {"type": "mrkdwn", "text": "w" * 400}}
        screen.workspace.moments = lambda: [Moment(f"A moment far away {n}", MONDAY) for n in range(5)]
        screen.post([long, button("open", "Open")])
        title = {"type": "plain_text", "text": "Form"}
        screen.opens({"type": "modal", "title": title, "blocks": [long]})
        screen.open()
        wide = "document.scrollingElement.scrollWidth"
        assert screen.page.evaluate(wide) == PHONE[0]
        expect(screen.part("sidebar")).to_be_hidden()
        screen.page.get_by_role("button", name="Open the sidebar").click()
        expect(screen.part("person-switcher")).to_be_focused()
        screen.page.keyboard.press("Escape")
        expect(screen.part("sidebar")).to_be_hidden()
        screen.page.locator("[data-action-id=open]").click()
        box = screen.part("modal").bounding_box()
        assert box is not None
        assert (box["x"], box["width"], box["y"] + box["height"]) == (0, *PHONE)
        assert screen.page.evaluate(wide) == PHONE[0]
