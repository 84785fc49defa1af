"""Every kind of change in a sentence, the same in the audit log, in the channel and in a refusal."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from bot.wording.calendars import calendar_changed
from bot.wording.counting import count, listed
from bot.wording.decision_changes import DECISIONS_SAID
from bot.wording.times import WEEKDAY_NAMES, time_of_day, when, zone_name
from rubric.audit import Entry, What
from rubric.school_calendar import Break

# The columns of the audit log as a table.
COLUMNS = ("Number", "Local time", "Time zone", "UTC", "Who", "What", "Change", "Before", "After", "Reason")

Facts = Mapping[str, Any]


def sentence(entry: Entry, zone: str) -> str:
    """`Dev changed the indicators per check-in from 7 to 5. Reason: Short month.`, with times in `zone`."""
    did = DECISIONS_SAID[entry.what](entry) if entry.what in DECISIONS_SAID else _SAID[entry.what](entry, zone)
    said = f"{entry.actor or 'Somebody'} {did}."
    reason = " ".join(entry.reason.split())
    if not reason:
        return said
    return f"{said} Reason: {reason if reason.endswith(('.', '!', '?')) else f'{reason}.'}"


def dated_sentence(entry: Entry, zone: str) -> tuple[str, str]:
    """When it was changed, and the sentence."""
    return when(entry.at, zone), sentence(entry, zone)


def _skipped(entry: Entry, zone: str) -> str:
    if "opens_at" in entry.after:
        return f"put the skipped check-in of {_moment(entry.after['opens_at'], zone)} back"
    return f"skipped the check-in of {_moment(entry.before.get('opens_at'), zone)}"


def _shifted(entry: Entry, zone: str) -> str:
    before, after = (_moment(facts.get("opens_at"), zone) for facts in (entry.before, entry.after))
    return f"moved the check-in of {before} to {after}"


def _asked_now(entry: Entry, zone: str) -> str:
    closes = _moment(entry.after.get("closes_at"), zone)
    return f"opened {_check_in(entry.after)} at once, open until {closes}"


def _extended(entry: Entry, zone: str) -> str:
    before, after = (_moment(facts.get("closes_at"), zone) for facts in (entry.before, entry.after))
    return f"extended {_check_in(entry.after)} from {before} to {after}"


def _nudged(entry: Entry, zone: str) -> str:
    del zone
    return f"sent a nudge for {_check_in(entry.after)}"


def _settings(entry: Entry, zone: str) -> str:
    del zone
    names = sorted(entry.before.keys() | entry.after.keys(), key=_place)
    said = [setting_change(name, entry.before.get(name), entry.after.get(name)) for name in names]
    return f"changed {listed(said) or 'the settings'}"


def setting_change(name: str, before: object, after: object) -> str:
    """`the indicators per check-in from 7 to 5`."""
    called, say = _SETTINGS.get(name, (f"the {name.replace('_', ' ')}", _as_it_is))
    return f"{called} from {say(before)} to {say(after)}"


def setting_name(name: str) -> str:
    """`Indicators per check-in`."""
    called = _SETTINGS[name][0].removeprefix("the ")
    return called[0].upper() + called[1:]


def setting_value(name: str, value: object) -> str:
    return _SETTINGS[name][1](value)


def _focus(entry: Entry, zone: str) -> str:
    del zone
    before, after = entry.before.get("focus"), entry.after.get("focus")
    if not after:
        return f"took {before or 'the domain'} out of focus"
    return f"put {after} in focus" + (f" in place of {before}" if before else "")


def _member(entry: Entry, zone: str) -> str:
    del zone
    before, after = entry.before, entry.after
    if "coordinators" in after:
        return _coordinators(before.get("coordinators"), after["coordinators"])
    parts = [
        _of_member(key, before.get(key), after[key])
        for key in after
        if key not in ("name", "member_id") and before.get(key) != after[key]
    ]
    return f"changed {_name(entry)}: {listed(parts)}" if parts else f"changed what is known of {_name(entry)}"


def _coordinators(before: object, after: object) -> str:
    was, now = (value if isinstance(value, list | tuple) else () for value in (before, after))
    added = [str(one) for one in now if one not in was]
    if added and was and all(one in now for one in was):
        return f"made {listed(added)} {'a coordinator' if len(added) == 1 else 'coordinators'}"
    return f"changed who coordinates from {_people(before)} to {_people(after)}"


def _of_member(key: str, before: object, after: object) -> str:
    if key == "coordinates":
        return "coordinates now" if after else "no longer coordinates"
    return f"{key.replace('_', ' ')} from {_as_it_is(before)} to {_as_it_is(after)}"


def _people(value: object) -> str:
    return listed([str(one) for one in value]) or "nobody" if isinstance(value, list | tuple) else _as_it_is(value)


def _joined(entry: Entry, zone: str) -> str:
    del zone
    return f"put {_name(entry)} on the team" + (" as an observer" if entry.after.get("role") == "observer" else "")


def _left(entry: Entry, zone: str) -> str:
    del zone
    return "left the team" if entry.before.get("name") == entry.actor else f"took {_name(entry)} off the team"


def _calendar(entry: Entry, zone: str) -> str:
    changed = calendar_changed(_breaks(entry.before), _breaks(entry.after), today=entry.at.astimezone(ZoneInfo(zone)))
    return f"changed the school calendar: {changed}" if changed else "changed the school calendar"


def _breaks(facts: Facts) -> set[Break]:
    """The breaks in an entry, each written as first day, last day, and name."""
    written = facts.get("breaks")
    if not isinstance(written, list):
        return set()
    return {Break(date.fromisoformat(first), date.fromisoformat(last), name) for first, last, name in written}


def _plainly(words: str) -> Callable[[Entry, str], str]:
    def say(entry: Entry, zone: str) -> str:
        del entry, zone
        return words

    return say


def _of_indicator(words: str) -> Callable[[Entry, str], str]:
    def say(entry: Entry, zone: str) -> str:
        del zone
        return words.format(entry.after.get("indicator") or entry.before.get("indicator") or "an indicator")

    return say


def _left_out(entry: Entry, zone: str) -> str:
    del zone
    return f"left {_name(entry)} off the team"


_SAID: Mapping[What, Callable[[Entry, str], str]] = {
    What.SET_UP: _plainly("set up the team"),
    What.PAUSED: _plainly("paused the team"),
    What.RESUMED: _plainly("resumed the team"),
    What.SKIPPED: _skipped,
    What.SHIFTED: _shifted,
    What.ASKED_NOW: _asked_now,
    What.EXTENDED: _extended,
    What.DIGEST_NOW: _plainly("posted the digest early"),
    What.NUDGED: _nudged,
    What.SETTINGS: _settings,
    What.PINNED: _of_indicator("pinned {}, so that it comes next"),
    What.UNPINNED: _of_indicator("unpinned {}"),
    What.EXCLUDED: _of_indicator("excluded {} from coming check-ins"),
    What.INCLUDED: _of_indicator("included {} again"),
    What.FOCUS: _focus,
    What.CALENDAR: _calendar,
    What.JOINED: _joined,
    What.LEFT: _left,
    What.LEFT_OUT: _left_out,
    What.MEMBER: _member,
    What.TAKEN_OVER: _plainly("took over coordinating the team"),
}


def _check_in(facts: Facts) -> str:
    number = facts.get("number")
    return "a check-in" if number is None else f"Check-in {number}"


def _name(entry: Entry) -> str:
    return str(entry.after.get("name") or entry.before.get("name") or "somebody")


def _moment(value: object, zone: str) -> str:
    try:
        return when(datetime.fromisoformat(str(value)), zone)
    except ValueError:
        return "an unknown time" if value is None else str(value)


def _as_it_is(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return listed([str(one) for one in value]) or "none"
    return "none" if value in (None, "") else str(value)


def _weeks(value: object) -> str:
    return "every week" if value == 1 else f"every {value} weeks"


def _days(value: object) -> str:
    return count(value, "day") if isinstance(value, int) else _as_it_is(value)


def _weekday(value: object) -> str:
    return WEEKDAY_NAMES[value] if isinstance(value, int) and 0 <= value < len(WEEKDAY_NAMES) else _as_it_is(value)


def _wall_time(value: object) -> str:
    try:
        return time_of_day(time.fromisoformat(str(value)))
    except ValueError:
        return _as_it_is(value)


def _reminders(value: object) -> str:
    days = [str(day) for day in value] if isinstance(value, list | tuple) else []
    return f"day {listed(days)}" if len(days) == 1 else f"days {listed(days)}" if days else "none"


def _place(name: str) -> tuple[int, str]:
    return (list(_SETTINGS).index(name) if name in _SETTINGS else len(_SETTINGS), name)


# What each setting is called, and how its values are said.
_SETTINGS: Mapping[str, tuple[str, Callable[[object], str]]] = {
    "indicators_per_check_in": ("the indicators per check-in", _as_it_is),
    "days_open": ("how long a check-in is open", _days),
    "reminder_days": ("the reminders", _reminders),
    "every_weeks": ("the rhythm", _weeks),
    "weekday": ("the day", _weekday),
    "at": ("the time", _wall_time),
    "zone": ("the time zone", lambda value: zone_name(str(value))),
}
