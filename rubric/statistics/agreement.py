"""How far ratings on ordered levels agree: A, from -1 (two camps at the ends) over 0 (even) to 1 (all the same).

Source: Cees van der Eijk, "Measuring Agreement in Ordered Rating Scales", Quality & Quantity 35 (2001), 325-341.
"""

from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from itertools import combinations


def agreement(counts: Sequence[int]) -> float | None:
    """A for counts per level, in the order of the levels or its reverse. None without ratings.

    Counts are peeled into layers of equal height; A is the layers' agreement weighted by the ratings in them.
    Reckoned in fractions, so that a rule such as "below 0.5" never turns on a rounding.
    """
    rated = sum(counts)
    if not rated:
        return None
    total = Fraction(0)
    left = list(counts)
    while any(left):
        layer = tuple(count > 0 for count in left)
        height = min(count for count in left if count)
        total += Fraction(height * sum(layer), rated) * _layer_agreement(layer)
        left = [count - height if count else 0 for count in left]
    return float(total)


# A scale has few layers, and a digest meets them hundreds of times.
@cache
def _layer_agreement(layer: tuple[bool, ...]) -> Fraction:
    """Van der Eijk's A = U(1 - (S-1)/(K-1)): S of K levels are chosen, U says how far they lie together."""
    levels, chosen = len(layer), sum(layer)
    return _unimodality(layer) * (1 - Fraction(chosen - 1, levels - 1))


def _unimodality(layer: tuple[bool, ...]) -> Fraction:
    """Van der Eijk's U = ((K-2)TU - (K-1)TDU) / ((K-2)(TU+TDU)), over all triples of levels in order."""
    triples = list(combinations(layer, 3))
    together = triples.count((True, True, False)) + triples.count((False, True, True))
    apart = triples.count((True, False, True))
    if not together + apart:
        return Fraction(1)
    levels = len(layer)
    return Fraction((levels - 2) * together - (levels - 1) * apart, (levels - 2) * (together + apart))
