"""Extending the open check-in: its card, its end and its reminders follow, and the next one is never run into."""

from datetime import date, timedelta

import pytest

from bot.sections.forms import Form
from bot.sections.steering import DAY, TIME
from bot.use_cases.steering.extend_check_in import extend_check_in, open_extend
from bot.use_cases.steering.pause_team import pause_team
from jobs.announcements import Card, ChangeNote, Reminder, RevealPost
from rubric.audit import What
from rubric.refusals import ChangedMeanwhile, NoRoomToExtend, NothingOpen
from storage.store import Store
from tests.bot.use_cases.steering.ground import (
    A_DAY,
    A_MINUTE,
    A_WEEK,
    CLOSES,
    OPENS,
    coordinates_too,
    errors,
    filled_in,
    log,
    refusal,
    said,
    text_of,
    the_form,
)
from tests.cabinet import MONDAY, NAMES, Cabinet, speaker


@pytest.fixture
def cabinet(any_store: Store) -> Cabinet:
    cabinet = Cabinet(any_store)
    cabinet.set_up()
    cabinet.travel(OPENS + A_DAY)
    return cabinet


def extend_form(cabinet: Cabinet, name: str = "Ana") -> Form:
    return the_form(open_extend(cabinet.deps, speaker(name), cabinet.team().id))


def extend(cabinet: Cabinet, to: date, at: str = "09:00") -> object:
    form = extend_form(cabinet)
    sent = filled_in(form) | {DAY: to.isoformat(), TIME: at}
    return extend_check_in(cabinet.deps, speaker("Ana"), form.about, sent)


THURSDAY = MONDAY + timedelta(days=10)


def test_it_closes_later_and_its_card_says_so(cabinet: Cabinet) -> None:
    assert "until Thu, Nov 12, 5:00 PM" in said(extend(cabinet, THURSDAY, "17:00"))  # type: ignore[arg-type]
    cabinet.travel(cabinet.clock.now() + A_MINUTE)
    (card,) = cabinet.messenger.said(Card)
    assert isinstance(card.announcement, Card)
    assert card.announcement.check_in.closes_at == CLOSES + 3 * A_DAY + timedelta(hours=8)
    assert len(cabinet.messenger.said(ChangeNote)) == 1
    cabinet.travel(CLOSES + 3 * A_DAY)
    assert cabinet.messenger.said(RevealPost) == []
    cabinet.travel(CLOSES + 4 * A_DAY)
    assert len(cabinet.messenger.said(RevealPost)) == 1


def test_nobody_is_reminded_again_of_what_they_were_reminded_of(cabinet: Cabinet) -> None:
    cabinet.travel(OPENS + 6 * A_DAY)
    before = len(cabinet.messenger.said(Reminder))
    assert before == 2 * len(NAMES)
    extend(cabinet, THURSDAY)
    cabinet.travel(CLOSES + 4 * A_DAY)
    assert len(cabinet.messenger.said(Reminder)) == before


def test_what_was_rated_late_counts(cabinet: Cabinet) -> None:
    extend(cabinet, THURSDAY)
    cabinet.travel(CLOSES + A_DAY)
    assert cabinet.rate("Dev", "S O B").waiting == 0


def test_the_form_says_how_far_it_can_go(cabinet: Cabinet) -> None:
    said_there = text_of(extend_form(cabinet))
    assert "open until Mon, Nov 9, 9:00 AM" in said_there
    assert "until Mon, Nov 16, 9:00 AM, when the next one opens" in said_there


@pytest.mark.parametrize(
    "to",
    [
        pytest.param(MONDAY + timedelta(days=7), id="as it is"),
        pytest.param(MONDAY + timedelta(days=4), id="earlier"),
        pytest.param(MONDAY - timedelta(days=4), id="in the past"),
        pytest.param(MONDAY + timedelta(days=15), id="after the next opens"),
    ],
)
def test_a_wrong_time_keeps_the_form_and_says_between_what(cabinet: Cabinet, to: date) -> None:
    problem = errors(extend(cabinet, to))[DAY]  # type: ignore[arg-type]
    assert "after Mon, Nov 9, 9:00 AM" in problem
    assert "no later than Mon, Nov 16, 9:00 AM" in problem
    assert cabinet.open_check_in().closes_at == CLOSES
    assert log(cabinet) == ()


def test_up_to_the_next_opening_it_may_stay_open_and_then_there_is_no_more_room(cabinet: Cabinet) -> None:
    said(extend(cabinet, MONDAY + timedelta(days=14)))  # type: ignore[arg-type]
    assert cabinet.open_check_in().closes_at == OPENS + 2 * A_WEEK
    found = refusal(lambda: extend_form(cabinet))
    assert isinstance(found, NoRoomToExtend)
    assert found.next_at == OPENS + 2 * A_WEEK
    cabinet.travel(OPENS + 2 * A_WEEK + A_MINUTE)
    assert cabinet.open_check_in().number == 2


def test_a_paused_team_has_no_next_one_to_run_into(cabinet: Cabinet) -> None:
    pause_team(cabinet.deps, speaker("Ana"), cabinet.team().id)
    assert "next one" not in text_of(extend_form(cabinet))
    said(extend(cabinet, MONDAY + timedelta(days=20)))  # type: ignore[arg-type]


def test_what_has_closed_meanwhile_is_not_opened_again(cabinet: Cabinet) -> None:
    form = extend_form(cabinet)
    cabinet.clock.at = CLOSES + A_MINUTE
    sent = filled_in(form) | {DAY: THURSDAY.isoformat()}
    assert isinstance(refusal(lambda: extend_check_in(cabinet.deps, speaker("Ana"), form.about, sent)), NothingOpen)
    assert isinstance(refusal(lambda: extend_form(cabinet)), NothingOpen)
    cabinet.travel(OPENS + 2 * A_WEEK + A_MINUTE)
    assert isinstance(refusal(lambda: extend_check_in(cabinet.deps, speaker("Ana"), form.about, sent)), NothingOpen)
    assert log(cabinet) == ()


def test_the_second_to_extend_sees_that_it_was_done(cabinet: Cabinet) -> None:
    coordinates_too(cabinet, "Dev")
    stale = extend_form(cabinet, "Dev")
    extend(cabinet, THURSDAY)
    sent = filled_in(stale) | {DAY: (MONDAY + timedelta(days=8)).isoformat()}
    found = refusal(lambda: extend_check_in(cabinet.deps, speaker("Dev"), stale.about, sent))
    assert isinstance(found, ChangedMeanwhile)
    assert [entry.what for entry in found.entries] == [What.EXTENDED]


def test_another_kind_of_change_is_not_in_the_way(cabinet: Cabinet) -> None:
    coordinates_too(cabinet, "Dev")
    form = extend_form(cabinet, "Dev")
    pause_team(cabinet.deps, speaker("Ana"), cabinet.team().id)
    sent = filled_in(form) | {DAY: THURSDAY.isoformat()}
    said(extend_check_in(cabinet.deps, speaker("Dev"), form.about, sent))
