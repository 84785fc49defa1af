"""Which use case answers which command, button and form; every platform asks here, and none has a list of its own.

Each feature has a module with its own part of the three tables.
"""

from bot.routes.basics import BASICS
from bot.routes.calendar import CALENDAR
from bot.routes.commands import named
from bot.routes.deciding import DECIDING
from bot.routes.digests import DIGESTS
from bot.routes.evidence import EVIDENCE
from bot.routes.exporting import EXPORTING
from bot.routes.home import HOME
from bot.routes.next_steps import NEXT_STEPS
from bot.routes.people import PEOPLE
from bot.routes.reports import REPORTS
from bot.routes.set_up import SET_UP
from bot.routes.steering import STEERING
from bot.routes.tables import Command, Press, Pressed, Routes, Submission, joined
from bot.use_cases.results import Result
from bot.use_cases.who import Deps, Speaker
from bot.wording import unknown_command

__all__ = ["ROUTES", "Command", "Press", "Pressed", "Routes", "Submission", "command_named", "do_command"]

ROUTES = joined(
    BASICS,
    CALENDAR,
    DECIDING,
    DIGESTS,
    EVIDENCE,
    EXPORTING,
    HOME,
    NEXT_STEPS,
    PEOPLE,
    REPORTS,
    SET_UP,
    STEERING,
)


def do_command(deps: Deps, who: Speaker, channel_id: str, text: str) -> Result:
    """What somebody typed after the command's name, in a channel. Raises what the use cases raise."""
    found = named(ROUTES, text)
    if found is None:
        return unknown_command(" ".join(text.split()))
    _, command, rest = found
    return command(deps, who, channel_id, rest)


def command_named(text: str) -> str | None:
    """The words of the command that `text` names."""
    found = named(ROUTES, text)
    return None if found is None else found[0]
