"""Rating in Teams: page by page, in a dialog or in a chat, and what each member sees on the card."""

import json
from datetime import timedelta

import pytest

from bot.teams import ids
from bot.teams.blocks.rating_form import level_field, note_field, pages
from bot.teams.connector import Json
from bot.teams.ids import Own
from rubric.check_in import CheckIn
from rubric.model import IndicatorId
from storage import ratings, teams
from storage.store import Store
from tests.bot.teams.desk import Desk, a_desk, actions, card_of, data_of, filled_in, words
from tests.cabinet import MONDAY, address, local


@pytest.fixture
def desk(store: Store) -> Desk:
    made = a_desk(store)
    made.cabinet.travel(local(MONDAY) + timedelta(minutes=5))
    return made


def saved(desk: Desk, name: str) -> dict[str, tuple[str | None, str]]:
    """What is stored of somebody's ratings, by indicator."""
    check_in = desk.cabinet.open_check_in()
    with desk.cabinet.store.read() as transaction:
        member = teams.member_at(transaction, desk.team.id, address(name))
        assert member is not None
        found = ratings.of_member(transaction, check_in.id, member.id)
    return {one: (rating.level_id, rating.evidence) for one, rating in found.items()}


def rating(desk: Desk, name: str, *, alone: bool = False) -> Json:
    """The first page of their form, as a dialog's card."""
    check_in = desk.cabinet.open_check_in()
    return card_of(desk.opens(name, ids.opening("rate_from_card", value=check_in.id), alone=alone))


def levels(check_in: CheckIn, level: str = "strength", *, note: str = "") -> dict[str, object]:
    fields: dict[str, object] = {level_field(asked.id): level for asked in check_in.asked}
    return fields | ({note_field(check_in.asked[0].id): note} if note else {})


def test_a_rating_is_saved_with_its_note_and_what_waits_is_counted(desk: Desk) -> None:
    check_in = desk.cabinet.open_check_in()
    first = check_in.asked[0].id
    save = data_of(rating(desk, "Dana"), Own.SAVE)
    done = desk.submits("Dana", filled_in(save, {level_field(first): "strength", note_field(first): "seen"}))
    assert done["task"]["value"]["title"] == "Saved"
    assert "1 of your 3 ratings are saved; 2 still wait" in words(done)
    assert saved(desk, "Dana") == {first: ("strength", "seen")}
    assert "seen" in words(rating(desk, "Dana"))


def test_a_note_without_a_level_is_saved_and_asked_about_beside_it(desk: Desk) -> None:
    first = desk.cabinet.open_check_in().asked[0].id
    again = desk.submits("Dana", filled_in(data_of(rating(desk, "Dana"), Own.SAVE), {note_field(first): "seen"}))
    assert "Your note is saved. Choose a level" in words(again)
    assert saved(desk, "Dana") == {first: (None, "seen")}
    done = desk.submits(
        "Dana",
        filled_in(data_of(card_of(again), Own.SAVE), {level_field(first): "strength", note_field(first): "seen"}),
    )
    assert done["task"]["value"]["title"] == "Saved"


def test_a_note_that_looks_like_a_student_is_questioned_once_and_kept_meanwhile(desk: Desk) -> None:
    check_in = desk.cabinet.open_check_in()
    first = check_in.asked[0].id
    fields = levels(check_in, note="Student ID 12345678 missed 20 days")
    again = desk.submits("Dana", filled_in(data_of(rating(desk, "Dana"), Own.SAVE), fields))
    assert "12345678" in words(again)
    assert saved(desk, "Dana")[first] == ("strength", "")
    desk.submits("Dana", filled_in(data_of(card_of(again), Own.SAVE), fields))
    assert saved(desk, "Dana")[first] == ("strength", "Student ID 12345678 missed 20 days")


def test_a_page_that_teams_brings_twice_is_no_second_word_of_its_person(desk: Desk) -> None:
    check_in = desk.cabinet.open_check_in()
    fields = levels(check_in, note="Student ID 12345678 missed 20 days")
    pressed = desk.invoked("Dana", "task/submit", filled_in(data_of(rating(desk, "Dana"), Own.SAVE), fields))
    answers = [desk.receive(pressed) for _ in range(2)]
    assert answers[0] == answers[1]
    assert "12345678" in answers[1].body
    assert saved(desk, "Dana")[check_in.asked[0].id] == ("strength", "")


def test_a_page_that_comes_late_does_not_undo_what_was_saved_since(desk: Desk) -> None:
    first = desk.cabinet.open_check_in().asked[0].id
    save = data_of(rating(desk, "Dana"), Own.SAVE)
    late = desk.invoked("Dana", "task/submit", filled_in(save, {level_field(first): "strength"}))
    desk.cabinet.clock.pass_by(timedelta(seconds=5))
    desk.submits("Dana", filled_in(save, {level_field(first): "urgent-gap"}))
    assert desk.receive(late).status == 200
    assert saved(desk, "Dana")[first] == ("urgent-gap", "")


