"""The forms about who is on a team: the list, one member, adding, handing over, leaving."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.sections.away import LONGEST_OPTION, MOST_IN_A_LIST, MOST_OPTIONS
from bot.sections.forms import ChooseOne, ChooseSeveral, Form, FormPart, Option, Write
from bot.sections.notes import clip
from bot.sections.parts import (
    Bullet,
    Button,
    ChannelLink,
    Divider,
    Menu,
    MenuItem,
    Section,
    Small,
    Words,
    bold,
    paragraph,
)
from bot.sections.people import PeopleAct, answers
from bot.wording import people, roster
from bot.wording.troubles import THE_CHANNEL
from rubric.people import Member, MemberId, Role
from rubric.team import MOST_PEOPLE
from storage.proposals import Proposal, ProposalKind

PEOPLE_FORM, MEMBER_FORM, ADD_FORM = "roster", "roster_member", "roster_add"
HAND_OVER_FORM, LEAVE_FORM = "hand_over", "leave_team"
ROLE, COORDINATES, DEPARTMENTS, OTHERS = "role", "coordinates", "departments", "other_departments"
WHO, STAYS = "who", "stays"
YES, NO = "yes", "no"
# More than one screen of questions hides the list; the rest comes when these are answered.
MOST_QUESTIONS = 5


@dataclass(frozen=True, slots=True)
class RosterFacts:
    """A team's list as one person may see it: `open_proposals` and absences are for coordinators."""

    team_name: str
    channel_id: str
    members: tuple[Member, ...]
    away: frozenset[MemberId] = frozenset()
    open_proposals: tuple[Proposal, ...] = ()


def people_form(facts: RosterFacts, *, about: str, changes: bool, said: str = "") -> Form:
    """`changes` for a coordinator; `said` is what has just been done."""
    parts: list[FormPart] = [paragraph(said), Divider()] if said else []
    if changes:
        parts += _questions(facts)
    parts.append(paragraph(bold(facts.team_name)))
    parts += [_listed(member, is_away=member.id in facts.away) for member in facts.members]
    if not any(member.coordinates for member in facts.members):
        parts.append(paragraph(roster.nobody_coordinates()))
    parts.append(Small(roster.how_many(len(facts.members), MOST_PEOPLE)))
    if changes:
        items = tuple(MenuItem(one.id, clip(one.name, LONGEST_OPTION)) for one in facts.members[:MOST_OPTIONS])
        parts += [Menu(roster.CHANGE_SOMEBODY, PeopleAct.CHOOSE, items), Button(roster.ADD_SOMEBODY, PeopleAct.ADD)]
    else:
        parts.append(Small(roster.for_coordinators()))
    return Form(PEOPLE_FORM, roster.PEOPLE_TITLE, tuple(parts), about=about)


def _questions(facts: RosterFacts) -> list[Section]:
    asked: list[Section] = []
    for proposal in facts.open_proposals[:MOST_QUESTIONS]:
        joined = proposal.kind is ProposalKind.JOIN
        asked += [_question(proposal, facts.channel_id), *answers(proposal.id, joined=joined)]
    return [paragraph(bold(roster.MORE_TO_DECIDE)), *asked, Divider()] if asked else []


def _question(proposal: Proposal, channel_id: str) -> Section:
    if proposal.kind is ProposalKind.CLOSED:
        return paragraph(people.account_closed(proposal.name))
    before, after = people.came(proposal.name) if proposal.kind is ProposalKind.JOIN else people.went(proposal.name)
    return paragraph(before, ChannelLink(channel_id, THE_CHANNEL), after)


def _listed(member: Member, *, is_away: bool) -> Bullet:
    more = [roster.stands_for(member.departments), roster.away_until(member) if is_away else ""]
    first: tuple[Words, ...] = paragraph(bold(f"{member.name}. "), roster.takes_part(member)).spans
    second = paragraph(" ".join(text for text in more if text)).spans
    return Bullet((first, second) if any(more) else (first,))


