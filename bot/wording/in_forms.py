"""What is said around forms where an answer takes the place of what was pressed: the way back, what was saved, what a
client doesn't hold people to; and where commands are typed that everybody in a channel can read.
"""

from bot.use_cases.results import Notice
from bot.wording.counting import count, count_in_words
from bot.wording.platform import COMMAND, LET_IN
from bot.wording.times import when
from rubric.check_in import CheckIn

BACK_TO_FORM = "Back to the form"
OPEN = "Open"
# Beside what was typed into a field whose name isn't known any more.
TYPED = "You typed"


def at_most(most: int) -> str:
    return f"Choose {count_in_words(most, 'answer')} at most."


def too_long(length: int, longest: int) -> str:
    return f"This had {count(length, 'character')}, and {longest:,} fit; the rest was cut off."


def done() -> Notice:
    """Where something has to stand in the place of what is done."""
    return Notice("Done", ("There is nothing more to do here.",))


def not_understood() -> Notice:
    return Notice("Not understood", ("Homeroom doesn't know what to do with this, so nothing was changed.",))


def saved(check_in: CheckIn, *, waiting: int, zone: str) -> Notice:
    """After the last page of a rating form."""
    of = len(check_in.asked)
    if waiting == 0:
        so_far = f"All {of} of your ratings are saved." if of > 1 else "Your rating is saved."
    else:
        wait = "waits" if waiting == 1 else "wait"
        so_far = f"{of - waiting} of your {of} ratings are saved; {waiting} still {wait} for you."
    return Notice("Saved", (f"{so_far} You can change anything until {when(check_in.closes_at, zone)}.",))


def opens_for_one(title: str) -> str:
    """In a thread, above a button."""
    return f"{title}: the button opens it. What opens is seen only by whoever presses."


def cannot_answer_here() -> str:
    """In a thread, in the place of an answer that is for one person only."""
    return (
        "The answer is for you alone, and Homeroom can't open a chat with you yet. Add the Homeroom app for yourself "
        "(Apps, search for Homeroom, Add), then type it again. The buttons on Homeroom's cards work without it."
    )


def which_team(command: str) -> Notice:
    """Where somebody on several teams types a command that is about one."""
    return Notice(
        "Which team?",
        (
            f"You are on several teams. Type {COMMAND} {command} in the team's channel, or type home here, choose a "
            "team there, and type it again.",
        ),
    )


def on_no_team() -> Notice:
    """Where somebody who is on none types a command that is about one."""
    return Notice(
        "Not on a team",
        (
            "You are not on a team of Homeroom's, so there is nothing to show here. If you should be, tell one of the "
            "team's coordinators.",
            f"To set a team up, type {COMMAND} setup in the channel where it works.",
        ),
    )


def set_up_in_the_channel() -> Notice:
    return Notice(
        "Set a team up in its channel",
        (
            f"A team is set up where it works. Type {COMMAND} setup in its channel; if Homeroom isn't in there yet, "
            f"{LET_IN} first.",
        ),
    )


def not_a_calendar() -> Notice:
    return Notice(
        "Homeroom can't use this file",
        ("It reads school calendars, whose names end in .ics. Ask whoever keeps your calendar for such a file.",),
    )


def no_file_wanted() -> Notice:
    return Notice("No file", ("Nothing was sent. Whenever you want the file, ask for it again.",))


def file_is_gone() -> Notice:
    return Notice("Nothing left to send", ("This file isn't offered any more. Ask for it again to get a new one.",))


def file_not_taken() -> Notice:
    return Notice(
        "The file didn't arrive",
        (
            "The place for your files didn't take it, so it was not sent. Ask for it again. If that doesn't help, tell "
            "the person who runs Homeroom.",
        ),
    )
