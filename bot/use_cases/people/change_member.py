"""A coordinator changes what somebody is to the team, or takes them off it."""

from dataclasses import replace
from typing import Any

from bot.sections.forms import Values
from bot.sections.roster import COORDINATES, DEPARTMENTS, OTHERS, ROLE, YES, member_form
from bot.use_cases.next_steps.left_behind import left_behind
from bot.use_cases.people.moves import ABOUT_PEOPLE, find_member, require_another, take_off_the_team
from bot.use_cases.people.show_people import people_list
from bot.use_cases.results import FormErrors, OpenForm
from bot.use_cases.steer import About, Steering, about_team, steering
from bot.use_cases.who import Deps, Refused, Speaker, require_coordinator, team_with_id
from bot.wording import next_steps, roster
from jobs.roster_changed import roster_changed
from rubric.audit import Entry, What
from rubric.library import load
from rubric.people import Member, Role
from rubric.refusals import ChangedMeanwhile, FormDoesNotMatch
from rubric.team import Team
from storage import audit, teams

MOST_DEPARTMENTS = 10
# As long as a line of the list.
LONGEST_DEPARTMENT = 75


def open_member(deps: Deps, who: Speaker, about: str, member_id: str) -> OpenForm:
    """Raises CoordinatorsOnly, NotOnTheTeam, FormDoesNotMatch."""
    with deps.store.read() as transaction:
        team, coordinator = team_with_id(transaction, who, About.read(about).team_id)
        require_coordinator(transaction, team, coordinator)
        # Before the member is read, so that what changes between the two is noticed.
        own = about_team(transaction, team)
        member = find_member(transaction, team, member_id).member
        return OpenForm(member_form(member, about=str(replace(own, more=member.id)), functions=_functions(team)))


def change_member(deps: Deps, who: Speaker, about: str, values: Values) -> OpenForm | FormErrors:
    """Nothing is kept unless every field is right.

    Raises CoordinatorsOnly, NotOnTheTeam, FormDoesNotMatch, and Refused when the team would have no coordinator.
    """
    opened = About.read(about)
    with steering(deps, who, opened.team_id) as here:
        member = find_member(here.transaction, here.team, opened.more).member
        _require_unchanged(here, opened.seen, member)
        departments = _departments(values, _functions(here.team))
        if (problem := _problem_with(departments)) is not None:
            return FormErrors({OTHERS: problem})
        changed = replace(
            member, role=_role(values), coordinates=values.get(COORDINATES) == YES, departments=departments
        )
        if member.coordinates and not changed.coordinates:
            require_another(here.transaction, here.team, member, is_self=member.id == here.member.id)
        if changed == member:
            said = roster.member_unchanged(member.name)
        else:
            said = roster.member_saved(member.name)
            _keep(here, member, changed)
        return people_list(here.transaction, here.team, who, now=here.now, said=said)


def take_off_member(deps: Deps, who: Speaker, about: str) -> OpenForm:
    """What they rated stays.

    Raises CoordinatorsOnly, NotOnTheTeam, FormDoesNotMatch, and Refused when the team would have no coordinator.
    """
    opened = About.read(about)
    with steering(deps, who, opened.team_id) as here:
        one = find_member(here.transaction, here.team, opened.more)
        take_off_the_team(here, one)
        roster_changed(here.transaction, here.team, now=here.now)
        left = next_steps.left_behind(one.member.name, left_behind(here.transaction, one.member.id))
        said = f"{roster.taken_off(one.member.name)} {left}".strip()
        return people_list(here.transaction, here.team, who, now=here.now, said=said)


def _keep(here: Steering, member: Member, changed: Member) -> None:
    teams.change_member(here.transaction, changed)
    before, after = _facts(member), _facts(changed)
    differing = {key for key in before if before[key] != after[key]}
    here.log(
        What.MEMBER,
        before={"name": member.name, **{key: before[key] for key in sorted(differing)}},
        after={"name": member.name, **{key: after[key] for key in sorted(differing)}},
    )
    roster_changed(here.transaction, here.team, now=here.now)


def _facts(member: Member) -> dict[str, Any]:
    return {
        "role": member.role.value,
        "coordinates": member.coordinates,
        "departments": list(member.departments),
    }


def _require_unchanged(here: Steering, seen: int, member: Member) -> None:
    """By another coordinator, who may have changed everybody else meanwhile. Raises Refused with ChangedMeanwhile."""
    entries = audit.since(here.transaction, here.team.id, seen)
    meanwhile = tuple(one for one in entries if one.actor_id != here.member.id and _is_about(one, member))
    if meanwhile:
        raise Refused(ChangedMeanwhile(meanwhile), zone=here.zone)


def _is_about(entry: Entry, member: Member) -> bool:
    named = {entry.before.get("name"), entry.after.get("name")}
    return entry.what in ABOUT_PEOPLE and (member.name in named or "coordinators" in entry.after)


def _role(values: Values) -> Role:
    """Raises FormDoesNotMatch."""
    chosen = values.get(ROLE)
    if chosen not in list(Role):
        raise FormDoesNotMatch
    return Role(str(chosen))


def _functions(team: Team) -> tuple[str, ...]:
    cabinet = load(team.rubric_id).cabinet
    return () if cabinet is None else cabinet.functions


def _departments(values: Values, functions: tuple[str, ...]) -> tuple[str, ...]:
    """Those chosen, in the cabinet's order, then those written, each once."""
    chosen = values.get(DEPARTMENTS) or ()
    lines = str(values.get(OTHERS) or "").splitlines()
    given = [*(function for function in functions if function in chosen), *(" ".join(line.split()) for line in lines)]
    found: dict[str, str] = {}
    for each in given:
        if each:
            found.setdefault(each.casefold(), each)
    return tuple(found.values())


def _problem_with(departments: tuple[str, ...]) -> str | None:
    if len(departments) > MOST_DEPARTMENTS:
        return roster.departments_too_many(MOST_DEPARTMENTS)
    if any(len(each) > LONGEST_DEPARTMENT for each in departments):
        return roster.department_too_long(LONGEST_DEPARTMENT)
    return None
