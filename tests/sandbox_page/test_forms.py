"""Opening, filling in, sending and leaving a modal in the browser."""

import pytest
from playwright.sync_api import Browser, expect

from sandbox.json_types import Json
from tests.chromium import browser
from tests.sandbox_page.screen import Screen, a_screen

pytestmark = pytest.mark.browser
__all__ = ["browser"]


def words(text: str) -> Json:
    return {"type": "plain_text", "text": text, "emoji": True}


def option(text: str, value: str, more: str) -> Json:
    return {"text": words(text), "value": value, "description": words(more)}


CHOICES = [
    option(":large_green_circle: Good", "good", "We can show it"),
    option(":red_circle: Poor", "poor", "Hurting us now"),
]
CARD: list[Json] = [
    {"type": "section", "text": {"type": "mrkdwn", "text": "*A form* waits"}},
    {"type": "actions", "elements": [{"type": "button", "action_id": "open", "text": words("Fill it in")}]},
]


def question(number: int) -> list[Json]:
    radios = {"type": "radio_buttons", "action_id": "rate", "options": CHOICES}
    box = {"type": "plain_text_input", "action_id": "why", "multiline": True}
    rate = {"type": "input", "block_id": f"rate{number}", "label": words(f"Statement {number}"), "element": radios}
    why = {"type": "input", "block_id": f"why{number}", "label": words("How do you know?"), "element": box}
    return [{"type": "divider"}, {**rate, "dispatch_action": True}, {**why, "optional": True}]


FORM: Json = {
    "type": "modal",
    "title": words("The form"),
    "submit": words("Send"),
    "close": words("Leave"),
    "blocks": [block for number in range(7) for block in question(number)],
}


def open_form(screen: Screen) -> None:
    screen.post(CARD)
    screen.opens(FORM)
    screen.open()
    screen.page.locator("[data-action-id=open]").click()
    expect(screen.part("modal")).to_be_visible()


def answer_everything(screen: Screen) -> None:
    good = screen.page.locator("input[data-value=good]")
    expect(good).to_have_count(7)
    good.evaluate_all("radios => radios.forEach((radio) => radio.click())")


def test_what_is_chosen_reaches_the_app_at_once_and_what_is_typed_survives_a_reload(browser: Browser) -> None:
    with a_screen(browser) as screen:
        open_form(screen)
        screen.page.locator("[data-block-id=rate0] input[data-value=poor]").check()
        box = screen.page.locator("[data-block-id=why0] textarea")
        with screen.answered("type"):
            box.press_sequentially("None of my schools has it")
        screen.open()
        choices = [one["actions"][0] for one in screen.app.of_type("block_actions")[1:]]
        assert [choice["selected_option"]["value"] for choice in choices] == ["poor"]
        expect(screen.page.locator("[data-block-id=rate0] input[data-value=poor]")).to_be_checked()
        expect(box).to_have_value("None of my schools has it")


def test_text_typed_a_moment_before_sending_is_sent(browser: Browser) -> None:
    with a_screen(browser) as screen:
        open_form(screen)
        answer_everything(screen)
        screen.page.locator("[data-block-id=why6] textarea").fill("the last words")
        screen.part("modal-submit").click()
        expect(screen.part("modal")).to_have_count(0)
        values = screen.app.of_type("view_submission")[0]["view"]["state"]["values"]
        assert values["why6"]["why"]["value"] == "the last words"
        assert {values[f"rate{number}"]["rate"]["selected_option"]["value"] for number in range(7)} == {"good"}


def test_an_answer_with_errors_puts_each_sentence_under_its_input_and_keeps_the_text(
    browser: Browser,
) -> None:
    with a_screen(browser) as screen:
        screen.app.on["view_submission"] = lambda _: {
            "response_action": "errors",
            "errors": {"why0": "Please name no student."},
        }
        open_form(screen)
        answer_everything(screen)
        box = screen.page.locator("[data-block-id=why0] textarea")
        box.fill("Pat was away")
        screen.part("modal-submit").click()
        expect(box).to_have_accessible_description("Please name no student.")
        expect(box).to_be_focused()
        expect(box).to_have_value("Pat was away")
        box.press("End")
        box.press_sequentially("!")
        expect(screen.part("input-error")).to_have_count(0)


