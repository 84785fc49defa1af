"""Who is on a team, who coordinates it, and who is away."""

from functools import partial

from bot.routes.tables import Command, Press, Pressed, Routes, alone
from bot.sections.away import AWAY_FORM
from bot.sections.people import PeopleAct
from bot.sections.roster import ADD_FORM, HAND_OVER_FORM, LEAVE_FORM, MEMBER_FORM
from bot.use_cases.people.add_members import add_members, open_add
from bot.use_cases.people.away import come_back, go_away, open_away
from bot.use_cases.people.change_member import change_member, open_member, take_off_member
from bot.use_cases.people.hand_over import hand_over, open_hand_over
from bot.use_cases.people.leave_team import leave_team, open_leave
from bot.use_cases.people.settle_proposal import settle_proposal
from bot.use_cases.people.show_people import show_people, show_people_of
from bot.use_cases.people.take_over_team import take_over_team
from bot.use_cases.results import Result
from bot.use_cases.who import Deps, Speaker
from storage.proposals import Settled


def _away(deps: Deps, who: Speaker, channel_id: str, rest: str) -> Result:
    # "/homeroom away until Monday" opens the form too, where Monday can be chosen.
    del channel_id, rest
    return open_away(deps, who)


def _back(deps: Deps, who: Speaker, channel_id: str, rest: str) -> Result:
    del channel_id, rest
    return come_back(deps, who)


def _away_from_check_in(deps: Deps, who: Speaker, pressed: Pressed) -> Result:
    return open_away(deps, who, pressed.value)


def _away_from_home(deps: Deps, who: Speaker, pressed: Pressed) -> Result:
    del pressed
    return open_away(deps, who)


def _back_pressed(deps: Deps, who: Speaker, pressed: Pressed) -> Result:
    del pressed
    return come_back(deps, who)


def _open(deps: Deps, who: Speaker, pressed: Pressed) -> Result:
    return show_people_of(deps, who, pressed.value)


def _choose(deps: Deps, who: Speaker, pressed: Pressed) -> Result:
    return open_member(deps, who, pressed.about, pressed.value)


def _add(deps: Deps, who: Speaker, pressed: Pressed) -> Result:
    return open_add(deps, who, pressed.about)


def _take_off(deps: Deps, who: Speaker, pressed: Pressed) -> Result:
    return take_off_member(deps, who, pressed.about)


def _answer(deps: Deps, who: Speaker, pressed: Pressed, *, how: Settled) -> Result:
    return settle_proposal(deps, who, pressed.value, how=how)


_COMMANDS: dict[str, Command] = {
    "away": _away,
    "back": _back,
    "people": alone(show_people),
    "hand over": alone(open_hand_over),
    "leave": alone(open_leave),
    "take over": alone(take_over_team),
}
_PRESSES: dict[str, Press] = {
    PeopleAct.AWAY_FROM_CARD: _away_from_check_in,
    PeopleAct.AWAY_FROM_REMINDER: _away_from_check_in,
    PeopleAct.AWAY_FROM_HOME: _away_from_home,
    PeopleAct.BACK: _back_pressed,
    PeopleAct.OPEN: _open,
    PeopleAct.CHOOSE: _choose,
    PeopleAct.ADD: _add,
    PeopleAct.TAKE_OFF: _take_off,
    PeopleAct.ADD_AS_MEMBER: partial(_answer, how=Settled.MEMBER),
    PeopleAct.ADD_AS_OBSERVER: partial(_answer, how=Settled.OBSERVER),
    PeopleAct.LEAVE_OUT: partial(_answer, how=Settled.LEFT_OUT),
    PeopleAct.TAKE_OFF_PROPOSED: partial(_answer, how=Settled.TAKEN_OFF),
    PeopleAct.KEEP: partial(_answer, how=Settled.KEPT),
}

PEOPLE = Routes(
    commands=_COMMANDS,
    presses=_PRESSES,
    submissions={
        AWAY_FORM: go_away,
        MEMBER_FORM: change_member,
        ADD_FORM: add_members,
        HAND_OVER_FORM: hand_over,
        LEAVE_FORM: leave_team,
    },
)
