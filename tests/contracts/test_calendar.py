"""A coordinator gives the team a school calendar, from a file, a page or typed, and the fortnights move."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.demo.cast import ZONE
from bot.sections.calendar import ADDRESS, CHOSEN, ENTRY_FORM, FILE, TYPED, CalendarAct
from tests.bot.calendars.pages import Page, site
from tests.bot.calendars.writing import calendar, event, file
from tests.contracts.stage import A_MINUTE, Actor, Scene, words
from tests.contracts.stages import where_forms_take_files


def opens(scene: Scene, name: str = "ana") -> Actor:
    person = scene.person(name)
    person.types("calendar")
    return person


def reads_file(scene: Scene, person: Actor, data: bytes) -> None:
    person.attaches(FILE, "maple.ics", data)
    if not scene.stage.reads_what_is_attached:
        person.presses(CalendarAct.READ)


def chosen(person: Actor) -> list[str]:
    return [] if person.shown is None else list(person.shown.chosen.get(CHOSEN, ()))


def submits(person: Actor) -> None:
    assert person.submits() == {}


def breaks(scene: Scene) -> list[str]:
    with scene.stage.story.deps.store.read() as transaction:
        return [one.name for one in scene.stage.story.team(transaction).rhythm.calendar.breaks]


def at_nine(day: date) -> datetime:
    return datetime.combine(day, time(9), tzinfo=ZoneInfo(ZONE))


def opened(scene: Scene, number: int) -> bool:
    return any(said.text.startswith(f"Check-in {number}:") for said in scene.channel())


def summed_up(scene: Scene) -> bool:
    return any(said.text.startswith("Digest of") for said in scene.channel())


def test_a_districts_file_is_read_chosen_from_weighed_and_used(scene: Scene) -> None:
    ana = opens(scene)
    assert "no breaks yet" in words(ana)
    reads_file(scene, ana, file("maple_valley"))
    assert "Maple Valley Schools 2026-27" in words(ana)
    assert chosen(ana)[:3] == [
        "Labor Day - No School",
        "Indigenous Peoples’ Day (schools closed)",
        "Thanksgiving Break",
    ]
    assert "Early Release" not in chosen(ana)
    submits(ana)
    assert "Mon, Oct 12 becomes Mon, Oct 19, after Indigenous Peoples’ Day (schools closed)" in words(ana)
    assert "Everything will have been asked by" in words(ana)
    scene.pass_by(A_MINUTE)
    assert breaks(scene) == []
    assert "school calendar" not in scene.channel()[-1].text
    submits(ana)
    assert "The school calendar is saved." in words(ana)
    assert "Thanksgiving Break" in breaks(scene)
    scene.pass_by(A_MINUTE)
    note = scene.channel()[-1].text
    assert "Ana Morales changed the school calendar: added Labor Day - No School (Sep 7)" in note
    scene.until(at_nine(date(2026, 10, 12)) + A_MINUTE)
    assert (opened(scene, 3), opened(scene, 4)) == (True, False)
    scene.until(at_nine(date(2026, 10, 19)) + A_MINUTE)
    assert opened(scene, 4)


@where_forms_take_files
def test_submitting_with_a_file_attached_leads_to_the_button_that_reads_it(scene: Scene) -> None:
    ana = opens(scene)
    ana.attaches(FILE, "maple.ics", file("maple_valley"))
    submits(ana)
    assert "Press Read it" in words(ana)
    ana.presses(CalendarAct.READ)
    assert "Winter Break" in chosen(ana)


def test_typed_breaks_move_the_next_check_in_and_its_digest(scene: Scene) -> None:
    ana = opens(scene)
    ana.fills_in({TYPED: "Sep 10-14 Smoke days\nSomething without a day"})
    submits(ana)
    assert chosen(ana) == ["Smoke days"]
    assert "Line 2, “Something without a day”: there is no date in it" in words(ana)
    submits(ana)
    assert "Mon, Sep 14 becomes Mon, Sep 21, after Smoke days" in words(ana)
    submits(ana)
    scene.until(at_nine(date(2026, 9, 14)) + A_MINUTE)
    assert (opened(scene, 2), summed_up(scene)) == (False, False)
    scene.until(at_nine(date(2026, 9, 21)) + A_MINUTE)
    assert (opened(scene, 2), summed_up(scene)) == (True, True)
    ana.closes()
    assert "no breaks yet" in words(opens(scene))


def test_a_page_is_read_from_its_address(scene: Scene) -> None:
    with site({"/cal.ics": Page(file("maple_valley"))}) as there:
        ana = opens(scene)
        ana.fills_in({ADDRESS: there.address("/cal.ics")})
        ana.presses(CalendarAct.READ)
        assert there.asked == ["/cal.ics"]
    assert "Spring Break" in chosen(ana)
    ana.presses(CalendarAct.BACK_TO_ENTRY)
    assert ana.shown is not None
    assert ana.shown.fields[ADDRESS] == there.address("/cal.ics")


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("http://localhost:1/cal.ics", "inside a private network"),
        ("http://169.254.169.254/latest/meta-data", "inside a private network"),
        ("http://127.0.0.1:1/cal.ics", "no server answers there"),
        ("ftp://maple.example/cal.ics", "not a web address"),
    ],
    ids=["this machine", "cloud", "nobody", "ftp"],
)
def test_an_address_that_can_not_be_read_leaves_the_form_with_the_reason(
    scene: Scene, address: str, sentence: str
) -> None:
    ana = opens(scene)
    ana.fills_in({ADDRESS: address})
    ana.presses(CalendarAct.READ)
    assert sentence in words(ana)
    ana.closes()
    opens(scene)
    assert ana.shown is not None
    assert ana.shown.fields[ADDRESS] == address
    assert breaks(scene) == []


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"x" * 10_000_000, "larger than 2 MB"),
        (b"%PDF-1.7 lunch", "is not a calendar"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:soon\r\n", "it is cut off before its end"),
        (calendar(event("DTSTART;VALUE=DATE:20200101")), "no event in the coming 18 months"),
    ],
    ids=["10 MB", "no calendar", "cut off", "all past"],
)
def test_a_file_that_can_not_be_read_leaves_the_form_with_the_reason(scene: Scene, data: bytes, sentence: str) -> None:
    ana = opens(scene)
    reads_file(scene, ana, data)
    assert sentence in words(ana)
    assert ana.shown is not None
    assert ana.shown.form == ENTRY_FORM
    assert breaks(scene) == []


def test_a_calendar_that_blocks_every_week_is_refused_beside_the_choice(scene: Scene) -> None:
    ana = opens(scene)
    reads_file(scene, ana, calendar(event("DTSTART;VALUE=DATE:20260831", "RRULE:FREQ=WEEKLY", name="Closed Mondays")))
    assert "no Monday is free for half a year" in ana.submits()[CHOSEN]
    assert breaks(scene) == []


def test_the_whole_calendar_can_be_cleared_and_the_dates_come_back(scene: Scene) -> None:
    ana = opens(scene)
    ana.fills_in({TYPED: "Sep 10-14 Smoke days"})
    for _ in range(3):
        submits(ana)
    assert breaks(scene) == ["Smoke days"]
    ana.closes()
    opens(scene)
    ana.presses(CalendarAct.CLEAR)
    assert "Mon, Sep 21 becomes Mon, Sep 14, no longer after Smoke days" in words(ana)
    submits(ana)
    assert breaks(scene) == []
    scene.until(at_nine(date(2026, 9, 14)) + A_MINUTE)
    assert opened(scene, 2)


@pytest.mark.parametrize(
    ("name", "sentence"), [("dana", "Ana Morales coordinates this team"), ("mallory", "not on its list")]
)
def test_members_and_outsiders_get_a_sentence_and_no_form(scene: Scene, name: str, sentence: str) -> None:
    scene.stage.comes_in("mallory")
    person = scene.person(name)
    assert sentence in person.types("calendar")
    assert person.shown is None
