"""A tally calls for talk, for finding out, for both, or for nothing; with too few answers for nothing else."""

import pytest

from rubric.statistics.flags import Flag, flags
from rubric.statistics.tally import Tally

TALK, UNKNOWN, FEW = Flag.TALK_ABOUT, Flag.DONT_KNOW, Flag.TOO_FEW

CASES: dict[str, tuple[tuple[int, ...], int, set[Flag]]] = {
    "nobody": ((0, 0, 0, 0), 0, {FEW}),
    "two answers far apart": ((1, 0, 0, 1), 0, {FEW}),
    "two don't know": ((0, 0, 0, 0), 2, {FEW}),
    "three alike": ((3, 0, 0, 0), 0, set()),
    "two rated far apart, one doesn't know": ((1, 0, 0, 1), 1, set()),
    "three rated, two steps": ((2, 0, 1, 0), 0, {TALK}),
    "three rated, one step": ((2, 1, 0, 0), 0, set()),
    "two neighbors evenly": ((0, 4, 4, 0), 0, set()),
    "three levels, agreement one half": ((0, 2, 4, 2), 0, {TALK}),
    "two levels of two, evenly: low agreement": ((4, 4), 0, {TALK}),
    "two levels of two, mostly one": ((7, 1), 0, set()),
    "two levels of two, agreement one half": ((9, 3), 0, set()),
    "one of six doesn't know": ((0, 5, 0, 0), 1, set()),
    "two of six don't know": ((0, 4, 0, 0), 2, {UNKNOWN}),
    "two of seven don't know": ((0, 5, 0, 0), 2, set()),
    "three of seven don't know": ((0, 4, 0, 0), 3, {UNKNOWN}),
    "three of nine don't know": ((0, 6, 0, 0), 3, {UNKNOWN}),
    "three of ten don't know": ((0, 7, 0, 0), 3, set()),
    "all don't know": ((0, 0, 0, 0), 8, {UNKNOWN}),
    "split and unknown": ((2, 0, 0, 3), 3, {TALK, UNKNOWN}),
}


@pytest.mark.parametrize(("counts", "dont_know", "expected"), CASES.values(), ids=CASES.keys())
def test_what_a_tally_calls_for(counts: tuple[int, ...], dont_know: int, expected: set[Flag]) -> None:
    assert flags(Tally(counts=counts, dont_know=dont_know)) == expected
