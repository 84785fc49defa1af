"""Which use case answers which command, button and form; every platform asks here, and none has a list of its own.

Each feature has a module with its own part of the three tables.
"""

from bot.routes.basics import BASICS
from bot.routes.calendar import CALENDAR
from bot.routes.home import HOME
from bot.routes.people import PEOPLE
from bot.routes.set_up import SET_UP
from bot.routes.steering import STEERING
from bot.routes.tables import Command, Press, Pressed, Routes, Submission, joined

__all__ = ["ROUTES", "Command", "Press", "Pressed", "Routes", "Submission"]

ROUTES = joined(BASICS, CALENDAR, HOME, PEOPLE, SET_UP, STEERING)
