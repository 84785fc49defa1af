"""A digest's second fact: what too many could not judge."""

from collections.abc import Sequence
from dataclasses import dataclass

from rubric.model import IndicatorId
from rubric.results import Finding
from rubric.statistics.flags import Flag


@dataclass(frozen=True, slots=True)
class Unknown:
    """`dont_know` of `answers` said so."""

    indicator_id: IndicatorId
    label: str
    text: str
    dont_know: int
    answers: int


def unknown(findings: Sequence[Finding]) -> tuple[Unknown, ...]:
    """Most unknown first."""
    facts = [
        Unknown(
            indicator_id=finding.result.indicator.id,
            label=finding.result.indicator.label,
            text=finding.result.indicator.text,
            dont_know=finding.result.tally.dont_know,
            answers=finding.result.answers,
        )
        for finding in findings
        if finding.result.tally is not None and Flag.DONT_KNOW in finding.result.flags
    ]
    return tuple(sorted(facts, key=lambda fact: -fact.dont_know / fact.answers))
