"""A digest gathers a period's facts, decisions first, and survives being kept as JSON."""

from dataclasses import replace
from datetime import timedelta

from pydantic import TypeAdapter

from rubric.digest.compile import Closed, Digest, Material, compile_digest
from rubric.digest.period import Period
from tests.builders import OPENING, a_check_in, a_closed, a_history, a_rubric, openings

FORTNIGHT = timedelta(weeks=2)
PERIOD = Period(OPENING, OPENING + FORTNIGHT)

FIRST = a_closed(
    """
    Ann: S O
    Bo:  S O
    Cy:  C O
    Di:  O ?
    """,
    "a.1",
    "b.1",
    number=1,
)
SECOND = a_closed(
    """
    Ann: S S ? O
    Bo:  U S ? O
    Cy:  S O S O
    Di:  S S O .
    """,
    "a.1",
    "b.1",
    "b.2",
    "c.1",
    number=2,
)


def material(*closed: Closed, earlier: tuple[Closed, ...] = ()) -> Material:
    rubric = a_rubric(2, 3, 1)
    every = (*earlier, *closed)
    return Material(
        team_name="Attendance cabinet",
        zone="America/New_York",
        period=PERIOD,
        rubric=rubric,
        closed=closed,
        earlier=earlier,
        history=a_history(*([asked.id for asked in one.check_in.asked] for one in every)),
        sooner=(),
        indicators_per_check_in=2,
        open_check_in=None,
        upcoming=openings(*(OPENING + FORTNIGHT * at for at in range(2, 9))),
    )


def test_a_digest_names_its_team_period_and_scale() -> None:
    digest = compile_digest(material(SECOND, earlier=(FIRST,)))
    assert (digest.team_name, digest.zone, digest.period) == ("Attendance cabinet", "America/New_York", PERIOD)
    assert digest.scale == a_rubric().scale


def test_each_fact_is_in_its_place() -> None:
    digest = compile_digest(material(SECOND, earlier=(FIRST,)))
    assert [fact.indicator_id for fact in digest.talk_about] == ["a.1"]
    assert [fact.indicator_id for fact in digest.unknown] == ["b.2"]
    assert [fact.indicator_id for fact in digest.moved] == ["b.1", "a.1"]
    assert [fact.indicator_id for fact in digest.agreed] == ["c.1", "b.1"]
    assert [(one.number, one.finished, one.of) for one in digest.participation] == [(2, 3, 4)]
    assert digest.where_we_are.coverage.asked == 4
    assert digest.coming_next.labels != ()


def test_of_an_indicator_asked_twice_in_the_period_the_later_result_counts() -> None:
    mended = a_closed("Ann: S\nBo: S\nCy: S", "a.1", number=3)
    digest = compile_digest(material(SECOND, mended))
    assert digest.talk_about == ()
    assert "a.1" in [fact.indicator_id for fact in digest.agreed]
    assert [fact.number for fact in digest.participation] == [2, 3]


def test_what_moved_within_the_period_counts_too() -> None:
    again = a_closed("Ann: S\nBo: S\nCy: S\nDi: S", "c.1", number=3)
    assert [fact.indicator_id for fact in compile_digest(material(SECOND, again)).moved] == ["c.1"]


def test_a_period_without_a_check_in_still_says_where_the_team_is_and_what_comes() -> None:
    quiet = replace(material(earlier=(FIRST,)), open_check_in=a_check_in("a.2", number=3))
    digest = compile_digest(quiet)
    assert (digest.talk_about, digest.unknown, digest.moved) == ((), (), ())
    assert (digest.agreed, digest.participation) == ((), ())
    assert digest.where_we_are.coverage.asked == 2
    assert digest.coming_next.open_number == 3


def test_a_digest_survives_being_kept_as_json() -> None:
    kept = TypeAdapter(Digest)
    every_fact = replace(material(SECOND, earlier=(FIRST,)), open_check_in=a_check_in(number=3))
    digest = compile_digest(every_fact)
    assert kept.validate_json(kept.dump_json(digest)) == digest
    assert kept.validate_python(kept.dump_python(digest, mode="json")) == digest
