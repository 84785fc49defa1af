"""Which use case answers which command, button and form; every platform asks here, and none has a list of its own.

Each feature has a module with its own part of the three tables.
"""

from bot.routes.basics import BASICS
from bot.routes.calendar import CALENDAR
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

__all__ = ["ROUTES", "Command", "Press", "Pressed", "Routes", "Submission"]

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
