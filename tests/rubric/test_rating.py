"""What a member may change, what is kept of what they typed, and who has finished."""

from datetime import timedelta

import pytest

from rubric.check_in import CheckIn
from rubric.model import IndicatorId, LevelId
from rubric.people import Member, MemberId, Role
from rubric.rating import EVIDENCE_LIMIT, Choice, Rating, finished, rate
from rubric.refusals import CheckInClosed, EvidenceTooLong, FormDoesNotMatch, ObserversDontRate
from tests.builders import OPENING, a_check_in, a_member, rate_grid

A1, A2 = IndicatorId("a.1"), IndicatorId("a.2")
STRENGTH, URGENT = LevelId("strength"), LevelId("urgent-gap")
LATER = OPENING + timedelta(hours=3)


def a_rating(
    level: LevelId | None = STRENGTH, evidence: str = "", *, indicator: IndicatorId = A1, at: timedelta = timedelta(0)
) -> Rating:
    return Rating(indicator, MemberId("dana"), level_id=level, evidence=evidence, rated_at=OPENING + at)


def dana_rates(
    *choices: Choice,
    current: tuple[Rating, ...] = (),
    check_in: CheckIn | None = None,
    member: Member | None = None,
    at: timedelta = LATER - OPENING,
) -> tuple[Rating, ...]:
    return rate(
        check_in or a_check_in(),
        member=member or a_member("Dana"),
        choices=choices,
        current={rating.indicator_id: rating for rating in current},
        now=OPENING + at,
    )


def test_a_first_choice_becomes_a_rating() -> None:
    assert dana_rates(Choice(A1, URGENT)) == (a_rating(URGENT, at=LATER - OPENING),)


def test_dont_know_can_be_chosen() -> None:
    [rating] = dana_rates(Choice(A1, LevelId("dont-know")))
    assert rating.level_id == "dont-know"


def test_a_level_leaves_the_evidence_and_evidence_leaves_the_level() -> None:
    before = a_rating(STRENGTH, "Seen it.")
    assert dana_rates(Choice(A1, level_id=URGENT), current=(before,)) == (
        a_rating(URGENT, "Seen it.", at=LATER - OPENING),
    )
    assert dana_rates(Choice(A1, evidence="Not any more."), current=(before,)) == (
        a_rating(STRENGTH, "Not any more.", at=LATER - OPENING),
    )


def test_empty_evidence_clears_what_was_there() -> None:
    [rating] = dana_rates(Choice(A1, evidence="  "), current=(a_rating(STRENGTH, "Seen it."),))
    assert (rating.level_id, rating.evidence) == (STRENGTH, "")


def test_a_note_is_kept_before_a_level_is_chosen() -> None:
    assert dana_rates(Choice(A2, evidence="Ask Lee.")) == (
        a_rating(None, "Ask Lee.", indicator=A2, at=LATER - OPENING),
    )


UNCHANGED = {
    "nothing said": (Choice(A1), ()),
    "nothing said of a rating": (Choice(A1), (a_rating(STRENGTH, "Seen it."),)),
    "the same level": (Choice(A1, STRENGTH), (a_rating(STRENGTH, "Seen it."),)),
    "the same evidence": (Choice(A1, evidence=" Seen it. "), (a_rating(STRENGTH, "Seen it."),)),
    "no evidence where none was": (Choice(A1, evidence=""), ()),
}


@pytest.mark.parametrize(("choice", "current"), UNCHANGED.values(), ids=UNCHANGED.keys())
def test_what_stays_the_same_is_no_change(choice: Choice, current: tuple[Rating, ...]) -> None:
    assert dana_rates(choice, current=current) == ()


def test_only_what_changed_is_answered() -> None:
    current = (a_rating(STRENGTH), a_rating(STRENGTH, indicator=A2))
    assert dana_rates(Choice(A1, STRENGTH), Choice(A2, URGENT), current=current) == (
        a_rating(URGENT, indicator=A2, at=LATER - OPENING),
    )


def test_of_two_choices_for_one_indicator_the_later_counts() -> None:
    [rating] = dana_rates(Choice(A1, URGENT, "One"), Choice(A1, STRENGTH))
    assert (rating.level_id, rating.evidence) == (STRENGTH, "One")


