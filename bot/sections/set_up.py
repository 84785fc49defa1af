"""The first two steps of setting a team up, as forms: who is on it, and its rhythm. The preview has its own module."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, time
from enum import StrEnum

from bot.lookups import ChannelPeople, WhyLeftOut
from bot.sections.forms import (
    ChooseOne,
    ChooseSeveral,
    Form,
    FormPart,
    Option,
    PickDay,
    PickTime,
    Values,
    Write,
)
from bot.sections.notes import clip
from bot.sections.parts import Bullet, Button, Heading, Section, Small, line, paragraph
from bot.use_cases.set_up.draft import Step, several, text
from bot.use_cases.set_up.people import LONGEST_DEPARTMENT, MOST_MEMBERS, departments_field
from bot.use_cases.set_up.rhythm import LONGEST_NAME, ProfileZone
from bot.wording import set_up as words
from bot.wording.times import zone_name
from jobs.ports import Person
from rubric.library import load, shipped
from rubric.model import Rubric
from rubric.team import MOST_INDICATORS, MOST_REMINDERS

PEOPLE_FORM = "set_up_people"
RHYTHM_FORM = "set_up_rhythm"

# A hundred people stand in three lists, and a form weighs no more than 250 KB.
LONGEST_NAME_OF_PERSON = 40
LONGEST_TITLE_OF_PERSON = 60
WEEKS = (1, 2, 3, 4, 6, 8)
WEEKDAYS = range(5)
DAYS_OPEN = (1, 2, 3, 4, 5, 6, 7, 10, 14, 21, 28)
REMINDER_DAYS = range(1, 14)


class SetUpAct(StrEnum):
    """What the buttons in these forms do."""

    BACK = "set_up_back"


def people_form(
    channel_id: str,
    channel: ChannelPeople,
    values: Values,
    *,
    people: Sequence[Person],
    rubric: Rubric,
    notes: Sequence[str] = (),
) -> Form:
    """The first step; `people` are those whose departments it asks for."""
    names = names_of(channel.people)
    too_many = len(channel.people) > MOST_MEMBERS
    on_top = [words.intro()] if not notes else []
    if too_many and not notes:
        on_top.append(words.too_many_to_prefill(len(channel.people), MOST_MEMBERS))
    return Form(
        id=PEOPLE_FORM,
        title=words.PEOPLE_TITLE,
        parts=(
            *map(paragraph, (*notes, *on_top)),
            *(_people(name, values, names) for name in ("team", "coordinators", "observers")),
            Heading(words.DEPARTMENTS_TITLE),
            Small(_about_departments(rubric)),
            *(_departments(person, names[person.address], values, rubric) for person in people),
            *_left_out(channel),
        ),
        submit=words.NEXT,
        about=channel_id,
    )


def rhythm_form(
    channel_id: str,
    values: Values,
    *,
    zones: Sequence[str],
    profile: ProfileZone | None,
    notes: Sequence[str] = (),
) -> Form:
    """The second step; `zones` are on offer, and `profile` says what the coordinator's own is."""
    rubrics = [Option(rubric_id, load(rubric_id).title) for rubric_id in shipped()]
    return Form(
        id=RHYTHM_FORM,
        title=words.RHYTHM_TITLE,
        parts=(
            *map(paragraph, notes),
            Write("name", words.LABELS["name"], _raw(values, "name"), words.HINTS["name"], longest=LONGEST_NAME),
            _one("rubric", values, rubrics),
            _one("every_weeks", values, _numbers(WEEKS, words.every_weeks)),
            _one("weekday", values, [Option(str(number), words.DAYS[number]) for number in WEEKDAYS]),
            PickDay("start_on", words.LABELS["start_on"], _day(values, "start_on"), words.HINTS["start_on"]),
            PickTime("at", words.LABELS["at"], _time(values, "at")),
            _one(
                "zone",
                values,
                [Option(zone, zone_name(zone)) for zone in zones],
                hint=_about_zone(profile, _raw(values, "zone")),
            ),
            _one("indicators_per_check_in", values, _numbers(range(1, MOST_INDICATORS + 1), words.indicators)),
            _one("days_open", values, _numbers(DAYS_OPEN, words.days)),
            _reminders(values),
            back(Step.PEOPLE),
        ),
        submit=words.NEXT,
        about=channel_id,
    )


