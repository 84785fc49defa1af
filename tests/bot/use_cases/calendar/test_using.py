"""What a calendar would change is shown, then saved with a word in the log and in the channel, and never otherwise."""

from datetime import date, timedelta

import pytest

from bot.routes import ROUTES
from bot.sections.calendar import CHOICE_FORM, CHOSEN, EFFECT_FORM, ENTRY_FORM, KEEP, REPLACE, CalendarAct
from bot.sections.forms import Form
from bot.use_cases.calendar.desk import desk
from bot.use_cases.calendar.saving import use_calendar
from bot.use_cases.results import Notice, OpenForm
from bot.use_cases.steer import steering
from bot.use_cases.who import Refused
from jobs.announcements import Card, ChangeNote, DigestPost
from rubric.audit import What
from rubric.people import TeamId
from rubric.refusals import ChangedMeanwhile
from rubric.school_calendar import Break
from storage.store import Store
from tests.bot.calendars.writing import calendar, event, file
from tests.bot.use_cases.calendar.at_work import AtWork, breaks, coordinates, entries, error, has_breaks, said
from tests.cabinet import MONDAY, Cabinet, local, speaker

A_MINUTE = timedelta(minutes=1)
THANKSGIVING = Break(date(2026, 11, 25), date(2026, 11, 30), "Thanksgiving")
WINTER = Break(date(2026, 12, 21), date(2027, 1, 1), "Winter break")
FAIR = Break(date(2026, 11, 19), date(2026, 11, 19), "Fair day")
TYPED_WINTER = "Dec 21 - Jan 1 Winter break"


@pytest.fixture
def cabinet(any_store: Store) -> Cabinet:
    cabinet = Cabinet(any_store)
    cabinet.set_up()
    return cabinet


@pytest.fixture
def ana(cabinet: Cabinet) -> AtWork:
    return AtWork(cabinet)


def notes(cabinet: Cabinet) -> list[ChangeNote]:
    cabinet.travel(cabinet.clock.now() + A_MINUTE)
    return [
        sent.announcement for sent in cabinet.messenger.said(ChangeNote) if isinstance(sent.announcement, ChangeNote)
    ]


def test_the_effect_names_each_date_that_moves_and_what_it_does_to_the_forecast(ana: AtWork, cabinet: Cabinet) -> None:
    ana.types(f"Nov 25-30 Thanksgiving\n{TYPED_WINTER}")
    ana.submits()
    assert ana.form is not None
    assert ana.form.id == EFFECT_FORM
    words = said(ana.form)
    assert "Thanksgiving: Nov 25 to 30\nWinter break: Dec 21 to Jan 1, 2027" in words
    check_ins, _, digests = words.partition("Digests that move")
    assert "Mon, Nov 30 becomes Mon, Dec 7, after Thanksgiving" in check_ins
    assert "Mon, Dec 14 becomes Mon, Jan 4, 2027, after Winter break" in check_ins
    assert "Mon, Dec 28 becomes Mon, Jan 18, 2027\n" in check_ins
    assert "later ones move too." in check_ins
    assert "Mon, Nov 16 becomes" not in words
    assert "Mon, Nov 30 becomes Mon, Dec 7, after Thanksgiving" in digests
    assert "The channel will be told." in words
    assert "Everything will have been asked by Jun 7, 2027; without this change by May 17, 2027." in words
    assert (breaks(cabinet), entries(cabinet), notes(cabinet)) == ([], (), [])


def test_what_was_shown_is_saved_logged_and_told_and_dates_move(ana: AtWork, cabinet: Cabinet) -> None:
    ana.types("Nov 12-16 Fall recess")
    ana.submits()
    result = ana.submits()
    assert isinstance(result, Notice)
    assert "saved" in result.paragraphs[0]
    assert breaks(cabinet) == [("2026-11-12", "2026-11-16", "Fall recess")]
    (entry,) = entries(cabinet)
    assert (entry.actor, entry.before, entry.after) == (
        "Ana",
        {"breaks": []},
        {"breaks": [["2026-11-12", "2026-11-16", "Fall recess"]]},
    )
    (note,) = notes(cabinet)
    assert note.entry == entry
    cabinet.travel(local(MONDAY + timedelta(weeks=2)) + A_MINUTE)
    assert (len(cabinet.messenger.said(Card)), len(cabinet.messenger.said(DigestPost))) == (1, 0)
    cabinet.travel(local(MONDAY + timedelta(weeks=3)) + A_MINUTE)
    assert (len(cabinet.messenger.said(Card)), len(cabinet.messenger.said(DigestPost))) == (2, 1)
    cabinet.travel(local(MONDAY + timedelta(weeks=5)) + A_MINUTE)
    assert (len(cabinet.messenger.said(Card)), len(cabinet.messenger.said(DigestPost))) == (3, 2)


