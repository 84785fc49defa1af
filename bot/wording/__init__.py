"""Every sentence that Homeroom says, in one place and in US English; one module a subject.

How sentences are put together into a message is sections' part, how they look is each platform's.
"""

from bot.wording.answers import (
    asked_now,
    digest_on_its_way,
    form_did_not_open,
    help_text,
    moment,
    next_commands,
    no_team_status,
    not_saved,
    status,
    unexpected,
    unknown_command,
)
from bot.wording.check_ins import note_without_level, who_sees_what
from bot.wording.refusals import refusal
from bot.wording.set_up import field_missing, setting_problem
from bot.wording.troubles import landed, posted_again, settled_already

__all__ = [
    "asked_now",
    "digest_on_its_way",
    "field_missing",
    "form_did_not_open",
    "help_text",
    "landed",
    "moment",
    "next_commands",
    "no_team_status",
    "not_saved",
    "note_without_level",
    "posted_again",
    "refusal",
    "setting_problem",
    "settled_already",
    "status",
    "unexpected",
    "unknown_command",
    "who_sees_what",
]
