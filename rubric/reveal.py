"""What a closed check-in shows the team: the spread of each indicator, most split first. Words are left to others."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from rubric.check_in import AskedIndicator, CheckIn
from rubric.model import LevelId, Scale
from rubric.people import CheckInId
from rubric.privacy import release, shuffled
from rubric.rating import Rating, finished
from rubric.refusals import SealedUntilClose
from rubric.statistics.agreement import agreement
from rubric.statistics.flags import Flag, flags
from rubric.statistics.spread import median, steps
from rubric.statistics.tally import Tally, tally

# More than this and nobody talks about any.
MOST_TO_TALK_ABOUT = 3


@dataclass(frozen=True, slots=True)
class IndicatorResult:
    """One indicator's spread. With too few answers everything but their number is withheld.

    `median` is one level, or both middle ones, best first; `agreement` is rounded to two decimals.
    """

    indicator: AskedIndicator
    answers: int
    tally: Tally | None
    median: tuple[LevelId, ...]
    steps: int | None
    agreement: float | None
    flags: frozenset[Flag]
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reveal:
    """`finished` of `of` members rated everything; `results` have what to talk about first."""

    check_in_id: CheckInId
    number: int
    closed_at: datetime
    scale: Scale
    finished: int
    of: int
    results: tuple[IndicatorResult, ...]


def reveal(check_in: CheckIn, *, ratings: Sequence[Rating], of: int) -> Reveal:
    """`of` is how many could rate when it closed. Raises SealedUntilClose while it is not marked closed."""
    if check_in.closed_at is None:
        raise SealedUntilClose(check_in.closes_at)
    done = len(finished(check_in, ratings))
    results = [
        _result(check_in, asked, [rating for rating in ratings if rating.indicator_id == asked.id])
        for asked in check_in.asked
    ]
    return Reveal(
        check_in_id=check_in.id,
        number=check_in.number,
        closed_at=check_in.closed_at,
        scale=check_in.scale,
        finished=done,
        # Somebody who rated and has left the team since still belongs to the whole.
        of=max(of, done),
        results=tuple(sorted(results, key=_turn)),
    )


def to_talk_about(found: Reveal) -> tuple[IndicatorResult, ...]:
    """What the team is asked to talk about: a few of what splits it, the most split first."""
    split = [result for result in found.results if Flag.TALK_ABOUT in result.flags]
    return tuple(split[:MOST_TO_TALK_ABOUT])


def is_worth_a_second_look(result: IndicatorResult) -> bool:
    """Whether members may rate it again after the close: what splits them, and what they don't know."""
    return not result.flags.isdisjoint({Flag.TALK_ABOUT, Flag.DONT_KNOW})


def _result(check_in: CheckIn, asked: AskedIndicator, ratings: Sequence[Rating]) -> IndicatorResult:
    counting = [rating for rating in ratings if rating.level_id is not None]
    counted = tally(check_in.scale, (rating.level_id for rating in counting if rating.level_id is not None))
    released = release(counted)
    counts = () if released is None else released.counts
    agreed = agreement(counts)
    middle = median(counts)
    texts = () if released is None else tuple(rating.evidence for rating in counting if rating.evidence)
    return IndicatorResult(
        indicator=asked,
        answers=counted.answers,
        tally=released,
        median=() if middle is None else tuple(check_in.scale.levels[at].id for at in dict.fromkeys(middle)),
        steps=steps(counts),
        agreement=None if agreed is None else round(agreed, 2),
        flags=flags(counted),
        evidence=shuffled(texts, seed=f"{check_in.id}:{asked.id}"),
    )


def _turn(result: IndicatorResult) -> tuple[int, float]:
    """What is split comes first, most split first; then what is unknown, most unknown first; too few come last."""
    agreed = 1.0 if result.agreement is None else result.agreement
    if Flag.TALK_ABOUT in result.flags:
        return 0, agreed
    if Flag.DONT_KNOW in result.flags:
        unknown = 0 if result.tally is None else result.tally.dont_know
        return 1, -unknown / result.answers
    return (3, 0.0) if Flag.TOO_FEW in result.flags else (2, agreed)
