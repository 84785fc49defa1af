"""Where the team is in the rubric, and what it can expect."""

from dataclasses import replace
from datetime import date, timedelta

from rubric.digest.coming_next import ComingNext, coming_next
from rubric.digest.material import Material
from rubric.digest.period import Period
from rubric.digest.where_we_are import where_we_are
from rubric.model import IndicatorId
from rubric.preferences import Preferences, Reasoned
from rubric.school_calendar import Break
from rubric.timetable import Occurrence
from tests.builders import OPENING, a_check_in, a_history, a_rubric, openings

FORTNIGHT = timedelta(weeks=2)
UPCOMING = tuple(OPENING + FORTNIGHT * at for at in range(1, 5))


def material(*history: tuple[str, ...], n: int = 2, sooner: tuple[str, ...] = ()) -> Material:
    return Material(
        team_name="Attendance cabinet",
        zone="America/New_York",
        period=Period(OPENING, OPENING + FORTNIGHT),
        rubric=a_rubric(2, 3),
        closed=(),
        earlier=(),
        history=a_history(*history),
        sooner=tuple(map(IndicatorId, sooner)),
        indicators_per_check_in=n,
        open_check_in=None,
        upcoming=openings(*UPCOMING),
    )


def test_the_outlook_is_the_opening_that_completes_the_pass() -> None:
    found = where_we_are(material(("a.1", "b.1")))
    assert (found.coverage.asked, found.coverage.total, found.coverage.pass_number) == (2, 5, 1)
    assert found.complete_at == UPCOMING[1]
    assert where_we_are(material(("a.1", "b.1"), n=3)).complete_at == UPCOMING[0]


def test_a_complete_pass_has_no_outlook() -> None:
    found = where_we_are(material(("a.1", "a.2"), ("b.1", "b.2", "b.3")))
    assert (found.coverage.asked, found.complete_at) == (5, None)


def test_what_comes_next_is_named_by_label() -> None:
    assert coming_next(material(("a.1", "b.1"))) == ComingNext(
        opens_at=UPCOMING[0], labels=("Domain A 2", "Domain B 2"), open_number=None, open_closes_at=None
    )


def test_what_is_wanted_sooner_comes_next() -> None:
    assert coming_next(material(("a.1", "b.1"), sooner=("b.3",))).labels == ("Domain A 2", "Domain B 3")


def test_a_check_in_that_is_open_is_told() -> None:
    is_open = a_check_in(number=4)
    found = coming_next(replace(material(), open_check_in=is_open))
    assert (found.open_number, found.open_closes_at) == (4, is_open.closes_at)


def test_when_nothing_is_planned_nothing_is_promised() -> None:
    found = coming_next(replace(material(), upcoming=()))
    assert (found.opens_at, found.labels) == (None, ())


def excluding(found: Material, *indicators: str) -> Material:
    return replace(
        found, preferences=Preferences(excluded=tuple(Reasoned(IndicatorId(one), "not ours") for one in indicators))
    )


def test_what_is_left_out_is_neither_asked_nor_counted() -> None:
    found = excluding(material(("a.1", "b.1")), "b.2", "b.3")
    where = where_we_are(found)
    assert (where.coverage.asked, where.coverage.total, where.coverage.left_out) == (2, 3, 2)
    assert where.complete_at == UPCOMING[0]
    assert coming_next(found).labels == ("Domain A 2",)


def test_what_is_pinned_comes_next() -> None:
    pinned = Preferences(pinned=(Reasoned(IndicatorId("b.3"), "the board asks"),))
    assert coming_next(replace(material(("a.1", "b.1")), preferences=pinned)).labels == ("Domain A 2", "Domain B 3")


def test_when_everything_is_left_out_nothing_is_promised() -> None:
    found = coming_next(excluding(material(), "a.1", "a.2", "b.1", "b.2", "b.3"))
    assert (found.opens_at, found.labels) == (None, ())


WINTER = Break(date(2026, 9, 28), date(2026, 9, 28), "Winter break")


def test_a_break_that_moved_the_next_check_in_is_named() -> None:
    day = UPCOMING[0].date()
    moved = Occurrence(day, UPCOMING[0], day - timedelta(weeks=1), moved_by=WINTER)
    assert coming_next(replace(material(), upcoming=(moved,))).after_break == "Winter break"
    by_hand = replace(moved, moved_by_hand=True)
    assert coming_next(replace(material(), upcoming=(by_hand,))).after_break is None
    assert coming_next(material()).after_break is None


def test_of_the_one_after_it_only_a_break_is_told() -> None:
    first, second, *_ = material().upcoming
    moved = replace(second, wanted=second.wanted - timedelta(weeks=1), moved_by=WINTER)
    found = coming_next(replace(material(), upcoming=(first, moved)))
    assert (found.after_break, found.then_opens_at, found.then_after_break) == (None, UPCOMING[1], "Winter break")
    assert (coming_next(material()).then_opens_at, coming_next(material()).then_after_break) == (None, None)
    assert coming_next(replace(material(), upcoming=(first,))).then_opens_at is None
