"""What a use case answers, in each of the shapes that Teams waits for; and what stood there is not lost."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest

from bot.lookups import Contents, NotFound, Problem, WantedFile
from bot.routes import ROUTES
from bot.sections.calendar import CalendarAct
from bot.teams import ids
from bot.teams.connector import Json
from bot.teams.ids import Own
from bot.use_cases.results import Done, FormErrors, Notice, ShowHome
from storage.store import Store
from tests.bot.teams.desk import Desk, a_desk, card_of, data_of, filled_in, words
from tests.cabinet import MONDAY, local

ICS = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20261101T000000Z\r\n\
DTSTART;VALUE=DATE:20261225\r\nDTEND;VALUE=DATE:20270104\r\nSUMMARY:Winter break\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"


@pytest.fixture
def desk(store: Store) -> Desk:
    made = a_desk(store)
    made.cabinet.travel(local(MONDAY) + timedelta(minutes=5))
    return made


@contextmanager
def pressing(act: str, result: Notice | FormErrors | Done | ShowHome) -> Iterator[None]:
    """A button whose use case answers just that."""
    presses = ROUTES.presses
    assert isinstance(presses, dict)
    before = presses[act]
    presses[act] = lambda *_: result
    try:
        yield
    finally:
        presses[act] = before


# In a dialog that is to open nothing can only be said; one that was handed in closes.
@pytest.mark.parametrize(
    ("kind", "body"),
    [("task/fetch", {"task": {"type": "message", "value": "Done"}}), ("task/submit", {})],
)
@pytest.mark.parametrize("result", [Done(), ShowHome()], ids=["done", "home"])
def test_what_needs_no_words_closes_the_dialog(desk: Desk, kind: str, body: Json, result: Done | ShowHome) -> None:
    with pressing("pause", result):
        assert desk.invoke("Ana", kind, ids.opening("pause", value=desk.team.id)) == body


def test_what_needs_no_words_leaves_a_word_in_a_chat(desk: Desk) -> None:
    with pressing("pause", Done()):
        answer = desk.executes("Ana", ids.carrying("pause", value=desk.team.id))
    assert answer["type"] == "application/vnd.microsoft.card.adaptive"
    assert "There is nothing more to do here" in words(answer)
    (changed,) = [one for one in desk.sent.sent if one.what == "change"]
    assert (changed.message_id, changed.card) == ("pressed", answer["value"])


def test_an_answer_in_a_channel_is_seen_by_who_pressed_and_changes_nothing_for_others(desk: Desk) -> None:
    answer = desk.executes("Dana", ids.carrying("pause", value=desk.team.id), alone=False)
    assert "Only coordinators" in words(answer)
    assert desk.sent.sent == []


def test_an_old_client_is_answered_by_a_message_of_its_own(desk: Desk) -> None:
    answer = desk.receive(
        desk.activity("Ana", alone=True, type="message", value=ids.carrying("skip", value=desk.team.id))
    )
    assert (answer.status, answer.body) == (200, "")
    data_of(desk.told("Ana")[0], "submit")


def test_an_old_client_in_a_channel_is_answered_in_private(desk: Desk) -> None:
    desk.receive(desk.activity("Ana", type="message", value=ids.carrying("skip", value=desk.team.id)))
    assert desk.thread() == []
    assert len(desk.told("Ana")) == 1


def test_errors_beside_fields_keep_everything_that_was_typed(desk: Desk) -> None:
    form = card_of(desk.opens("Ana", ids.opening("extend", value=desk.team.id)))
    submit = data_of(form, "submit")
    again = desk.submits("Ana", filled_in(submit, {"day": "2026-11-01", "time": "09:00", "reason": "A conference"}))
    assert "A conference" in words(again)
    assert "2026-11-01" in words(again)
    assert "Attention" in words(again)
    assert data_of(card_of(again), "submit") == submit
    done = desk.submits("Ana", filled_in(submit, {"day": "2026-11-11", "time": "09:00", "reason": "A conference"}))
    assert "2026-11-11" not in words(done)


def test_a_field_that_must_be_filled_in_is_asked_for_and_nothing_is_done(desk: Desk) -> None:
    form = card_of(desk.opens("Ana", ids.opening("extend", value=desk.team.id)))
    again = desk.submits("Ana", filled_in(data_of(form, "submit"), {"day": "", "reason": "kept"}))
    assert "Please fill this in" in words(again)
    assert "kept" in words(again)


def test_a_notice_over_a_form_leads_back_to_what_was_typed(desk: Desk) -> None:
    form = card_of(desk.opens("Ana", ids.opening(CalendarAct.OPEN, value=desk.team.id)))
    with pressing(CalendarAct.READ, Notice("A word", ("about it",))):
        said = desk.submits("Ana", filled_in(data_of(form, CalendarAct.READ), {"typed": "half a break"}))
    assert said["task"]["value"]["title"] == "A word"
    back = desk.submits("Ana", data_of(card_of(said), Own.BACK))
    assert "half a break" in words(back)
    data_of(card_of(back), "submit")


def test_errors_of_a_button_in_a_form_stand_in_the_form(desk: Desk) -> None:
    form = card_of(desk.opens("Ana", ids.opening(CalendarAct.OPEN, value=desk.team.id)))
    typed = {"typed": "gibberish", "address": "https://maple.example/x.ics"}
    again = desk.submits("Ana", filled_in(data_of(form, CalendarAct.READ), typed))
    assert "gibberish" in words(again)
    data_of(card_of(again), CalendarAct.READ)


def test_what_has_to_be_looked_up_is_looked_up_before_the_answer(desk: Desk) -> None:
    form = card_of(desk.opens("Ana", ids.opening(CalendarAct.OPEN, value=desk.team.id)))
    desk.lookups.found.append(NotFound(Problem.GONE, "http_404"))
    typed = {"address": "https://maple.example/x.ics"}
    said = desk.submits("Ana", filled_in(data_of(form, CalendarAct.READ), typed))
    assert "404" in words(said) or "maple.example" in words(said)
    assert len(desk.lookups.wanted) == 1


def test_a_calendar_attached_to_a_message_is_read_like_one_in_the_form(desk: Desk) -> None:
    desk.lookups.found.append(Contents("district.ics", ICS))
    desk.receive(attaching(desk, "Ana", "district.ics"))
    (form,) = desk.told("Ana")
    assert "Winter break" in words(form)
    assert desk.lookups.wanted == [WantedFile("https://maple.sharepoint.com/get?secret")]
    assert "secret" not in words([one.message for one in desk.sent.sent])


@pytest.mark.parametrize(
    ("name", "file", "said"),
    [("Ana", "photo.png", "end in .ics"), ("Dana", "district.ics", "Only coordinators")],
)
def test_other_files_and_other_peoples_are_not_read(desk: Desk, name: str, file: str, said: str) -> None:
    desk.receive(attaching(desk, name, file))
    assert said in words(desk.told(name))
    assert desk.lookups.wanted == []


def attaching(desk: Desk, name: str, file: str) -> Json:
    content = {"downloadUrl": "https://maple.sharepoint.com/get?secret", "uniqueId": "u", "fileType": "x"}
    kind = "application/vnd.microsoft.teams.file.download.info"
    text = {"contentType": "text/html", "content": "<p>here</p>"}
    attachments = [{"contentType": kind, "content": content, "name": file}, text]
    return desk.activity(name, alone=True, type="message", text="here", attachments=attachments)
