"""Settings in two steps: a preview that changes nothing, going back, saving, and two coordinators at once."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from bot.sections.forms import Form, Value
from bot.sections.settings import PREVIEW_FORM, SETTINGS_FORM
from bot.use_cases.results import FormErrors
from bot.use_cases.steering.change_settings import back_to_settings, open_settings, preview_settings, save_settings
from bot.use_cases.steering.pause_team import pause_team
from bot.use_cases.steering.skip_check_in import open_skip, skip_check_in
from jobs.announcements import Card, ChangeNote
from rubric.audit import What
from rubric.refusals import FormDoesNotMatch
from rubric.school_calendar import Break, SchoolCalendar
from storage import teams
from storage.store import Store
from tests.bot.use_cases.steering.ground import (
    A_DAY,
    A_MINUTE,
    A_WEEK,
    OPENS,
    coordinates_too,
    errors,
    filled_in,
    log,
    said,
    text_of,
    the_form,
)
from tests.cabinet import MONDAY, Cabinet, speaker

FRIDAY = "4"


@pytest.fixture
def cabinet(any_store: Store) -> Cabinet:
    cabinet = Cabinet(any_store)
    cabinet.set_up(indicators=7)
    return cabinet


def settings_form(cabinet: Cabinet, name: str = "Ana") -> Form:
    return the_form(open_settings(cabinet.deps, speaker(name), cabinet.team().id))


def preview(cabinet: Cabinet, form: Form | None = None, name: str = "Ana", **changed: Value) -> Form:
    form = form or settings_form(cabinet, name)
    return the_form(preview_settings(cabinet.deps, speaker(name), form.about, filled_in(form, **changed)))


def save(cabinet: Cabinet, shown: Form, name: str = "Ana") -> str:
    return said(save_settings(cabinet.deps, speaker(name), shown.about))


def problems(cabinet: Cabinet, **changed: Value) -> dict[str, str]:
    form = settings_form(cabinet)
    return errors(preview_settings(cabinet.deps, speaker("Ana"), form.about, filled_in(form, **changed)))


def coming(cabinet: Cabinet, most: int = 3) -> list[date]:
    return [one.planned for one in cabinet.team().rhythm.check_ins.coming(cabinet.clock.now(), most)]


def test_the_form_shows_the_settings_as_they_are(cabinet: Cabinet) -> None:
    assert filled_in(settings_form(cabinet)) == {
        "indicators_per_check_in": "7",
        "days_open": "7",
        "reminder_days": ("3", "5"),
        "every_weeks": "2",
        "weekday": "0",
        "at": "09:00",
        "zone": "America/New_York",
    }


def test_the_preview_says_before_and_after_and_changes_nothing(cabinet: Cabinet) -> None:
    before = cabinet.team()
    shown = preview(cabinet, indicators_per_check_in="5", every_weeks="3")
    text = text_of(shown)
    assert shown.id == PREVIEW_FORM
    for words in (
        "Indicators per check-in: from 7 to 5",
        "Rhythm: from every 2 weeks to every 3 weeks",
        "Now: Mon, Nov 2; Mon, Nov 16; Mon, Nov 30; Mon, Dec 14; Mon, Dec 28; Mon, Jan 11, at 9:00 AM (Eastern time)",
        "Then: Mon, Nov 2; Mon, Nov 23; Mon, Dec 14; Mon, Jan 4; Mon, Jan 25; Mon, Feb 15, at 9:00 AM (Eastern time)",
        "Now: all 45 by Jan 25, 2027, and again by",
        "Then: all 45 by Apr 19, 2027, and again by",
    ):
        assert words in text
    assert (cabinet.team(), log(cabinet)) == (before, ())


def test_saving_does_what_the_preview_said(cabinet: Cabinet) -> None:
    shown = preview(cabinet, indicators_per_check_in="5", every_weeks="3")
    assert "opens Mon, Nov 2, 9:00 AM" in save(cabinet, shown)
    assert coming(cabinet) == [MONDAY + timedelta(weeks=3 * at) for at in range(3)]
    (entry,) = log(cabinet)
    assert (entry.what, entry.before, entry.after) == (
        What.SETTINGS,
        {"indicators_per_check_in": 7, "every_weeks": 2},
        {"indicators_per_check_in": 5, "every_weeks": 3},
    )
    cabinet.travel(OPENS + A_MINUTE)
    (card,) = cabinet.messenger.said(Card)
    assert isinstance(card.announcement, Card)
    assert len(card.announcement.check_in.asked) == 5


def test_going_back_keeps_what_was_chosen(cabinet: Cabinet) -> None:
    changed: dict[str, Any] = {"days_open": "5", "reminder_days": ("2",), "at": "15:30", "weekday": FRIDAY}
    shown = preview(cabinet, **changed)
    form = the_form(back_to_settings(cabinet.deps, speaker("Ana"), shown.about))
    assert form.id == SETTINGS_FORM
    assert filled_in(form) == filled_in(settings_form(cabinet)) | changed
    shown = preview(cabinet, form, days_open="6")
    assert "How long a check-in is open: from 7 days to 6 days" in text_of(shown)
    save(cabinet, shown)
    assert (cabinet.team().rhythm.days_open, cabinet.team().rhythm.reminder_days) == (6, (2,))


def test_on_another_weekday_the_next_stays_in_its_week_and_digests_move_along(cabinet: Cabinet) -> None:
    save(cabinet, preview(cabinet, weekday=FRIDAY, at="14:00"))
    assert coming(cabinet) == [date(2026, 11, 6), date(2026, 11, 20), date(2026, 12, 4)]
    rhythm = cabinet.team().rhythm
    assert rhythm.digests.next_after(cabinet.clock.now()) == OPENS + 18 * A_DAY + timedelta(hours=5)
    assert cabinet.team().next_check_in_at == OPENS + 4 * A_DAY + timedelta(hours=5)


def test_an_open_one_is_not_cut_short_by_another_weekday(cabinet: Cabinet) -> None:
    save(cabinet, preview(cabinet, every_weeks="1", weekday=FRIDAY))
    cabinet.travel(OPENS + 5 * A_DAY)
    closes_at = cabinet.open_check_in().closes_at
    assert closes_at == OPENS + 11 * A_DAY
    # The Monday of the next one's week is before that.
    save(cabinet, preview(cabinet, weekday="0"))
    assert coming(cabinet, 1) == [date(2026, 11, 16)]


def test_a_time_that_would_cut_it_short_is_warned_of(cabinet: Cabinet) -> None:
    save(cabinet, preview(cabinet, every_weeks="1"))
    cabinet.travel(OPENS + A_DAY)
    assert "Check-in 1 is open until Mon, Nov 9, 9:00 AM, but the next one would open Mon, Nov 9, 8:00 AM" in text_of(
        preview(cabinet, at="08:00")
    )


@pytest.mark.parametrize(
    ("indicators", "warns"), [pytest.param("10", False, id="ten"), pytest.param("11", True, id="more than ten")]
)
def test_more_than_ten_indicators_are_warned_of(cabinet: Cabinet, indicators: str, warns: bool) -> None:
    text = text_of(preview(cabinet, indicators_per_check_in=indicators))
    assert ("are a lot" in text) is warns


def test_dates_that_stay_as_they_are_are_said_once(cabinet: Cabinet) -> None:
    text = text_of(preview(cabinet, indicators_per_check_in="9"))
    assert "As now: Mon, Nov 2; Mon, Nov 16;" in text
    assert text.count("Now: ") == text.count("Then: ") == 1


def test_dates_changed_by_hand_that_would_be_forgotten_are_counted(cabinet: Cabinet) -> None:
    form = the_form(open_skip(cabinet.deps, speaker("Ana"), cabinet.team().id))
    skip_check_in(cabinet.deps, speaker("Ana"), form.about, filled_in(form) | {"which": "2026-11-16"})
    assert "by hand" not in text_of(preview(cabinet, at="10:00"))
    assert "1 date that was moved or skipped by hand" in text_of(preview(cabinet, weekday=FRIDAY))


def test_a_paused_team_is_told_that_the_dates_wait(cabinet: Cabinet) -> None:
    pause_team(cabinet.deps, speaker("Ana"), cabinet.team().id)
    assert "paused" in text_of(preview(cabinet, weekday=FRIDAY))


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        pytest.param({"indicators_per_check_in": "31"}, "indicators_per_check_in", id="too many"),
        pytest.param({"indicators_per_check_in": None}, "indicators_per_check_in", id="nothing"),
        pytest.param({"days_open": "15"}, "days_open", id="runs into the next"),
        pytest.param({"every_weeks": "1", "days_open": "8"}, "days_open", id="runs into the next, weekly"),
        pytest.param({"days_open": "3"}, "reminder_days", id="reminded after the close"),
        pytest.param({"reminder_days": ("1", "2", "3")}, "reminder_days", id="nagging"),
        pytest.param({"every_weeks": "53"}, "every_weeks", id="no rhythm"),
        pytest.param({"weekday": "7"}, "weekday", id="no weekday"),
        pytest.param({"at": "25:00"}, "at", id="no time"),
        pytest.param({"at": None}, "at", id="no time chosen"),
        pytest.param({"zone": "Mars/Olympus"}, "zone", id="no such zone"),
        pytest.param({}, "indicators_per_check_in", id="nothing different"),
    ],
)
def test_what_can_not_be_set_keeps_the_form(cabinet: Cabinet, changed: dict[str, Value], field: str) -> None:
    found = problems(cabinet, **changed)
    assert list(found) == [field]
    assert found[field].endswith(".")


def test_a_weekday_without_school_for_half_a_year_is_said_beside_it(cabinet: Cabinet) -> None:
    fridays = SchoolCalendar.of(
        Break(date(2026, 10, 30) + timedelta(weeks=at), date(2026, 10, 30) + timedelta(weeks=at)) for at in range(60)
    )
    with cabinet.store.begin() as transaction:
        (team,) = teams.everyone(transaction)
        teams.save(transaction, replace(team, rhythm=replace(team.rhythm, calendar=fridays)))
    assert list(problems(cabinet, weekday=FRIDAY)) == ["weekday"]
    preview(cabinet, weekday="3")


def test_reminders_can_be_turned_off(cabinet: Cabinet) -> None:
    shown = preview(cabinet, reminder_days=())
    assert "Reminders: from days 3 and 5 to none" in text_of(shown)
    save(cabinet, shown)
    assert cabinet.team().rhythm.reminder_days == ()


def test_the_second_of_two_sees_what_changed_and_keeps_what_they_chose(cabinet: Cabinet) -> None:
    coordinates_too(cabinet, "Dev")
    devs = preview(cabinet, name="Dev", indicators_per_check_in="4", at="11:00")
    save(cabinet, preview(cabinet, indicators_per_check_in="5"))
    again = the_form(save_settings(cabinet.deps, speaker("Dev"), devs.about))
    assert again.id == SETTINGS_FORM
    assert "Ana changed the indicators per check-in from 7 to 5." in text_of(again)
    assert filled_in(again)["indicators_per_check_in"] == "4"
    assert filled_in(again)["at"] == "11:00"
    assert cabinet.team().rhythm.indicators_per_check_in == 5
    save(cabinet, preview(cabinet, again, name="Dev"), name="Dev")
    assert cabinet.team().rhythm.indicators_per_check_in == 4
    assert [entry.actor for entry in log(cabinet)] == ["Ana", "Dev"]


def test_another_kind_of_change_meanwhile_is_not_in_the_way(cabinet: Cabinet) -> None:
    coordinates_too(cabinet, "Dev")
    devs = preview(cabinet, name="Dev", indicators_per_check_in="4")
    pause_team(cabinet.deps, speaker("Ana"), cabinet.team().id)
    save(cabinet, devs, name="Dev")
    assert cabinet.team().rhythm.indicators_per_check_in == 4


def test_what_can_no_longer_be_saved_comes_back_with_the_reason(cabinet: Cabinet) -> None:
    shown = preview(cabinet, weekday=FRIDAY)
    fridays = (date(2026, 10, 30) + timedelta(weeks=at) for at in range(60))
    with cabinet.store.begin() as transaction:
        (team,) = teams.everyone(transaction)
        calendar = SchoolCalendar.of(Break(day, day) for day in fridays)
        teams.save(transaction, replace(team, rhythm=replace(team.rhythm, calendar=calendar)))
    again = the_form(save_settings(cabinet.deps, speaker("Ana"), shown.about))
    assert "no day free" in text_of(again)
    assert filled_in(again)["weekday"] == FRIDAY
    assert log(cabinet) == ()


def test_what_was_chosen_since_in_another_window_is_shown_before_it_is_saved(cabinet: Cabinet) -> None:
    first = preview(cabinet, indicators_per_check_in="5")
    preview(cabinet, indicators_per_check_in="4")
    shown = the_form(save_settings(cabinet.deps, speaker("Ana"), first.about))
    assert (shown.id, log(cabinet)) == (PREVIEW_FORM, ())
    assert "Indicators per check-in: from 7 to 4" in text_of(shown)
    save(cabinet, shown)
    assert cabinet.team().rhythm.indicators_per_check_in == 4


def test_a_draft_is_for_whoever_made_it_and_for_once(cabinet: Cabinet) -> None:
    coordinates_too(cabinet, "Dev")
    shown = preview(cabinet, indicators_per_check_in="4")
    for use in (save_settings, back_to_settings):
        with pytest.raises(FormDoesNotMatch):
            use(cabinet.deps, speaker("Dev"), shown.about)
    save(cabinet, shown)
    with pytest.raises(FormDoesNotMatch):
        save_settings(cabinet.deps, speaker("Ana"), shown.about)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        pytest.param({"at": "10:00"}, True, id="the time"),
        pytest.param({"every_weeks": "4"}, True, id="the rhythm"),
        pytest.param({"indicators_per_check_in": "5"}, False, id="the number"),
        pytest.param({"reminder_days": ("2",)}, False, id="the reminders"),
    ],
)
def test_the_channel_hears_of_another_cadence_and_of_nothing_else(
    cabinet: Cabinet, changed: dict[str, Any], told: bool
) -> None:
    save(cabinet, preview(cabinet, **changed))
    cabinet.travel(cabinet.clock.now() + A_MINUTE)
    assert bool(cabinet.messenger.said(ChangeNote)) is told


def test_the_zone_moves_the_moment_and_no_date(cabinet: Cabinet) -> None:
    save(cabinet, preview(cabinet, zone="America/Los_Angeles"))
    assert coming(cabinet) == [MONDAY + timedelta(weeks=2 * at) for at in range(3)]
    assert cabinet.team().next_check_in_at == OPENS + timedelta(hours=3)
    assert not isinstance(preview(cabinet, every_weeks="1"), FormErrors)
    assert cabinet.team().next_digest_at == OPENS + 2 * A_WEEK + timedelta(hours=3)
