"""Using each kind of input by mouse and by keyboard, in windows of both sizes: menus for several, files, dates."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Locator, expect

from sandbox.attaching import LARGEST_BYTES
from sandbox.json_types import Json
from tests.chromium import browser
from tests.sandbox_page.screen import DESKTOP, PHONE, Screen, a_screen

pytestmark = pytest.mark.browser
__all__ = ["browser"]

BOTH = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])


def words(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def options(*names: str) -> list[Json]:
    return [{"text": words(name), "value": name.lower()} for name in names]


def asks(block_id: str, label: str, element: Json, **more: object) -> Json:
    return {"type": "input", "block_id": block_id, "label": words(label), "element": element, **more}


def several(**more: object) -> Json:
    names = ("Ana", "Ben", "Cam", "Dee", "Eva")
    placeholder = words("Choose people")
    return {
        "type": "multi_static_select",
        "action_id": "a",
        "placeholder": placeholder,
        "options": options(*names),
        **more,
    }


def form(*blocks: Json, title: str = "The form", **more: object) -> Json:
    return {"type": "modal", "title": words(title), "submit": words("Send"), "blocks": list(blocks), **more}


def open_form(screen: Screen, view: Json) -> None:
    screen.post([{"type": "actions", "elements": [{"type": "button", "action_id": "open", "text": words("Open")}]}])
    screen.opens(view)
    screen.open()
    screen.page.locator("[data-action-id=open]").click()
    expect(screen.part("modal")).to_be_visible()


def submitted(screen: Screen) -> Json:
    """Send the form off; what the app was told stands in it."""
    screen.part("modal-submit").click()
    expect(screen.part("modal")).to_have_count(0)
    values: Json = screen.app.of_type("view_submission")[-1]["view"]["state"]["values"]
    return values


def chips(screen: Screen) -> Locator:
    return screen.page.locator(".chip")


def picked(values: Json, block_id: str) -> list[str]:
    return [option["value"] for option in values[block_id]["a"]["selected_options"]]


@BOTH
def test_several_are_searched_for_chosen_and_taken_back_with_the_mouse(browser: Browser, size: tuple[int, int]) -> None:
    with a_screen(browser, size) as screen:
        open_form(screen, form(asks("who", "Roster", several(initial_options=options("Ana")))))
        box = screen.page.get_by_role("combobox", name="Roster")
        box.click()
        box.press_sequentially("ee")
        expect(screen.page.get_by_role("option")).to_have_text(["Dee"])
        screen.page.get_by_role("option", name="Dee").click()
        screen.page.get_by_role("option", name="Ben").click()
        expect(chips(screen)).to_have_text(["Ana", "Dee", "Ben"])
        screen.page.get_by_role("button", name="Remove Ana").click()
        expect(chips(screen)).to_have_text(["Dee", "Ben"])
        screen.page.get_by_role("heading", name="The form").click()
        expect(screen.page.get_by_role("listbox")).to_have_count(0)
        assert picked(submitted(screen), "who") == ["dee", "ben"]


def test_several_are_chosen_and_taken_back_with_the_keyboard_alone(browser: Browser) -> None:
    with a_screen(browser) as screen:
        open_form(screen, form(asks("who", "Roster", several())))
        box, keys = screen.page.get_by_role("combobox", name="Roster"), screen.page.keyboard
        expect(box).to_be_focused()
        for key in ("ArrowDown", "ArrowDown", "Enter", "ArrowUp", "Enter"):
            keys.press(key)
        expect(chips(screen)).to_have_text(["Ben", "Ana"])
        expect(box).to_have_accessible_description("Chosen: Ben, Ana")
        keys.press("Backspace")
        expect(chips(screen)).to_have_text(["Ben"])
        keys.press("Escape")
        expect(screen.page.get_by_role("listbox")).to_have_count(0)
        expect(screen.part("modal")).to_be_visible()
        assert picked(submitted(screen), "who") == ["ben"]


def test_no_more_are_chosen_than_the_menu_takes(browser: Browser) -> None:
    with a_screen(browser) as screen:
        open_form(screen, form(asks("who", "Roster", several(max_selected_items=2))))
        screen.page.get_by_role("combobox").click()
        for name in ("Ana", "Ben"):
            screen.page.get_by_role("option", name=name).click()
        expect(screen.page.get_by_text("2 of 2 chosen at most")).to_be_visible()
        third = screen.page.get_by_role("option", name="Cam")
        expect(third).to_be_disabled()
        third.click(force=True)
        expect(chips(screen)).to_have_text(["Ana", "Ben"])


def test_a_search_without_a_result_says_so(browser: Browser) -> None:
    with a_screen(browser) as screen:
        open_form(screen, form(asks("who", "Roster", several())))
        screen.page.get_by_role("combobox").press_sequentially("zz")
        expect(screen.page.get_by_role("status").filter(has_text="No results")).to_be_visible()
        screen.page.keyboard.press("Enter")
        expect(screen.part("modal")).to_be_visible()
        assert screen.app.of_type("view_submission") == []


def calendar(name: str = "2026.ics", size: int = 2_500) -> FilePayload:
    return {"name": name, "mimeType": "text/calendar", "buffer": b"x" * size}


FILE: Json = {"type": "file_input", "action_id": "a", "filetypes": ["ics"], "max_files": 1}


@BOTH
def test_a_file_is_chosen_shown_with_its_size_taken_out_and_sent(browser: Browser, size: tuple[int, int]) -> None:
    with a_screen(browser, size) as screen:
        open_form(screen, form(asks("cal", "School calendar", FILE)))
        chooser = screen.page.get_by_label("School calendar")
        expect(chooser).to_have_accessible_description(".ics · 10 MB at most")
        with screen.page.expect_file_chooser() as choosing:
            chooser.click()
        choosing.value.set_files([calendar("old.ics")])
        row = screen.page.locator(".attached")
        expect(row).to_have_text("old.ics2 KB")
        expect(screen.part("drop")).to_have_count(0)
        screen.page.get_by_role("button", name="Remove old.ics").click()
        expect(row).to_have_count(0)
        chooser.set_input_files([calendar("new.ics")])
        expect(row).to_contain_text("new.ics")
        [file] = submitted(screen)["cal"]["a"]["files"]
        assert (file["name"], file["size"], file["mimetype"]) == ("new.ics", 2_500, "text/calendar")


def test_a_file_can_be_dropped(browser: Browser) -> None:
    with a_screen(browser) as screen:
        open_form(screen, form(asks("cal", "School calendar", FILE)))
        dropped = screen.page.evaluate_handle(
            "() => { const data = new DataTransfer(); data.items.add(new File(['words'], 'a.ics')); return data; }"
        )
        screen.part("drop").dispatch_event("dragover", {"dataTransfer": dropped})
        screen.part("drop").dispatch_event("drop", {"dataTransfer": dropped})
        expect(screen.page.locator(".attached")).to_have_text("a.ics5 B")
        [file] = submitted(screen)["cal"]["a"]["files"]
        assert file["mimetype"] == "text/calendar"


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (calendar("a.pdf"), "a.pdf can't be attached. Only these kinds of file can: ics."),
        (calendar(size=0), "2026.ics is empty."),
    ],
    ids=["kind", "empty"],
)
def test_a_file_that_is_not_taken_says_why_beside_the_input(browser: Browser, file: FilePayload, sentence: str) -> None:
    with a_screen(browser) as screen:
        open_form(screen, form(asks("cal", "School calendar", FILE)))
        screen.page.get_by_label("School calendar").set_input_files([file])
        expect(screen.part("input-error")).to_have_text(sentence)
        expect(screen.page.locator(".attached")).to_have_count(0)


def test_sending_waits_for_ten_megabytes_on_their_way_and_one_byte_more_is_refused(
    browser: Browser, tmp_path: Path
) -> None:
    large, larger = tmp_path / "large.ics", tmp_path / "larger.ics"
    large.write_bytes(bytes(LARGEST_BYTES))
    larger.write_bytes(bytes(LARGEST_BYTES + 1))
    with a_screen(browser) as screen:
        open_form(screen, form(asks("cal", "School calendar", FILE)))
        chooser = screen.page.get_by_label("School calendar")
        chooser.set_input_files(larger)
        expect(screen.part("input-error")).to_have_text("larger.ics is too large. A file can have 10 MB at most.")
        chooser.set_input_files(large)
        [file] = submitted(screen)["cal"]["a"]["files"]
        assert file["size"] == LARGEST_BYTES


@BOTH
def test_every_kind_of_input_says_beside_it_that_it_is_missing(browser: Browser, size: tuple[int, int]) -> None:
    choices = options("One", "Two")
    kinds: dict[str, Json] = {
        "multi_static_select": several(),
        "static_select": {"options": choices},
        "checkboxes": {"options": choices},
        "radio_buttons": {"options": choices},
        "datepicker": {},
        "timepicker": {},
        "plain_text_input": {"multiline": True},
        "file_input": {},
    }
    blocks = [asks(kind, kind, {"type": kind, "action_id": "a", **more}) for kind, more in kinds.items()]
    with a_screen(browser, size) as screen:
        open_form(screen, form(*blocks))
        screen.part("modal-submit").click()
        for kind in kinds:
            block = screen.page.locator(f"[data-block-id={kind}]").first
            expect(block.get_by_test_id("input-error")).to_have_text("Please complete this required field.")
            expect(block.locator("[aria-invalid=true]").first).to_have_accessible_description(
                "Please complete this required field."
                if kind != "file_input"
                else "10 MB at most Please complete this required field."
            )
        wide = screen.page.locator(".dialog-body").evaluate("body => body.scrollWidth - body.clientWidth")
        assert wide == 0


def test_a_date_and_a_time_are_typed_and_told_once_the_year_is_whole(browser: Browser) -> None:
    pickers = [{"type": "datepicker", "action_id": "day"}, {"type": "timepicker", "action_id": "time"}]
    with a_screen(browser) as screen:
        screen.post([{"type": "actions", "elements": pickers}])
        screen.open()
        with screen.answered("choose"):
            screen.page.locator("[data-action-id=day]").press_sequentially("1203202")
            screen.post([{"type": "divider"}])
            expect(screen.part("message")).to_have_count(2)
            screen.page.keyboard.press("6")
        with screen.answered("choose"):
            screen.page.locator("[data-action-id=time]").press_sequentially("0930AM")
        told = [one["actions"][0] for one in screen.app.of_type("block_actions")]
        assert [(one.get("selected_date"), one.get("selected_time")) for one in told] == [
            ("2026-12-03", None),
            (None, "09:30"),
        ]
