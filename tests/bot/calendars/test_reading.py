"""Calendars as districts export them: which days their events take, and which of them are likely breaks."""

import pytest

from bot.calendars.findings import WhyPuzzling, WhyUnreadable
from tests.bot.calendars.writing import calendar, days, event, file, read, unreadable
from tests.builders import ZONE

NOV_30 = "DTSTART;VALUE=DATE:20261130"


def test_a_districts_year_is_understood_day_by_day() -> None:
    found = read(file("maple_valley"))
    assert found.title == "Maple Valley Schools 2026-27"
    assert found.puzzles == ()
    of = days(found)
    assert of["Thanksgiving Break"] == ["2026-11-25/2026-11-27"]
    assert of["Winter Break"] == ["2026-12-21/2027-01-01"]
    assert of["Midwinter Recess"] == ["2027-02-15/2027-02-19"]
    assert of["Holiday Concert"] == ["2026-12-17"]
    assert of["PTA Meeting"][:2] == ["2026-09-15", "2026-10-20"]
    assert len(of["PTA Meeting"]) == 9
    assert not {"2026-11-25", "2026-12-23", "2026-12-30"} & set(of["Early Release"])
    assert (of["Early Release"][0], of["Early Release"][-1]) == ("2026-09-16", "2027-06-09")
    assert "2026-10-12" not in of["Board of Education Meeting"]
    assert "2026-10-13" in of["Board of Education Meeting"]
    assert (found.over, found.cancelled) == (2, 1)
    assert not {"First Day of School", "Labor Day - No School", "Snow day make-up"} & of.keys()


def test_the_likely_breaks_come_first_each_kind_by_date() -> None:
    found = read(file("maple_valley"))
    assert [one.name for one in found.events if one.likely] == [
        "Indigenous Peoples’ Day (schools closed)",
        "Thanksgiving Break",
        "Winter Break",
        "Martin Luther King Jr. Day",
        "Midwinter Recess",
        "Spring Break",
    ]
    assert [one.likely for one in found.events] == sorted((one.likely for one in found.events), reverse=True)


def test_an_export_of_outlooks_is_read_with_its_own_zone_whatever_the_encoding() -> None:
    text = file("outlook").decode()
    expected = {
        "Fall recess": ["2026-10-19/2026-10-23"],
        "Día de los Muertos – school closed": ["2026-11-02"],
        "Staff collaboration (half-day)": [
            "2026-10-02", "2026-11-06", "2026-12-04", "2027-01-01", "2027-02-05", "2027-03-05", "2027-04-02",
            "2027-05-07",
        ],
    }  # fmt: skip
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        assert days(read(text.encode(encoding), zone="America/Chicago")) == expected, encoding


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([NOV_30], ["2026-11-30"]),
        ([NOV_30, "DTEND;VALUE=DATE:20261201"], ["2026-11-30"]),
        ([NOV_30, "DTEND;VALUE=DATE:20261130"], ["2026-11-30"]),
        ([NOV_30, "DTEND;VALUE=DATE:20261203"], ["2026-11-30/2026-12-02"]),
        ([NOV_30, "DURATION:P3D"], ["2026-11-30/2026-12-02"]),
        (["DTSTART:20261130"], ["2026-11-30"]),
        (["DTSTART:20261130T190000"], ["2026-11-30"]),
        (["DTSTART:20261130T220000Z", "DTEND:20261130T233000Z"], ["2026-11-30"]),
        (["DTSTART:20261201T030000Z"], ["2026-11-30"]),
        (["DTSTART:20261130T050000Z", "DTEND:20261202T050000Z"], ["2026-11-30/2026-12-01"]),
        (["DTSTART;TZID=Nowhere:20261130T090000"], ["2026-11-30"]),
        (["DTSTART;TZID=Asia/Tokyo:20261201T090000"], ["2026-11-30"]),
        ([NOV_30, "DTSTART;VALUE=DATE:20261201"], ["2026-11-30"]),
        (["DTSTART;VALUE=DATE:20260907", "DTEND;VALUE=DATE:20260918"], ["2026-09-07/2026-09-17"]),
        ([NOV_30, "RRULE:FREQ=DAILY;COUNT=3"], ["2026-11-30/2026-12-02"]),
        ([NOV_30, "RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE:20261207"], ["2026-11-30", "2026-12-14"]),
        ([NOV_30, "RDATE;VALUE=DATE:20261208"], ["2026-11-30", "2026-12-08"]),
        (["DTSTART;VALUE=DATE:20200907", "RRULE:FREQ=YEARLY"], ["2027-09-07"]),
        ([NOV_30, "RRULE:FREQ=WEEKLY;UNTIL=20261208T045959Z"], ["2026-11-30", "2026-12-07"]),
        ([NOV_30, "RRULE:FREQ=DAILY;COUNT=2", "RRULE:FREQ=WEEKLY;COUNT=2"], ["2026-11-30/2026-12-01", "2026-12-07"]),
    ],
)  # fmt: skip
def test_an_event_takes_the_days_that_it_covers_in_the_teams_zone(lines: list[str], expected: list[str]) -> None:
    found = read(calendar(event(*lines)))
    assert found.puzzles == ()
    assert days(found) == {"Break": expected}


