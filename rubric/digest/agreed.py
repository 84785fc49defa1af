"""What the team sees alike, which is worth a line in the digest too."""

from collections.abc import Sequence
from dataclasses import dataclass

from rubric.model import IndicatorId, LevelId
from rubric.people import CheckInId
from rubric.results import Finding

# Half way between the point where talking is called for and everybody alike.
AGREEMENT_TO_CALL_AGREED = 0.75


@dataclass(frozen=True, slots=True)
class Agreed:
    """`count` of `answers` chose `level`, the median, in check-in `number`."""

    indicator_id: IndicatorId
    label: str
    level: LevelId
    count: int
    answers: int
    number: int = 0
    check_in_id: CheckInId | None = None


def agreed(findings: Sequence[Finding]) -> tuple[Agreed, ...]:
    """Without any flag, with one middle level, and close together; most agreed first."""
    facts = [fact for finding in findings if (fact := _agreed(finding)) is not None]
    return tuple(sorted(facts, key=lambda fact: -fact.count / fact.answers))


def _agreed(finding: Finding) -> Agreed | None:
    result = finding.result
    if result.tally is None or result.agreement is None or result.flags or len(result.median) != 1:
        return None
    count = result.tally.counts[finding.closed.check_in.scale.position(result.median[0])]
    # Where so many don't know that fewer than half chose the level, the rest may be alike and the team is not.
    if result.agreement < AGREEMENT_TO_CALL_AGREED or count * 2 <= result.answers:
        return None
    return Agreed(
        indicator_id=result.indicator.id,
        label=result.indicator.label,
        level=result.median[0],
        count=count,
        answers=result.answers,
        number=finding.closed.check_in.number,
        check_in_id=finding.closed.check_in.id,
    )
