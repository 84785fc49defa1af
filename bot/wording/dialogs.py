"""What is said where a form is a card: page by page, and without fields that take a file."""

from collections.abc import Sequence

from bot.wording.check_ins import who_sees_what
from bot.wording.counting import count
from bot.wording.times import when
from bot.wording.troubles import THE_CHANNEL
from rubric.check_in import CheckIn

CHOOSE = "Choose"
RATE_IN_CHAT = "Rate in this chat"
SAVE_AND_GO_ON = "Save and go on"
SAVE = "Save"
GO_BACK = "Back"


def page_intro(check_in: CheckIn, zone: str) -> tuple[str, ...]:
    """Who leaves by the cross saves nothing, and should know."""
    return (
        f"Open until {when(check_in.closes_at, zone)}. Nothing on a page is saved until you press a button at its "
        "end. You can change anything until it closes.",
        who_sees_what(THE_CHANNEL),
    )


def progress(page: int, pages: int, *, rated: int, of: int) -> str:
    """`Page 1 of 2; 3 of 7 rated.`, pages counted from 0."""
    where = f"Page {page + 1} of {pages}; " if pages > 1 else ""
    return f"{where}{rated} of {of} rated."


def own_progress(rated: int, of: int) -> str:
    """What only the person themselves reads on a card that everybody sees."""
    return f"You have rated {'all ' if rated >= of else f'{rated} of '}{of}."


def send_file(types: Sequence[str]) -> str:
    """In place of a field that takes a file."""
    endings = " or ".join(f".{one}" for one in types)
    return f"Forms take no file here. Send the file ({endings}) to Homeroom in your chat with it, and go on from there."


def look_again(problems: int) -> str:
    """Above a form that was not taken, for the place itself may be further down."""
    return f"{count(problems, 'answer')} below {'needs' if problems == 1 else 'need'} another look."


def note_not_shown(characters: int) -> str:
    """In place of a saved note that makes a page too heavy."""
    return (
        f"Your note of {count(characters, 'character')} is saved. It is too long to be shown here beside the others, "
        "and stays as it is."
    )
