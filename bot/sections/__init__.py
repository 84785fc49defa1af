"""Facts become messages that no platform has touched yet: what is posted, and a person's home page.

The sentences are wording's, the look is each platform's.
"""

from typing import assert_never

from bot.sections import check_ins, digests, reveals, troubles
from bot.sections.homes import home_sections
from bot.sections.parts import Message
from jobs.ports import Announcement, Card, DigestPost, LandedQuestion, PlaceLost, Reminder, RevealPost, Welcome

__all__ = ["Message", "announce", "home_sections"]


def announce(announcement: Announcement) -> Message:
    """The message that says `announcement`."""
    match announcement:
        case Welcome():
            return check_ins.welcome(announcement)
        case Card():
            return check_ins.card(announcement)
        case Reminder():
            return check_ins.reminder(announcement)
        case RevealPost():
            return reveals.reveal(announcement)
        case DigestPost():
            return digests.digest(announcement)
        case PlaceLost():
            return troubles.place_lost(announcement)
        case LandedQuestion():
            return troubles.landed_question(announcement)
        case _:
            assert_never(announcement)
