"""What is said of what a team can't judge: how many didn't know, since when, why, and who finds out."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import assert_never

from bot.wording.counting import listed
from bot.wording.evidence import LEDGER_TITLE
from bot.wording.next_steps import find_out, sentence
from bot.wording.times import day_and_month, day_and_year
from rubric.blind_spots import BlindSpot
from rubric.dont_know import Reason
from rubric.next_step import NextStep

TITLE = "What we don't know"
NAME_SOMEONE = "Name someone"
SAY_WHAT_WAS_FOUND = "Say what was found"
MORE = "More"
BACK = "Back"


def intro(team_name: str) -> str:
    return f"Of what {team_name} was asked lately, this is what too many can't judge, the longest unknown first."


def nothing(team_name: str) -> str:
    return f"Nothing is unknown: of everything {team_name} was asked lately, enough people could judge each indicator."


def how_many(spot: BlindSpot, zone: str) -> str:
    closed = "" if spot.since is None else f", which closed {_since(spot.since, zone)}"
    return f"{spot.dont_know} of {spot.answers} didn't know in Check-in {spot.number}{closed}."


def reasons(counted: Mapping[Reason, int]) -> str:
    """Nothing where too few gave one."""
    return f"Why: {listed([_reason(one, number) for one, number in counted.items()])}." if counted else ""


def finding_out(spot: BlindSpot, today: date, zone: str) -> str:
    step = spot.finding_out
    if step is None:
        return _found_out(spot.found_out, zone)
    how = f": {sentence(step)}" if step.sentence != find_out(step.label) else "."
    was = "was to find out" if step.is_overdue(today) else "finds out"
    return f"{step.owner} {was} by {day_and_month(step.due_on)}{how}"


def _found_out(step: NextStep | None, zone: str) -> str:
    if step is None or step.settled_at is None:
        return "Nobody looks into it yet."
    return (
        f"{step.owner} found out on {_since(step.settled_at, zone)}; what they found is under {LEDGER_TITLE}. It stays "
        "on this list until a later check-in asks again, or the team agrees on a level."
    )


def _reason(reason: Reason, number: int) -> str:
    match reason:
        case Reason.NOT_MY_AREA:
            return f"{number} said it isn't their area"
        case Reason.NO_DATA_SEEN:
            return f"{number} {'has' if number == 1 else 'have'} seen no data"
        case Reason.WORDING_UNCLEAR:
            return f"{number} {'finds' if number == 1 else 'find'} the wording unclear"
        case _:
            assert_never(reason)


def _since(at: datetime, zone: str) -> str:
    return day_and_year(at, zone)
