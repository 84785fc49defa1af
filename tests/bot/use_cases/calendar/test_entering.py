"""Where a calendar comes from, what is said when it can't be read, and that nothing typed is lost."""

import pytest

from bot.calendars.limits import LARGEST_CALENDAR
from bot.lookups import ChannelPeople, Contents, Found, NotFound, Problem, WantedFile, WantedPage
from bot.routes import ROUTES, Pressed
from bot.sections.calendar import (
    ADDRESS,
    CHOICE_FORM,
    CHOSEN,
    ENTRY_FORM,
    FILE,
    READY_FORM,
    TYPED,
    CalendarAct,
)
from bot.sections.forms import Write
from bot.use_cases.results import Fetch, OpenForm
from rubric.refusals import CoordinatorsOnly, FormDoesNotMatch, NotOnTheTeam
from storage import teams
from storage.store import Store
from tests.bot.calendars.writing import calendar, event, file
from tests.bot.use_cases.calendar.at_work import AtWork, breaks, coordinates, entries, error, said
from tests.cabinet import CHANNEL, NAMES, Cabinet, speaker

NOV_30 = "DTSTART;VALUE=DATE:20261130"
PAGE = "https://maple.example/cal.ics"


@pytest.fixture
def cabinet(any_store: Store) -> Cabinet:
    cabinet = Cabinet(any_store, names=(*NAMES, "Olga"))
    cabinet.set_up()
    return cabinet


@pytest.fixture
def ana(cabinet: Cabinet) -> AtWork:
    work = AtWork(cabinet)
    work.opens()
    return work


def field(work: AtWork, name: str) -> str:
    assert work.form is not None
    return next(part.text for part in work.form.parts if isinstance(part, Write) and part.name == name)


def test_the_first_form_shows_that_there_are_no_breaks_and_offers_nothing_to_clear(ana: AtWork) -> None:
    assert "no breaks yet" in said(ana.form)
    assert not any(getattr(part, "act", "") == CalendarAct.CLEAR for part in (ana.form or ana.opens()).parts)


def test_a_file_is_read_by_the_button_and_its_likely_breaks_are_chosen(ana: AtWork, cabinet: Cabinet) -> None:
    result = ana.presses(CalendarAct.READ, **{FILE: ("F1",)})
    assert isinstance(result, Fetch)
    assert result.wanted == WantedFile("F1")
    shown = result.then(Contents("maple.ics", file("maple_valley")))
    assert isinstance(shown, OpenForm)
    ana.form = ana.opens()
    ana.presses(CalendarAct.GO_ON)
    assert ana.form.id == CHOICE_FORM
    assert ana.chosen() == [
        "Thanksgiving Break",
        "Winter Break",
        "Martin Luther King Jr. Day",
        "Midwinter Recess",
        "Spring Break",
    ]
    assert {"Early Release", "PTA Meeting", "Board of Education Meeting"} <= {
        option.text for option in ana.choices().options
    }
    assert "Maple Valley Schools 2026-27" in said(ana.form)
    assert (breaks(cabinet), entries(cabinet)) == ([], ())


@pytest.mark.parametrize(
    ("values", "wanted"),
    [({FILE: ("F1",)}, WantedFile("F1")), ({ADDRESS: "webcal://maple.example/cal.ics"}, WantedPage(PAGE))],
    ids=["file", "page"],
)
def test_the_form_itself_leads_to_a_button_that_can_wait(
    ana: AtWork, values: dict[str, str | tuple[str, ...]], wanted: object
) -> None:
    ana.submits(**values)
    assert ana.form is not None
    assert ana.form.id == READY_FORM
    result = ana.presses(CalendarAct.READ)
    assert isinstance(result, Fetch)
    assert result.wanted == wanted