def test_there_and_back_again_is_no_change() -> None:
    assert dana_rates(Choice(A1, URGENT), Choice(A1, STRENGTH), current=(a_rating(STRENGTH),)) == ()


CLEANED = {
    "white space around": ("  Seen it.\n\n", "Seen it."),
    "line breaks and tabs stay": ("One\n\tTwo", "One\n\tTwo"),
    "Windows line breaks": ("One\r\nTwo\rThree", "One\nTwo\nThree"),
    "NUL": ("Se\x00en", "Seen"),
    "other control characters": ("Se\x07\x1b\x7f\x85en", "Seen"),
    "half a character": ("Se\ud800en", "Seen"),
    "right to left and emoji stay": ("שלום ‏👩‍🏫", "שלום ‏👩‍🏫"),
    "mentions stay as typed": ("<!channel> *hi*", "<!channel> *hi*"),
}


@pytest.mark.parametrize(("typed", "kept"), CLEANED.values(), ids=CLEANED.keys())
def test_evidence_is_kept_without_what_cannot_be_stored(typed: str, kept: str) -> None:
    [rating] = dana_rates(Choice(A1, STRENGTH, typed))
    assert rating.evidence == kept


def test_evidence_may_be_as_long_as_the_limit_after_cleaning() -> None:
    [rating] = dana_rates(Choice(A1, STRENGTH, "x" * EVIDENCE_LIMIT + "  \x00"))
    assert len(rating.evidence) == EVIDENCE_LIMIT == 3000


def test_longer_evidence_is_refused_with_its_length() -> None:
    with pytest.raises(EvidenceTooLong) as caught:
        dana_rates(Choice(A2, STRENGTH, "x" * 3001))
    assert (caught.value.indicator_id, caught.value.length, caught.value.limit) == (A2, 3001, 3000)


MISMATCHES = {
    "not asked": Choice(IndicatorId("b.1"), STRENGTH),
    "not on the scale": Choice(A1, LevelId("excellent")),
    "a note on what was not asked": Choice(IndicatorId("b.1"), evidence="Hm."),
}


@pytest.mark.parametrize("choice", MISMATCHES.values(), ids=MISMATCHES.keys())
def test_a_form_that_does_not_match_is_refused_whole(choice: Choice) -> None:
    with pytest.raises(FormDoesNotMatch):
        dana_rates(Choice(A2, URGENT), choice)


def test_observers_dont_rate() -> None:
    with pytest.raises(ObserversDontRate):
        dana_rates(Choice(A1, STRENGTH), member=a_member("Dana", role=Role.OBSERVER, coordinates=True))


def test_a_coordinator_who_is_a_member_rates() -> None:
    assert dana_rates(Choice(A1, STRENGTH), member=a_member("Dana", coordinates=True)) != ()


def test_ratings_are_taken_up_to_closing_time_and_not_at_it() -> None:
    week, moment = timedelta(days=7), timedelta(microseconds=1)
    assert dana_rates(Choice(A1, STRENGTH), at=week - moment) != ()
    with pytest.raises(CheckInClosed) as caught:
        dana_rates(Choice(A1, STRENGTH), at=week)
    assert caught.value.closed_at == OPENING + week


def test_a_check_in_closed_early_says_when() -> None:
    closed = a_check_in(closes_at=OPENING + timedelta(days=2), is_closed=True)
    with pytest.raises(CheckInClosed) as caught:
        dana_rates(Choice(A1, STRENGTH), check_in=closed, at=timedelta(days=1))
    assert caught.value.closed_at == OPENING + timedelta(days=2)


def test_finished_is_who_has_a_level_for_everything() -> None:
    check_in = a_check_in()
    ratings = rate_grid(
        check_in,
        """
        Ann: S U
        Bo:  ? ?
        Cy:  S .
        Di:  . .
        """,
        evidence={("Cy", "a.2"): "Only a note."},
    )
    assert finished(check_in, ratings) == {"ann", "bo"}


def test_nobody_has_finished_what_nobody_has_rated() -> None:
    assert finished(a_check_in(), ()) == frozenset()


def test_ratings_of_something_else_do_not_finish_a_check_in() -> None:
    other = a_check_in("a.1", "b.1")
    assert finished(a_check_in(), rate_grid(other, "Ann: S S")) == frozenset()