def member_form(member: Member, *, about: str, functions: tuple[str, ...]) -> Form:
    """`functions` are the cabinet's, to choose from; without any, what somebody stands for is written."""
    role = ChooseOne(ROLE, roster.ROLE, _role_options(), chosen=member.role.value, as_list=True)
    coordinates = ChooseOne(
        COORDINATES,
        roster.COORDINATES,
        tuple(Option(value, text, hint) for value, (text, hint) in roster.COORDINATES_CHOICES.items()),
        chosen=YES if member.coordinates else NO,
        as_list=True,
    )
    take_off = Button(roster.TAKE_OFF, PeopleAct.TAKE_OFF, confirm=roster.sure_to_take_off(member.name))
    parts = (role, coordinates, *_departments(member.departments, functions), Divider(), take_off)
    return Form(MEMBER_FORM, member.name, parts, submit=roster.SAVE, about=about)


def _role_options() -> tuple[Option, ...]:
    return tuple(Option(role.value, roster.ROLE_NAMES[role], roster.ROLE_MEANINGS[role]) for role in Role)


def _departments(departments: tuple[str, ...], functions: tuple[str, ...]) -> list[FormPart]:
    known = {function.casefold(): function for function in functions}
    others = "\n".join(each for each in departments if each.casefold() not in known)
    written = Write(
        OTHERS,
        roster.OTHER_DEPARTMENTS if functions else roster.DEPARTMENTS,
        text=others,
        hint=roster.DEPARTMENTS_HINT,
        optional=True,
        several_lines=True,
    )
    if not functions:
        return [written]
    chosen = tuple(known[each.casefold()] for each in departments if each.casefold() in known)
    options = tuple(Option(function, function[:1].upper() + function[1:]) for function in functions)
    return [ChooseSeveral(DEPARTMENTS, roster.DEPARTMENTS, options, chosen=chosen, optional=True), written]


def add_form(names: Iterable[tuple[str, str]], *, about: str, room: int) -> Form:
    """`names` are (address, name) pairs of people who are in the channel and not on the team."""
    found = sorted(names, key=lambda one: one[1].casefold())
    options = tuple(Option(address, clip(name, LONGEST_OPTION)) for address, name in found[:MOST_OPTIONS])
    as_list = len(options) <= MOST_IN_A_LIST
    parts: list[FormPart] = [ChooseSeveral(WHO, roster.WHO, options, most=room, as_list=as_list)]
    if len(found) > MOST_OPTIONS:
        parts.append(Small(roster.not_all_shown(MOST_OPTIONS)))
    parts.append(ChooseOne(ROLE, roster.ROLE, _role_options(), chosen=Role.MEMBER.value, as_list=True))
    return Form(ADD_FORM, roster.ADD_SOMEBODY, tuple(parts), submit=roster.ADD, about=about)


def hand_over_form(others: Iterable[Member], *, about: str) -> Form:
    """`others` are all on the team but the one who hands over."""
    found = list(others)
    options = tuple(
        Option(one.id, clip(one.name, LONGEST_OPTION), clip(roster.takes_part(one), LONGEST_OPTION))
        for one in found[:MOST_OPTIONS]
    )
    chosen = tuple(one.id for one in found[:MOST_OPTIONS] if one.coordinates)
    stays = tuple(Option(value, text) for value, text in roster.STAY_CHOICES.items())
    as_list = len(options) <= MOST_IN_A_LIST
    parts = (
        paragraph(roster.hand_over_intro()),
        ChooseSeveral(WHO, roster.WHO_COORDINATES, options, chosen=chosen, optional=True, as_list=as_list),
        ChooseOne(STAYS, roster.AND_YOU, stays, chosen=NO, as_list=True),
    )
    return Form(HAND_OVER_FORM, roster.HAND_OVER_TITLE, parts, submit=roster.HAND_OVER_TITLE, about=about)


def leave_form(team_name: str, *, about: str) -> Form:
    parts = tuple(map(paragraph, roster.leave_intro(team_name)))
    return Form(LEAVE_FORM, roster.LEAVE_TITLE, parts, submit=roster.LEAVE_TITLE, about=about)
