"""A digest's third fact: where the same people now see an indicator differently than the last time it was asked."""

from collections.abc import Sequence
from dataclasses import dataclass

from rubric.model import IndicatorId, LevelId
from rubric.people import MemberId
from rubric.privacy import MINIMUM_ANSWERS
from rubric.results import Closed, Finding, latest_findings
from rubric.statistics.change import Change, paired

# One person who thinks otherwise now is that person's business, and no movement of the team's.
FEWEST_WHO_MOVED = 2


@dataclass(frozen=True, slots=True)
class Moved:
    """`change` counts people who rated both times. `before` and `after` are the medians that were revealed, of all who
    rated, so that no number here can be held against a revealed one to single somebody out."""

    indicator_id: IndicatorId
    label: str
    text: str
    change: Change
    before: tuple[LevelId, ...]
    after: tuple[LevelId, ...]


def moved(findings: Sequence[Finding], earlier: Sequence[Closed]) -> tuple[Moved, ...]:
    """`earlier` may hold any closed check-ins; each finding is set against the last one before it. Most moved first."""
    facts = [fact for finding in findings if (fact := _moved(finding, earlier)) is not None]
    return tuple(sorted(facts, key=lambda fact: -abs(fact.change.up - fact.change.down)))


def _moved(finding: Finding, earlier: Sequence[Closed]) -> Moved | None:
    indicator = finding.result.indicator
    check_in = finding.closed.check_in
    before = next(
        (
            one
            for one in latest_findings([each for each in earlier if each.check_in.number < check_in.number])
            if one.result.indicator.id == indicator.id and one.closed.check_in.scale == check_in.scale
        ),
        None,
    )
    if before is None:
        return None
    change = paired(check_in.scale, _levels(before.closed, indicator.id), _levels(finding.closed, indicator.id))
    if change.pairs < MINIMUM_ANSWERS or not _is_news(change, before, finding):
        return None
    return Moved(
        indicator_id=indicator.id,
        label=indicator.label,
        text=indicator.text,
        change=change,
        before=before.result.median,
        after=finding.result.median,
    )


def _is_news(change: Change, before: Finding, after: Finding) -> bool:
    """A median that changed only because other people rated is nobody's move."""
    if change.up + change.down < FEWEST_WHO_MOVED:
        return False
    if change.up != change.down:
        return True
    return change.up > 0 and before.result.median != after.result.median


def _levels(closed: Closed, indicator_id: IndicatorId) -> dict[MemberId, LevelId]:
    return {
        rating.member_id: rating.level_id
        for rating in closed.ratings
        if rating.indicator_id == indicator_id and rating.level_id is not None
    }
