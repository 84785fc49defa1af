"""Whatever comes through Teams' door from people who mean harm or from old cards: words, always 200, nothing saved,
nothing told that isn't theirs; and who isn't let in hears nothing at all."""

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.routes import ROUTES
from bot.sections.parts import Act
from bot.teams import ids
from bot.teams.blocks.rating_form import level_field, note_field
from bot.teams.connector import Json
from bot.teams.files import ANSWERED
from bot.teams.ids import Own
from storage.store import Store
from tests.bot.teams.desk import CHANNEL, Desk, a_desk, actions, filled_in, words
from tests.bot.teams.hostile import GOOD, KINDS, NOTES, form_of, harmless, invoke, page_of
from tests.cabinet import MONDAY, WORKSPACE, address, local

SQL = "'; DROP TABLE ratings; --"


@pytest.fixture
def desk(any_store: Store) -> Desk:
    """A check-in is open, and Dev has rated in it and said why."""
    made = a_desk(any_store)
    made.cabinet.travel(local(MONDAY) + timedelta(minutes=5))
    made.cabinet.rate("Dev", "U S ?", evidence=NOTES)
    return made


def every_act(desk: Desk) -> Iterator[tuple[str, str]]:
    """Everything that a card may carry, each with a value that means something to it, if one of these does."""
    check_in = desk.cabinet.open_check_in()
    acts = [*ROUTES.presses, *map(str, Act), *(str(own) for own in Own if own is not Own.COMMAND)]
    for act in acts:
        for value in (desk.team.id, check_in.id, f"{desk.team.id}@0@", f"{check_in.id}/0", "1"):
            yield act, value


def test_a_stranger_gets_words_and_nothing_else_whatever_they_press(desk: Desk) -> None:
    asked = desk.cabinet.open_check_in().asked
    with harmless(desk):
        for act, value in every_act(desk):
            for kind in KINDS:
                said = words(desk.invoke("Mallory", kind, ids.carrying(act, value=value, form="guessed")))
                assert NOTES not in said, act
                assert not any(each.text in said for each in asked), act


def test_an_observer_rates_nothing_and_steers_nothing(desk: Desk) -> None:
    check_in = desk.cabinet.open_check_in()
    with harmless(desk):
        for opens in (Act.RATE_FROM_CARD, Act.RATE_FROM_HOME, Own.RATE_IN_CHAT):
            assert "observer" in words(desk.opens("Olga", ids.carrying(opens, value=check_in.id)))
        for act in ("pause", "skip", "ask_now", "nudge", "settings", "extend"):
            said = words(desk.opens("Olga", ids.carrying(act, value=desk.team.id)))
            assert "Only coordinators" in said, act


@pytest.mark.parametrize("command", ["pause", "ask now", "skip", "digest now", "setup", "people", "leave", "nudge"])
def test_a_strangers_commands_come_to_words_for_them_alone(desk: Desk, command: str) -> None:
    with harmless(desk):
        desk.writes("Mallory", command)
        desk.writes("Mallory", command, alone=True)
    assert desk.told("Mallory")
    assert desk.thread() == []


def test_who_acts_is_who_teams_says_whatever_the_card_carries(desk: Desk) -> None:
    ana = {"id": address("Ana"), "aadObjectId": "o-Ana", "name": "Ana"}
    data = ids.carrying("pause", value=desk.team.id) | {"from": ana, "userId": address("Ana"), "user": ana}
    data["homeroom"] |= {"from": ana, "who": address("Ana"), "address": address("Ana")}
    with harmless(desk):
        for kind in KINDS:
            assert "Only coordinators" in words(desk.invoke("Dana", kind, data))


def test_another_tenant_is_not_let_in(desk: Desk) -> None:
    asked = desk.invoked("Ana", "task/fetch", ids.carrying("pause", value=desk.team.id))
    asked["channelData"]["tenant"]["id"] = "another"
    with harmless(desk):
        answer = desk.receive(asked)
    assert (answer.status, answer.body) == (403, "")


@pytest.mark.parametrize("by", [None, {}, {"id": ""}, {"name": "Ana"}, "Ana", [], {"id": None}], ids=repr)
def test_nobody_is_not_let_in(desk: Desk, by: object) -> None:
    asked = desk.invoked("Ana", "task/fetch", ids.carrying("pause", value=desk.team.id)) | {"from": by}
    with harmless(desk):
        answer = desk.receive(asked)
    assert (answer.status, answer.body) == (401, "")


def test_a_form_is_its_owners_alone(desk: Desk) -> None:
    form, page = form_of(desk), page_of(desk, "Dev")
    with harmless(desk):
        for name in ("Dev", "Dana", "Olga", "Mallory"):
            said = words(desk.submits(name, filled_in(form, GOOD)))
            assert "doesn't match" in said
        for name in ("Ana", "Dana", "Olga", "Mallory"):
            said = words(desk.submits(name, page))
            assert "doesn't match" in said
            assert NOTES not in said


