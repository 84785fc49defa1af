"""Facts become messages that no platform has touched yet: what is posted, and a person's home page.

The sentences are wording's, the look is each platform's.
"""

from typing import assert_never

from bot.sections import (
    check_ins,
    digest_notes,
    digests,
    files,
    next_steps,
    own_digests,
    people,
    re_asking,
    reveals,
    steering,
    talking,
    troubles,
)
from bot.sections.homes import home_sections
from bot.sections.parts import Message
from jobs.announcements import (
    Announcement,
    AuditFile,
    Card,
    ChangeNote,
    DigestCorrection,
    DigestPost,
    DigestTest,
    ExportFile,
    Invitation,
    LandedQuestion,
    OwnDigest,
    PlaceLost,
    ReAsk,
    Reminder,
    ReportFile,
    RevealPost,
    RosterQuestion,
    RosterSettled,
    StepReminder,
    TalkPrompt,
    TestCard,
    Welcome,
)

__all__ = ["Message", "announce", "home_sections"]

_Steering = ChangeNote | TestCard | RosterQuestion | RosterSettled | Invitation | PlaceLost | LandedQuestion
_Digests = DigestPost | DigestTest | DigestCorrection | OwnDigest


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
        case TalkPrompt():
            return talking.talk_prompt(announcement)
        case ReAsk():
            return re_asking.re_ask(announcement)
        case StepReminder():
            return next_steps.step_reminder(announcement)
        case DigestPost() | DigestTest() | DigestCorrection() | OwnDigest():
            return _digest(announcement)
        case AuditFile() | ReportFile() | ExportFile():
            return files.beside(announcement)
        case _:
            return _about_steering(announcement)


def _digest(announcement: _Digests) -> Message:
    match announcement:
        case DigestPost():
            return digest_notes.noted(announcement, digests.digest(announcement))
        case DigestTest():
            return digest_notes.tried(digests.digest_test(announcement))
        case DigestCorrection():
            return digest_notes.corrected(
                announcement, digests.digest(DigestPost(announcement.digest, announcement.digest_id))
            )
        case OwnDigest():
            return own_digests.own_digest(announcement)
        case _:
            assert_never(announcement)


def _about_steering(announcement: _Steering) -> Message:
    match announcement:
        case ChangeNote():
            return steering.change_note(announcement)
        case TestCard():
            return steering.test_card(announcement)
        case RosterQuestion():
            return people.roster_question(announcement)
        case RosterSettled():
            return people.roster_settled(announcement)
        case Invitation():
            return people.invitation(announcement)
        case PlaceLost():
            return troubles.place_lost(announcement)
        case LandedQuestion():
            return troubles.landed_question(announcement)
        case _:
            assert_never(announcement)
