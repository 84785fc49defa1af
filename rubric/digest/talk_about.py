"""A digest's first fact: what the team sees differently."""

from collections.abc import Sequence
from dataclasses import dataclass

from rubric.model import IndicatorId
from rubric.results import Finding
from rubric.statistics.flags import Flag


@dataclass(frozen=True, slots=True)
class TalkAbout:
    """`counts` are best level first; `steps` is the range."""

    indicator_id: IndicatorId
    label: str
    text: str
    counts: tuple[int, ...]
    dont_know: int
    agreement: float | None
    steps: int | None


def talk_about(findings: Sequence[Finding]) -> tuple[TalkAbout, ...]:
    """Most split first."""
    facts = [
        TalkAbout(
            indicator_id=finding.result.indicator.id,
            label=finding.result.indicator.label,
            text=finding.result.indicator.text,
            counts=finding.result.tally.counts,
            dont_know=finding.result.tally.dont_know,
            agreement=finding.result.agreement,
            steps=finding.result.steps,
        )
        for finding in findings
        if finding.result.tally is not None and Flag.TALK_ABOUT in finding.result.flags
    ]
    return tuple(sorted(facts, key=lambda fact: 1.0 if fact.agreement is None else fact.agreement))
