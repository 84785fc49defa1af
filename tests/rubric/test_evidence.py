"""Evidence: what of people's notes may be shown, what is missing, what has grown old, and what a link is."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest

from rubric.evidence import (
    STALE_AFTER,
    Evidence,
    Notes,
    Standing,
    Written,
    is_link,
    released_notes,
    stale,
    without_evidence,
)
from rubric.model import DomainId, IndicatorId, LevelId
from rubric.people import CheckInId, EvidenceId, TeamId
from tests.builders import ZONE

ONE, TWO = IndicatorId("a.1"), IndicatorId("a.2")
FIRST = CheckInId("check-in-1")
TODAY = date(2026, 11, 20)
JUST_NOT_STALE = TODAY - STALE_AFTER


def an_entry(on: date = TODAY, *, indicator: IndicatorId = ONE) -> Evidence:
    return Evidence(
        id=EvidenceId("e"),
        team_id=TeamId("team"),
        indicator_id=indicator,
        domain_id=DomainId("a"),
        label="A 1",
        text="Minutes of the board",
        link="",
        dated_on=on,
        added_at=datetime(2026, 11, 20, tzinfo=UTC),
        added_by="Dana",
    )


def some_notes(on: date = TODAY, *, indicator: IndicatorId = ONE, check_in: str = FIRST) -> Notes:
    return Notes(CheckInId(check_in), 1, on, indicator, "A 1", ("We saw it.",))


def stands(indicator: IndicatorId = ONE) -> Standing:
    return Standing(indicator, "A 1", FIRST, LevelId("strength"))


def written(*texts: str, indicator: IndicatorId = ONE) -> list[Written]:
    # Late in the evening in New York, already the next day in UTC.
    closed_at = datetime(2026, 11, 10, 2, 0, tzinfo=UTC)
    return [Written(FIRST, 1, closed_at, indicator, "A 1", text) for text in texts]


def test_notes_are_shown_in_one_heap_for_each_indicator_by_the_day_of_the_close() -> None:
    found = released_notes(
        [*written("b", "a"), *written("c", indicator=TWO)], {(FIRST, ONE): 3, (FIRST, TWO): 5}, zone=ZONE
    )
    assert [(one.indicator_id, sorted(one.texts)) for one in found] == [(ONE, ["a", "b"]), (TWO, ["c"])]
    assert {one.closed_on for one in found} == {date(2026, 11, 9)}


def test_their_order_is_the_reveals_whoever_wrote_them_first() -> None:
    answers = {(FIRST, ONE): 8}
    texts = ("one", "two", "three", "four", "five")
    (there,), (back,) = (released_notes(written(*order), answers, zone=ZONE) for order in (texts, texts[::-1]))
    assert there.texts == back.texts
    assert there.texts != texts


@pytest.mark.parametrize("answers", [{}, {(FIRST, ONE): 2}, {(FIRST, TWO): 9}])
def test_notes_of_too_few_are_shown_nowhere(answers: dict[tuple[CheckInId, IndicatorId], int]) -> None:
    assert released_notes(written("a"), answers, zone=ZONE) == ()


@pytest.mark.parametrize(
    ("entries", "notes", "is_missing"),
    [
        pytest.param([], [], True, id="nothing at all"),
        pytest.param([an_entry()], [], False, id="an entry"),
        pytest.param([an_entry(date(2020, 1, 1))], [], False, id="an old entry"),
        pytest.param([an_entry(indicator=TWO)], [], True, id="an entry on another"),
        pytest.param([], [some_notes()], False, id="a note in that check-in"),
        pytest.param([], [some_notes(check_in="check-in-2")], True, id="a note in another check-in"),
        pytest.param([], [some_notes(indicator=TWO)], True, id="a note on another"),
    ],
)
def test_what_is_best_without_evidence(entries: Sequence[Evidence], notes: Sequence[Notes], is_missing: bool) -> None:
    assert bool(without_evidence([stands()], entries=entries, notes=notes)) is is_missing


@pytest.mark.parametrize(
    ("entries", "notes", "newest"),
    [
        pytest.param([], [], None, id="nothing at all is another matter"),
        pytest.param([an_entry(JUST_NOT_STALE)], [], None, id="half a year to the day"),
        pytest.param(
            [an_entry(JUST_NOT_STALE - timedelta(days=1))], [], JUST_NOT_STALE - timedelta(days=1), id="a day more"
        ),
        pytest.param([an_entry(date(2025, 1, 1))], [some_notes()], None, id="an old entry and a new note"),
        pytest.param(
            [an_entry(date(2025, 1, 1))],
            [some_notes(date(2025, 3, 1))],
            date(2025, 3, 1),
            id="both old, the newer counts",
        ),
    ],
)
def test_what_is_stale(entries: Sequence[Evidence], notes: Sequence[Notes], newest: date | None) -> None:
    found = stale([stands()], entries=entries, notes=notes, today=TODAY)
    assert [one.newest_on for one in found] == ([] if newest is None else [newest])


def test_the_oldest_comes_first() -> None:
    entries = [an_entry(date(2025, 3, 1)), an_entry(date(2025, 1, 1), indicator=TWO)]
    found = stale([stands(), stands(TWO)], entries=entries, notes=[], today=TODAY)
    assert [one.indicator_id for one in found] == [TWO, ONE]


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("https://data.example.org/a/b?c=d#e", True),
        ("http://example.org", True),
        ("HTTPS://EXAMPLE.ORG/", True),
        ("https://example.org:8080/x", True),
        ("https://münchen.example/ä", True),
        ("", False),
        ("example.org", False),
        ("ftp://example.org", False),
        ("javascript:alert(1)", False),
        ("https://", False),
        ("https:///path", False),
        ("https://a b.example", False),
        ("https://bank.example@evil.example/", False),
        ("https://example.org/\nx", False),
        ("https://example.org/" + "x" * 2000, False),
    ],
)
def test_what_a_link_is(text: str, is_one: bool) -> None:
    assert is_link(text) is is_one
