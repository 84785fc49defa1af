"""Why a number is what it is: rows counted anew, equal to what the digest says, and nobody named."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from rubric.digest.compile import Digest, compile_digest
from rubric.digest.material import Material
from rubric.digest.origin import AskedThen, Claim, Counted, Origin, Rows
from rubric.digest.origins import check_in_origins, digest_origins
from rubric.digest.period import Period
from rubric.model import IndicatorId
from rubric.people import TeamId
from rubric.results import Closed
from rubric.statistics.flags import Flag
from rubric.team_rating import TeamRating
from tests.builders import OPENING, ZONE, a_closed, a_history, a_rubric, openings
from tests.team_ratings import a_team_rating

GRID = """
Ana:  S U ? S
Dev:  S O ? .
Dana: O U ? .
Lee:  S S O S
Sam:  U ? U .
"""
ASKED = ("a.1", "a.2", "b.1", "b.2")
END = OPENING + timedelta(weeks=2)


def a_rating(level: str, *, id: int = 1, number: int = 1, at: datetime = END - timedelta(days=1)) -> TeamRating:
    return a_team_rating("a.1", level, id=id, number=number, recorded_at=at)


def material(*closed: Closed, earlier: tuple[Closed, ...] = (), ratings: tuple[TeamRating, ...] = ()) -> Material:
    return Material(
        team_name="Cabinet",
        zone=ZONE,
        period=Period(END - timedelta(weeks=2), END),
        rubric=a_rubric(3, 3),
        closed=closed or (a_closed(GRID, *ASKED),),
        earlier=earlier,
        history=a_history(ASKED),
        sooner=(),
        indicators_per_check_in=4,
        open_check_in=None,
        upcoming=openings(END, END + timedelta(weeks=2)),
        team_ratings=ratings,
        team_id=TeamId("team"),
    )


def explained(said: Digest | None = None, made: Material | None = None) -> tuple[Origin, ...]:
    made = made or material()
    asked = [AskedThen(1, 1, tuple(map(IndicatorId, ASKED)))]
    return digest_origins(said or compile_digest(made), made, asked=asked)


def of(origins: tuple[Origin, ...], claim: Claim, indicator: str | None = None) -> Origin:
    return next(one for one in origins if one.claim is claim and indicator in (None, one.indicator_id))


def counted(origin: Origin) -> dict[str, int]:
    return {row.name or row.counted: row.count for row in origin.rows}


def test_the_rows_of_a_drawn_grid_are_what_the_digest_says() -> None:
    digest, origins = compile_digest(material()), explained()
    names = [level.name for level in digest.scale.levels]
    assert digest.talk_about
    for split in digest.talk_about:
        rows = counted(of(origins, Claim.RATINGS, split.indicator_id))
        assert tuple(rows.get(name, 0) for name in names) == split.counts
        assert rows.get("Don't know", 0) == split.dont_know
        result = of(origins, Claim.RATINGS, split.indicator_id).result
        assert result is not None
        assert result.agreement == split.agreement
    for unknown in digest.unknown:
        rows = counted(of(origins, Claim.RATINGS, unknown.indicator_id))
        assert (rows["Don't know"], sum(rows.values())) == (unknown.dont_know, unknown.answers)
    (took_part,) = digest.participation
    rows = counted(of(origins, Claim.PARTICIPATION))
    assert (rows[Counted.RATED_EVERYTHING], rows[Counted.RATERS_AT_CLOSE]) == (took_part.finished, took_part.of)
    covered = of(origins, Claim.COVERAGE)
    assert sum(row.count for row in covered.rows) == digest.where_we_are.coverage.asked == 4
    assert [one.agrees for one in origins if one.agrees is False] == []


def test_what_was_reckoned_and_why_it_is_flagged_comes_with_the_rows() -> None:
    origins = explained()
    result = of(origins, Claim.RATINGS, "a.1").result
    assert result is not None
    assert (result.steps, result.flags) == (3, frozenset({Flag.TALK_ABOUT}))
    unknown = of(origins, Claim.RATINGS, "b.1").result
    assert unknown is not None
    assert Flag.DONT_KNOW in unknown.flags


def test_what_too_few_answered_stays_withheld() -> None:
    origin = of(explained(), Claim.RATINGS, "b.2")
    assert origin.rows == (Rows("ratings", Counted.WITHHELD, 2),)
    assert origin.agrees is True


@pytest.mark.parametrize(
    ("claim", "changed"),
    [
        pytest.param(
            Claim.RATINGS,
            lambda said: replace(said, talk_about=(replace(said.talk_about[0], dont_know=3), *said.talk_about[1:])),
            id="counts",
        ),
        pytest.param(
            Claim.PARTICIPATION,
            lambda said: replace(said, participation=(replace(said.participation[0], finished=5),)),
            id="who took part",
        ),
        pytest.param(
            Claim.COVERAGE,
            lambda said: replace(
                said,
                where_we_are=replace(said.where_we_are, coverage=replace(said.where_we_are.coverage, asked=9)),
            ),
            id="coverage",
        ),
        pytest.param(
            Claim.FORECAST,
            lambda said: replace(said, where_we_are=replace(said.where_we_are, complete_at=END + timedelta(days=99))),
            id="forecast",
        ),
        pytest.param(Claim.BLIND_SPOTS, lambda said: replace(said, blind_spots=type(said.blind_spots)()), id="spots"),
    ],
)
def test_a_digest_that_says_something_else_shows(claim: Claim, changed: object) -> None:
    assert callable(changed)
    origins = explained(changed(compile_digest(material())))
    assert [one.claim for one in origins if one.agrees is False] == [claim]


def test_a_digest_that_told_what_is_withheld_now_shows() -> None:
    few = a_closed("Ana:  S\nDev:  U", "a.1")
    told = replace(compile_digest(material()).talk_about[0], indicator_id=IndicatorId("a.1"), number=1)
    said = replace(compile_digest(material(few)), talk_about=(told,), too_few=())
    assert of(explained(said, material(few)), Claim.RATINGS, "a.1").agrees is False


def test_every_recording_of_a_team_rating_is_a_row_and_the_last_one_counts() -> None:
    made = material(ratings=(a_rating("strength", id=3), a_rating("ok-for-now", id=4)))
    said = compile_digest(made)
    origin = of(explained(said, made), Claim.TEAM_RATING)
    assert [row.recording.id for row in origin.rows if row.recording] == [3, 4]
    assert origin.agrees is True
    assert counted(of(explained(said, made), Claim.IN_HAND)) == {"OK for now": 1}
    later = material(ratings=(*made.team_ratings, a_rating("urgent-gap", id=5)))
    assert of(explained(said, later), Claim.TEAM_RATING).agrees is False


def test_what_moved_is_explained_by_how_many_answered_each_time() -> None:
    before = a_closed("A: U\nB: U\nC: U", "a.1", number=1)
    after = a_closed("A: S\nB: S\nC: U", "a.1", number=2)
    made = material(after, earlier=(before,))
    said = compile_digest(made)
    assert said.moved
    origin = of(explained(said, made), Claim.MOVED)
    assert [(row.number, row.count) for row in origin.rows] == [(1, 3), (2, 3), (0, 3)]
    assert origin.agrees is True


def test_a_reveal_is_explained_by_its_own_rows() -> None:
    origins = check_in_origins(a_closed(GRID, *ASKED, number=6))
    assert [one.claim for one in origins] == [Claim.RATINGS] * 4 + [Claim.PARTICIPATION]
    assert {one.agrees for one in origins} == {None}


def test_nobody_who_rated_is_in_it() -> None:
    told = repr(explained(None, material()))
    assert "member_id" not in told
    for name in ("Ana", "Dev", "Dana", "Lee", "Sam"):
        assert name not in told
        assert f"'{name.lower()}'" not in told


def test_an_old_digest_that_names_no_check_in_is_explained_too() -> None:
    said = compile_digest(material())
    old = replace(
        said,
        talk_about=tuple(replace(one, number=0) for one in said.talk_about),
        unknown=tuple(replace(one, number=0) for one in said.unknown),
        team_id=None,
    )
    origins = explained(old)
    assert [one.claim for one in origins if one.agrees is False] == []
    assert of(origins, Claim.NEXT_STEPS).agrees is None
    assert datetime(2026, 9, 28, 13, tzinfo=UTC) == END
