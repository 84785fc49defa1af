"""What anybody can ask for in a word: help, how things stand, and their own rating form."""

from bot.routes.tables import Routes, alone
from bot.use_cases.open_rating_form import open_rating_here
from bot.use_cases.show_help import show_help, show_start
from bot.use_cases.show_status import show_status

BASICS = Routes(
    commands={
        # Nothing after the command's name.
        "": alone(show_start),
        "help": alone(show_help),
        "rate": alone(open_rating_here),
        "status": alone(show_status),
    }
)
