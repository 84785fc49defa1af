"""Rating through the use cases, on a real store: what is kept, what is refused, and what is never said."""

from datetime import timedelta

import pytest

from bot.use_cases.open_rating_form import open_rating_form
from bot.use_cases.rate_indicators import rate_indicators
from bot.use_cases.results import RatingForm
from bot.use_cases.who import Refused
from jobs.announcements import Card
from rubric.model import IndicatorId, LevelId
from rubric.people import CheckInId
from rubric.rating import Choice, Rating
from rubric.refusals import CheckInClosed, FormDoesNotMatch, NotOnTheTeam, ObserversDontRate
from storage import ratings, teams
from storage.store import Store
from tests.cabinet import MONDAY, NAMES, Cabinet, local, speaker

CLOSE = local(MONDAY + timedelta(days=7))
A_MINUTE = timedelta(minutes=1)


@pytest.fixture
def cabinet(any_store: Store) -> Cabinet:
    cabinet = Cabinet(any_store, names=(*NAMES, "Olga"))
    cabinet.set_up()
    cabinet.travel(local(MONDAY) + A_MINUTE)
    return cabinet


def form_of(cabinet: Cabinet, name: str) -> RatingForm:
    opened = open_rating_form(cabinet.deps, speaker(name), cabinet.open_check_in().id).form
    assert isinstance(opened, RatingForm)
    return opened


def levels_of(cabinet: Cabinet, name: str) -> dict[str, str | None]:
    return {rating.indicator_id: rating.level_id for rating in form_of(cabinet, name).current.values()}


def earlier(cabinet: Cabinet, name: str) -> tuple[Rating, ...]:
    check_in = cabinet.open_check_in()
    with cabinet.store.read() as transaction:
        member = teams.member_at(transaction, check_in.team_id, f"U-{name}")
        assert member is not None
        return ratings.earlier(transaction, check_in.id, member.id)


def test_a_form_reopens_with_what_was_saved(cabinet: Cabinet) -> None:
    first, _, third = cabinet.open_check_in().asked
    saved = cabinet.rate("Dana", "S . ?")
    assert saved.waiting == 1
    assert levels_of(cabinet, "Dana") == {first.id: "strength", third.id: "dont-know"}
    assert levels_of(cabinet, "Dev") == {}


def test_a_rating_that_is_changed_keeps_its_earlier_values_in_order(cabinet: Cabinet) -> None:
    for letters in ("S . .", "O . .", "U . ."):
        cabinet.rate("Dana", letters)
        cabinet.clock.pass_by(A_MINUTE)
    assert [rating.level_id for rating in earlier(cabinet, "Dana")] == ["strength", "ok-for-now"]
    assert list(levels_of(cabinet, "Dana").values()) == ["urgent-gap"]


def test_saving_the_same_again_makes_no_history(cabinet: Cabinet) -> None:
    cabinet.rate("Dana", "S O B")
    cabinet.rate("Dana", "S O B")
    assert earlier(cabinet, "Dana") == ()


def test_a_note_without_a_level_is_kept_and_counts_nowhere(cabinet: Cabinet) -> None:
    check_in = cabinet.open_check_in()
    note = Choice(check_in.asked[0].id, evidence="Page 14")
    saved = rate_indicators(cabinet.deps, speaker("Dana"), check_in.id, [note])
    assert (saved.waiting, saved.notes_without_level) == (3, (check_in.asked[0].id,))
    assert form_of(cabinet, "Dana").current[check_in.asked[0].id].evidence == "Page 14"


def test_the_card_is_refreshed_only_when_somebody_finishes(cabinet: Cabinet) -> None:
    def changes() -> int:
        cabinet.travel(cabinet.clock.now() + A_MINUTE)
        return cabinet.messenger.said(Card)[0].changed

    cabinet.rate("Dana", "S O .")
    assert changes() == 0
    cabinet.rate("Dana", ". . B")
    assert changes() == 1
    cabinet.rate("Dana", ". . U")
    assert changes() == 1


