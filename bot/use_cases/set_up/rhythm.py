"""The second step of setting up, name and rhythm: what to prefill, what is wrong, and what it comes to."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.sections.forms import Values
from bot.use_cases.set_up.draft import SetUpDraft
from bot.wording import set_up as words
from bot.wording.times import US_ZONES
from rubric.cadence import MOST_WEEKS, BadCadence, find_zone
from rubric.library import UnknownRubric, load, shipped
from rubric.model import Rubric, RubricId
from rubric.refusals import BadSetting
from rubric.team import Rhythm

LONGEST_NAME = 60
DEFAULT_TIME = time(9, 0)
DEFAULT_ZONE = "America/New_York"
A_WEEK = timedelta(weeks=1)
# Further away it is no plan; and dates end somewhere.
FURTHEST_START = timedelta(days=366)


class _Filled(BaseModel):
    """What the form sends, as text."""

    model_config = ConfigDict(str_strip_whitespace=True)

    name: str = Field(min_length=1)
    rubric: str
    every_weeks: int = Field(ge=1, le=MOST_WEEKS)
    weekday: int = Field(ge=0, le=6)
    start_on: date
    at: time
    zone: str
    indicators_per_check_in: int
    days_open: int
    reminder_days: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Settings:
    """A team's name and how it works."""

    name: str
    rubric_id: RubricId
    rhythm: Rhythm


@dataclass(frozen=True, slots=True)
class ProfileZone:
    """The zone that a coordinator's profile gives; `known` is False when there is none of that name here."""

    name: str
    zone: str
    known: bool


def rhythm_values(draft: SetUpDraft, coordinator: str, now: datetime) -> Values:
    """What stands in the second step: what was chosen so far, or what suggests itself.

    `coordinator` is the address of the one whose zone is taken.
    """
    zone = suggested_zone(draft, coordinator)
    today = now.astimezone(ZoneInfo(zone)).date()
    return {
        "name": suggested_name(draft.channel.channel_name),
        "rubric": shipped()[0],
        "every_weeks": "2",
        "weekday": "0",
        "start_on": (today + timedelta(days=7 - today.weekday())).isoformat(),
        "at": DEFAULT_TIME.isoformat(timespec="minutes"),
        "zone": zone,
        "indicators_per_check_in": "7",
        "days_open": "7",
        "reminder_days": ("3", "5"),
        **draft.rhythm,
    }


def read_rhythm(values: Values, now: datetime) -> Settings | Mapping[str, str]:
    """The settings, or a sentence for each field that is wrong."""
    try:
        filled = _Filled.model_validate(values)
    except ValidationError as error:
        return {str(fault["loc"][0]): words.field_missing() for fault in error.errors()}
    faults = _faults(filled, now)
    rhythm: Rhythm | None = None
    try:
        rhythm = _rhythm(filled, now)
    except BadSetting as error:
        faults.setdefault(error.field, words.setting_problem(error))
    except BadCadence as error:
        faults.setdefault("at" if find_zone(filled.zone) else "zone", str(error))
    if faults or rhythm is None:
        return faults
    return Settings(name=" ".join(filled.name.split()), rubric_id=RubricId(filled.rubric), rhythm=rhythm)


def rubric_of(draft: SetUpDraft) -> Rubric:
    """The rubric that was chosen so far, or the first that ships."""
    with suppress(UnknownRubric):
        return load(RubricId(str(draft.rhythm.get("rubric"))))
    return load(shipped()[0])


def profile_zone(draft: SetUpDraft, coordinator: str) -> ProfileZone | None:
    """What a coordinator's own profile says; None when they are not there any more."""
    person = draft.person(coordinator)
    return None if person is None else ProfileZone(person.name, person.zone, find_zone(person.zone) is not None)


def suggested_zone(draft: SetUpDraft, coordinator: str) -> str:
    """The coordinator's own zone; where that is unknown here, the one that most people of the channel are in."""
    own = profile_zone(draft, coordinator)
    if own is not None and own.known:
        return own.zone
    known = [person.zone for person in draft.channel.people if find_zone(person.zone) is not None]
    return max(known, key=known.count, default=DEFAULT_ZONE)


def zones_on_offer(draft: SetUpDraft, chosen: str) -> tuple[str, ...]:
    """Those of US districts, those of the channel's people, and the chosen one, each once."""
    own = sorted({person.zone for person in draft.channel.people if find_zone(person.zone) is not None})
    return tuple(dict.fromkeys([*US_ZONES, *own, *([chosen] if find_zone(chosen) else [])]))


def suggested_name(channel_name: str) -> str:
    """`cabinet-attendance` becomes `Cabinet attendance`."""
    words_of_it = channel_name.replace("-", " ").replace("_", " ").split()
    name = " ".join(words_of_it)[:LONGEST_NAME].rstrip()
    return name[:1].upper() + name[1:]


def _faults(filled: _Filled, now: datetime) -> dict[str, str]:
    faults: dict[str, str] = {}
    if len(filled.name) > LONGEST_NAME:
        faults["name"] = words.name_too_long(LONGEST_NAME)
    if filled.rubric not in shipped():
        faults["rubric"] = words.field_missing()
    zone = find_zone(filled.zone)
    if zone is None:
        faults["zone"] = words.no_such_zone(filled.zone)
    today = now.astimezone(zone or ZoneInfo(DEFAULT_ZONE)).date()
    if filled.start_on < today:
        faults["start_on"] = words.already_past()
    elif filled.start_on > today + FURTHEST_START:
        faults["start_on"] = words.too_far()
    if filled.days_open > 7 * filled.every_weeks:
        faults["days_open"] = words.overlaps_the_next(filled.days_open, filled.every_weeks)
    return faults


def _rhythm(filled: _Filled, now: datetime) -> Rhythm:
    """Raises BadSetting and BadCadence."""
    # What is further away is a fault by itself, and dates end somewhere.
    start_on = min(max(filled.start_on, now.date() - A_WEEK), now.date() + 2 * FURTHEST_START)
    first = start_on + timedelta(days=(filled.weekday - start_on.weekday()) % 7)
    rhythm = _starting(filled, first)
    # Today, but too late for it: on or after that day, it is the next such weekday.
    return rhythm if rhythm.cadence.instant(0) > now else _starting(filled, first + A_WEEK)


def _starting(filled: _Filled, first: date) -> Rhythm:
    return Rhythm.starting(
        first,
        filled.every_weeks,
        filled.at,
        filled.zone,
        indicators_per_check_in=filled.indicators_per_check_in,
        # That it overlaps is a fault by itself, and must not hide the others.
        days_open=min(filled.days_open, 7 * filled.every_weeks),
        reminder_days=tuple(sorted(filled.reminder_days)),
    )
