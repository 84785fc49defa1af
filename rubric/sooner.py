"""Which indicators are worth asking again before others. Whether the pass has room for it is rotation.py's."""

from collections.abc import Sequence

from rubric.model import IndicatorId
from rubric.results import Closed, Finding, latest_findings
from rubric.statistics.flags import Flag


def come_sooner(closed: Sequence[Closed]) -> tuple[IndicatorId, ...]:
    """By the latest result of each indicator: those that split, then the unknown, then the urgent; latest first."""
    findings = latest_findings(closed)
    reasons = (_split, _unknown, _urgent)
    called_for = [finding.result.indicator.id for reason in reasons for finding in findings if reason(finding)]
    return tuple(dict.fromkeys(called_for))


def _split(finding: Finding) -> bool:
    return Flag.TALK_ABOUT in finding.result.flags


def _unknown(finding: Finding) -> bool:
    return Flag.DONT_KNOW in finding.result.flags


def _urgent(finding: Finding) -> bool:
    """The lowest level is the middle rating, or one of both."""
    return finding.closed.check_in.scale.levels[-1].id in finding.result.median
