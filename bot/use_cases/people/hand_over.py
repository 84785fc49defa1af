"""A coordinator says who coordinates instead of them, or besides."""

from dataclasses import replace

from bot.sections.forms import Values
from bot.sections.roster import NO, STAYS, WHO, YES, hand_over_form
from bot.use_cases.people.moves import ABOUT_PEOPLE, find_member
from bot.use_cases.people.own_teams import team_meant
from bot.use_cases.results import FormErrors, Notice, OpenForm
from bot.use_cases.steer import About, Steering, about_team, steering
from bot.use_cases.who import Deps, Speaker, require_coordinator
from bot.wording import roster
from rubric.audit import What
from rubric.refusals import FormDoesNotMatch
from storage import teams
from storage.teams import Addressed


def open_hand_over(deps: Deps, who: Speaker, channel_id: str) -> Notice | OpenForm:
    """Raises CoordinatorsOnly, NoTeamHere, NotOnTheTeam."""
    with deps.store.read() as transaction:
        team, coordinator = team_meant(transaction, who, channel_id)
        require_coordinator(transaction, team, coordinator)
        # Before the list is read, so that what changes between the two is noticed.
        about = str(about_team(transaction, team))
        members = [one.member for one in teams.roster(transaction, team.id)]
    others = [member for member in members if member.id != coordinator.id]
    return OpenForm(hand_over_form(others, about=about)) if others else roster.nobody_to_hand_over_to()


def hand_over(deps: Deps, who: Speaker, about: str, values: Values) -> Notice | FormErrors:
    """Those chosen coordinate, those not chosen don't, and the one who hands over as they say.

    Raises CoordinatorsOnly, NotOnTheTeam, FormDoesNotMatch, and Refused when others changed it meanwhile.
    """
    opened = About.read(about)
    chosen, stays = values.get(WHO) or (), values.get(STAYS)
    if isinstance(chosen, str) or stays not in (YES, NO):
        raise FormDoesNotMatch
    with steering(deps, who, opened.team_id, seen=opened.seen, watches=ABOUT_PEOPLE) as here:
        named = [find_member(here.transaction, here.team, member_id) for member_id in chosen]
        if stays == NO and not any(one.is_reachable for one in named):
            names = tuple(one.member.name for one in named)
            return FormErrors({WHO: roster.cannot_be_reached(names) if names else roster.choose_who_coordinates()})
        coordinating = {one.member.id for one in named} | ({here.member.id} if stays == YES else set())
        members = teams.roster(here.transaction, here.team.id)
        _change(here, members, frozenset(coordinating))
    names = tuple(one.member.name for one in named)
    return roster.handed_over(names, stays=stays == YES) if names else roster.coordinates_already()


def _change(here: Steering, members: tuple[Addressed, ...], coordinating: frozenset[str]) -> None:
    before = [one.member.name for one in members if one.member.coordinates]
    after = [one.member.name for one in members if one.member.id in coordinating]
    for one in members:
        coordinates = one.member.id in coordinating
        if one.member.coordinates is not coordinates:
            teams.change_member(here.transaction, replace(one.member, coordinates=coordinates))
    if before != after:
        here.log(What.MEMBER, before={"coordinators": before}, after={"coordinators": after}, tell_channel=True)
