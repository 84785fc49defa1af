"""What is said around the audit log: to whoever leafs through it, and beside the file of it."""

from bot.use_cases.results import Notice
from bot.wording import no_files
from bot.wording.counting import count
from bot.wording.platform import COMMAND, DIRECT_MESSAGE
from bot.wording.times import zone_name

AUDIT_TITLE = "What was changed"
OLDER = "Older"
NEWEST = "Newest"
SEND_FILE = "Send me the file"


def audit_intro() -> str:
    return "Everything that was changed in how this team works, the newest first. Everybody on the team can read it."


def nothing_changed() -> str:
    return (
        "Nothing has been changed in how this team works yet. Once something is, everybody on the team reads it here."
    )


def times_in(zone: str) -> str:
    return f"Times are in {zone_name(zone)}."


def file_on_its_way() -> Notice:
    return Notice(
        "The file is on its way",
        (f"It comes to you as a {DIRECT_MESSAGE} in a moment: a table that any spreadsheet program opens.",),
    )


def file_comment(team_name: str, entries: int) -> str:
    return (
        f"Everything that was changed in how {team_name} works: {count(entries, 'entry', 'entries')}, the newest "
        "first, with times in the team's zone and in UTC."
    )


def no_file(team_name: str, code: str) -> str:
    return no_files.no_file(f"the file of what was changed in {team_name}", code)


def no_file_advice(team_name: str, code: str) -> str:
    command = f'homeroom audit --team "{team_name}"'
    return f"{no_files.make_it_by(command, code)}. Everything can also be read with {COMMAND} audit."