@pytest.mark.parametrize(
    ("values", "name", "sentence"),
    [
        ({}, FILE, "Attach a file"),
        ({ADDRESS: PAGE, TYPED: "Nov 26 Break"}, TYPED, "More than one"),
        ({ADDRESS: "ftp://maple.example"}, ADDRESS, "not a web address"),
        ({ADDRESS: "https://ana:secret@maple.example"}, ADDRESS, "password"),
        ({TYPED: "winter\nNov 31 nothing"}, TYPED, "Line 1, “winter”: there is no date in it"),
        ({TYPED: "winter\nNov 31 nothing"}, TYPED, "Line 2, “Nov 31 nothing”: there is no such day"),
        ({TYPED: "10/1/2026 Over"}, TYPED, "past"),
    ],
    ids=["nothing", "two ways", "no web", "password", "no date", "no day", "past"],
)
def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_is_kept(
    ana: AtWork, values: dict[str, str], name: str, sentence: str
) -> None:
    for result in (ana.submits(**values), ana.presses(CalendarAct.READ, **values)):
        assert sentence in error(result, name)
    ana.opens()
    assert (field(ana, ADDRESS), field(ana, TYPED)) == (values.get(ADDRESS, ""), values.get(TYPED, ""))


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (NotFound(Problem.TOO_LARGE, "10000000"), "larger than 2 MB"),
        (Contents("maple.ics", b"x" * (LARGEST_CALENDAR + 1)), "larger than 2 MB"),
        (NotFound(Problem.MISSING_SCOPE), "files:read"),
        (NotFound(Problem.GONE), "not there any more"),
        (NotFound(Problem.NO_ANSWER, "timeout"), "longer than ten seconds"),
        (NotFound(Problem.NO_ANSWER, "503"), "answered 503"),
        (NotFound(Problem.NO_ANSWER, "gaierror"), "no server of that name"),
        (NotFound(Problem.NOT_ALLOWED, "private"), "private network"),
        (NotFound(Problem.NOT_ALLOWED, "redirects"), "leads from one address to the next"),
        (NotFound(Problem.NOT_ALLOWED), "not a web address"),
        (Contents("lunch.pdf", b"%PDF-1.7"), "“lunch.pdf” is not a calendar"),
        (Contents("cal.ics", b""), "“cal.ics” is empty"),
        (Contents("calendar", b"<!doctype html><p>Calendar"), "is a web page, not a calendar"),
        (Contents("cal.ics", calendar()), "without a single event"),
        (Contents("cal.ics", calendar(event("DTSTART;VALUE=DATE:20200101"))), "no event in the coming 18 months"),
        (Contents("cal.ics", calendar(event("DTSTART:soon"))), "its start is not a date"),
    ],
)
def test_what_can_not_be_read_leads_back_to_the_form_with_the_reason(ana: AtWork, found: Found, sentence: str) -> None:
    form = ana.reads(found, **{ADDRESS: PAGE})
    assert form.id == ENTRY_FORM
    assert sentence in said(form)
    assert field(ana, ADDRESS) == PAGE


def test_what_was_not_understood_is_listed_with_its_place_and_the_rest_counted(ana: AtWork) -> None:
    form = ana.reads(file("messy"))
    assert [option.text for option in ana.choices().options] == ["Winter Break"]
    assert "Not understood: 10 parts." in said(form)
    assert "Event “Staff day”, line 14: its start is not a date that can be used (“30.11.2026”)." in said(form)
    assert "Event “Bells”, line 35: it repeats several times a day" in said(form)
    assert "and 2 more." in said(form)
    assert "Left out: 1 event already over." in said(form)


def test_more_names_than_a_form_can_hold_are_counted_and_the_likely_ones_are_there(ana: AtWork) -> None:
    events = [event(NOV_30, uid=str(at), name=f"Event {at}") for at in range(400)]
    form = ana.reads(calendar(*events, event(NOV_30, uid="last", name="Winter Break")))
    assert len(ana.choices().options) == 100
    assert ana.chosen() == ["Winter Break"]
    assert "301 more names" in said(form)


