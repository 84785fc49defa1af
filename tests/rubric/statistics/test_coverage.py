"""Coverage counts what the current pass has asked, by domain."""

from rubric.model import DomainId, IndicatorId
from rubric.rotation import History
from rubric.statistics.coverage import Coverage, DomainCoverage, coverage
from tests.builders import a_rubric


def ids(*names: str) -> tuple[IndicatorId, ...]:
    return tuple(map(IndicatorId, names))


def test_coverage_is_by_domain_and_in_all() -> None:
    found = coverage(a_rubric(2, 3), History((ids("a.1", "b.1"), ids("b.3"))))
    assert found == Coverage(
        pass_number=1,
        asked=3,
        total=5,
        domains=(
            DomainCoverage(DomainId("a"), "Domain A", asked=1, total=2),
            DomainCoverage(DomainId("b"), "Domain B", asked=2, total=3),
        ),
    )


def test_a_new_pass_begins_at_nothing_but_its_own() -> None:
    found = coverage(a_rubric(1, 1), History((ids("a.1"), ids("b.1"), ids("b.1"))))
    assert (found.pass_number, found.asked) == (2, 1)
    assert [domain.asked for domain in found.domains] == [0, 1]