def test_the_next_dates_are_those_that_the_form_promised(ana: AtWork, cabinet: Cabinet) -> None:
    ana.opens()
    ana.reads(file("maple_valley"))
    ana.submits()
    promised = [line for line in said(ana.form).partition("Digests")[0].splitlines() if " becomes " in line]
    before = cabinet.team().rhythm.check_ins.coming(cabinet.clock.now(), 8)
    assert isinstance(ana.submits(), Notice)
    after = cabinet.team().rhythm.check_ins.coming(cabinet.clock.now(), 8)
    moved = [(old.planned, new.planned) for old, new in zip(before, after, strict=True) if old.at != new.at]
    assert moved[0] == (date(2026, 12, 28), date(2027, 1, 4))
    assert len(promised) == 6
    assert promised[0] == "Mon, Dec 28 becomes Mon, Jan 4, 2027, after Winter Break"


def test_the_channel_is_not_told_when_nothing_moves(ana: AtWork, cabinet: Cabinet) -> None:
    ana.types("Nov 19 Fair day")
    ana.submits()
    assert "No check-in and no digest moves." in said(ana.form)
    assert isinstance(ana.submits(), Notice)
    assert breaks(cabinet) == [("2026-11-19", "2026-11-19", "Fair day")]
    assert len(entries(cabinet)) == 1
    assert notes(cabinet) == []


def test_a_second_calendar_takes_the_place_of_the_first_or_joins_it(ana: AtWork, cabinet: Cabinet) -> None:
    has_breaks(cabinet, THANKSGIVING)
    ana.types(TYPED_WINTER)
    ana.chooses("Winter break")
    assert [one[2] for one in breaks(cabinet)] == ["Thanksgiving"]
    assert "2 breaks ahead" in said(ana.form)
    ana.presses(CalendarAct.BACK_TO_CHOICE)
    ana.chooses("Winter break", keeps=REPLACE)
    assert "Mon, Dec 7 becomes Mon, Nov 30, no longer after Thanksgiving" in said(ana.form)
    ana.presses(CalendarAct.BACK_TO_CHOICE)
    ana.chooses("Winter break", keeps=KEEP)
    assert isinstance(ana.submits(), Notice)
    assert [one[2] for one in breaks(cabinet)] == ["Thanksgiving", "Winter break"]
    ana.opens()
    ana.reads(calendar(event("DTSTART;VALUE=DATE:20261119", name="Fall holiday")))
    ana.submits()
    assert isinstance(ana.submits(), Notice)
    assert [one[2] for one in breaks(cabinet)] == ["Fall holiday"]


def test_clearing_shows_what_moves_back_and_then_does_it(ana: AtWork, cabinet: Cabinet) -> None:
    has_breaks(cabinet, THANKSGIVING)
    assert "Thanksgiving: Nov 25 to 30" in said(ana.opens())
    ana.presses(CalendarAct.CLEAR)
    assert "no breaks" in said(ana.form)
    assert "Mon, Dec 7 becomes Mon, Nov 30, no longer after Thanksgiving" in said(ana.form)
    assert len(breaks(cabinet)) == 1
    result = ana.submits()
    assert isinstance(result, Notice)
    assert "empty" in result.paragraphs[0]
    assert breaks(cabinet) == []
    assert cabinet.team().rhythm.check_ins.coming(cabinet.clock.now(), 3)[-1].planned == date(2026, 11, 30)
    assert entries(cabinet)[0].after == {"breaks": []}
    assert len(notes(cabinet)) == 2


def test_the_calendar_that_the_team_has_changes_nothing_and_can_not_be_submitted(ana: AtWork, cabinet: Cabinet) -> None:
    has_breaks(cabinet, WINTER)
    ana.types(TYPED_WINTER)
    ana.submits()
    assert ana.form is not None
    assert ana.form.submit is None
    assert "already" in said(ana.form)
    assert isinstance(ana.submits(), Notice)
    assert len(entries(cabinet)) == 1


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (
            calendar(event("DTSTART;VALUE=DATE:20260907", "RRULE:FREQ=WEEKLY", name="Every Monday closed")),
            "blocks every week: from Nov 2 on, no Monday is free",
        ),
        (
            calendar(event("DTSTART;VALUE=DATE:20261201", "DTEND;VALUE=DATE:20280101", name="A long break")),
            "blocks every week: from Dec 14 on, no Monday is free",
        ),
    ],
    ids=["weekly", "endless"],
)
def test_a_calendar_that_leaves_no_week_free_is_refused_in_the_form(
    ana: AtWork, cabinet: Cabinet, data: bytes, sentence: str
) -> None:
    ana.opens()
    ana.reads(data)
    assert sentence in error(ana.submits(), CHOSEN)
    assert (breaks(cabinet), entries(cabinet)) == ([], ())


def test_choosing_nothing_is_refused_in_the_form_and_says_how_to_clear(ana: AtWork) -> None:
    ana.types(TYPED_WINTER)
    assert "Choose at least one. To have no breaks at all" in error(ana.submits(**{CHOSEN: ()}), CHOSEN)


