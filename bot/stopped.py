"""What a person is told of whatever stopped what they asked for, on any platform.

A refusal is worded; a database that doesn't answer is "not saved"; anything else is a fault of ours with a reference.
"""

import logging
from secrets import token_hex

from bot import wording
from bot.use_cases.results import Notice
from bot.use_cases.who import Refused
from jobs.blame import blame
from rubric.refusals import Refusal
from storage.store import DatabaseError
from storage.trouble import Kind

log = logging.getLogger(__name__)

UNKNOWN_ZONE = "UTC"


def notice_of(error: Exception) -> Notice:
    """What the person is told of whatever stopped what they asked for."""
    match error:
        case Refused(refusal=refusal, zone=zone, kept=kept):
            worded = wording.refusal(refusal, zone=zone)
            return Notice(worded.title, worded.paragraphs, kept=kept)
        case Refusal():
            return wording.refusal(error, zone=UNKNOWN_ZONE)
        case DatabaseError() if error.kind is not Kind.FAULT:
            # Nothing is logged here: that the database is in trouble is said once, not for every click.
            return wording.not_saved()
        case _:
            return fault_of_ours(error)


def fault_of_ours(error: Exception) -> Notice:
    reference = token_hex(4)
    named = f" ({error})" if isinstance(error, DatabaseError) else ""
    log.error("reference %s: %s%s", reference, blame(error), named)
    return wording.unexpected(reference)
