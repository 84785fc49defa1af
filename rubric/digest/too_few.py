"""What too few answered to show anything of it but how many."""

from collections.abc import Sequence
from dataclasses import dataclass

from rubric.model import IndicatorId
from rubric.people import CheckInId
from rubric.results import Finding


@dataclass(frozen=True, slots=True)
class TooFew:
    """`answers` in check-in `number`, at least one."""

    indicator_id: IndicatorId
    label: str
    answers: int
    number: int
    check_in_id: CheckInId


def too_few(findings: Sequence[Finding]) -> tuple[TooFew, ...]:
    """In the order given."""
    return tuple(
        TooFew(
            indicator_id=finding.result.indicator.id,
            label=finding.result.indicator.label,
            answers=finding.result.answers,
            number=finding.closed.check_in.number,
            check_in_id=finding.closed.check_in.id,
        )
        for finding in findings
        if finding.result.tally is None and finding.result.answers
    )
