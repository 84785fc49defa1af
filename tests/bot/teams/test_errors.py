"""Whatever stops a listener comes to words for who acted, in the shape that Teams waits for, and gives back what they
typed."""

import json
import logging
import time
from datetime import timedelta

import httpx
import pytest

from bot.routes import ROUTES
from bot.teams import errors as errors_module
from bot.teams import ids
from bot.teams.blocks.rating_form import level_field, note_field
from bot.teams.connector import Json, TeamsSaysNo
from bot.teams.ids import Own
from storage.patience import patient_until
from storage.store import Store
from storage.trouble import DatabaseError, Kind
from tests.bot.teams.desk import Desk, a_desk, card_of, data_of, filled_in, words
from tests.cabinet import MONDAY, local

PAUSE = ids.carrying("pause", value="team")


@pytest.fixture
def desk(store: Store) -> Desk:
    made = a_desk(store)
    made.cabinet.travel(local(MONDAY) + timedelta(minutes=5))
    return made


def breaks(monkeypatch: pytest.MonkeyPatch, error: Exception, *, act: str = "pause", form: str = "") -> None:
    """What the button or the form comes to from here on."""

    def fail(*_: object) -> None:
        raise error

    if form:
        monkeypatch.setitem(ROUTES.submissions, form, fail)
    else:
        monkeypatch.setitem(ROUTES.presses, act, fail)


def answers(desk: Desk) -> dict[str, Json]:
    """To one press, in each of the ways in which it can come."""
    return {
        "dialog": desk.opens("Ana", PAUSE),
        "next dialog": desk.submits("Ana", PAUSE),
        "chat": desk.executes("Ana", PAUSE),
        "message": _written(desk),
    }


