"""Every kind of announcement at its longest. A new kind is one more row."""

from dataclasses import replace

from jobs.announcements import (
    Announcement,
    AuditFile,
    Card,
    ChangeNote,
    DigestCorrection,
    DigestPost,
    DigestTest,
    Doubtful,
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
    WhyClosed,
    WhyWritten,
)
from jobs.tell_together import MOST_TOGETHER
from rubric.audit import Entry, What
from rubric.digest.compile import compile_digest
from rubric.digest.corrections import corrections
from rubric.digest.personal import OwnMaterial, personal_digest
from rubric.next_step import LONGEST_STEP, WhyTold
from rubric.people import DigestId, TeamId
from rubric.rating import EVIDENCE_LIMIT
from rubric.team_rating import NOTE_LIMIT
from storage.proposals import Proposal, ProposalKind, Settled
from tests.bot.facts import HOSTILE
from tests.builders import MONDAY, OPENING, ZONE
from tests.limits.longest import (
    LONGEST_LINK,
    MEMBERS,
    PEOPLE,
    RUBRIC,
    SCALE,
    TEAM_NAME,
    a_check_in,
    a_material,
    a_reveal,
    a_step,
    long,
)

OPEN = a_check_in(1000, is_closed=False)
CLOSED = a_check_in(999)
NAMES = tuple(one.name for one in PEOPLE)
REVEAL = a_reveal()
MATERIAL = a_material()
DIGEST = compile_digest(MATERIAL)
# As if half of it had been told otherwise.
CORRECTIONS = corrections(replace(DIGEST, talk_about=(), unknown=(), team_ratings=()), DIGEST)
OWN = personal_digest(DIGEST, OwnMaterial(PEOPLE[0], OPEN, {}, MATERIAL.open_steps), now=OPEN.opened_at)
assert OWN is not None
SENTENCE = long(HOSTILE, LONGEST_STEP)
ONE = RUBRIC.indicators[0]
LABEL = RUBRIC.label(ONE.id)
FACTS = {
    "indicator": LABEL,
    "level": SCALE.levels[0].name,
    "sentence": SENTENCE,
    "owner": NAMES[0],
    "due_on": MONDAY.isoformat(),
    "name": NAMES[1],
    "number": 1000,
    "opens_at": OPENING.isoformat(),
    "closes_at": OPENING.isoformat(),
    "until": OPENING.isoformat(),
}
STEP = a_step(1, CLOSED.asked[0])


def an_entry(what: What) -> Entry:
    return Entry(10**8, TeamId("t" * 32), OPENING, what, NAMES[0], None, FACTS, FACTS, long(HOSTILE, 300))


A_TEAM_RATING = replace(
    an_entry(What.TEAM_RATING),
    after={**FACTS, "rationale": long(HOSTILE, NOTE_LIMIT), "dissent": long(HOSTILE, NOTE_LIMIT)},
)


def a_settled(how: Settled) -> RosterSettled:
    return RosterSettled(
        TEAM_NAME,
        "C1",
        Proposal(
            id="p" * 32,
            team_id=TeamId("t" * 32),
            kind=ProposalKind.JOIN,
            address="U1",
            name=NAMES[0],
            zone=ZONE,
            made_at=OPENING,
            settled=True,
            settled_as=how,
            settled_by=NAMES[1],
        ),
    )


MESSAGES: dict[str, Announcement] = {
    "welcome": Welcome(TEAM_NAME, ZONE, NAMES, OPENING, 52, 30),
    "open card": Card(ZONE, OPEN, MEMBERS, MEMBERS, open_steps=MATERIAL.open_steps),
    "closed card": Card(ZONE, CLOSED, MEMBERS, MEMBERS, away=MEMBERS),
    "reminder": Reminder(TEAM_NAME, ZONE, OPEN, len(OPEN.asked)),
    "reveal": RevealPost(ZONE, REVEAL, OPEN.team_id),
    "talk": TalkPrompt(ZONE, CLOSED.id, CLOSED.number, SCALE, 0, REVEAL.results[0]),
    "asked again": ReAsk(
        TEAM_NAME,
        ZONE,
        CLOSED.id,
        CLOSED.number,
        SCALE,
        0,
        CLOSED.asked[0],
        long(HOSTILE, EVIDENCE_LIMIT),
        ("https://example.org/" * 200)[:LONGEST_LINK],
        NAMES[0],
    ),
    "digest": DigestPost(DIGEST, DigestId("d" * 32)),
    "digest, to try": DigestTest(DIGEST),
    "digest, posted again": DigestPost(DIGEST, DigestId("d" * 32), first_posted_at=OPENING, corrected_at=OPENING),
    "digest, corrected": DigestCorrection(DIGEST, DigestId("d" * 32), CORRECTIONS),
    "one's own digest": OwnDigest(TeamId("t" * 32), "C1", OWN),
    **{
        f"step: {why}{', its owner has left' if left else ''}": StepReminder(
            TEAM_NAME, STEP, STEP.due_on, why=why, owner_has_left=left
        )
        for why in WhyTold
        for left in (False, True)
    },
    "team ratings together": ChangeNote(
        ZONE,
        A_TEAM_RATING,
        OPENING,
        paused=False,
        also=(A_TEAM_RATING,) * (MOST_TOGETHER - 1),
    ),
    **{f"changed: {what}": ChangeNote(ZONE, an_entry(what), OPENING, paused=True) for what in What},
    **{f"place lost: {why}": PlaceLost(TEAM_NAME, "C1", why) for why in WhyClosed},
    **{f"landed? {what}": LandedQuestion(TEAM_NAME, ZONE, "C1", what, OPENING, 10**9) for what in Doubtful},
    **{
        f"roster: joined {one}": RosterQuestion(TEAM_NAME, "C1", "p" * 32, NAMES[0], joined=one)
        for one in (True, False)
    },
    **{f"settled: {how}": a_settled(how) for how in Settled},
    **{f"invitation: {why}": Invitation(TEAM_NAME, ZONE, OPEN, len(OPEN.asked), why) for why in WhyWritten},
    "test": TestCard(TEAM_NAME, ZONE, OPENING, OPENING, OPEN.asked, MEMBERS, NAMES),
    "audit file": AuditFile(TEAM_NAME, ZONE, tuple(map(an_entry, What))),
}
# What these say beside their files depends on facts that are still few; they have no text of anybody's.
WITHOUT_TEXTS = {ReportFile, ExportFile}
