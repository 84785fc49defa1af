"""What anybody can ask for in a word: help, and how things stand."""

from bot.routes.tables import Routes, alone
from bot.use_cases.show_help import show_help, show_start
from bot.use_cases.show_status import show_status

BASICS = Routes(
    commands={
        # Nothing after the command's name.
        "": alone(show_start),
        "help": alone(show_help),
        "status": alone(show_status),
    }
)