def test_a_calendar_of_thousands_of_breaks_is_refused_in_the_form(ana: AtWork) -> None:
    ana.opens()
    odd = [
        event("DTSTART;VALUE=DATE:20261103", f"RRULE:FREQ=DAILY;INTERVAL={step}", uid=str(step), name=f"Closed {step}")
        for step in range(3, 9)
    ]
    ana.reads(calendar(*odd))
    assert "at most 400 fit" in error(ana.submits(), CHOSEN)


def test_what_is_past_by_then_is_dropped(ana: AtWork, cabinet: Cabinet) -> None:
    has_breaks(cabinet, FAIR, WINTER)
    cabinet.clock.at = local(date(2026, 11, 23))
    assert "Fair day" not in said(ana.opens())
    ana.types("Feb 15-19 Midwinter recess")
    ana.submits()
    ana.submits()
    assert [one[2] for one in breaks(cabinet)] == ["Winter break", "Midwinter recess"]


def test_the_second_of_two_coordinators_sees_what_changed_and_nothing_of_theirs_is_saved(
    ana: AtWork, cabinet: Cabinet
) -> None:
    coordinates(cabinet, "Dev")
    ana.types("Nov 25-30 Thanksgiving")
    ana.submits()
    dev = AtWork(cabinet, "Dev")
    dev.types(TYPED_WINTER)
    dev.submits()
    assert isinstance(dev.submits(), Notice)
    with pytest.raises(Refused) as caught:
        ana.submits()
    assert isinstance(caught.value.refusal, ChangedMeanwhile)
    assert [entry.actor for entry in caught.value.refusal.entries] == ["Dev"]
    assert [one[2] for one in breaks(cabinet)] == ["Winter break"]
    ana.opens()
    ana.presses(CalendarAct.GO_ON)
    assert ana.chosen() == ["Thanksgiving"]


@pytest.mark.parametrize("any_store", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True)
def test_what_another_changed_while_the_effect_was_worked_out_is_noticed(cabinet: Cabinet) -> None:
    coordinates(cabinet, "Dev")
    with desk(cabinet.deps, speaker("Ana"), cabinet.team().id) as at:
        with steering(cabinet.deps, speaker("Dev"), cabinet.team().id) as steer:
            steer.log(What.SHIFTED)
        shown = at.effect((), clears=True).form
    with pytest.raises(Refused):
        use_calendar(cabinet.deps, speaker("Ana"), shown.about if isinstance(shown, Form) else "", {})


def test_somebody_elses_change_of_another_kind_is_no_reason_to_stop(ana: AtWork, cabinet: Cabinet) -> None:
    coordinates(cabinet, "Dev")
    ana.types(TYPED_WINTER)
    ana.submits()
    with steering(cabinet.deps, speaker("Dev"), TeamId(cabinet.team().id)) as steer:
        steer.log(What.NUDGED)
    assert isinstance(ana.submits(), Notice)


def test_what_changed_in_another_window_meanwhile_is_shown_and_not_saved_unseen(ana: AtWork, cabinet: Cabinet) -> None:
    ana.types("Nov 25-30 Thanksgiving")
    ana.submits()
    AtWork(cabinet).types(TYPED_WINTER)
    result = ana.submits()
    assert isinstance(result, OpenForm)
    assert "Winter break" in said(ana.form)
    assert breaks(cabinet) == []
    assert isinstance(ana.submits(), Notice)
    assert [one[2] for one in breaks(cabinet)] == ["Winter break"]


def test_a_draft_that_is_gone_leads_back_to_the_beginning(ana: AtWork, cabinet: Cabinet) -> None:
    ana.types(TYPED_WINTER)
    choice = ana.form
    ana.submits()
    effect = ana.form
    assert isinstance(ana.submits(), Notice)
    for form in (choice, effect):
        assert form is not None
        result = ROUTES.submissions[form.id](cabinet.deps, speaker("Ana"), form.about, {})
        assert isinstance(result, OpenForm)
        assert getattr(result.form, "id", "") == ENTRY_FORM
    assert len(entries(cabinet)) == 1


def test_a_calendar_can_be_used_while_a_check_in_is_overdue_or_the_team_is_paused(
    ana: AtWork, cabinet: Cabinet
) -> None:
    cabinet.clock.at = local(MONDAY) + A_MINUTE
    ana.types("Nov 2-6 This week\nNov 16 Next time")
    ana.submits()
    assert ana.form is not None
    assert ana.form.id == EFFECT_FORM
    assert isinstance(ana.submits(), Notice)
    cabinet.travel(cabinet.clock.now() + A_MINUTE)
    assert len(cabinet.messenger.said(Card)) == 1
    assert cabinet.team().next_check_in_at == local(date(2026, 11, 23))


def test_back_and_forth_ends_where_it_began(ana: AtWork) -> None:
    ana.types(TYPED_WINTER)
    ana.submits()
    ana.presses(CalendarAct.BACK_TO_CHOICE)
    assert ana.form is not None
    assert ana.form.id == CHOICE_FORM
    ana.presses(CalendarAct.BACK_TO_ENTRY)
    assert ana.form.id == ENTRY_FORM
