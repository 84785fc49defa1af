"""Coverage counts what the current pass has asked, by domain."""

from rubric.model import DomainId, IndicatorId
from rubric.preferences import Preferences, Reasoned
from rubric.statistics.coverage import Coverage, DomainCoverage, coverage
from tests.builders import a_history, a_rubric


def test_coverage_is_by_domain_and_in_all() -> None:
    found = coverage(a_rubric(2, 3), a_history(("a.1", "b.1"), ("b.3",)))
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
    found = coverage(a_rubric(1, 1), a_history(("a.1",), ("b.1",), ("b.1",), passes=(1, 1, 2)))
    assert (found.pass_number, found.asked) == (2, 1)
    assert [domain.asked for domain in found.domains] == [0, 1]


def test_what_is_left_out_counts_neither_as_asked_nor_as_still_to_ask() -> None:
    excluded = tuple(Reasoned(IndicatorId(one), "not ours") for one in ("a.1", "b.1", "b.2"))
    found = coverage(a_rubric(2, 2, 1), a_history(("a.1", "a.2")), Preferences(excluded=excluded))
    assert (found.asked, found.total, found.left_out) == (1, 2, 3)
    assert [(domain.title, domain.asked, domain.total) for domain in found.domains] == [
        ("Domain A", 1, 1),
        ("Domain C", 0, 1),
    ]
