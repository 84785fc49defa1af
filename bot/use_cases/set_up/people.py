"""The first step of setting up, who is on the team as what: what to prefill, what is wrong, and what it comes to."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.sections.forms import Value, Values
from bot.use_cases.set_up.draft import SetUpDraft, several, text
from bot.wording import set_up as words
from jobs.ports import Person
from rubric.model import Rubric
from rubric.people import Role

# More than this and nobody's view gets a hearing when a split is talked over; a cabinet has five to fifteen.
MOST_MEMBERS = 30
LONGEST_DEPARTMENT = 150
DEPARTMENTS = "departments-"


@dataclass(frozen=True, slots=True)
class Seat:
    """One person on the team to be."""

    person: Person
    role: Role
    coordinates: bool
    departments: tuple[str, ...]


def departments_field(address: str) -> str:
    """The name of the field for what one person stands for."""
    return f"{DEPARTMENTS}{address}"


def people_values(draft: SetUpDraft, speaker_address: str, rubric: Rubric) -> Values:
    """What stands in the first step: what was chosen so far, or what suggests itself. Only people who are there."""
    functions = functions_of(rubric)
    there = [person.address for person in draft.channel.people]
    values: dict[str, Value] = {
        "team": tuple(there) if len(there) <= MOST_MEMBERS else (speaker_address,),
        "coordinators": (speaker_address,),
        "observers": (),
    }
    values |= {departments_field(person.address): _suggested(person, functions) for person in draft.channel.people}
    values |= draft.people
    for name in ("team", "coordinators", "observers"):
        values[name] = tuple(one for one in several(values, name) if one in there)
    return values


def asked_about(draft: SetUpDraft, values: Values) -> tuple[Person, ...]:
    """Those whose departments the form asks for: everybody, or where that would be too many, who is on the team."""
    people = draft.channel.people
    if len(people) <= MOST_MEMBERS:
        return people
    return tuple(person for person in people if person.address in several(values, "team"))[:MOST_MEMBERS]


def not_asked_yet(draft: SetUpDraft, values: Values) -> bool:
    """Whether somebody on the team was in no form that asked for their departments."""
    return any(departments_field(address) not in draft.people for address in several(values, "team"))


def people_faults(draft: SetUpDraft, values: Values) -> Mapping[str, str]:
    """What is wrong in the first step, by field."""
    team = several(values, "team")
    coordinators, observers = several(values, "coordinators"), several(values, "observers")
    faults: dict[str, str] = {}
    if not team:
        faults["team"] = words.nobody_on_the_team()
    elif len(team) > MOST_MEMBERS:
        faults["team"] = words.too_many_on_the_team(len(team), MOST_MEMBERS)
    if not coordinators:
        faults["coordinators"] = words.no_coordinator()
    for name, chosen in (("coordinators", coordinators), ("observers", observers)):
        if strangers := [address for address in chosen if address not in team]:
            faults[name] = words.not_on_the_team(_names(draft, strangers))
    if team and "observers" not in faults and set(team) == set(observers):
        faults["observers"] = words.nobody_rates()
    for address in team:
        if len(text(values, departments_field(address))) > LONGEST_DEPARTMENT:
            faults[departments_field(address)] = words.department_too_long(LONGEST_DEPARTMENT)
    return faults


def seats(draft: SetUpDraft, values: Values) -> tuple[Seat, ...]:
    """Who is on the team as what, in the channel's order; `values` have no faults."""
    return tuple(
        Seat(
            person=person,
            role=Role.OBSERVER if person.address in several(values, "observers") else Role.MEMBER,
            coordinates=person.address in several(values, "coordinators"),
            departments=_departments(values, person.address),
        )
        for person in draft.channel.people
        if person.address in several(values, "team")
    )


def functions_of(rubric: Rubric) -> tuple[str, ...]:
    return () if rubric.cabinet is None else rubric.cabinet.functions


def unrepresented(members: Sequence[Seat], rubric: Rubric) -> tuple[str, ...]:
    """The functions that nobody on the team stands for, in the rubric's order."""
    stood_for = {department.casefold() for seat in members for department in seat.departments}
    return tuple(function for function in functions_of(rubric) if function.casefold() not in stood_for)


def _suggested(person: Person, functions: Sequence[str]) -> Value:
    """The functions that somebody's title names; where the rubric names none, the title itself."""
    if not functions:
        return person.title[:LONGEST_DEPARTMENT]
    title = person.title.casefold()
    return tuple(one for one in functions if re.search(rf"\b{re.escape(one.casefold())}\b", title))


def _departments(values: Values, address: str) -> tuple[str, ...]:
    name = departments_field(address)
    typed = (" ".join(part.split()) for part in text(values, name).split(","))
    return several(values, name) or tuple(part for part in typed if part)


def _names(draft: SetUpDraft, addresses: Sequence[str]) -> list[str]:
    people = (draft.person(address) for address in addresses)
    return [person.name for person in people if person is not None]