def names_of(people: Sequence[Person]) -> Mapping[str, str]:
    """What each is called in a list, by address; those of the same name are told apart."""
    names = {person.address: clip(person.name, LONGEST_NAME_OF_PERSON) for person in people}
    tell_apart: tuple[Callable[[Person], str], ...] = (lambda one: one.title or one.address, lambda one: one.address)
    half = LONGEST_NAME_OF_PERSON // 2
    for what in tell_apart:
        often = Counter(names.values())
        names |= {
            person.address: words.person_with_title(clip(person.name, half), clip(what(person), half))
            for person in people
            if often[names[person.address]] > 1
        }
    return names


def _people(name: str, values: Values, names: Mapping[str, str]) -> ChooseSeveral:
    return ChooseSeveral(
        name,
        words.LABELS[name],
        tuple(Option(address, called) for address, called in names.items()),
        several(values, name),
        words.HINTS[name],
        optional=name == "observers",
    )


def _about_departments(rubric: Rubric) -> str:
    if rubric.cabinet is None:
        return words.departments_free()
    return words.departments_intro(rubric.label(rubric.cabinet.named_in))


def _departments(person: Person, called: str, values: Values, rubric: Rubric) -> FormPart:
    name = departments_field(person.address)
    label = words.person_with_title(called, clip(person.title, LONGEST_TITLE_OF_PERSON))
    functions = () if rubric.cabinet is None else rubric.cabinet.functions
    if not functions:
        kept = ", ".join(several(values, name)) or text(values, name)
        return Write(name, label, kept[:LONGEST_DEPARTMENT], optional=True, longest=LONGEST_DEPARTMENT)
    offered = tuple(Option(function, function[:1].upper() + function[1:]) for function in functions)
    chosen = tuple(one for one in several(values, name) if one in functions)
    return ChooseSeveral(name, label, offered, chosen, optional=True)


def _left_out(channel: ChannelPeople) -> Iterator[Section]:
    if channel.left_out:
        yield Heading(words.LEFT_OUT_TITLE)
    for why in WhyLeftOut:
        names = [clip(one.name, LONGEST_NAME_OF_PERSON) for one in channel.left_out if one.why is why]
        if names:
            yield Bullet((line(words.why_left_out(why, names)),))


def _about_zone(profile: ProfileZone | None, chosen: str) -> str:
    if profile is None:
        return ""
    name = clip(profile.name, LONGEST_NAME_OF_PERSON)
    if not profile.known:
        return words.zone_unknown(clip(profile.zone, LONGEST_NAME_OF_PERSON), name)
    return words.zone_of(name) if profile.zone == chosen else words.zone_other(zone_name(profile.zone), name)


def _one(name: str, values: Values, options: Sequence[Option], *, hint: str = "") -> ChooseOne:
    chosen = _raw(values, name)
    is_offered = any(option.value == chosen for option in options)
    return ChooseOne(
        name, words.LABELS[name], tuple(options), chosen if is_offered else None, hint or words.HINTS.get(name, "")
    )


def _reminders(values: Values) -> ChooseSeveral:
    offered = tuple(_numbers(REMINDER_DAYS, words.days_after))
    return ChooseSeveral(
        "reminder_days",
        words.LABELS["reminder_days"],
        offered,
        tuple(day for day in several(values, "reminder_days") if any(one.value == day for one in offered)),
        words.HINTS["reminder_days"],
        optional=True,
        most=MOST_REMINDERS,
    )


def _numbers(numbers: Sequence[int], called: Callable[[int], str]) -> list[Option]:
    return [Option(str(number), called(number)) for number in numbers]


def back(to: Step) -> Button:
    return Button(words.BACK, SetUpAct.BACK, to)


def _raw(values: Values, name: str) -> str:
    """As it stands in the form, right or wrong."""
    value = values.get(name)
    return value if isinstance(value, str) else ""


def _day(values: Values, name: str) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(_raw(values, name))
    return None


def _time(values: Values, name: str) -> time | None:
    with suppress(ValueError):
        return time.fromisoformat(_raw(values, name))
    return None
