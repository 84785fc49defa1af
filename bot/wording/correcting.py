"""What is said of a digest that is looked at beforehand, posted again, or corrected."""

from collections.abc import Sequence
from datetime import datetime
from typing import assert_never

from bot.use_cases.results import Notice
from bot.wording import digest_pages as pages
from bot.wording import digests
from bot.wording.digests import Lead
from bot.wording.platform import DIRECT_MESSAGE
from bot.wording.times import period, when
from rubric.digest.agreed import Agreed
from rubric.digest.burn_down import BlindSpots
from rubric.digest.closed_steps import ClosedStep
from rubric.digest.compile import Digest
from rubric.digest.corrections import Correction, Fact, What
from rubric.digest.in_hand import InHand
from rubric.digest.moved import Moved
from rubric.digest.participation import Participation
from rubric.digest.second_looks import SecondLook
from rubric.digest.talk_about import TalkAbout
from rubric.digest.team_ratings import RatedByTeam
from rubric.digest.too_few import TooFew
from rubric.digest.unknown import Unknown
from rubric.model import Scale

CORRECT_TITLE = "Correct the digest"
CORRECT_SUBMIT = "Post the correction"
PREVIEW_TITLE = "The digest as of now"
BEHIND_MORE = "Behind More"
SEND_TEST = "Send it to me as a test"


def preview_intro() -> str:
    return "This is the digest as it would be posted now. Nothing was posted, and nothing was saved."


def second_ratings_wait() -> str:
    return "Second ratings that no digest has counted yet are left out here; the posted digest counts them."


def test_intro() -> str:
    return "A test, for you alone. Nobody else got this, and nothing was saved."


def test_on_its_way() -> Notice:
    return Notice(
        "A test is coming",
        (f"The digest as it is now comes to you as a {DIRECT_MESSAGE} in a moment. Nobody else gets it.",),
    )


def posted_again(first_posted_at: datetime, corrected_at: datetime | None, zone: str) -> str:
    again = f"Posted again. This digest was first posted {when(first_posted_at, zone)}"
    return f"{again}." if corrected_at is None else f"{again}, and corrected {when(corrected_at, zone)}."


def coming_again(digest: Digest) -> Notice:
    dates = period(digest.period.start, digest.period.end, digest.zone)
    return Notice(
        "The digest comes again",
        (f"The digest of {dates} will be in the channel again in a moment, with a line that says so.",),
    )


def correct_intro(digest: Digest) -> str:
    dates = period(digest.period.start, digest.period.end, digest.zone)
    return (
        f"What is stored now says something else than the digest of {dates} did. If you go on, Homeroom posts in the "
        "channel what was corrected, and the digest as it is now. What was said before stays on record."
    )


def only_of_its_period() -> str:
    return "Only what was so by the end of that period counts. What has happened since comes in the next digest."


def nothing_to_correct(digest: Digest) -> Notice:
    dates = period(digest.period.start, digest.period.end, digest.zone)
    return Notice(
        "Nothing to correct",
        (
            f"What is stored says the same as the digest of {dates}, so nothing was posted.",
            "A team rating that was recorded wrongly can be recorded again with the day on which it was agreed; then "
            "it counts for that digest. What has happened since then comes in the next one.",
        ),
    )


def correction_coming() -> Notice:
    return Notice(
        "The corrected digest is coming",
        ("It will be in the channel in a moment, and says first what was corrected.",),
    )


def corrected_intro(digest: Digest) -> str:
    dates = period(digest.period.start, digest.period.end, digest.zone)
    return f"Corrected: the digest of {dates}. This is different from what it said:"


def said(corrections: Sequence[Correction], scale: Scale) -> tuple[Lead, ...]:
    """Each correction as (what it is about, what is said now and what was said)."""
    return tuple((_lead(one), _sentence(one, scale)) for one in corrections)


def _lead(one: Correction) -> str:
    part = _PARTS[one.what]
    return f"{one.label}, {part}: " if one.label else f"{part.capitalize()}: "


_PARTS = {
    What.TALK_ABOUT: "to talk about",
    What.UNKNOWN: "we don't know",
    What.CLOSED_STEP: "next step",
    What.TEAM_RATING: "team rating",
    What.MOVED: "moved",
    What.SECOND_LOOK: "looked at again",
    What.AGREED: "rated alike",
    What.TOO_FEW: "too few answers",
    What.PARTICIPATION: "taking part",
    What.IN_HAND: "team ratings in all",
    What.BLIND_SPOTS: "blind spots",
}


def _sentence(one: Correction, scale: Scale) -> str:
    before = "" if one.before is None else _said_of(one.before, scale)
    after = "" if one.after is None else _said_of(one.after, scale)
    if one.before is None:
        return f"{after} The digest left it out."
    if one.after is None:
        return f"The digest said: {before} That no longer holds."
    if before == after:
        return f"{after} Its reason, its date, or what it was before was recorded anew."
    return f"{after} The digest said: {before}"


def _said_of(fact: Fact, scale: Scale) -> str:
    """A sentence."""
    match fact:
        case TalkAbout():
            return digests.split(fact, scale)
        case Unknown(dont_know=dont_know, answers=answers):
            return f"{dont_know} of {answers} answered {scale.dont_know.name}."
        case ClosedStep():
            return "".join(pages.closed_step(fact)) + "."
        case RatedByTeam(level=level):
            return f"{scale.level(level).name}."
        case Moved():
            return digests.moved(fact, scale)
        case SecondLook():
            return pages.second_look(fact, scale)
        case Agreed(level=level, count=chosen, answers=answers):
            return f"{scale.level(level).name}, {chosen} of {answers}."
        case TooFew(answers=answers):
            return f"{answers} answered."
        case Participation():
            return pages.participation(fact)
        case InHand():
            return digests.in_hand(fact, scale)
        case BlindSpots():
            return pages.burn_down(fact)
        case _:
            assert_never(fact)