def _written(desk: Desk) -> Json:
    answer = desk.receive(desk.activity("Ana", alone=True, type="message", value=PAUSE))
    assert (answer.status, answer.body) == (200, "")
    return {"value": desk.told("Ana")[-1]}


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.FAULT])
def test_trouble_with_the_database_is_not_saved_and_not_logged_for_each(
    desk: Desk, kind: Kind, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    breaks(monkeypatch, DatabaseError(kind, "x"))
    for answer in answers(desk).values():
        assert "this was not saved" in words(card_of(answer))
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


def test_whoever_waited_for_the_database_in_vain_is_told_so_though_no_time_is_left(desk: Desk) -> None:
    desk.writes("Ana", "status")
    with patient_until(time.monotonic()):
        desk.writes("Ana", "pause")
    assert "this was not saved" in words(desk.told("Ana")[-1])


def test_a_fault_of_ours_is_owned_up_to_with_a_reference_and_nothing_of_what_it_was(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    breaks(monkeypatch, ZeroDivisionError("secret of Dana's"))
    for answer in answers(desk).values():
        assert "tell your IT person this reference" in words(card_of(answer))
        assert "ZeroDivision" not in words(answer)
    assert "ZeroDivisionError" in caplog.text
    assert "secret" not in caplog.text


def test_the_dialog_is_named_for_what_went_wrong(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    breaks(monkeypatch, DatabaseError(Kind.UNREACHABLE, "x"))
    assert desk.opens("Ana", PAUSE)["task"]["value"]["title"] == "Not saved yet"


def typed_in_a_form(desk: Desk) -> Json:
    form = card_of(desk.opens("Ana", ids.opening("extend", value=desk.team.id)))
    fields = {"day": "2026-11-12", "time": "09:00", "reason": "Two were at the conference"}
    return filled_in(data_of(form, Own.SUBMIT), fields)


def test_what_was_typed_is_given_back_with_its_label(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    data = typed_in_a_form(desk)
    breaks(monkeypatch, DatabaseError(Kind.UNREACHABLE, "x"), form="extend")
    said = desk.submits("Ana", data)
    assert "Two were at the conference" in words(said)
    assert "You typed" not in words(said)
    assert "2026-11-12" not in words(said)


def test_what_was_typed_is_given_back_also_when_nothing_can_be_read(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = typed_in_a_form(desk)
    down = DatabaseError(Kind.UNREACHABLE, "x")
    breaks(monkeypatch, down, form="extend")
    monkeypatch.setattr(errors_module, "kept_form", lambda *_: (_ for _ in ()).throw(down))
    said = desk.submits("Ana", data)
    assert "this was not saved" in words(said)
    assert "You typed" in words(said)
    assert "Two were at the conference" in words(said)
    assert "2026-11-12" not in words(said)


def test_what_was_typed_into_a_form_that_is_forgotten_is_given_back(desk: Desk) -> None:
    data = typed_in_a_form(desk)
    desk.cabinet.clock.pass_by(timedelta(days=60))
    said = desk.submits("Ana", data)
    assert "doesn't match" in words(said)
    assert "Two were at the conference" in words(said)


def test_a_note_for_a_closed_check_in_is_given_back_to_who_wrote_it(desk: Desk) -> None:
    check_in = desk.cabinet.open_check_in()
    first = check_in.asked[0]
    page = card_of(desk.opens("Dana", ids.opening("rate_from_card", value=check_in.id)))
    desk.cabinet.travel(check_in.closes_at + timedelta(minutes=1))
    said = desk.submits(
        "Dana", filled_in(data_of(page, Own.SAVE), {level_field(first.id): "strength", note_field(first.id): "seen it"})
    )
    assert "closed" in words(said)
    assert "seen it" in words(said)
    assert first.label in words(said)


def test_a_note_is_given_back_beside_its_statement_when_nothing_could_be_saved(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    check_in = desk.cabinet.open_check_in()
    first = check_in.asked[0]
    page = card_of(desk.opens("Dana", ids.opening("rate_from_card", value=check_in.id)))

    def fail(*_: object, **__: object) -> None:
        raise DatabaseError(Kind.UNREACHABLE, "x")

    monkeypatch.setattr("bot.teams.rating_pages.rate_indicators", fail)
    said = desk.submits("Dana", filled_in(data_of(page, Own.SAVE), {note_field(first.id): "seen"}))
    assert "this was not saved" in words(said)
    assert first.text[:40] in words(said)
    assert "“seen”" in words(said)


@pytest.mark.parametrize(
    "error", [TeamsSaysNo(500, "ServiceError"), httpx.ConnectTimeout("x"), TeamsSaysNo(429, "", "5")], ids=repr
)
def test_when_teams_takes_no_answer_that_is_logged_and_nothing_breaks(
    desk: Desk, error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    desk.sent.down = error
    desk.writes("Ana", "help", alone=True)
    assert desk.writes("Ana", "help").status == 200
    assert desk.executes("Ana", PAUSE)["statusCode"] == 200
    assert "reference" not in caplog.text
    assert "Teams didn't take an answer" in caplog.text


def test_a_card_that_renews_itself_stays_as_it_is_when_something_is_wrong(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    breaks(monkeypatch, DatabaseError(Kind.UNREACHABLE, "x"))
    asked = desk.invoked("Ana", "adaptiveCard/action", PAUSE)
    asked["value"]["trigger"] = "automatic"
    answer = desk.receive(asked)
    assert answer.status == 200
    assert json.loads(answer.body)["type"] == "application/vnd.microsoft.error"


def test_an_event_that_fails_is_logged_and_taken(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("bot.teams.listeners.channel.take_up_channel", fail)
    desk.writes("Ana", "help")
    group = {"tenant": {"id": "T1"}, "team": {"id": "19:district@thread.tacv2"}}
    event = desk.activity("Ana", type="installationUpdate", action="add", channelData=group)
    answer = desk.receive(event)
    assert (answer.status, answer.body) == (200, "")
    assert "ZeroDivisionError" in caplog.text
