"""The words of a platform that there isn't: no platform's words may get by without being put in."""

from bot.wording.platform import Dialect

NOWHERE = Dialect(
    command="homeroom,",
    direct_message="letter",
    let_in="ask Homeroom into the room",
    workspace="house",
    administrator="owner of the house",
    at_home="on your own wall",
    open_chats="Open your letter box.",
    files_permission="a shelf",
    allow_sending_files="put up a shelf",
    allow_reading_files="take down a shelf",
    zone_source="front door",
)
