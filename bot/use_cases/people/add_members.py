"""A coordinator adds people of the team's channel to the team."""

from functools import partial

from bot.lookups import ChannelPeople, Found, NotFound, WantedPeople
from bot.sections.forms import Values
from bot.sections.roster import ROLE, WHO, add_form
from bot.use_cases.people.moves import put_on_the_team
from bot.use_cases.people.show_people import people_list
from bot.use_cases.results import Answer, Fetch, FormErrors, Notice, OpenForm
from bot.use_cases.steer import About, about_team, steering
from bot.use_cases.who import Deps, Refused, Speaker, require_coordinator, team_with_id
from bot.wording import roster
from jobs.ports import Person
from jobs.roster_changed import roster_changed
from rubric.people import Role, TeamId
from rubric.refusals import FormDoesNotMatch, TeamFull
from rubric.team import MOST_PEOPLE, Team
from storage import drafts, teams
from storage.store import Transaction

DRAFT = "add_people"


def open_add(deps: Deps, who: Speaker, about: str) -> Fetch:
    """The form, once it is known who is in the channel. Raises CoordinatorsOnly, NotOnTheTeam, FormDoesNotMatch, and
    Refused when the team is full."""
    with deps.store.read() as transaction:
        team = _own_team(transaction, who, About.read(about).team_id)
        _require_room(transaction, team)
    return Fetch(roster.looking_up(), WantedPeople(team.channel_id), partial(_choose, deps, who, team.id))


def add_members(deps: Deps, who: Speaker, about: str, values: Values) -> Notice | OpenForm | FormErrors:
    """All who were chosen, or nobody. Raises CoordinatorsOnly, NotOnTheTeam, FormDoesNotMatch."""
    opened = About.read(about)
    chosen = values.get(WHO) or ()
    role = values.get(ROLE)
    if role not in list(Role) or isinstance(chosen, str):
        raise FormDoesNotMatch
    if not chosen:
        return FormErrors({WHO: roster.nobody_chosen()})
    with steering(deps, who, opened.team_id) as here:
        draft = drafts.get(here.transaction, opened.more, address=who.address)
        if (
            draft is None
            or (draft.kind, draft.about) != (DRAFT, here.team.id)
            or not draft.values.keys() >= set(chosen)
        ):
            return roster.whom_to_add_gone()
        on_it = {one.address for one in teams.roster(here.transaction, here.team.id)}
        new = [address for address in chosen if address not in on_it]
        if len(new) > MOST_PEOPLE - len(on_it):
            return FormErrors({WHO: roster.too_many_chosen(MOST_PEOPLE - len(on_it))})
        people = [Person(address, *draft.values[address]) for address in new]
        for person in people:
            put_on_the_team(here, person, role=Role(str(role)))
        drafts.drop(here.transaction, draft.id)
        roster_changed(here.transaction, here.team, now=here.now)
        said = roster.added(tuple(draft.values[address][0] for address in chosen))
        return people_list(here.transaction, here.team, who, now=here.now, said=said)


def _choose(deps: Deps, who: Speaker, team_id: TeamId, found: Found) -> Answer:
    match found:
        case ChannelPeople(is_shared=True):
            return roster.channel_is_shared()
        case ChannelPeople(people=people):
            pass
        case NotFound():
            return roster.not_looked_up(found)
        case _:
            raise TypeError(f"asked who is in a channel, and got {type(found).__name__}")
    with deps.store.begin() as transaction:
        team = _own_team(transaction, who, team_id)
        room = _require_room(transaction, team)
        on_it = {one.address for one in teams.roster(transaction, team.id)}
        new = {one.address: one for one in people if one.address not in on_it}
        if not new:
            return roster.everybody_is_on_it()
        draft = drafts.keep(
            transaction,
            team.workspace_id,
            who.address,
            kind=DRAFT,
            about=team.id,
            values={address: [one.name, one.zone, one.title] for address, one in new.items()},
            now=deps.clock.now(),
        )
        names = [(one.address, one.name) for one in new.values()]
        return OpenForm(add_form(names, about=str(about_team(transaction, team, draft)), room=room))


def _own_team(transaction: Transaction, who: Speaker, team_id: TeamId) -> Team:
    team, coordinator = team_with_id(transaction, who, team_id)
    require_coordinator(transaction, team, coordinator)
    return team


def _require_room(transaction: Transaction, team: Team) -> int:
    """How many more fit. Raises Refused with TeamFull."""
    room = MOST_PEOPLE - len(teams.roster(transaction, team.id))
    if room <= 0:
        raise Refused(TeamFull(MOST_PEOPLE), zone=team.rhythm.cadence.zone)
    return room
