"""What is said around a roster: the list, changing somebody, adding somebody, handing over, leaving, taking over."""

from typing import assert_never

from bot.lookups import NotFound, Problem
from bot.use_cases.results import Notice
from bot.wording.counting import count, listed
from bot.wording.platform import COMMAND, LET_IN
from bot.wording.roles import NO_COORDINATOR
from bot.wording.times import day_and_year
from rubric.people import Member, Role

PEOPLE_TITLE = "People and roles"
CHANGE_SOMEBODY = "Change somebody"
ADD_SOMEBODY = "Add somebody"
SAVE = "Save"
ADD = "Add"
TAKE_OFF = "Take off the team"
ROLE = "Role"
COORDINATES = "Coordinates"
DEPARTMENTS = "Stands for"
OTHER_DEPARTMENTS = "Stands for, besides"
DEPARTMENTS_HINT = "Departments or functions, one on each line."
WHO = "Who"
HAND_OVER_TITLE = "Hand over"
WHO_COORDINATES = "Who coordinates"
AND_YOU = "And you"
LEAVE_TITLE = "Leave the team"
MORE_TO_DECIDE = "To be decided"
ROLE_NAMES = {Role.MEMBER: "Member", Role.OBSERVER: "Observer"}
ROLE_MEANINGS = {Role.MEMBER: "Is asked, and rates", Role.OBSERVER: "Reads results and digests"}
COORDINATES_CHOICES = {
    "yes": ("Yes", "May change how the team works"),
    "no": ("No", ""),
}
STAY_CHOICES = {
    "no": "I no longer coordinate",
    "yes": "I go on coordinating too",
}


def how_many(number: int, most: int) -> str:
    return f"{count(number, 'person', 'people')} on the team; at most {most} fit."


def takes_part(member: Member) -> str:
    """`Member and coordinator.`"""
    return f"{ROLE_NAMES[member.role]}{' and coordinator' if member.coordinates else ''}."


def stands_for(departments: tuple[str, ...]) -> str:
    return f"Stands for {listed(departments)}." if departments else ""


def away_until(member: Member) -> str:
    return "" if member.away_until is None else f"Away until {day_and_year(member.away_until, member.zone)}."


def nobody_coordinates() -> str:
    return NO_COORDINATOR


def for_coordinators() -> str:
    return "Coordinators change this list."


def member_saved(name: str) -> str:
    return f"The change to {name} is saved."


def member_unchanged(name: str) -> str:
    return f"Nothing was different about {name}, so nothing was changed."


def taken_off(name: str) -> str:
    return f"{name} is off the team. What they rated is kept."


def sure_to_take_off(name: str) -> str:
    return f"{name} will not be asked or reminded any more, and can't rate. What they rated is kept."


def added(names: tuple[str, ...]) -> str:
    return f"Added: {listed(names)}. If a check-in is open, new members are told of it once."


def departments_too_many(most: int) -> str:
    return f"Write at most {most}, one on each line."


def department_too_long(most: int) -> str:
    return f"Keep each to {most} characters."


def nobody_chosen() -> str:
    return "Choose at least one person."


def too_many_chosen(room: int) -> str:
    return f"There is room for {count(room, 'more person', 'more people')} on the team. Choose fewer."


def looking_up() -> Notice:
    return Notice("One moment", ("Homeroom is looking it up. This takes a few seconds.",))


def everybody_is_on_it() -> Notice:
    return Notice(
        "Nobody to add",
        (
            "Everyone in the channel who can be on the team is on it already. Bots, guests and people of other "
            "organizations are left out.",
            "Bring somebody into the channel first; then you are asked about them.",
        ),
    )


def channel_is_shared() -> Notice:
    return Notice(
        "This channel is shared",
        (
            "People from another organization are in this channel now and see what is posted in it, so nobody was "
            "added. Stop sharing the channel first.",
        ),
    )


def not_all_shown(shown: int) -> str:
    return (
        f"Only the first {shown} are shown, by name. Add some of them, or ask somebody else to join the channel anew."
    )


def whom_to_add_gone() -> Notice:
    return Notice("Please open it again", (f"This form is too old, so nobody was added. Type {COMMAND} people.",))


def not_looked_up(missing: NotFound) -> Notice:
    """Why the people of the channel, or a person, could not be looked up."""
    match missing.problem:
        case Problem.CHANNEL_HIDDEN | Problem.GONE:
            said = f"Homeroom can't see this any more. If it is a channel, {LET_IN}, and try again."
        case Problem.CHANNEL_ARCHIVED:
            said = "The team's channel is archived. Unarchive it and try again."
        case Problem.NOT_A_CHANNEL:
            said = "This is not a channel. Type the command in the team's channel."
        case Problem.MISSING_SCOPE:
            said = "Homeroom may not look this up here. Ask the person who runs it to install its newest version."
        case Problem.TOO_LARGE:
            said = (
                f"{missing.detail} people and apps are in this channel, more than Homeroom can list. Whoever joins it "
                "anew is proposed to you one by one."
            )
        case Problem.BUSY:
            said = (
                f"Homeroom is asked to wait {count(int(missing.detail or 0), 'second')}. Wait that long and try again."
            )
        case Problem.NOT_ALLOWED | Problem.NO_ANSWER:
            said = "No answer came in time. Wait a minute and try again."
        case _:
            assert_never(missing.problem)
    return Notice("Not looked up", ("So nothing was changed.", said))


def hand_over_intro() -> str:
    return "Coordinators change how the team works and who is on it. They need not rate. The channel is told."


def choose_who_coordinates() -> str:
    return "Choose who coordinates instead, or go on coordinating too."


def cannot_be_reached(names: tuple[str, ...]) -> str:
    return f"Homeroom can't write to {listed(names)} just now. Choose somebody else as well, or go on coordinating too."


def nobody_to_hand_over_to() -> Notice:
    return Notice(
        "Nobody to hand over to",
        (f"You are the only person on this team, so nothing was changed. Add somebody first: type {COMMAND} people.",),
    )


def handed_over(names: tuple[str, ...], *, stays: bool) -> Notice:
    verb = "coordinates" if len(names) == 1 else "coordinate"
    you = "You go on coordinating too." if stays else "You no longer coordinate; you stay on the team."
    return Notice("Handed over", (f"{listed(names)} {verb} the team now. {you}", "The channel is told."))


def leave_intro(team_name: str) -> tuple[str, ...]:
    return (
        f"You leave {team_name}: you are not asked or reminded any more, and can't rate. What you rated is kept.",
        "You stay in the channel. A coordinator can add you again.",
    )


def left(team_name: str) -> Notice:
    return Notice("You have left the team", (f"You are no longer on {team_name}. What you rated is kept.",))


def taken_over(team_name: str) -> Notice:
    return Notice(
        "You coordinate this team",
        (
            f"You coordinate {team_name} now, and its channel is told. You rate only if you did before.",
            f"Type {COMMAND} people to see who is on it, and {COMMAND} hand over when somebody else should coordinate.",
        ),
    )


def coordinates_already() -> Notice:
    return Notice("You coordinate this team", ("You are one of its coordinators already. Nothing was changed.",))