def test_what_was_not_touched_gives_way_to_another_device(desk: Desk) -> None:
    check_in = desk.cabinet.open_check_in()
    first = check_in.asked[0].id
    desk.submits("Dana", filled_in(data_of(rating(desk, "Dana"), Own.SAVE), {level_field(first): "strength"}))
    phone, laptop = (data_of(rating(desk, "Dana"), Own.SAVE) for _ in range(2))
    desk.cabinet.clock.pass_by(timedelta(seconds=5))
    desk.submits("Dana", filled_in(phone, {level_field(first): "urgent-gap"}))
    desk.cabinet.clock.pass_by(timedelta(seconds=5))
    second = check_in.asked[1].id
    desk.submits("Dana", filled_in(laptop, {level_field(first): "strength", level_field(second): "ok-for-now"}))
    assert saved(desk, "Dana") == {first: ("urgent-gap", ""), second: ("ok-for-now", "")}


@pytest.fixture
def long_desk(store: Store) -> Desk:
    """A check-in of two pages."""
    made = a_desk(store, indicators=9)
    made.cabinet.travel(local(MONDAY) + timedelta(minutes=5))
    assert len(pages(made.cabinet.open_check_in())) == 2
    return made


def fields_of(page: tuple[IndicatorId, ...], level: str) -> dict[str, object]:
    return {level_field(one): level for one in page}


def test_each_page_is_saved_by_its_button_and_what_is_asked_more_comes_after_the_last(long_desk: Desk) -> None:
    first, second = (tuple(one.id for one in page) for page in pages(long_desk.cabinet.open_check_in()))
    page = rating(long_desk, "Dana")
    page = card_of(long_desk.submits("Dana", filled_in(data_of(page, Own.SAVE_PAGE), fields_of(first, "dont-know"))))
    assert set(saved(long_desk, "Dana")) == set(first)
    assert "Page 2 of 2" in words(page)
    end = long_desk.submits("Dana", filled_in(data_of(page, Own.SAVE), fields_of(second, "ok-for-now")))
    assert set(saved(long_desk, "Dana")) == {*first, *second}
    more = data_of(card_of(end), "submit")
    assert long_desk.submits("Dana", more) == {}


def test_going_back_saves_too_and_is_not_held_up_by_what_does_not_count_yet(long_desk: Desk) -> None:
    first, second = (tuple(one.id for one in page) for page in pages(long_desk.cabinet.open_check_in()))
    page = card_of(long_desk.submits("Dana", data_of(rating(long_desk, "Dana"), Own.SAVE_PAGE)))
    back = long_desk.submits("Dana", filled_in(data_of(page, Own.SAVE_PAGE, "0"), {note_field(second[0]): "seen"}))
    assert "Page 1 of 2" in words(back)
    assert saved(long_desk, "Dana") == {second[0]: (None, "seen")}
    assert first[0] in words(back)


def test_in_a_chat_the_form_takes_the_reminders_place_for_good(desk: Desk) -> None:
    check_in = desk.cabinet.open_check_in()
    page = desk.executes("Dana", ids.carrying(Own.RATE_IN_CHAT, value=check_in.id))
    assert page["value"] == desk.sent.sent[-1].card
    save = data_of(page["value"], Own.SAVE)
    done = desk.executes("Dana", filled_in(save, levels(check_in, "ok-for-now")))
    assert "All 3 of your ratings are saved" in words(done)
    assert "All 3 of your ratings are saved" in words(desk.sent.sent[-1].card)


@pytest.mark.parametrize("trigger", ["automatic", "manual"])
def test_each_member_sees_on_the_card_how_far_they_are_and_nobody_elses(desk: Desk, trigger: str) -> None:
    check_in = desk.cabinet.open_check_in()
    desk.cabinet.rate("Dana", "S . ?")
    data = ids.carrying(Own.OWN_VIEW, value=check_in.id)
    seen = {name: own_view(desk, name, data, trigger) for name in ("Dana", "Lee", "Olga")}
    assert "You have rated 2 of 3" in words(seen["Dana"])
    assert "You have rated 0 of 3" in words(seen["Lee"])
    assert "You have rated" not in words(seen["Olga"])
    for card in seen.values():
        assert "0 of 4 have rated" in words(card)
        assert set(card["value"]["refresh"]["userIds"]) == {address(name) for name in desk.cabinet.names}
    assert desk.sent.sent == []


def own_view(desk: Desk, name: str, data: Json, trigger: str) -> Json:
    asked = desk.invoked(name, "adaptiveCard/action", data)
    asked["value"]["trigger"] = trigger
    body: Json = json.loads(desk.receive(asked).body)
    return body


def test_a_closed_card_is_the_same_for_everybody(desk: Desk) -> None:
    check_in = desk.cabinet.open_check_in()
    desk.cabinet.travel(check_in.closes_at + timedelta(minutes=1))
    seen = own_view(desk, "Dana", ids.carrying(Own.OWN_VIEW, value=check_in.id), "automatic")
    assert "closed" in words(seen)
    assert "You have rated" not in words(seen)


def test_a_card_that_renews_itself_for_a_stranger_says_nothing(desk: Desk) -> None:
    check_in = desk.cabinet.open_check_in()
    seen = own_view(desk, "Mallory", ids.carrying(Own.OWN_VIEW, value=check_in.id), "automatic")
    assert seen["statusCode"] == 503
    assert actions(seen) == []
