"""Skipping and moving one coming check-in, and putting a skipped one back: the others stay, and none loses its turn."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.sections.forms import ChooseOne, Form
from bot.sections.steering import DAY, TIME, WHICH, FormAct
from bot.use_cases.results import FormErrors, Notice
from bot.use_cases.steer import looking
from bot.use_cases.steering.extend_check_in import extend_check_in, open_extend
from bot.use_cases.steering.pause_team import pause_team
from bot.use_cases.steering.shift_check_in import open_shift, shift_check_in
from bot.use_cases.steering.skip_check_in import open_skip, put_back, skip_check_in
from jobs.announcements import Card, ChangeNote
from rubric.audit import What
from rubric.refusals import ChangedMeanwhile, DateGone, FormDoesNotMatch, NoPlaceForIt, TeamIsPaused
from rubric.school_calendar import Break, SchoolCalendar
from storage import teams
from storage.store import Store
from tests.bot.use_cases.steering.ground import (
    A_DAY,
    A_MINUTE,
    A_WEEK,
    CLOSES,
    OPENS,
    coordinates_too,
    errors,
    field,
    filled_in,
    log,
    menu,
    refusal,
    said,
    the_form,
)
from tests.cabinet import MONDAY, Cabinet, speaker

SECOND = MONDAY + timedelta(weeks=2)


@pytest.fixture
def cabinet(any_store: Store) -> Cabinet:
    cabinet = Cabinet(any_store)
    cabinet.set_up()
    return cabinet


def skip_form(cabinet: Cabinet, name: str = "Ana") -> Form:
    return the_form(open_skip(cabinet.deps, speaker(name), cabinet.team().id))


def shift_form(cabinet: Cabinet, name: str = "Ana") -> Form:
    return the_form(open_shift(cabinet.deps, speaker(name), cabinet.team().id))


def skip(cabinet: Cabinet, which: date | None = None, reason: str = "") -> str:
    form = skip_form(cabinet)
    sent = filled_in(form, reason=reason) | ({} if which is None else {WHICH: which.isoformat()})
    return said(skip_check_in(cabinet.deps, speaker("Ana"), form.about, sent))


def shift(cabinet: Cabinet, which: date, to: date, at: str = "09:00") -> Notice | FormErrors:
    form = shift_form(cabinet)
    sent = filled_in(form) | {WHICH: which.isoformat(), DAY: to.isoformat(), TIME: at}
    return shift_check_in(cabinet.deps, speaker("Ana"), form.about, sent)


def coming(cabinet: Cabinet, most: int = 3) -> list[float]:
    """When the next check-ins open, in days from the first Monday."""
    found = cabinet.team().rhythm.check_ins.coming(cabinet.clock.now(), most)
    return [(one.at - OPENS) / A_DAY for one in found]


def cards(cabinet: Cabinet) -> list[Card]:
    return [sent.announcement for sent in cabinet.messenger.said(Card) if isinstance(sent.announcement, Card)]


def test_the_next_is_left_out_unless_another_is_chosen(cabinet: Cabinet) -> None:
    assert "The check-in of Mon, Nov 2, 9:00 AM is skipped" in skip(cabinet)
    assert coming(cabinet) == [14, 28, 42]
    skip(cabinet, SECOND + timedelta(weeks=2))
    assert coming(cabinet) == [14, 42, 56]
    assert cabinet.team().next_check_in_at == OPENS + 2 * A_WEEK


def test_the_next_six_are_on_offer(cabinet: Cabinet) -> None:
    which = field(skip_form(cabinet), WHICH)
    assert isinstance(which, ChooseOne)
    assert [option.value for option in which.options] == [
        (MONDAY + timedelta(weeks=2 * at)).isoformat() for at in range(6)
    ]
    assert which.chosen == MONDAY.isoformat()


def test_what_a_skipped_one_would_have_asked_comes_with_the_following(cabinet: Cabinet) -> None:
    cabinet.travel(OPENS + A_MINUTE)
    first = cards(cabinet)[0].check_in
    skip(cabinet)
    cabinet.travel(OPENS + 2 * A_WEEK + A_MINUTE)
    assert len(cards(cabinet)) == 1
    cabinet.travel(OPENS + 4 * A_WEEK + A_MINUTE)
    second = cards(cabinet)[1].check_in
    assert second.number == 2
    assert not {asked.id for asked in first.asked} & {asked.id for asked in second.asked}


def test_a_skipped_one_can_be_put_back_while_it_is_ahead(cabinet: Cabinet) -> None:
    skip(cabinet, SECOND)
    form = skip_form(cabinet)
    assert [item.value for item in menu(form, FormAct.PUT_BACK).items] == [SECOND.isoformat()]
    form = the_form(put_back(cabinet.deps, speaker("Ana"), form.about, SECOND.isoformat()))
    assert coming(cabinet) == [0, 14, 28]
    assert SECOND.isoformat() in [option.value for option in field(form, WHICH).options]  # type: ignore[union-attr]
    gone = refusal(lambda: put_back(cabinet.deps, speaker("Ana"), form.about, SECOND.isoformat()))
    assert isinstance(gone, DateGone)
    assert [entry.what for entry in log(cabinet)] == [What.SKIPPED, What.SKIPPED]


def test_a_skipped_one_is_not_put_back_behind_one_that_was_moved_before_it(cabinet: Cabinet) -> None:
    skip(cabinet, SECOND)
    said(shift(cabinet, SECOND + timedelta(weeks=2), SECOND - timedelta(days=3)))
    form = skip_form(cabinet)
    taken = refusal(lambda: put_back(cabinet.deps, speaker("Ana"), form.about, SECOND.isoformat()))
    assert isinstance(taken, NoPlaceForIt)
    assert coming(cabinet) == [0, 11, 42]


def test_a_skipped_one_is_not_put_back_while_the_open_one_was_extended_past_it(cabinet: Cabinet) -> None:
    cabinet.travel(OPENS + A_MINUTE)
    skip(cabinet, SECOND)
    extend = the_form(open_extend(cabinet.deps, speaker("Ana"), cabinet.team().id))
    sent = filled_in(extend) | {DAY: (SECOND + timedelta(days=2)).isoformat()}
    said(extend_check_in(cabinet.deps, speaker("Ana"), extend.about, sent))
    form = skip_form(cabinet)
    taken = refusal(lambda: put_back(cabinet.deps, speaker("Ana"), form.about, SECOND.isoformat()))
    assert isinstance(taken, NoPlaceForIt)
    assert coming(cabinet) == [28, 42, 56]


def test_one_moves_and_the_rest_stays(cabinet: Cabinet) -> None:
    answer = said(shift(cabinet, SECOND, SECOND + timedelta(days=2), "15:30"))
    assert "Mon, Nov 16, 9:00 AM opens Wed, Nov 18, 3:30 PM instead" in answer
    assert [round(days, 2) for days in coming(cabinet)] == [0, 16.27, 28]
    cabinet.travel(OPENS + 2 * A_WEEK + 3 * A_DAY)
    assert [card.check_in.opened_at - OPENS for card in cards(cabinet)] == [
        timedelta(0),
        timedelta(days=16, hours=6, minutes=30),
    ]


@pytest.mark.parametrize(
    ("to", "at", "words"),
    [
        pytest.param(MONDAY + timedelta(days=35), "09:00", "from Tue, Nov 3, 9:00 AM to Sun, Nov 29", id="after next"),
        pytest.param(MONDAY, "12:00", "from Tue, Nov 3, 9:00 AM", id="too soon after the one before"),
        pytest.param(MONDAY - timedelta(days=30), "09:00", "passed", id="in the past"),
        pytest.param(SECOND, "09:00", "already", id="where it is"),
    ],
)
def test_out_of_order_is_refused_with_the_earliest_and_the_latest(
    cabinet: Cabinet, to: date, at: str, words: str
) -> None:
    assert words in errors(shift(cabinet, SECOND, to, at))[DAY]
    assert coming(cabinet) == [0, 14, 28]
    assert log(cabinet) == ()


def test_none_moves_into_the_open_one(cabinet: Cabinet) -> None:
    cabinet.travel(OPENS + A_DAY)
    problem = errors(shift(cabinet, SECOND, MONDAY + timedelta(days=3)))[DAY]
    assert "from Mon, Nov 9, 9:00 AM" in problem
    said(shift(cabinet, SECOND, MONDAY + timedelta(days=7)))
    assert cabinet.team().next_check_in_at == CLOSES


@pytest.mark.parametrize("missing", [DAY, TIME])
def test_an_empty_day_or_time_keeps_the_form(cabinet: Cabinet, missing: str) -> None:
    form = shift_form(cabinet)
    result = shift_check_in(cabinet.deps, speaker("Ana"), form.about, filled_in(form) | {missing: None})
    assert list(errors(result)) == [missing]


@pytest.mark.parametrize(
    ("name", "words"),
    [("Fall break", "during Fall break of the school calendar"), ("", "during a break of the school calendar")],
    ids=["named", "unnamed"],
)
def test_moving_one_into_a_break_is_done_and_said(cabinet: Cabinet, name: str, words: str) -> None:
    day = MONDAY + timedelta(days=17)
    with cabinet.store.begin() as transaction:
        team = cabinet.team()
        rhythm = replace(team.rhythm, calendar=SchoolCalendar.of([Break(day, day, name)]))
        teams.save(transaction, replace(team, rhythm=rhythm))
    assert words in said(shift(cabinet, MONDAY + timedelta(weeks=2), day))
    assert 17 in coming(cabinet)
    assert "during" not in said(shift(cabinet, MONDAY + timedelta(weeks=2), day + A_DAY))


def test_a_date_that_opened_meanwhile_is_gone(cabinet: Cabinet) -> None:
    form = skip_form(cabinet)
    cabinet.travel(OPENS + A_MINUTE)
    found = refusal(lambda: skip_check_in(cabinet.deps, speaker("Ana"), form.about, filled_in(form)))
    assert isinstance(found, DateGone)
    assert log(cabinet) == ()


def test_a_date_that_was_never_offered_does_not_match(cabinet: Cabinet) -> None:
    form = skip_form(cabinet)
    with pytest.raises(FormDoesNotMatch):
        skip_check_in(cabinet.deps, speaker("Ana"), form.about, {WHICH: "Monday"})


def test_who_chose_among_dates_that_another_changed_sees_what_changed(cabinet: Cabinet) -> None:
    coordinates_too(cabinet, "Dev")
    stale = skip_form(cabinet, "Dev")
    skip(cabinet)
    found = refusal(lambda: skip_check_in(cabinet.deps, speaker("Dev"), stale.about, filled_in(stale)))
    assert isinstance(found, ChangedMeanwhile)
    assert [entry.what for entry in found.entries] == [What.SKIPPED]
    assert coming(cabinet) == [14, 28, 42]


def test_what_another_changed_while_the_form_was_made_is_noticed(cabinet: Cabinet) -> None:
    coordinates_too(cabinet, "Dev")
    with looking(cabinet.deps, speaker("Dev"), cabinet.team().id) as ground:
        skip(cabinet)
        about = str(ground.about())
    sent = filled_in(skip_form(cabinet, "Dev"))
    found = refusal(lambda: skip_check_in(cabinet.deps, speaker("Dev"), about, sent))
    assert isinstance(found, ChangedMeanwhile)


def test_a_paused_team_has_no_dates(cabinet: Cabinet) -> None:
    form = skip_form(cabinet)
    pause_team(cabinet.deps, speaker("Ana"), cabinet.team().id)
    for attempt in (
        lambda: skip_form(cabinet),
        lambda: shift_form(cabinet),
        lambda: skip_check_in(cabinet.deps, speaker("Ana"), form.about, filled_in(form)),
        lambda: put_back(cabinet.deps, speaker("Ana"), form.about, MONDAY.isoformat()),
    ):
        assert isinstance(refusal(attempt), TeamIsPaused)


def test_the_reason_is_logged_in_one_line_and_the_channel_told(cabinet: Cabinet) -> None:
    skip(cabinet, reason="  Snow,\nmost likely  ")
    (entry,) = log(cabinet)
    assert entry.reason == "Snow, most likely"
    assert entry.before == {"opens_at": OPENS.isoformat()}
    cabinet.travel(cabinet.clock.now() + A_MINUTE)
    assert len(cabinet.messenger.said(ChangeNote)) == 1
