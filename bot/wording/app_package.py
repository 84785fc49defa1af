"""What the app says of itself where a platform lists it, before anybody has used it."""

from bot.wording.answers import about_command

SHORT = "Helps a district's cabinet look honestly at its attendance practice, together."
FULL = (
    "Homeroom asks your attendance team about a few indicators of its self-assessment at a time. Members rate in "
    "private; when a check-in closes, the team sees how its ratings spread, never who gave them, and talks about what "
    "splits it. Every two weeks a digest sums up what to decide, what moved, and what comes next."
)
# Where there is no page to open, home is asked for.
HOME = "home"
_HOME = "your teams, what waits for you, and buttons for everything"


def about(command: str) -> str:
    """A command in a list of the platform's: a sentence without its full stop. Raises KeyError."""
    said = _HOME if command == HOME else about_command(command)
    return said[0].upper() + said[1:]
