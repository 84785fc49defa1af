"""Facts become messages that no platform has touched yet: what is posted, and a person's home page.

The sentences are wording's, the look is each platform's.
"""

from typing import assert_never

from bot.sections import audit, check_ins, digests, people, reveals, steering, troubles
from bot.sections.homes import home_sections
from bot.sections.parts import Message
from jobs.announcements import (
    Announcement,
    AuditFile,
    Card,
    ChangeNote,
    DigestPost,
    Invitation,
    LandedQuestion,
    PlaceLost,
    Reminder,
    RevealPost,
    RosterQuestion,
    RosterSettled,
    TestCard,
    Welcome,
)

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
        case ChangeNote() | TestCard() | AuditFile() | RosterQuestion() | RosterSettled() | Invitation():
            return _about_steering(announcement)
        case _:
            assert_never(announcement)


def _about_steering(
    announcement: ChangeNote | TestCard | AuditFile | RosterQuestion | RosterSettled | Invitation,
) -> Message:
    match announcement:
        case ChangeNote():
            return steering.change_note(announcement)
        case TestCard():
            return steering.test_card(announcement)
        case AuditFile():
            return audit.audit_file(announcement)
        case RosterQuestion():
            return people.roster_question(announcement)
        case RosterSettled():
            return people.roster_settled(announcement)
        case Invitation():
            return people.invitation(announcement)
        case _:
            assert_never(announcement)
