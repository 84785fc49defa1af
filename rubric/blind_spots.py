"""What too many in the team can't judge, until it is asked again and known, or agreed on after all."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from rubric.model import DomainId, IndicatorId
from rubric.next_step import NextStep, StepKind, StepState
from rubric.people import CheckInId
from rubric.results import Closed, Finding, latest_findings
from rubric.statistics.flags import Flag
from rubric.team_rating import TeamRating, standing


@dataclass(frozen=True, slots=True)
class BlindSpot:
    """`dont_know` of `answers` said so in check-in `number`, which closed at `since`.

    `finding_out` is the open next step of whoever looks into it; None while nobody does. `found_out` is the latest
    that somebody closed since: what they found is known, and waits for the team to be asked again.
    """

    indicator_id: IndicatorId
    domain_id: DomainId
    label: str
    text: str
    check_in_id: CheckInId
    number: int
    dont_know: int
    answers: int
    since: datetime | None
    finding_out: NextStep | None
    found_out: NextStep | None = None

    @property
    def is_looked_into(self) -> bool:
        return self.finding_out is not None or self.found_out is not None


@dataclass(frozen=True, slots=True)
class BurnDown:
    """How a period changed what isn't known. `open` are the blind spots at its end, and `looked_into` how many of
    those somebody looks into, or has; `settled` were open when it began and no longer are, `new` are open only since.
    """

    open: int
    looked_into: int
    settled: int
    new: int


def burn_down(
    earlier: Sequence[Closed], open_now: Sequence[BlindSpot], *, agreed: Sequence[TeamRating], since: datetime
) -> BurnDown:
    """What became of those that `earlier` check-ins, closed before `since`, left; `open_now` are the ones there are at
    the period's end, and `agreed` is all that was recorded by then. Asking again and still not knowing neither settles
    a blind spot nor makes a new one."""
    recorded_before = [one for one in agreed if one.recorded_at < since]
    before = blind_spots(telling_findings(earlier), agreed=standing(recorded_before), open_steps=())
    were, are = ({spot.indicator_id for spot in spots} for spots in (before, open_now))
    return BurnDown(
        open=len(open_now),
        looked_into=sum(spot.is_looked_into for spot in open_now),
        settled=len(were - are),
        new=len(are - were),
    )


def telling_findings(closed: Iterable[Closed]) -> tuple[Finding, ...]:
    """The latest result of each indicator that enough people answered: a withheld one doesn't make anything known."""
    found: dict[IndicatorId, Finding] = {}
    for one in sorted(closed, key=lambda each: each.check_in.number, reverse=True):
        for finding in latest_findings([one]):
            if finding.result.tally is not None:
                found.setdefault(finding.result.indicator.id, finding)
    return tuple(found.values())


def blind_spots(
    findings: Sequence[Finding],
    *,
    agreed: Mapping[IndicatorId, TeamRating],
    open_steps: Sequence[NextStep],
    settled_steps: Sequence[NextStep] = (),
) -> tuple[BlindSpot, ...]:
    """Of `findings` (the latest of each indicator, see telling_findings) those flagged as unknown that no later team
    rating, `agreed`, gives a level; the longest unknown first."""
    looking = {step.indicator_id: step for step in open_steps if step.kind is StepKind.FIND_OUT}
    found = [
        _blind_spot(one, looking.get(one.result.indicator.id), _found_out(one, settled_steps))
        for one in findings
        if _is_open(one, agreed)
    ]
    return tuple(sorted(found, key=lambda spot: spot.number))


def _is_open(finding: Finding, agreed: Mapping[IndicatorId, TeamRating]) -> bool:
    if Flag.DONT_KNOW not in finding.result.flags:
        return False
    check_in = finding.closed.check_in
    settled = agreed.get(finding.result.indicator.id)
    return settled is None or settled.number < check_in.number or check_in.scale.is_dont_know(settled.level_id)


def _found_out(finding: Finding, settled_steps: Sequence[NextStep]) -> NextStep | None:
    """The latest answer since the check-in in which it was unknown."""
    closed_at, indicator_id = finding.closed.check_in.closed_at, finding.result.indicator.id
    done = [
        (one.settled_at, one)
        for one in settled_steps
        if one.kind is StepKind.FIND_OUT and one.state is StepState.DONE and one.indicator_id == indicator_id
    ]
    since = [(at, one) for at, one in done if at is not None and closed_at is not None and at >= closed_at]
    return max(since, key=lambda found: found[0])[1] if since else None


def _blind_spot(finding: Finding, step: NextStep | None, found_out: NextStep | None) -> BlindSpot:
    check_in, result = finding.closed.check_in, finding.result
    return BlindSpot(
        indicator_id=result.indicator.id,
        domain_id=result.indicator.domain_id,
        label=result.indicator.label,
        text=result.indicator.text,
        check_in_id=check_in.id,
        number=check_in.number,
        dont_know=0 if result.tally is None else result.tally.dont_know,
        answers=result.answers,
        since=check_in.closed_at,
        finding_out=step,
        found_out=found_out,
    )
