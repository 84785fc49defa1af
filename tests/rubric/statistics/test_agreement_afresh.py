"""Agreement worked out a second time, straight from the paper's definitions, for every tally that a team can have.

It shares nothing with what it checks: layers are cut one rating high, and triples are counted by their zeros.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cache
from math import comb

import pytest

from rubric.statistics.agreement import agreement

MOST_RATERS = 12
# What the product promises, levels from the worst to the best.
PROMISED = {
    (0, 0, 8, 0): "1.00",
    (0, 4, 4, 0): "0.67",
    (1, 0, 7, 0): "0.71",
    (0, 2, 4, 2): "0.50",
    (0, 4, 0, 4): "-0.17",
    (4, 0, 0, 4): "-1.00",
    (2, 2, 2, 2): "0.00",
    (1, 0, 0, 4): "0.20",
}


def afresh(counts: Sequence[int]) -> Fraction:
    """A as the mean over the ratings of the agreement of the layer that each lies in."""
    raters = sum(counts)
    patterns = (tuple(count > height for count in counts) for height in range(max(counts)))
    return sum((Fraction(sum(pattern), raters) * of_pattern(pattern) for pattern in patterns), Fraction(0))


@cache
def of_pattern(pattern: tuple[bool, ...]) -> Fraction:
    levels, ones = len(pattern), sum(pattern)
    if ones == 1:
        return Fraction(1)
    if ones == levels:
        return Fraction(0)
    # 110 and 011: a zero with two ones on one side of it. 101: a zero with a one on either side.
    sides = [(sum(pattern[:at]), sum(pattern[at + 1 :])) for at, is_chosen in enumerate(pattern) if not is_chosen]
    unimodal = sum(comb(left, 2) + comb(right, 2) for left, right in sides)
    bimodal = sum(left * right for left, right in sides)
    u = (Fraction(unimodal) - Fraction(levels - 1, levels - 2) * bimodal) / (unimodal + bimodal)
    return u * Fraction(levels - ones, levels - 1)


def tallies(levels: int, raters: int) -> Iterator[tuple[int, ...]]:
    """Every way in which so many can spread."""
    if levels == 1:
        yield (raters,)
        return
    for first in range(raters + 1):
        for rest in tallies(levels - 1, raters - first):
            yield (first, *rest)


@pytest.mark.parametrize("levels", [2, 3, 4, 5])
def test_agreement_is_what_the_paper_defines_for_every_team_and_scale(levels: int) -> None:
    checked = 0
    for raters in range(1, MOST_RATERS + 1):
        for counts in tallies(levels, raters):
            assert agreement(counts) == float(afresh(counts)), counts
            checked += 1
    assert checked == comb(MOST_RATERS + levels, levels) - 1


@pytest.mark.parametrize(("counts", "promised"), PROMISED.items(), ids=str)
def test_agreement_has_the_promised_value_to_two_decimals(counts: tuple[int, ...], promised: str) -> None:
    assert f"{agreement(counts):.2f}" == promised
    assert f"{float(afresh(counts)):.2f}" == promised