def test_a_required_question_left_open_is_named_before_the_app_hears_of_it(browser: Browser) -> None:
    with a_screen(browser) as screen:
        open_form(screen)
        screen.part("modal-submit").click()
        expect(screen.part("input-error")).to_have_count(7)
        assert screen.app.of_type("view_submission") == []


def test_news_in_the_channel_and_in_the_form_leave_focus_scroll_and_half_typed_text_alone(
    browser: Browser,
) -> None:
    with a_screen(browser) as screen:
        open_form(screen)
        box = screen.page.locator("[data-block-id=why5] textarea")
        box.press_sequentially("half a sen")
        body = screen.page.locator(".dialog-body")
        scrolled = body.evaluate("node => node.scrollTop")
        assert scrolled > 0
        view = screen.page.locator("[data-view-id]").get_attribute("data-view-id")
        screen.post(CARD)
        changed = {**FORM, "title": words("Changed")}
        screen.client.views_update(view_id=view, view=changed)
        expect(screen.page.get_by_role("dialog", name="Changed")).to_be_visible()
        expect(box).to_be_focused()
        box.press_sequentially("tence")
        expect(box).to_have_value("half a sentence")
        assert body.evaluate("node => node.scrollTop") == scrolled


def test_the_keyboard_alone_opens_answers_and_leaves_a_form(browser: Browser) -> None:
    with a_screen(browser) as screen:
        screen.post(CARD)
        screen.opens(FORM)
        screen.open()
        button = screen.page.locator("[data-action-id=open]")
        button.focus()
        screen.page.keyboard.press("Enter")
        expect(screen.page.get_by_role("radio").first).to_be_focused()
        screen.page.keyboard.press("ArrowDown")
        expect(screen.page.get_by_role("radio", name="Poor").first).to_be_checked()
        screen.page.keyboard.press("Shift+Tab")
        screen.page.keyboard.press("Shift+Tab")
        expect(screen.part("modal-submit")).to_be_focused()
        screen.page.keyboard.press("Tab")
        expect(screen.part("modal-x")).to_be_focused()
        screen.page.keyboard.press("Escape")
        expect(screen.part("modal")).to_have_count(0)
        expect(button).to_be_focused()


def test_an_app_that_cannot_be_reached_shows_the_trouble_and_keeps_the_form(browser: Browser) -> None:
    with a_screen(browser) as screen:
        open_form(screen)
        answer_everything(screen)
        screen.server.deliver_over_http("http://127.0.0.1:9/")
        screen.part("modal-submit").click()
        expect(screen.part("toast").filter(has_text="trouble connecting")).to_be_visible()
        expect(screen.part("modal")).to_be_visible()


def test_a_question_with_a_confirmation_is_asked_before_the_app_hears_of_the_click(browser: Browser) -> None:
    ask = {"title": words("Sure?"), "text": words("No way back."), "confirm": words("Do it"), "deny": words("No")}
    button = {"type": "button", "action_id": "gone", "text": words("Delete"), "confirm": ask}
    with a_screen(browser) as screen:
        screen.post([{"type": "actions", "elements": [button]}])
        screen.open()
        screen.page.locator("[data-action-id=gone]").click()
        screen.part("confirm-no").click()
        expect(screen.page.locator("[data-action-id=gone]")).to_be_focused()
        assert screen.app.of_type("block_actions") == []
        screen.page.locator("[data-action-id=gone]").click()
        with screen.answered("click"):
            screen.part("confirm-yes").click()
        assert [one["actions"][0]["action_id"] for one in screen.app.of_type("block_actions")] == ["gone"]
