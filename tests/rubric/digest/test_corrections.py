"""What of a digest can be corrected, and what has merely happened since: pure, from facts."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.wording.correcting import said as sentences
from rubric.digest.burn_down import BlindSpots
from rubric.digest.closed_steps import ClosedStep
from rubric.digest.compile import Digest, compile_digest
from rubric.digest.corrections import What, as_of_its_time, corrections, with_what_was_agreed_by_then
from rubric.model import IndicatorId, LevelId
from rubric.next_step import StepKind
from rubric.people import NextStepId, TeamId
from rubric.team_rating import TeamRating
from tests.bot.facts import a_digest, a_moved, a_talk_about, an_agreed, an_unknown
from tests.rubric.digest.test_origins import END, a_rating, material
from tests.rubric.digest.test_personal import a_step

LATER = END + timedelta(days=2)


def a_full_one() -> Digest:
    found = a_digest(
        talk_about=(a_talk_about(),), unknown=(an_unknown(),), moved=(a_moved(),), agreed=(an_agreed(),)
    ).digest
    return replace(found, team_id=TeamId("team"))


def one_of(correct: Callable[[Digest], Digest]) -> list[tuple[What, str, str, str]]:
    posted = a_full_one()
    found = corrections(posted, correct(posted))
    words = sentences(found, posted.scale)
    return [(one.what, one.label, *said) for one, said in zip(found, words, strict=True)]


def test_a_digest_that_says_the_same_needs_no_correction() -> None:
    assert corrections(a_full_one(), a_full_one()) == ()


def test_a_step_that_is_closed_as_it_was_needs_no_correction() -> None:
    step = ClosedStep(
        id=NextStepId("step"),
        kind=StepKind.STEP,
        indicator_id=IndicatorId("a.1"),
        label="A 1",
        sentence="Map what we have",
        owner="Dana",
        is_done=True,
        settled_on=date(2026, 11, 10),
    )
    posted = replace(a_full_one(), closed_steps=(step,))
    assert corrections(posted, posted) == ()


def test_other_counts_are_told_with_those_that_were_said() -> None:
    assert one_of(lambda said: replace(said, talk_about=(replace(said.talk_about[0], counts=(4, 1, 0, 2)),))) == [
        (
            What.TALK_ABOUT,
            "A 1",
            "A 1, to talk about: ",
            "4 Strength, 1 OK for now, 2 Urgent gap, 1 Don't know. The digest said: 3 Strength, 1 OK for now, 3 Urgent "
            "gap, 1 Don't know.",
        )
    ]


@pytest.mark.parametrize(
    ("correct", "sentence"),
    [
        pytest.param(
            lambda said: replace(said, unknown=()),
            "The digest said: 4 of 8 answered Don't know. That no longer holds.",
            id="what is said no more",
        ),
        pytest.param(
            lambda said: replace(said, agreed=(*said.agreed, replace(said.agreed[0], indicator_id="b.9"))),
            "OK for now, 7 of 8. The digest left it out.",
            id="what was left out",
        ),
        pytest.param(
            lambda said: replace(said, participation=(replace(said.participation[0], finished=8),)),
            "Check-in 6: 8 of 8 rated everything. The digest said: Check-in 6: 7 of 8 rated everything.",
            id="who took part",
        ),
        pytest.param(
            lambda said: replace(said, blind_spots=BlindSpots(settled=1)),
            "None open; 0 new and 1 settled since the last digest. The digest said: None open; 0 new and 0 settled "
            "since the last digest.",
            id="blind spots",
        ),
    ],
)
def test_each_part_has_words(correct: Callable[[Digest], Digest], sentence: str) -> None:
    assert [said for *_, said in one_of(correct)] == [sentence]


def test_what_speaks_of_the_moment_stays_as_it_was_said() -> None:
    posted = a_full_one()
    now = replace(
        posted,
        coming_next=replace(posted.coming_next, open_number=9),
        where_we_are=replace(posted.where_we_are, complete_at=LATER),
        unknown=(replace(posted.unknown[0], finder="Lee", due_on=date(2026, 12, 1), found_by="Bo"),),
        due=compile_digest(replace(material(), open_steps=(a_step("Dana", date(2026, 10, 1)),))).due,
        is_first=True,
        zone="UTC",
    )
    assert now.due
    assert as_of_its_time(now, posted) == posted


def test_a_digest_of_an_earlier_version_is_not_corrected_for_what_it_never_told() -> None:
    made = material(ratings=(a_rating("ok-for-now"),))
    new = compile_digest(made)
    old = replace(
        new,
        team_id=None,
        team_ratings=(),
        too_few=(),
        blind_spots=BlindSpots(),
        in_hand=type(new.in_hand)(),
        unknown=tuple(replace(one, number=0) for one in new.unknown),
    )
    assert new.too_few
    assert corrections(old, as_of_its_time(new, old)) == ()


def recorded(at: datetime, *, agreed_on: date, number: int = 1) -> TeamRating:
    return replace(a_rating("strength", id=9, number=number), recorded_at=at, agreed_on=agreed_on)


@pytest.mark.parametrize(
    ("rating", "level"),
    [
        pytest.param(recorded(LATER, agreed_on=date(2026, 9, 27)), "strength", id="agreed in the period"),
        pytest.param(recorded(LATER, agreed_on=date(2026, 9, 28)), "ok-for-now", id="agreed on the day of the digest"),
        pytest.param(recorded(LATER, agreed_on=date(2026, 9, 29)), "ok-for-now", id="agreed after it"),
        pytest.param(recorded(LATER, agreed_on=date(2026, 9, 13)), "ok-for-now", id="agreed before it"),
        pytest.param(recorded(LATER, agreed_on=date(2026, 9, 27), number=2), "ok-for-now", id="of a later check-in"),
    ],
)
def test_a_late_recording_counts_where_it_tells_what_was_agreed_in_the_period(rating: TeamRating, level: str) -> None:
    made = with_what_was_agreed_by_then(material(ratings=(a_rating("ok-for-now"), rating)))
    (told,) = compile_digest(made).team_ratings
    assert told.level == LevelId(level)
    assert made.period.end == END == datetime(2026, 9, 28, 13, tzinfo=UTC)
