"""A second look, through the use cases on a real store: who may, at what, until when, and what it never changes."""

from datetime import timedelta

import pytest

from bot.routes import ROUTES, Pressed
from bot.sections.parts import Button
from bot.sections.talking import DecideAct
from bot.use_cases.deciding.rate_again import rate_again
from jobs.announcements import DigestPost
from rubric.model import IndicatorId, LevelId
from rubric.people import CheckInId
from rubric.refusals import (
    AskedSince,
    CountedAlready,
    FormDoesNotMatch,
    NotOnTheTeam,
    NotSplitNorUnknown,
    ObserversDontRate,
    SealedUntilClose,
)
from storage import ratings, second_ratings, teams
from storage.store import Store
from tests.bot.use_cases.deciding.ground import A_DAY, after_the_close, ask_again, asked, before_the_close, check_in
from tests.bot.use_cases.steering.ground import leaves, refusal, said, the_form
from tests.cabinet import Cabinet, speaker

SPLIT, UNKNOWN, AGREED = 0, 1, 2


@pytest.fixture
def cabinet(any_store: Store) -> Cabinet:
    return after_the_close(any_store)


def tap(cabinet: Cabinet, name: str, level: str, at: int | str = SPLIT, *, workspace: str = "T1") -> object:
    value = f"{check_in(cabinet).id}/{at}/{level}"
    return ROUTES.presses[DecideAct.RATE_AGAIN](cabinet.deps, speaker(name, workspace=workspace), Pressed(value))


def second_looks(cabinet: Cabinet) -> dict[str, str]:
    """The levels that wait to be counted, by who chose them."""
    team = cabinet.team()
    with cabinet.store.read() as transaction:
        names = {one.member.id: one.member.name for one in teams.roster(transaction, team.id)}
        return {names[one.member_id]: one.level_id for one in second_ratings.waiting(transaction, team.id)}


def first_ratings(cabinet: Cabinet) -> set[tuple[str, str | None]]:
    with cabinet.store.read() as transaction:
        return {(one.member_id, one.level_id) for one in ratings.of_check_in(transaction, check_in(cabinet).id)}


def test_a_tap_is_saved_and_another_takes_its_place(cabinet: Cabinet) -> None:
    before = first_ratings(cabinet)
    told = said(tap(cabinet, "Dana", "ok-for-now"))  # type: ignore[arg-type]
    assert "Saved" in told
    assert "OK for now. Your first rating, Urgent gap, stays as it was" in told
    tap(cabinet, "Dana", "dont-know")
    tap(cabinet, "Dana", "could-be-better")
    tap(cabinet, "Lee", "strength")
    assert second_looks(cabinet) == {"Dana": "could-be-better", "Lee": "strength"}
    assert first_ratings(cabinet) == before


def test_who_has_not_rated_the_first_time_may_take_a_second_look(store: Store) -> None:
    cabinet = Cabinet(store, names=("Ana", "Dev", "Dana", "Lee", "Late"))
    cabinet.set_up()
    cabinet.travel(cabinet.team().next_check_in_at + timedelta(minutes=1))
    for name, letter in zip(("Ana", "Dev", "Dana", "Lee"), "SSUU", strict=True):
        cabinet.rate(name, letter)
    cabinet.travel(cabinet.open_check_in().closes_at + A_DAY)
    assert "You have no first rating of it" in said(tap(cabinet, "Late", "strength"))  # type: ignore[arg-type]
    assert second_looks(cabinet) == {"Late": "strength"}


def test_nothing_is_said_to_anybody_else(cabinet: Cabinet) -> None:
    before = dict(cabinet.messenger.posted)
    tap(cabinet, "Dana", "ok-for-now")
    cabinet.travel(cabinet.clock.now() + A_DAY)
    assert dict(cabinet.messenger.posted) == before


def test_what_the_team_does_not_know_can_be_rated_again_by_its_name(cabinet: Cabinet) -> None:
    closed = check_in(cabinet)
    answer = rate_again(cabinet.deps, speaker("Ana"), closed.id, closed.asked[UNKNOWN].id, LevelId("strength"))
    assert "Your first rating, Don't know, stays as it was" in said(answer)
    assert second_looks(cabinet) == {"Ana": "strength"}


def test_what_the_team_agrees_on_is_not_rated_again(cabinet: Cabinet) -> None:
    found = refusal(lambda: tap(cabinet, "Dana", "ok-for-now", AGREED))
    assert isinstance(found, NotSplitNorUnknown)
    assert found.label == asked(cabinet)[AGREED].label
    assert second_looks(cabinet) == {}


