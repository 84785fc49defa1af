"""How much of the rubric the current pass has asked, in all and by domain."""

from dataclasses import dataclass

from rubric.model import DomainId, Rubric
from rubric.rotation import History, passes


@dataclass(frozen=True, slots=True)
class DomainCoverage:
    """`asked` of the domain's `total` indicators this pass; `title` is the short one where there is one."""

    domain_id: DomainId
    title: str
    asked: int
    total: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """`asked` of all `total` indicators in pass `pass_number`, counted from 1."""

    pass_number: int
    asked: int
    total: int
    domains: tuple[DomainCoverage, ...]


def coverage(rubric: Rubric, history: History) -> Coverage:
    progress = passes(rubric, history.asked, passes_before=history.passes_before)
    return Coverage(
        pass_number=progress.pass_number,
        asked=len(progress.asked_this_pass),
        total=len(rubric),
        domains=tuple(
            DomainCoverage(
                domain_id=domain.id,
                title=domain.label,
                asked=sum(indicator.id in progress.asked_this_pass for indicator in domain.indicators),
                total=len(domain.indicators),
            )
            for domain in rubric.domains
        ),
    )
