"""Moments, days and time zones as people say them, in US English."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

# Spelled here, because strftime follows the machine's locale.
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

# The zones of US districts, from east to west, by the names people use.
US_ZONES: Mapping[str, str] = MappingProxyType(
    {
        "America/New_York": "Eastern time",
        "America/Chicago": "Central time",
        "America/Denver": "Mountain time",
        "America/Phoenix": "Arizona time",
        "America/Los_Angeles": "Pacific time",
        "America/Anchorage": "Alaska time",
        "Pacific/Honolulu": "Hawaii time",
        "America/Puerto_Rico": "Puerto Rico and Virgin Islands time",
        "Pacific/Guam": "Guam and Northern Marianas time",
        "Pacific/Pago_Pago": "American Samoa time",
    }
)


def when(at: datetime, zone: str) -> str:
    """`Fri, Nov 13, 4:00 PM`, in `zone`."""
    return f"{day(at, zone)}, {time_of_day(at.astimezone(ZoneInfo(zone)).time())}"


def time_of_day(at: time) -> str:
    """`4:00 PM`, whatever the zone."""
    return f"{at.hour % 12 or 12}:{at.minute:02} {'AM' if at.hour < 12 else 'PM'}"


def day(at: datetime, zone: str) -> str:
    """`Fri, Nov 13`, in `zone`."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{WEEKDAYS[local.weekday()]}, {MONTHS[local.month - 1]} {local.day}"


def day_and_year(at: datetime, zone: str) -> str:
    """`Feb 12, 2027`, in `zone`: for what is far enough away that the year isn't plain."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{MONTHS[local.month - 1]} {local.day}, {local.year}"


def day_and_month(on: date) -> str:
    """`Nov 20`: a day of the calendar, the same in every zone."""
    return f"{MONTHS[on.month - 1]} {on.day}"


def period(start: datetime, end: datetime, zone: str) -> str:
    """`Nov 2 to Nov 15`, in `zone`; `end` itself is outside. Years only when they differ."""
    first, last = start.astimezone(ZoneInfo(zone)), (end - timedelta(microseconds=1)).astimezone(ZoneInfo(zone))
    if first.year != last.year:
        return f"{day_and_year(first, zone)} to {day_and_year(last, zone)}"
    if first.date() == last.date():
        return f"{MONTHS[first.month - 1]} {first.day}"
    return f"{MONTHS[first.month - 1]} {first.day} to {MONTHS[last.month - 1]} {last.day}"


def zone_name(zone: str) -> str:
    """`Eastern time`; a zone outside the United States by its city, `Berlin time`."""
    if zone in US_ZONES:
        return US_ZONES[zone]
    region, _, city = zone.rpartition("/")
    return f"{city.replace('_', ' ')} time" if region and region != "Etc" else zone
