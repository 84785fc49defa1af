"""One member's level for one indicator in one check-in, with its evidence; and what may still be changed.

Storing ratings is left to others, and so is finding out who is on the team.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from rubric.check_in import CheckIn
from rubric.model import IndicatorId, LevelId
from rubric.people import Member, MemberId
from rubric.refusals import CheckInClosed, EvidenceTooLong, FormDoesNotMatch, ObserversDontRate
from rubric.typed_text import clean

# What Slack's text inputs hold.
EVIDENCE_LIMIT = 3000
# Before any act: nobody knows when.
UNDATED = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Choice:
    """What stands in a form beside one indicator. None: the form doesn't say; evidence "" is an empty note.

    `level_before` and `evidence_before` are what it was opened with (evidence None: not known). `tapped`: choosing this
    very level is what the member just did; otherwise it stands there from earlier.
    """

    indicator_id: IndicatorId
    level_id: LevelId | None = None
    evidence: str | None = None
    level_before: LevelId | None = None
    evidence_before: str | None = None
    tapped: bool = True


@dataclass(frozen=True, slots=True)
class Act:
    """One tap, or one submission (`final`), as opposed to its arrival: what was sent first may arrive last.

    `at` is when it was made, by the platform's clock; `form_id` is the opened form, one a device.
    """

    at: datetime
    form_id: str = ""
    final: bool = True


@dataclass(frozen=True, slots=True)
class Rating:
    """Level None is a note kept before a level was chosen: it counts nowhere. The acts are those of either part."""

    indicator_id: IndicatorId
    member_id: MemberId
    level_id: LevelId | None
    evidence: str
    rated_at: datetime
    level_act: Act | None = field(default=None, compare=False)
    evidence_act: Act | None = field(default=None, compare=False)


def rate(
    check_in: CheckIn,
    *,
    member: Member,
    choices: Sequence[Choice],
    current: Mapping[IndicatorId, Rating],
    now: datetime,
    act: Act | None = None,
) -> tuple[Rating, ...]:
    """The ratings that change, given the member's `current` ones; all of `choices` or none.

    What was overtaken by a later act is left out (`act` None: made just now). Control characters are taken out of
    evidence, and white space around it.
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
        was = before[choice.indicator_id] = current.get(choice.indicator_id, empty)
        after[choice.indicator_id] = _apply(choice, after.get(choice.indicator_id, was), act, now)
    return tuple(_dated(after[each], before[each], now) for each in after if _differs(after[each], before[each]))


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


def _differs(after: Rating, before: Rating) -> bool:
    """Also when nothing but the acts did: saying the same again makes it the later word."""
    return after != before or (after.level_act, after.evidence_act) != (before.level_act, before.evidence_act)


def _dated(after: Rating, before: Rating, now: datetime) -> Rating:
    return replace(after, rated_at=before.rated_at if after == before else now)


def _apply(choice: Choice, before: Rating, known: Act | None, now: datetime) -> Rating:
    act, after = known or Act(now), before
    if choice.level_id is not None and _level_stands(choice, before, act):
        if choice.tapped:
            after = replace(after, level_id=choice.level_id, level_act=known)
        elif choice.level_id != before.level_id:
            # When a level was tapped that stands in a form from earlier, only its own tap can tell.
            undated = None if known is None else replace(known, at=UNDATED)
            after = replace(after, level_id=choice.level_id, level_act=undated)
    elif choice.tapped and choice.level_id == before.level_id:
        after = replace(after, level_act=_dated_by(act, before.level_act))
    if choice.evidence is not None:
        evidence = clean(choice.evidence)
        if len(evidence) > EVIDENCE_LIMIT:
            raise EvidenceTooLong(choice.indicator_id, len(evidence), EVIDENCE_LIMIT)
        if _evidence_stands(choice, evidence, before, act):
            after = replace(after, evidence=evidence, evidence_act=known)
    return after


def _dated_by(act: Act, earlier: Act | None) -> Act | None:
    """A form's submission came before the tap that it sums up: now it is known when that was."""
    if earlier is not None and _is_same_form(earlier, act) and earlier.final and not act.final:
        return replace(earlier, at=max(earlier.at, act.at))
    return earlier


def _level_stands(choice: Choice, before: Rating, act: Act) -> bool:
    """A level just tapped gives way to later taps only. One that stands in the form from earlier was sent when it was
    tapped; it matters where that got lost, and gives way to whatever another device has done since the form opened."""
    if choice.tapped or _is_same_form(before.level_act, act):
        return _is_later(act, before.level_act)
    return before.level_id == choice.level_before


def _evidence_stands(choice: Choice, evidence: str, before: Rating, act: Act) -> bool:
    """A note that was not touched says nothing, unless it takes back what the same form has sent before."""
    is_touched = evidence not in (choice.evidence_before, before.evidence)
    return (is_touched or _is_same_form(before.evidence_act, act)) and _is_later(act, before.evidence_act)


def _is_later(act: Act, earlier: Act | None) -> bool:
    """A form's submission is the last that is heard of it, whatever the clocks say."""
    if earlier is None:
        return True
    if _is_same_form(earlier, act) and act.final != earlier.final:
        return act.final
    return act.at >= earlier.at


def _is_same_form(earlier: Act | None, act: Act) -> bool:
    return earlier is not None and earlier.form_id == act.form_id
