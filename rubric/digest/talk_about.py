"""A digest's first fact: what the team sees differently."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from rubric.model import IndicatorId
from rubric.people import CheckInId
from rubric.results import Finding
from rubric.statistics.flags import Flag
from rubric.team_rating import TeamRating

NOTHING_AGREED: Mapping[IndicatorId, TeamRating] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class TalkAbout:
    """`counts`, of check-in `number`, are best level first; `steps` is the range."""

    indicator_id: IndicatorId
    label: str
    text: str
    counts: tuple[int, ...]
    dont_know: int
    agreement: float | None
    steps: int | None
    number: int = 0
    check_in_id: CheckInId | None = None


def talk_about(
    findings: Sequence[Finding], agreed: Mapping[IndicatorId, TeamRating] = NOTHING_AGREED
) -> tuple[TalkAbout, ...]:
    """Most split first; without those that the team has `agreed` on since."""
    facts = [
        TalkAbout(
            indicator_id=finding.result.indicator.id,
            label=finding.result.indicator.label,
            text=finding.result.indicator.text,
            counts=finding.result.tally.counts,
            dont_know=finding.result.tally.dont_know,
            agreement=finding.result.agreement,
            steps=finding.result.steps,
            number=finding.closed.check_in.number,
            check_in_id=finding.closed.check_in.id,
        )
        for finding in findings
        if finding.result.tally is not None
        and Flag.TALK_ABOUT in finding.result.flags
        and not is_settled(finding, agreed)
    ]
    return tuple(sorted(facts, key=lambda fact: 1.0 if fact.agreement is None else fact.agreement))


def is_settled(finding: Finding, agreed: Mapping[IndicatorId, TeamRating]) -> bool:
    """Whether the team has agreed on a level for it since, be it that it agreed that it doesn't know."""
    standing = agreed.get(finding.result.indicator.id)
    return standing is not None and standing.number >= finding.closed.check_in.number
