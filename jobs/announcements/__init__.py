"""What is said in chat, as facts, gathered when a delivery is about to be sent.

Turning them into words and blocks is each platform's part.
"""

from jobs.announcements.check_ins import Card, ReAsk, Reminder, RevealPost, TalkPrompt, Welcome
from jobs.announcements.digests import DigestCorrection, DigestPost, DigestTest, OwnDigest
from jobs.announcements.files import AuditFile, ExportFile, ReportFile
from jobs.announcements.next_steps import StepReminder
from jobs.announcements.steering import ChangeNote, Invitation, RosterQuestion, RosterSettled, TestCard, WhyWritten
from jobs.announcements.troubles import Doubtful, LandedQuestion, PlaceLost, WhyClosed

__all__ = [
    "Announcement",
    "AuditFile",
    "Card",
    "ChangeNote",
    "DigestCorrection",
    "DigestPost",
    "DigestTest",
    "Doubtful",
    "ExportFile",
    "Invitation",
    "LandedQuestion",
    "OwnDigest",
    "PlaceLost",
    "ReAsk",
    "Reminder",
    "ReportFile",
    "RevealPost",
    "RosterQuestion",
    "RosterSettled",
    "SentAsFile",
    "StepReminder",
    "TalkPrompt",
    "TestCard",
    "Welcome",
    "WhyClosed",
    "WhyWritten",
]

# What comes as a file, with a few words beside it.
SentAsFile = AuditFile | ReportFile | ExportFile
Announcement = (
    Welcome
    | Card
    | Reminder
    | RevealPost
    | TalkPrompt
    | ReAsk
    | DigestPost
    | DigestTest
    | DigestCorrection
    | OwnDigest
    | StepReminder
    | PlaceLost
    | LandedQuestion
    | ChangeNote
    | RosterQuestion
    | RosterSettled
    | Invitation
    | TestCard
    | SentAsFile
)