def test_after_the_closing_time_nothing_is_saved_and_what_was_typed_comes_back(cabinet: Cabinet) -> None:
    check_in = cabinet.open_check_in()
    cabinet.clock.at = CLOSE
    typed = Choice(check_in.asked[1].id, LevelId("strength"), "We signed two.")
    with pytest.raises(Refused) as caught:
        rate_indicators(cabinet.deps, speaker("Dana"), check_in.id, [typed])
    assert isinstance(caught.value.refusal, CheckInClosed)
    assert caught.value.kept == ((check_in.asked[1].label, "We signed two."),)
    with pytest.raises(Refused):
        open_rating_form(cabinet.deps, speaker("Dana"), check_in.id)
    cabinet.clock.at = CLOSE - A_MINUTE
    assert levels_of(cabinet, "Dana") == {}


def test_an_observer_gets_no_form_and_saves_nothing(cabinet: Cabinet) -> None:
    check_in = cabinet.open_check_in()
    with pytest.raises(Refused) as caught:
        open_rating_form(cabinet.deps, speaker("Olga"), check_in.id)
    assert isinstance(caught.value.refusal, ObserversDontRate)
    with pytest.raises(Refused) as caught:
        rate_indicators(cabinet.deps, speaker("Olga"), check_in.id, [Choice(check_in.asked[0].id, LevelId("strength"))])
    assert isinstance(caught.value.refusal, ObserversDontRate)


@pytest.mark.parametrize(
    ("name", "workspace"),
    [("Mallory", "T1"), ("Dana", "T2"), ("Dana", "")],
    ids=["not on the roster", "the same id in another workspace", "no workspace"],
)
def test_somebody_who_is_not_on_the_team_is_told_nothing_of_it(cabinet: Cabinet, name: str, workspace: str) -> None:
    who, check_in = speaker(name, workspace=workspace), cabinet.open_check_in()
    with pytest.raises(NotOnTheTeam):
        open_rating_form(cabinet.deps, who, check_in.id)
    with pytest.raises(NotOnTheTeam):
        rate_indicators(cabinet.deps, who, check_in.id, [Choice(check_in.asked[0].id, LevelId("strength"))])


@pytest.mark.parametrize(
    "choice",
    [
        Choice(IndicatorId("capacity-building.99"), LevelId("strength")),
        Choice(IndicatorId(""), LevelId("strength"), "typed"),
    ],
    ids=["an indicator that was not asked", "an empty id"],
)
def test_a_tampered_form_saves_nothing_of_what_it_brings(cabinet: Cabinet, choice: Choice) -> None:
    check_in = cabinet.open_check_in()
    honest = Choice(check_in.asked[0].id, LevelId("strength"))
    with pytest.raises(Refused) as caught:
        rate_indicators(cabinet.deps, speaker("Dana"), check_in.id, [honest, choice])
    assert isinstance(caught.value.refusal, FormDoesNotMatch)
    assert levels_of(cabinet, "Dana") == {}


def test_a_level_of_another_scale_is_refused(cabinet: Cabinet) -> None:
    check_in = cabinet.open_check_in()
    with pytest.raises(Refused) as caught:
        rate_indicators(cabinet.deps, speaker("Dana"), check_in.id, [Choice(check_in.asked[0].id, LevelId("A+"))])
    assert isinstance(caught.value.refusal, FormDoesNotMatch)


def test_a_check_in_that_never_was_is_refused(cabinet: Cabinet) -> None:
    with pytest.raises(FormDoesNotMatch):
        open_rating_form(cabinet.deps, speaker("Dana"), CheckInId("0" * 32))


def test_a_form_from_an_earlier_check_in_never_rates_the_present_one(cabinet: Cabinet) -> None:
    stale = cabinet.open_check_in()
    cabinet.travel(local(MONDAY + timedelta(days=14)) + A_MINUTE)
    assert cabinet.open_check_in().id != stale.id
    with pytest.raises(Refused) as caught:
        rate_indicators(cabinet.deps, speaker("Dana"), stale.id, [Choice(stale.asked[0].id, LevelId("strength"))])
    assert isinstance(caught.value.refusal, CheckInClosed)
    assert levels_of(cabinet, "Dana") == {}


def test_the_wording_that_was_asked_outlives_the_rubric(cabinet: Cabinet) -> None:
    check_in = cabinet.open_check_in()
    assert all(asked.text.startswith("Our ") for asked in check_in.asked)
    assert check_in.scale.levels[0].name == "Strength"
    assert check_in.evidence_prompt == "How do you know?"
