"""Reasons for not knowing: counted once enough gave one, and only of those who still don't know."""

import pytest

from rubric.dont_know import GivenReason, Reason, counted
from rubric.people import MemberId
from tests.builders import a_closed, column

AREA, DATA, WORDING = Reason.NOT_MY_AREA, Reason.NO_DATA_SEEN, Reason.WORDING_UNCLEAR


@pytest.mark.parametrize(
    ("letters", "reasons", "expected"),
    [
        pytest.param("???S", [AREA, DATA, AREA, None], {AREA: 2, DATA: 1}, id="three who don't know"),
        pytest.param("????", [WORDING] * 4, {WORDING: 4}, id="all alike"),
        pytest.param("???S", [AREA, DATA, None, None], {}, id="two reasons are too few"),
        pytest.param("??SS", [AREA, DATA, AREA, AREA], {}, id="who came to know needs no reason"),
        pytest.param("????", [None] * 4, {}, id="none"),
    ],
)
def test_what_is_counted(letters: str, reasons: list[Reason | None], expected: dict[Reason, int]) -> None:
    closed = a_closed(column(letters), "a.1")
    check_in = closed.check_in
    given = [
        GivenReason(check_in.id, check_in.asked[0].id, MemberId("abcd"[at]), reason, check_in.opened_at)
        for at, reason in enumerate(reasons)
        if reason is not None
    ]
    assert counted(given, closed.ratings, check_in.scale) == expected
