"""A check-in keeps what it asked, and is open from its opening to its closing time."""

from datetime import UTC, datetime, timedelta

import pytest

from rubric.check_in import AskedIndicator, ask, closing_time
from rubric.library import load, shipped
from rubric.model import DomainId, IndicatorId, UnknownIndicator
from tests.builders import OPENING, a_check_in, a_rhythm, a_rubric


def test_the_wording_is_kept_in_the_rubrics_order() -> None:
    assert ask(a_rubric(2, 1), map(IndicatorId, ["b.1", "a.2", "b.1"])) == (
        AskedIndicator(IndicatorId("a.2"), DomainId("a"), label="Domain A 2", text="Statement 2 of A."),
        AskedIndicator(IndicatorId("b.1"), DomainId("b"), label="Domain B 1", text="Statement 1 of B."),
    )


def test_labels_use_the_short_title() -> None:
    [asked] = ask(load(shipped()[0]), [IndicatorId("adequate-resources.4")])
    assert asked.label == "Resources 4"


def test_an_unknown_indicator_cannot_be_asked() -> None:
    with pytest.raises(UnknownIndicator, match=r"z\.1"):
        ask(a_rubric(1), [IndicatorId("z.1")])


def test_a_check_in_is_open_until_its_closing_time() -> None:
    check_in = a_check_in(days_open=7)
    week, moment = timedelta(days=7), timedelta(microseconds=1)
    assert check_in.is_open(OPENING)
    assert check_in.is_open(OPENING + week - moment)
    assert not check_in.is_open(OPENING + week)
    assert [check_in.is_over(OPENING + week - moment), check_in.is_over(OPENING + week)] == [False, True]


def test_a_check_in_marked_closed_is_over_whatever_the_time() -> None:
    assert a_check_in(is_closed=True).is_over(OPENING)


def test_a_check_in_knows_what_it_asks() -> None:
    check_in = a_check_in("a.1", "b.2")
    assert [check_in.asks(IndicatorId(each)) for each in ("a.1", "b.2", "b.1")] == [True, True, False]


CLOSINGS = {
    "days open, fortnightly": (2, 7, datetime(2026, 10, 26, 13, tzinfo=UTC), datetime(2026, 11, 2, 14, tzinfo=UTC)),
    "next occurrence first": (2, 10, datetime(2026, 10, 31, 13, tzinfo=UTC), datetime(2026, 11, 9, 14, tzinfo=UTC)),
    "opened between": (1, 7, datetime(2026, 10, 29, 18, tzinfo=UTC), datetime(2026, 11, 2, 14, tzinfo=UTC)),
    "a day": (1, 1, datetime(2026, 10, 31, 16, tzinfo=UTC), datetime(2026, 11, 1, 17, tzinfo=UTC)),
}


@pytest.mark.parametrize(("weeks", "days_open", "opens_at", "closes_at"), CLOSINGS.values(), ids=CLOSINGS.keys())
def test_a_check_in_closes_after_its_days_or_when_the_next_is_due(
    weeks: int, days_open: int, opens_at: datetime, closes_at: datetime
) -> None:
    rhythm = a_rhythm(every_weeks=weeks, days_open=days_open, reminder_days=())
    assert closing_time(opens_at=opens_at, rhythm=rhythm) == closes_at
