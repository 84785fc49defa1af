"""Which indicators are worth asking again before others. Whether the pass has room for it is rotation.py's."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from rubric.model import IndicatorId
from rubric.next_step import NextStep, StepState
from rubric.results import Closed, Finding, latest_findings
from rubric.statistics.flags import Flag


def come_sooner(closed: Sequence[Closed], *, settled_steps: Iterable[NextStep] = ()) -> tuple[IndicatorId, ...]:
    """By the latest result of each indicator: those that split, then the unknown, then the urgent, latest first; then
    those for which something was done since they were last asked, what was done last first."""
    findings = latest_findings(closed)
    reasons = (_split, _unknown, _urgent)
    called_for = [finding.result.indicator.id for reason in reasons for finding in findings if reason(finding)]
    return tuple(dict.fromkeys((*called_for, *_acted_upon(closed, settled_steps))))


def _acted_upon(closed: Sequence[Closed], settled_steps: Iterable[NextStep]) -> Iterator[IndicatorId]:
    last_asked: dict[IndicatorId, datetime] = {}
    for one in sorted(closed, key=lambda one: one.check_in.opened_at):
        last_asked |= {asked.id: one.check_in.opened_at for asked in one.check_in.asked}
    done = [(step.settled_at, step) for step in settled_steps if step.settled_at and step.state is StepState.DONE]
    for done_at, step in sorted(done, key=lambda pair: (pair[0], pair[1].id), reverse=True):
        asked_at = last_asked.get(step.indicator_id)
        if asked_at is None or done_at > asked_at:
            yield step.indicator_id


def _split(finding: Finding) -> bool:
    return Flag.TALK_ABOUT in finding.result.flags


def _unknown(finding: Finding) -> bool:
    return Flag.DONT_KNOW in finding.result.flags


def _urgent(finding: Finding) -> bool:
    """The lowest level is the middle rating, or one of both."""
    return finding.closed.check_in.scale.levels[-1].id in finding.result.median