def test_while_a_check_in_is_open_there_is_no_second_look(any_store: Store) -> None:
    cabinet = before_the_close(any_store)
    assert isinstance(refusal(lambda: tap(cabinet, "Dana", "ok-for-now")), SealedUntilClose)
    assert second_looks(cabinet) == {}


def test_observers_do_not_rate_again(cabinet: Cabinet) -> None:
    assert isinstance(refusal(lambda: tap(cabinet, "Olga", "ok-for-now")), ObserversDontRate)


@pytest.mark.parametrize("workspace", ["T1", "T-other"])
def test_strangers_and_people_of_other_workspaces_are_refused(cabinet: Cabinet, workspace: str) -> None:
    who = "Mallory" if workspace == "T1" else "Dana"
    with pytest.raises(NotOnTheTeam):
        tap(cabinet, who, "ok-for-now", workspace=workspace)
    leaves(cabinet, "Lee")
    with pytest.raises(NotOnTheTeam):
        tap(cabinet, "Lee", "ok-for-now")
    assert second_looks(cabinet) == {}


@pytest.mark.parametrize(
    ("at", "level"),
    [
        pytest.param(SPLIT, "superb", id="no such level"),
        pytest.param(SPLIT, "", id="no level"),
        pytest.param(SPLIT, "strength/strength", id="too much"),
        pytest.param(3, "strength", id="nothing asked there"),
        pytest.param(-1, "strength", id="counted from the end"),
        pytest.param("٠", "strength", id="another digit"),
        pytest.param("", "strength", id="no position"),
        pytest.param("9" * 500, "strength", id="a very large number"),
    ],
)
def test_a_button_that_was_tampered_with_saves_nothing(cabinet: Cabinet, at: int | str, level: str) -> None:
    with pytest.raises(FormDoesNotMatch):
        tap(cabinet, "Dana", level, at)
    assert second_looks(cabinet) == {}


def test_an_unknown_check_in_or_indicator_saves_nothing(cabinet: Cabinet) -> None:
    for check_in_id, indicator in ((CheckInId("nothing"), asked(cabinet)[0].id), (check_in(cabinet).id, "x.1")):
        with pytest.raises(FormDoesNotMatch):
            rate_again(cabinet.deps, speaker("Dana"), check_in_id, IndicatorId(indicator), LevelId("strength"))


def test_once_it_was_asked_again_it_is_rated_there(cabinet: Cabinet) -> None:
    ask_again(cabinet)
    found = refusal(lambda: tap(cabinet, "Dana", "strength"))
    assert isinstance(found, AskedSince)
    assert (found.label, found.number) == (asked(cabinet)[SPLIT].label, 2)
    assert second_looks(cabinet) == {}


def count_in_a_digest(cabinet: Cabinet) -> None:
    """As a digest does with a batch."""
    cabinet.travel(cabinet.team().next_digest_at + timedelta(minutes=1))
    team = cabinet.team()
    with cabinet.store.begin() as transaction:
        (posted,) = cabinet.messenger.said(DigestPost)
        assert isinstance(posted.announcement, DigestPost)
        waiting = second_ratings.waiting(transaction, team.id)
        second_ratings.release(transaction, waiting, posted.announcement.digest_id)


def test_after_a_digest_has_counted_it_it_stays(cabinet: Cabinet) -> None:
    tap(cabinet, "Dana", "ok-for-now")
    count_in_a_digest(cabinet)
    assert isinstance(refusal(lambda: tap(cabinet, "Dana", "strength")), CountedAlready)
    with cabinet.store.read() as transaction:
        [kept] = second_ratings.released(transaction, cabinet.team().id)
    assert kept.level_id == "ok-for-now"
    tap(cabinet, "Lee", "strength")
    assert second_looks(cabinet) == {"Lee": "strength"}


def test_all_that_may_be_rated_again_is_shown_with_its_levels(cabinet: Cabinet) -> None:
    pressed = Pressed(check_in(cabinet).id)
    form = the_form(ROUTES.presses[DecideAct.AGAIN](cabinet.deps, speaker("Dana"), pressed))
    offered = [part.value.split("/")[1] for part in form.parts if isinstance(part, Button)]
    assert offered == [str(SPLIT)] * 5 + [str(UNKNOWN)] * 5
    ask_again(cabinet)
    nothing = ROUTES.presses[DecideAct.AGAIN](cabinet.deps, speaker("Dana"), pressed)
    assert "has been asked again since" in said(nothing)


def test_what_may_be_rated_again_is_for_members_after_the_close(any_store: Store) -> None:
    cabinet = before_the_close(any_store)
    pressed = Pressed(check_in(cabinet).id)
    assert isinstance(
        refusal(lambda: ROUTES.presses[DecideAct.AGAIN](cabinet.deps, speaker("Dana"), pressed)), SealedUntilClose
    )
