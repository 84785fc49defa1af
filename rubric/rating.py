"""One member's level for one indicator in one check-in, with its evidence; and what may still be changed.

Storing ratings is left to others, and so is finding out who is on the team.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from rubric.check_in import CheckIn
from rubric.model import IndicatorId, LevelId
from rubric.people import Member, MemberId
from rubric.refusals import CheckInClosed, EvidenceTooLong, FormDoesNotMatch, ObserversDontRate

# What Slack's text inputs hold.
EVIDENCE_LIMIT = 3000


@dataclass(frozen=True, slots=True)
class Choice:
    """What a form says of one indicator. None leaves a part as it is; evidence "" clears it."""

    indicator_id: IndicatorId
    level_id: LevelId | None = None
    evidence: str | None = None


@dataclass(frozen=True, slots=True)
class Rating:
    """Level None is a note kept before a level was chosen: it counts nowhere."""

    indicator_id: IndicatorId
    member_id: MemberId
    level_id: LevelId | None
    evidence: str
    rated_at: datetime


def rate(
    check_in: CheckIn,
    *,
    member: Member,
    choices: Sequence[Choice],
    current: Mapping[IndicatorId, Rating],
    now: datetime,
) -> tuple[Rating, ...]:
    """The ratings that change, given the member's `current` ones; all of `choices` or none.

    Control characters are taken out of evidence, and white space around it.
    Raises ObserversDontRate, CheckInClosed, FormDoesNotMatch (an indicator not asked, a level not on the scale) and
    EvidenceTooLong.
    """
    if not member.rates:
        raise ObserversDontRate
    if check_in.is_over(now):
        raise CheckInClosed(check_in.closed_at or check_in.closes_at)
    before: dict[IndicatorId, Rating] = {}
    after: dict[IndicatorId, Rating] = {}
    for choice in choices:
        _check(check_in, choice)
        empty = Rating(choice.indicator_id, member.id, level_id=None, evidence="", rated_at=now)
        before[choice.indicator_id] = current.get(choice.indicator_id, empty)
        after[choice.indicator_id] = _apply(choice, after.get(choice.indicator_id, before[choice.indicator_id]))
    return tuple(replace(after[each], rated_at=now) for each in after if after[each] != before[each])


def waiting(check_in: CheckIn, rated: Mapping[IndicatorId, Rating]) -> int:
    """How many asked indicators have no level yet in one member's ratings."""
    chosen = {indicator for indicator, rating in rated.items() if rating.level_id is not None}
    return sum(asked.id not in chosen for asked in check_in.asked)


def finished(check_in: CheckIn, ratings: Iterable[Rating]) -> frozenset[MemberId]:
    """The members who have a level, or Don't know, for everything that was asked."""
    rated: dict[MemberId, set[IndicatorId]] = {}
    for rating in ratings:
        if rating.level_id is not None:
            rated.setdefault(rating.member_id, set()).add(rating.indicator_id)
    asked = {indicator.id for indicator in check_in.asked}
    return frozenset(member_id for member_id, indicators in rated.items() if asked <= indicators)


def _check(check_in: CheckIn, choice: Choice) -> None:
    if not check_in.asks(choice.indicator_id):
        raise FormDoesNotMatch
    if choice.level_id is not None and choice.level_id not in check_in.scale:
        raise FormDoesNotMatch


def _apply(choice: Choice, before: Rating) -> Rating:
    level_id = before.level_id if choice.level_id is None else choice.level_id
    evidence = before.evidence if choice.evidence is None else _clean(choice.evidence)
    if len(evidence) > EVIDENCE_LIMIT:
        raise EvidenceTooLong(choice.indicator_id, len(evidence), EVIDENCE_LIMIT)
    return replace(before, level_id=level_id, evidence=evidence)


def _clean(text: str) -> str:
    # Databases refuse NULs and half characters, and screen readers stumble over the rest.
    one_kind_of_break = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = (
        character
        for character in one_kind_of_break
        if character in "\n\t" or unicodedata.category(character) not in ("Cc", "Cs")
    )
    return "".join(kept).strip()