def tampered(data: Json, **own: object) -> Json:
    return {**data, "homeroom": {**data["homeroom"], **own}}


@pytest.mark.parametrize(
    "own",
    [
        {"act": "no such act"},
        {"act": ""},
        {"act": SQL},
        {"act": 5},
        {"act": None},
        {"act": "skip", "value": "elsewhere"},
        {"form": ""},
        {"form": SQL},
        {"form": "x" * 200_000},
        {"form": 5},
        {"form": ["a"]},
        {"value": {"a": 1}},
        {"menu": "x"},
    ],
    ids=lambda own: repr(own)[:60],
)
def test_what_a_form_carries_can_not_be_changed(desk: Desk, own: Json) -> None:
    form = form_of(desk)
    with harmless(desk):
        for kind in KINDS:
            answer = desk.invoke("Ana", kind, filled_in(tampered(form, **own), GOOD))
            assert len(words(answer)) < 25_000


@pytest.mark.parametrize(
    "fields",
    [
        {"day": "2026-99-99"},
        {"day": SQL},
        {"time": "noon"},
        {"day": 20261111},
        {"day": {"year": 2026}},
        {"reason": ["a", "b"]},
        {"reason": "x" * 400_000},
        {"no such field": "x"},
        {SQL: SQL},
    ],
    ids=lambda fields: repr(fields)[:60],
)
def test_what_stands_in_fields_is_held_to_what_they_take(desk: Desk, fields: Json) -> None:
    form = form_of(desk)
    with harmless(desk):
        answer = desk.submits("Ana", filled_in(form, GOOD | fields))
    assert len(words(answer)) < 25_000


def test_a_missing_field_is_asked_for(desk: Desk) -> None:
    form = form_of(desk)
    with harmless(desk):
        assert "Please fill this in" in words(desk.submits("Ana", form))


@pytest.mark.parametrize(
    "chosen",
    ["no such level", "", SQL, "x" * 300_000, "strength,urgent-gap"],
    ids=["unknown", "empty", "SQL", "long", "two"],
)
def test_only_a_level_of_the_scale_is_saved(desk: Desk, chosen: str) -> None:
    page = page_of(desk)
    first = desk.cabinet.open_check_in().asked[0].id
    with harmless(desk):
        desk.submits("Dana", filled_in(page, {level_field(first): chosen}))


def test_an_indicator_that_is_not_asked_is_not_rated(desk: Desk) -> None:
    page = page_of(desk)
    with harmless(desk):
        said = desk.submits("Dana", filled_in(page, {level_field("no-such"): "strength"}))  # type: ignore[arg-type]
    assert "doesn't match" in words(said)


@pytest.mark.parametrize("page", ["-1", "9999", "", "x", "1" * 5000, SQL, "²"])
def test_a_page_that_is_none_is_not_shown(desk: Desk, page: str) -> None:
    data = tampered(page_of(desk), act=Own.SAVE_PAGE, value=page)
    with harmless(desk):
        desk.submits("Dana", data)


def test_an_old_page_saves_nothing_after_the_close(desk: Desk) -> None:
    check_in = desk.cabinet.open_check_in()
    page = page_of(desk)
    desk.cabinet.travel(check_in.closes_at + timedelta(minutes=1))
    first = check_in.asked[0].id
    with harmless(desk):
        for kind in KINDS:
            typed = {level_field(first): "strength", note_field(first): "my own words"}
            said = words(desk.invoke("Dana", kind, filled_in(page, typed)))
            assert "closed" in said
            assert "my own words" in said
            assert NOTES not in said


def test_the_file_of_somebody_else_is_not_given_away(desk: Desk) -> None:
    for context in ({"delivery": "audit_file:x"}, {"delivery": SQL}, {"delivery": 5}, {}, None, "x"):
        value = {"type": "fileUpload", "action": "accept", "context": context, "uploadInfo": {"uploadUrl": "http://x"}}
        with harmless(desk):
            answer = desk.receive(desk.activity("Dana", alone=True, **invoke(ANSWERED, value)))
        assert (answer.status, json.loads(answer.body)) == (200, {})
    assert "doesn't match" in words(desk.told("Dana"))


def test_the_button_in_a_thread_does_nothing_for_a_stranger(desk: Desk) -> None:
    desk.writes("Ana", "settings")
    (said,) = desk.thread()
    (button,) = actions(said)
    with harmless(desk):
        for words_ in ("settings", "pause", SQL, "x" * 20_000, "setup"):
            answer = words(desk.opens("Mallory", tampered(button["data"], value=words_)))
            assert CHANNEL not in answer
            assert WORKSPACE not in answer.replace("Teams", "")
