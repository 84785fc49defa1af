"""What is said where a role doesn't allow something, or where somebody has to keep theirs for now."""

from typing import assert_never

from bot.use_cases.results import Notice
from bot.wording.counting import count, listed
from bot.wording.platform import ADMINISTRATOR, COMMAND
from rubric.refusals import AdminsOnly, HasCoordinators, LastCoordinator, NoLongerOnTheTeam, TeamFull

ABOUT_ROLES = (AdminsOnly, HasCoordinators, LastCoordinator, NoLongerOnTheTeam, TeamFull)
NO_COORDINATOR = (
    f"This team has no coordinator. An {ADMINISTRATOR} can take it over: they type {COMMAND} take over "
    "in the team's channel."
)


def about_roles(refusal: AdminsOnly | HasCoordinators | LastCoordinator | NoLongerOnTheTeam | TeamFull) -> Notice:
    match refusal:
        case LastCoordinator(name=name, is_self=is_self):
            return _last_coordinator(name, is_self=is_self)
        case NoLongerOnTheTeam(name=name):
            return Notice(
                "Not on the team any more",
                (
                    f"{name} has left the team meanwhile, so nothing was changed. What they rated is kept.",
                    f"Type {COMMAND} people to see who is on it now.",
                ),
            )
        case TeamFull(most=most):
            return Notice(
                "The team is full",
                (
                    f"A team has at most {count(most, 'person', 'people')}, so nobody was added.",
                    "Take somebody off it first, or add fewer.",
                ),
            )
        case HasCoordinators(coordinators=coordinators):
            verb = "coordinates" if len(coordinators) == 1 else "coordinate"
            return Notice(
                "It has a coordinator",
                (
                    f"{listed(coordinators)} {verb} this team, so there is nothing to take over.",
                    f"To coordinate it too, or instead, ask them to type {COMMAND} hand over.",
                ),
            )
        case AdminsOnly():
            return Notice(
                "For administrators",
                (
                    f"This team has no coordinator who can be reached, and only an {ADMINISTRATOR} can "
                    "take it over. You are not one, so nothing was changed.",
                    f"Ask one of them to join this channel and type {COMMAND} take over.",
                ),
            )
        case _:
            assert_never(refusal)


def last_coordinator(name: str, *, is_self: bool) -> str:
    """Why nothing was changed."""
    who = "You are" if is_self else f"{name} is"
    return f"{who} the only coordinator of this team who can be reached, and a team needs one, so nothing was changed."


def _last_coordinator(name: str, *, is_self: bool) -> Notice:
    first = f"Hand over first: type {COMMAND} hand over and choose who coordinates instead."
    return Notice("A coordinator is needed", (last_coordinator(name, is_self=is_self), first))
