"""What can't be recorded as a team rating, by whom, and when; each is answered clearly, and nothing is kept."""

from typing import Any

import pytest

from bot.routes import ROUTES
from bot.sections.talking import DecideAct
from bot.sections.team_ratings import DAY, DISSENT, LEVEL, RATIONALE, TEAM_RATING_FORM
from rubric.refusals import CoordinatorsOnly, FormDoesNotMatch, NothingToDecide, NotOnTheTeam, SealedUntilClose
from storage.store import Store
from tests.bot.use_cases.deciding.ground import (
    A_DAY,
    CLOSED_ON,
    TODAY,
    after_the_close,
    before_the_close,
    check_in,
    opens,
    press,
    recorded,
    submit,
)
from tests.bot.use_cases.steering.ground import errors, refusal
from tests.cabinet import MONDAY, Cabinet, speaker


@pytest.fixture
def cabinet(any_store: Store) -> Cabinet:
    return after_the_close(any_store)


@pytest.mark.parametrize(
    ("changed", "at_fault", "why"),
    [
        pytest.param({DAY: (TODAY + A_DAY).isoformat()}, DAY, "still to come. Choose today, Nov 10", id="to come"),
        pytest.param(
            {DAY: (CLOSED_ON - A_DAY).isoformat()}, DAY, "closed on Nov 9, so nobody could agree before", id="too early"
        ),
        pytest.param({DAY: None}, DAY, "Choose the day", id="no day"),
        pytest.param({DAY: "soon"}, DAY, "Choose the day", id="no date at all"),
        pytest.param({LEVEL: None}, LEVEL, "Choose what the team agreed on", id="no level"),
        pytest.param({LEVEL: "superb"}, LEVEL, "Choose what the team agreed on", id="no such level"),
        pytest.param({RATIONALE: "x" * 1001}, RATIONALE, "1,001 characters, and 1,000 fit", id="long rationale"),
        pytest.param({DISSENT: "x" * 1001}, DISSENT, "1,001 characters, and 1,000 fit", id="long dissent"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(
    cabinet: Cabinet, changed: dict[str, str | None], at_fault: str, why: str
) -> None:
    sent: dict[str, Any] = {LEVEL: "strength", **changed}
    found = errors(submit(cabinet, opens(cabinet), **sent))
    assert list(found) == [at_fault]
    assert why in found[at_fault]
    assert recorded(cabinet) == []


def test_while_it_is_open_the_coordinator_is_told_until_when_it_is_sealed(any_store: Store) -> None:
    cabinet = before_the_close(any_store)
    closes_at = cabinet.open_check_in().closes_at
    for act, value in (
        (DecideAct.RECORD, cabinet.open_check_in().id),
        (DecideAct.RECORD, f"{cabinet.open_check_in().id}/0"),
        (DecideAct.DECIDE, cabinet.team().id),
    ):
        found = refusal(lambda act=act, value=value: press(cabinet, act, value))  # type: ignore[misc]
        assert isinstance(found, SealedUntilClose)
        assert found.closes_at == closes_at
    about = f"{cabinet.team().id}@0@{cabinet.open_check_in().id}/0"
    sent = {LEVEL: "strength", DAY: MONDAY.isoformat()}
    forged = refusal(lambda: ROUTES.submissions[TEAM_RATING_FORM](cabinet.deps, speaker("Ana"), about, sent))
    assert isinstance(forged, SealedUntilClose)
    assert recorded(cabinet) == []


def test_before_anything_was_asked_there_is_nothing_to_decide(store: Store) -> None:
    cabinet = Cabinet(store)
    team = cabinet.set_up()
    assert isinstance(refusal(lambda: press(cabinet, DecideAct.DECIDE, team.id)), NothingToDecide)


@pytest.mark.parametrize("name", ["Dana", "Olga"])
def test_only_coordinators_record(cabinet: Cabinet, name: str) -> None:
    form = opens(cabinet)
    team = cabinet.team()
    for attempt in (
        lambda: opens(cabinet, "", name),
        lambda: press(cabinet, DecideAct.DECIDE, team.id, name),
        lambda: press(cabinet, DecideAct.SHOW, f"{check_in(cabinet).id}/0", name, about=form.about, values={}),
        lambda: submit(cabinet, form, name, level="strength"),
    ):
        with pytest.raises(CoordinatorsOnly):
            attempt()
    with pytest.raises(NotOnTheTeam):
        submit(cabinet, form, "Mallory", level="strength")
    assert recorded(cabinet) == []


@pytest.mark.parametrize(
    "place", ["nothing", "nothing/0", "{id}/3", "{id}/-1", "{id}/x", "{id}/0/0", "/", "{id}/" + "9" * 400]
)
def test_a_place_that_was_tampered_with_is_refused(cabinet: Cabinet, place: str) -> None:
    at = place.format(id=check_in(cabinet).id)
    with pytest.raises(FormDoesNotMatch):
        press(cabinet, DecideAct.RECORD, at)
    sent = {LEVEL: "strength", DAY: TODAY.isoformat()}
    with pytest.raises(FormDoesNotMatch):
        ROUTES.submissions[TEAM_RATING_FORM](cabinet.deps, speaker("Ana"), f"{cabinet.team().id}@0@{at}", sent)
    assert recorded(cabinet) == []


def test_a_note_that_looks_like_a_record_about_a_student_is_questioned_once_and_then_kept(cabinet: Cabinet) -> None:
    form, sent = opens(cabinet), {LEVEL: "strength", DISSENT: "DOB: 03/04/2014"}
    assert list(errors(submit(cabinet, form, **sent))) == [DISSENT]
    assert recorded(cabinet) == []
    submit(cabinet, form, **sent)
    assert len(recorded(cabinet)) == 1
