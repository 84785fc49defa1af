"""Calendars made to hang a reader, to fill its memory, or to break it: it answers in time, and never raises."""

import threading
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.calendars.apart import WentWrong, read_apart
from bot.calendars.findings import (
    MOST_EVENTS,
    MOST_PUZZLES,
    Findings,
    Unreadable,
    WhyPuzzling,
    WhyUnreadable,
)
from bot.calendars.limits import SECONDS_FOR_ONE, OutOfTime, within
from bot.calendars.reading import read_calendar
from tests.bot.calendars.writing import calendar, days, event, file, read
from tests.builders import MONDAY, ZONE

NOV_30 = "DTSTART;VALUE=DATE:20261130"
# However slow the machine.
A_WHILE = 20.0


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (["DTSTART:20261130T080000", "RRULE:FREQ=HOURLY"], WhyPuzzling.TOO_OFTEN),
        (["DTSTART:19700101T000000", "RRULE:FREQ=SECONDLY"], WhyPuzzling.TOO_OFTEN),
        (["DTSTART:20261130T080000", "RRULE:FREQ=DAILY;BYHOUR=1,2;BYMINUTE=0,1,2"], WhyPuzzling.TOO_OFTEN),
        ([NOV_30, "RRULE:FREQ=DAILY;INTERVAL=0"], WhyPuzzling.BAD_RULE),
        ([NOV_30, "RRULE:INTERVAL=2"], WhyPuzzling.BAD_RULE),
        (["DTSTART:00010101", "RRULE:FREQ=DAILY"], WhyPuzzling.BAD_START),
        (["DTSTART:99991231", "RRULE:FREQ=DAILY"], WhyPuzzling.BAD_START),
        ([NOV_30, "DTEND;VALUE=DATE:99991231"], WhyPuzzling.BAD_END),
        ([NOV_30, "DURATION:P99999999999D"], WhyPuzzling.BAD_END),
        (["DTSTART;VALUE=TIME:101010"], WhyPuzzling.BAD_START),
        (["DTSTART:20261130T000000Z/P1D"], WhyPuzzling.BAD_START),
    ],
)
def test_a_rule_or_a_date_that_nobody_means_is_a_puzzle_at_once(lines: list[str], why: WhyPuzzling) -> None:
    began = time.monotonic()
    found = read(calendar(event(*lines), event(NOV_30, uid="2", name="Fine")))
    assert [puzzle.why for puzzle in found.puzzles] == [why]
    assert days(found) == {"Fine": ["2026-11-30"]}
    assert time.monotonic() - began < SECONDS_FOR_ONE


def test_a_rule_without_end_is_followed_for_eighteen_months() -> None:
    found = read(calendar(event("DTSTART;VALUE=DATE:19700105", "RRULE:FREQ=WEEKLY")))
    (one,) = found.events
    assert (str(one.breaks[0].first), str(one.breaks[-1].last)) == ("2026-09-14", "2028-03-13")


def test_an_event_that_takes_too_long_is_given_up_and_the_next_is_read() -> None:
    # Looked for on every day until the year 9999, in vain.
    never = "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"
    began = time.monotonic()
    found = read(calendar(event(NOV_30, never), event(NOV_30, uid="2", name="Fine")))
    assert [puzzle.why for puzzle in found.puzzles] == [WhyPuzzling.TOO_MUCH_WORK]
    assert days(found) == {"Fine": ["2026-11-30"]}
    assert time.monotonic() - began < A_WHILE


def test_five_thousand_events_of_four_hundred_names_are_read_and_the_likely_names_kept() -> None:
    events = [
        event(f"DTSTART;VALUE=DATE:2027{at % 12 + 1:02}{at % 28 + 1:02}", uid=str(at), name=f"Event {at % 400}")
        for at in range(4_999)
    ]
    found = read_apart(calendar(*events, event(NOV_30, uid="last")), today=MONDAY, zone=ZONE)
    assert isinstance(found, Findings)
    assert (len(found.events), found.more_events) == (MOST_EVENTS, 401 - MOST_EVENTS)
    assert (found.events[0].name, found.events[0].likely) == ("Break", True)
    assert found.puzzles == ()


def test_of_many_puzzles_the_first_are_kept_and_the_rest_counted() -> None:
    found = read(calendar(*(event(uid=str(at)) for at in range(200)), event(NOV_30, uid="last")))
    assert (len(found.puzzles), found.more_puzzles) == (MOST_PUZZLES, 200 - MOST_PUZZLES)


def test_a_process_of_its_own_reads_the_same() -> None:
    here = read_calendar(file("maple_valley"), today=MONDAY, zone=ZONE, name="maple.ics")
    assert read_apart(file("maple_valley"), today=MONDAY, zone=ZONE, name="maple.ics") == here


def test_a_process_that_is_stuck_is_ended() -> None:
    began = time.monotonic()
    found = read_apart(file("maple_valley"), today=MONDAY, zone=ZONE, seconds=0.01)
    assert found == Unreadable(WhyUnreadable.TOO_SLOW)
    assert time.monotonic() - began < A_WHILE


def test_a_process_that_fails_for_a_reason_of_ours_says_so() -> None:
    with pytest.raises(WentWrong):
        read_apart(file("maple_valley"), today=MONDAY, zone="Mars/Olympus")


def test_an_alarm_is_over_once_the_work_is_done() -> None:
    with within(0.05):
        pass
    with pytest.raises(OutOfTime), within(0.1):
        threading.Event().wait(A_WHILE)


LINES = st.sampled_from(
    [
        "BEGIN:VCALENDAR", "END:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VALARM", "END:VALARM",
        "BEGIN:VTIMEZONE", "END:VTIMEZONE", "BEGIN:STANDARD", "END:STANDARD", "TZID:X", "TZOFFSETFROM:-0500",
        "TZOFFSETTO:oops", "UID:1", "SUMMARY:Break", "SUMMARY;X=\"", " folded", "DTSTART;VALUE=DATE:20261130",
        "DTSTART;TZID=X:20261130T090000", "DTSTART:x", "DTEND:20261201T000000Z", "DTEND;VALUE=DATE:20261130",
        "DURATION:P1D", "DURATION:-P1D", "DURATION:PT36H", "RRULE:FREQ=DAILY;COUNT=3", "RRULE:FREQ=WEEKLY;UNTIL=x",
        "RRULE:", "RDATE:20261130T000000Z/PT1H", "EXDATE:x", "EXDATE;VALUE=DATE:20261130", "RECURRENCE-ID:20261130",
        "RECURRENCE-ID;RANGE=THISANDFUTURE:20261130T000000Z", "STATUS:CANCELLED", "SEQUENCE:x", "X-WR-TIMEZONE:UTC",
        "X-WR-CALNAME:Ours", "no colon", ":", ";:", "\x00", "é",
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES, max_size=30))
def test_no_order_of_lines_breaks_the_reader(lines: list[str]) -> None:
    data = "\r\n".join(["BEGIN:VCALENDAR", *lines]).encode()
    assert isinstance(read_calendar(data, today=date(2026, 11, 1), zone=ZONE), Findings | Unreadable)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    for whole in (data, b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261130\n" + data + b"\nEND:VEVENT\nEND:VCALENDAR"):
        assert isinstance(read_calendar(whole, today=date(2026, 11, 1), zone=ZONE), Findings | Unreadable)
