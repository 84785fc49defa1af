"""Writes calendars for tests: name an event's lines, and the rest is around them."""

from collections.abc import Iterable
from pathlib import Path

from bot.calendars.findings import Findings, Unreadable
from bot.calendars.reading import read_calendar
from tests.builders import MONDAY, ZONE

FILES = Path(__file__).parent / "files"


def file(name: str) -> bytes:
    return (FILES / f"{name}.ics").read_bytes()


def event(*lines: str, name: str = "Break", uid: str = "1") -> str:
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", f"SUMMARY:{name}", *lines, "END:VEVENT", ""])


def calendar(*components: str, about: Iterable[str] = ()) -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Tests//EN", *about, ""]
    return ("\r\n".join(lines) + "".join(components) + "END:VCALENDAR\r\n").encode()


def read(data: bytes, *, zone: str = ZONE) -> Findings:
    """What is in it, for a team in `zone` on the Monday of builders.py."""
    found = read_calendar(data, today=MONDAY, zone=zone, name="calendar.ics")
    assert isinstance(found, Findings), found
    return found


def unreadable(data: bytes) -> Unreadable:
    found = read_calendar(data, today=MONDAY, zone=ZONE, name="calendar.ics")
    assert isinstance(found, Unreadable), found
    return found


def days(found: Findings) -> dict[str, list[str]]:
    """The days of each name, as `2026-11-25` or `2026-11-25/2026-11-27`."""
    return {
        one.name: [str(each.first) if each.first == each.last else f"{each.first}/{each.last}" for each in one.breaks]
        for one in found.events
    }
