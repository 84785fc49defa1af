"""A saved note that has no room on a page is still there after the page was saved."""

from datetime import timedelta

from bot.teams.blocks.fitting import MOST_BYTES, weight
from bot.teams.blocks.rating_form import level_field, note_field
from bot.teams.ids import Own, input_id, opening
from rubric.model import IndicatorId
from rubric.rating import EVIDENCE_LIMIT
from storage import ratings, teams
from storage.store import Store
from tests.bot.teams.cards import Json, inputs
from tests.bot.teams.desk import Desk, a_desk, card_of, data_of, words
from tests.cabinet import MONDAY, address, local


def stored(desk: Desk) -> dict[IndicatorId, str]:
    """Dana's notes."""
    check_in = desk.cabinet.open_check_in()
    with desk.cabinet.store.read() as transaction:
        dana = teams.member_at(transaction, desk.team.id, address("Dana"))
        assert dana is not None
        found = ratings.of_member(transaction, check_in.id, dana.id)
    return {one: rating.evidence for one, rating in found.items()}


def page(desk: Desk) -> Json:
    return card_of(desk.opens("Dana", opening("rate_from_card", value=desk.cabinet.open_check_in().id)))


def as_it_stands(card: Json) -> Json:
    """What a client sends: every input of the page, the empty ones too."""
    return {name: one.get("value", "") for name, one in inputs(card).items()}


def test_notes_without_a_field_stay_as_they_are_and_emptied_ones_go(store: Store) -> None:
    desk = a_desk(store, indicators=7)
    desk.cabinet.travel(local(MONDAY))
    for name in ("A", "B", "C", "D", "E", "F", "G"):
        card = page(desk)
        at = "ABCDEFG".index(name)
        asked = desk.cabinet.open_check_in().asked[at].id
        typed = {input_id(level_field(asked)): "strength", input_id(note_field(asked)): f"{name} " * 1_490}
        desk.submits("Dana", {**data_of(card, Own.SAVE), **as_it_stands(card), **typed})
    before = stored(desk)
    assert all(2_900 < len(note) <= EVIDENCE_LIMIT for note in before.values())
    card = page(desk)
    shown = [one for one in before if input_id(note_field(one)) in inputs(card)]
    assert 0 < len(shown) < 7
    emptied = {input_id(note_field(shown[0])): ""}
    desk.submits("Dana", {**data_of(card, Own.SAVE), **as_it_stands(card), **emptied})
    assert stored(desk) == {**before, shown[0]: ""}


def test_a_page_from_before_does_not_take_back_a_note_that_it_has_no_field_for(store: Store) -> None:
    """The same form on two devices: one card in a chat."""
    desk = a_desk(store)
    desk.cabinet.travel(local(MONDAY))
    first = desk.cabinet.open_check_in().asked[0].id
    note = input_id(note_field(first))
    card = page(desk)
    desk.cabinet.clock.pass_by(timedelta(seconds=5))
    desk.submits("Dana", {**data_of(card, Own.SAVE), **as_it_stands(card), note: "new"})
    desk.cabinet.clock.pass_by(timedelta(seconds=5))
    without = {name: value for name, value in as_it_stands(card).items() if name != note}
    desk.submits("Dana", {**data_of(card, Own.SAVE), **without})
    assert stored(desk)[first] == "new"


def test_a_page_that_is_shown_again_has_room_for_no_more_notes_than_before(store: Store) -> None:
    desk = a_desk(store, indicators=7)
    desk.cabinet.travel(local(MONDAY))
    for asked in desk.cabinet.open_check_in().asked[:6]:
        card = page(desk)
        typed = {input_id(level_field(asked.id)): "strength", input_id(note_field(asked.id)): "A " * 1_490}
        desk.submits("Dana", {**data_of(card, Own.SAVE), **as_it_stands(card), **typed})
    last = desk.cabinet.open_check_in().asked[6].id
    card = page(desk)
    questioned = {input_id(note_field(last)): "Student ID 12345678 missed 20 days"}
    again = card_of(desk.submits("Dana", {**data_of(card, Own.SAVE), **as_it_stands(card), **questioned}))
    assert "12345678" in words(again)
    assert weight(again) < MOST_BYTES