def test_typed_breaks_are_read_at_once_and_all_are_chosen(ana: AtWork) -> None:
    form = ana.types("Nov 25-27 Thanksgiving\nDec 21 - Jan 1 Winter break\nDec 24 winter BREAK\nFeb 4\nnonsense")
    assert form.id == CHOICE_FORM
    assert [(option.text, option.about) for option in ana.choices().options] == [
        ("Thanksgiving", "Nov 25 to 27"),
        ("Winter break", "Dec 21 to Jan 1, 2027"),
        ("(no name)", "Feb 4, 2027"),
    ]
    assert len(ana.choices().chosen) == 3
    assert said(form).startswith("3 breaks were understood. During which should no check-in open?")
    assert "Not understood: 1 line." in said(form)
    assert "Line 5, “nonsense”: there is no date in it." in said(form)


def test_going_back_and_coming_again_loses_nothing(ana: AtWork, cabinet: Cabinet) -> None:
    ana.types("Nov 25-27 Thanksgiving\nDec 21 - Jan 1 Winter break")
    ana.presses(CalendarAct.BACK_TO_ENTRY, **{CHOSEN: (ana.option("Winter break"),)})
    assert field(ana, TYPED) == "Nov 25-27 Thanksgiving\nDec 21 - Jan 1 Winter break"
    again = AtWork(cabinet)
    again.opens()
    again.presses(CalendarAct.GO_ON)
    assert again.chosen() == ["Winter break"]
    again.submits()
    again.presses(CalendarAct.BACK_TO_CHOICE)
    assert again.chosen() == ["Winter break"]


def test_a_draft_is_nobody_elses(cabinet: Cabinet, ana: AtWork) -> None:
    coordinates(cabinet, "Dev")
    ana.types("Nov 25-27 Thanksgiving")
    dev = AtWork(cabinet, "Dev")
    dev.opens()
    assert field(dev, TYPED) == ""
    with pytest.raises(AssertionError):
        dev.presses(CalendarAct.GO_ON)


@pytest.mark.parametrize(
    ("name", "refusal"),
    [("Dana", CoordinatorsOnly), ("Olga", CoordinatorsOnly), ("Mallory", NotOnTheTeam)],
)
def test_only_coordinators_get_anywhere(cabinet: Cabinet, ana: AtWork, name: str, refusal: type[Exception]) -> None:
    deps, who, about = cabinet.deps, speaker(name), (ana.form or ana.opens()).about
    with pytest.raises(refusal):
        ROUTES.commands["calendar"](deps, who, CHANNEL, "")
    with pytest.raises(refusal):
        ROUTES.presses[CalendarAct.OPEN](deps, who, Pressed(cabinet.team().id))
    for act in CalendarAct:
        if act is not CalendarAct.OPEN:
            with pytest.raises(refusal):
                ROUTES.presses[act](deps, who, Pressed("", about=about))
    for form in ("calendar_entry", "calendar_choice", "calendar_effect"):
        with pytest.raises(refusal):
            ROUTES.submissions[form](deps, who, about, {TYPED: "Nov 26 Break"})


def test_whoever_stops_coordinating_while_a_file_is_read_gets_no_further(cabinet: Cabinet, ana: AtWork) -> None:
    result = ana.presses(CalendarAct.READ, **{FILE: ("F1",)})
    assert isinstance(result, Fetch)
    with cabinet.store.begin() as transaction:
        member = teams.member_at(transaction, cabinet.team().id, speaker("Ana").address)
        assert member is not None
        teams.take_off(transaction, member.id, now=cabinet.clock.now())
    with pytest.raises(NotOnTheTeam):
        result.then(Contents("maple.ics", file("maple_valley")))


@pytest.mark.parametrize("about", ["", "nonsense", "nobody@0@"])
def test_a_form_that_was_tampered_with_is_refused(cabinet: Cabinet, about: str) -> None:
    for form in ("calendar_entry", "calendar_choice", "calendar_effect"):
        with pytest.raises(FormDoesNotMatch):
            ROUTES.submissions[form](cabinet.deps, speaker("Ana"), about, {})


def test_something_else_than_what_was_wanted_is_refused(ana: AtWork) -> None:
    result = ana.presses(CalendarAct.READ, **{FILE: ("F1",)})
    assert isinstance(result, Fetch)
    with pytest.raises(FormDoesNotMatch):
        result.then(ChannelPeople("cabinet", False, (), ()))