def test_a_recurring_event_loses_the_times_that_were_called_off_and_keeps_those_that_moved() -> None:
    found = read(
        calendar(
            event(NOV_30, "RRULE:FREQ=WEEKLY;COUNT=4"),
            event("RECURRENCE-ID;VALUE=DATE:20261207", "DTSTART;VALUE=DATE:20261207", "STATUS:CANCELLED"),
            event("RECURRENCE-ID;VALUE=DATE:20261214", "DTSTART;VALUE=DATE:20261216", name="Break, moved"),
        )
    )
    assert days(found) == {"Break": ["2026-11-30", "2026-12-21"], "Break, moved": ["2026-12-16"]}
    assert found.cancelled == 1


def test_what_stands_in_an_events_alarm_is_none_of_the_events() -> None:
    alarm = ["BEGIN:VALARM", "SUMMARY:Reminder", "TRIGGER:-P1D", "DURATION:P9D", "END:VALARM"]
    found = read(calendar(event(*alarm, NOV_30, name="Break").replace("SUMMARY:Break\r\n", "")))
    assert days(found) == {"": ["2026-11-30"]}


def test_events_that_share_an_id_by_mistake_all_count_and_of_two_versions_the_newer() -> None:
    by_mistake = [event(f"DTSTART;VALUE=DATE:{day}", name=f"Day {day}") for day in ("20261130", "20261201")]
    assert list(days(read(calendar(*by_mistake)))) == ["Day 20261130", "Day 20261201"]
    versions = [
        event(NOV_30, "SEQUENCE:1", name="Old"),
        event("DTSTART;VALUE=DATE:20261202", "SEQUENCE:2", name="New"),
    ]
    assert days(read(calendar(*versions))) == {"New": ["2026-12-02"]}


def test_what_is_over_or_too_far_ahead_is_counted_and_not_offered() -> None:
    found = read(
        calendar(
            event("DTSTART;VALUE=DATE:20260913", uid="1"),
            event("DTSTART;VALUE=DATE:20300101", uid="2"),
            event("DTSTART;VALUE=DATE:20200101", "RRULE:FREQ=DAILY;COUNT=5", uid="3"),
            event(NOV_30, uid="4"),
        )
    )
    assert (found.over, found.far) == (2, 1)
    assert days(found) == {"Break": ["2026-11-30"]}


def test_a_part_that_makes_no_sense_is_named_with_its_line_and_the_rest_is_read() -> None:
    found = read(file("messy"))
    assert days(found) == {
        "Fall Break": ["2026-10-19/2026-10-23"],
        "Winter Break": ["2026-12-21/2027-01-01"],
    }
    assert [(puzzle.kind, puzzle.name, puzzle.line, puzzle.why) for puzzle in found.puzzles] == [
        ("VEVENT", "Staff day", 14, WhyPuzzling.BAD_START),
        ("VEVENT", "No start at all", 19, WhyPuzzling.NO_START),
        ("VEVENT", "Backwards", 23, WhyPuzzling.ENDS_FIRST),
        ("VEVENT", "Sometimes", 29, WhyPuzzling.BAD_RULE),
        ("VEVENT", "Bells", 35, WhyPuzzling.TOO_OFTEN),
        ("VTODO", "Order the pizza", 41, WhyPuzzling.NO_EVENT),
        ("VEVENT", "Standing still", 46, WhyPuzzling.BAD_RULE),
        ("VEVENT", "Cut off", 58, WhyPuzzling.NOT_FINISHED),
        ("", "", 5, WhyPuzzling.BROKEN_LINE),
        ("", "", 12, WhyPuzzling.BROKEN_LINE),
    ]
    assert "30.11.2026" in found.puzzles[0].detail


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", WhyUnreadable.EMPTY),
        (b" \r\n\r\n", WhyUnreadable.EMPTY),
        (b"<!DOCTYPE html><html><body>Calendar</body></html>", WhyUnreadable.WEB_PAGE),
        (b"%PDF-1.7 \x00\xff\xfe binary", WhyUnreadable.NO_CALENDAR),
        (b"Date,Name\n2026-11-25,Thanksgiving\n", WhyUnreadable.NO_CALENDAR),
        (b"BEGIN:VEVENT\nDTSTART:20261130\nEND:VEVENT\n", WhyUnreadable.NO_CALENDAR),
        (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", WhyUnreadable.NO_EVENTS),
        (b"x" * 10_000_000, WhyUnreadable.TOO_LARGE),
    ],
    ids=["nothing", "blank", "page", "binary", "table", "no calendar around it", "no event", "10 MB"],
)
def test_what_is_no_calendar_is_told_apart(data: bytes, why: WhyUnreadable) -> None:
    assert unreadable(data).why is why


def test_a_calendar_without_a_name_has_the_files_and_a_long_name_is_clipped() -> None:
    assert read(calendar(event(NOV_30))).title == "calendar.ics"
    found = read(calendar(event(NOV_30, name="Break " * 60), about=["X-WR-CALNAME:" + "Maple\\, Valley " * 20]))
    assert found.title.startswith("Maple, Valley")
    assert (len(found.title), len(found.events[0].name)) == (60, 60)


@pytest.mark.parametrize("zone", [ZONE, "Pacific/Pago_Pago", "Pacific/Kiritimati"])
def test_a_whole_day_is_the_same_day_in_every_zone(zone: str) -> None:
    assert days(read(calendar(event(NOV_30), about=["X-WR-TIMEZONE:Europe/Berlin"]), zone=zone)) == {
        "Break": ["2026-11-30"]
    }
