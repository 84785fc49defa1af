"""How much of the rubric the current pass has asked, in all and by domain."""

from dataclasses import dataclass

from rubric.model import DomainId, Rubric
from rubric.preferences import NO_PREFERENCES, Preferences
from rubric.rotation import History, progress


@dataclass(frozen=True, slots=True)
class DomainCoverage:
    """`asked` of the domain's `total` indicators this pass; `title` is the short one where there is one.

    Indicators that are left out count in neither.
    """

    domain_id: DomainId
    title: str
    asked: int
    total: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """`asked` of all `total` indicators in pass `pass_number`, counted from 1; `left_out` more are not asked.

    Domains that are left out as a whole are not among `domains`.
    """

    pass_number: int
    asked: int
    total: int
    domains: tuple[DomainCoverage, ...]
    left_out: int = 0


def coverage(rubric: Rubric, history: History, preferences: Preferences = NO_PREFERENCES) -> Coverage:
    found = progress(rubric, history, preferences)
    domains = (
        DomainCoverage(
            domain_id=domain.id,
            title=domain.label,
            asked=sum(indicator.id in found.asked for indicator in domain.indicators),
            total=sum(indicator.id in found.wanted for indicator in domain.indicators),
        )
        for domain in rubric.domains
    )
    return Coverage(
        pass_number=found.pass_number,
        asked=len(found.asked),
        total=len(found.wanted),
        domains=tuple(domain for domain in domains if domain.total),
        left_out=len(rubric) - len(found.wanted),
    )
