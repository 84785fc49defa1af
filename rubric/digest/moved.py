"""A digest's third fact: where the team now sees an indicator differently than the last time it was asked.

How many moved up or down is told only where exactly the same people answered; see privacy.py.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rubric.model import IndicatorId, LevelId
from rubric.people import MemberId
from rubric.privacy import MINIMUM_ANSWERS, may_compare
from rubric.results import Closed, Finding, latest_findings
from rubric.statistics.change import Change, paired

# One person who thinks otherwise now is that person's business, and no movement of the team's.
FEWEST_WHO_MOVED = 2


@dataclass(frozen=True, slots=True)
class Moved:
    """`before` and `after` are the medians that were revealed, of all who rated.

    `change` counts how the same people moved; None where others answered. Then `only_before` answered only the time
    before, and `only_after` only this time, Don't know included.
    """

    indicator_id: IndicatorId
    label: str
    text: str
    change: Change | None
    before: tuple[LevelId, ...]
    after: tuple[LevelId, ...]
    only_before: int = 0
    only_after: int = 0


def moved(findings: Sequence[Finding], earlier: Sequence[Closed]) -> tuple[Moved, ...]:
    """`earlier` may hold any closed check-ins; each finding is set against the last one before it. Most moved first,
    and what can't be counted by people last."""
    facts = [fact for finding in findings if (fact := _moved(finding, earlier)) is not None]
    return tuple(sorted(facts, key=lambda fact: 0 if fact.change is None else -abs(fact.change.up - fact.change.down)))


def _moved(finding: Finding, earlier: Sequence[Closed]) -> Moved | None:
    before = _time_before(finding, earlier)
    if before is None:
        return None
    indicator = finding.result.indicator
    then, now = (one.closed.answers(indicator.id) for one in (before, finding))
    change = paired(finding.closed.check_in.scale, then, now) if may_compare(then, now) else None
    is_news = _middle_moved(before, finding, then, now) if change is None else _people_moved(change, before, finding)
    if not is_news:
        return None
    return Moved(
        indicator_id=indicator.id,
        label=indicator.label,
        text=indicator.text,
        change=change,
        before=before.result.median,
        after=finding.result.median,
        only_before=len(then.keys() - now.keys()),
        only_after=len(now.keys() - then.keys()),
    )


def _time_before(finding: Finding, earlier: Sequence[Closed]) -> Finding | None:
    check_in, indicator = finding.closed.check_in, finding.result.indicator
    return next(
        (
            one
            for one in latest_findings([each for each in earlier if each.check_in.number < check_in.number])
            if one.result.indicator.id == indicator.id and one.closed.check_in.scale == check_in.scale
        ),
        None,
    )


def _people_moved(change: Change, before: Finding, after: Finding) -> bool:
    """Only what can be said of several people, up or down alike."""
    if change.pairs < MINIMUM_ANSWERS or change.up + change.down < FEWEST_WHO_MOVED:
        return False
    if change.up != change.down:
        return True
    return change.up > 0 and before.result.median != after.result.median


def _middle_moved(
    before: Finding, after: Finding, then: Mapping[MemberId, LevelId], now: Mapping[MemberId, LevelId]
) -> bool:
    """A median that changed because mostly other people answered is nobody's move. This goes by the medians and by who
    answered alone: going by what those had chosen who answered both times would tell something of them."""
    if not before.result.median or not after.result.median or before.result.median == after.result.median:
        return False
    both, once = len(then.keys() & now.keys()), len(then.keys() ^ now.keys())
    return both >= MINIMUM_ANSWERS and both > once
