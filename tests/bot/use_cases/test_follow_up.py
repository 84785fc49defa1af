"""One more thing after rating: asked once, all of it optional, and never at the cost of what was rated."""

from collections.abc import Mapping
from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.routes import ROUTES
from bot.sections.follow_up import FOLLOW_UP_FORM, note_field, reason_field
from bot.sections.forms import Form, Value
from bot.use_cases.open_rating_form import open_rating_form
from bot.use_cases.rate_indicators import rate_indicators
from bot.use_cases.results import Done, FormErrors, RatingForm, Result, Saved
from bot.use_cases.who import Refused
from rubric.dont_know import GivenReason, Reason
from rubric.model import LevelId
from rubric.rating import Act, Choice, Rating
from rubric.refusals import CheckInClosed, FormDoesNotMatch, NotOnTheTeam
from storage import dont_know
from storage.store import Store
from tests.bench.measuring import statements_counted
from tests.bot.use_cases.steering.ground import text_of, the_form
from tests.cabinet import LETTERS, MONDAY, Cabinet, local, speaker

A_MINUTE = timedelta(minutes=1)
CLOSE = local(MONDAY + timedelta(days=7))
STUDENT = "Maria Lopez missed 12 days."


@pytest.fixture
def cabinet(any_store: Store) -> Cabinet:
    cabinet = Cabinet(any_store)
    cabinet.set_up()
    cabinet.travel(local(MONDAY) + A_MINUTE)
    return cabinet


def submits_ratings(cabinet: Cabinet, letters: str, notes: Mapping[int, str] | None = None) -> Saved:
    """Dana presses Done with a level for each asked indicator, and a note at some positions."""
    return saves(cabinet, letters, notes, final=True)


def saves(cabinet: Cabinet, letters: str, notes: Mapping[int, str] | None = None, *, final: bool) -> Saved:
    check_in = cabinet.open_check_in()
    choices = [
        Choice(
            asked.id,
            None if letter == "." else LevelId(LETTERS[letter]),
            (notes or {}).get(at),
            tapped=False,
        )
        for at, (asked, letter) in enumerate(zip(check_in.asked, letters.split(), strict=True))
    ]
    cabinet.clock.pass_by(timedelta(seconds=1))
    act = Act(cabinet.clock.now(), "V1", final=final)
    return rate_indicators(cabinet.deps, speaker("Dana"), check_in.id, choices, act=act)


def form_after(saved: Saved) -> Form:
    assert saved.follow_up is not None
    return the_form(saved.follow_up)


def answers(cabinet: Cabinet, form: Form, values: Mapping[str, Value], *, name: str = "Dana") -> Result:
    return ROUTES.submissions[FOLLOW_UP_FORM](cabinet.deps, speaker(name), form.about, values)


def rated(cabinet: Cabinet) -> list[Rating]:
    form = open_rating_form(cabinet.deps, speaker("Dana"), cabinet.open_check_in().id).form
    assert isinstance(form, RatingForm)
    return [form.current[asked.id] for asked in form.check_in.asked if asked.id in form.current]


def reasons(cabinet: Cabinet) -> list[GivenReason]:
    with cabinet.store.read() as transaction:
        return list(dont_know.of_check_ins(transaction, [cabinet.open_check_in().id]))


def names(form: Form) -> list[str]:
    return [field.name for field in form.fields()]


def test_what_is_left_open_is_asked_in_one_form_when_the_ratings_are_saved(cabinet: Cabinet) -> None:
    first, second, _ = cabinet.open_check_in().asked
    form = form_after(submits_ratings(cabinet, "? S O"))
    assert form.id == FOLLOW_UP_FORM
    assert names(form) == [reason_field(first.id), note_field(second.id)]
    assert all(field.optional for field in form.fields())
    assert "Your ratings are saved" in text_of(form)
    assert [one.level_id for one in rated(cabinet)] == ["dont-know", "strength", "ok-for-now"]


@pytest.mark.parametrize(
    ("letters", "notes"),
    [
        pytest.param("O B O", {}, id="nothing left open"),
        pytest.param("S O B", {0: "Minutes"}, id="a note beside the best"),
        pytest.param("? . O", {1: "Minutes"}, id="a note that still lacks its level"),
    ],
)
def test_otherwise_nothing_is_asked(cabinet: Cabinet, letters: str, notes: dict[int, str]) -> None:
    assert submits_ratings(cabinet, letters, notes).follow_up is None


def test_a_tap_asks_nothing(cabinet: Cabinet) -> None:
    assert saves(cabinet, "? S U", final=False).follow_up is None


def test_what_was_closed_without_an_answer_is_not_asked_again(cabinet: Cabinet) -> None:
    _, second, _ = cabinet.open_check_in().asked
    form_after(submits_ratings(cabinet, "? O O"))
    assert submits_ratings(cabinet, "? O O").follow_up is None
    assert names(form_after(submits_ratings(cabinet, "? U O"))) == [note_field(second.id)]
    assert submits_ratings(cabinet, "? U O").follow_up is None


def test_reasons_and_notes_are_kept_beside_the_ratings(cabinet: Cabinet) -> None:
    first, second, third = cabinet.open_check_in().asked
    form = form_after(submits_ratings(cabinet, "? S U"))
    given: dict[str, Value] = {
        reason_field(first.id): Reason.NO_DATA_SEEN.value,
        note_field(second.id): "  Two MOUs, https://example.org/mou  ",
        note_field(third.id): None,
    }
    assert answers(cabinet, form, given) == Done()
    assert [(one.indicator_id, one.reason) for one in reasons(cabinet)] == [(first.id, Reason.NO_DATA_SEEN)]
    assert [one.evidence for one in rated(cabinet)] == ["", "Two MOUs, https://example.org/mou", ""]
    assert [one.level_id for one in rated(cabinet)] == ["dont-know", "strength", "urgent-gap"]


def test_saving_nothing_changes_nothing(cabinet: Cabinet) -> None:
    form = form_after(submits_ratings(cabinet, "? S U"))
    before = rated(cabinet)
    assert answers(cabinet, form, dict.fromkeys(names(form))) == Done()
    assert (rated(cabinet), reasons(cabinet)) == (before, [])


def test_a_reason_for_what_is_known_meanwhile_is_not_kept(cabinet: Cabinet) -> None:
    first = cabinet.open_check_in().asked[0]
    form = form_after(submits_ratings(cabinet, "? O O"))
    saves(cabinet, "O O O", final=True)
    assert answers(cabinet, form, {reason_field(first.id): Reason.NOT_MY_AREA.value}) == Done()
    assert reasons(cabinet) == []


def test_after_the_close_nothing_is_saved_and_what_was_typed_comes_back(cabinet: Cabinet) -> None:
    first, second, _ = cabinet.open_check_in().asked
    form = form_after(submits_ratings(cabinet, "? S O"))
    cabinet.clock.at = CLOSE
    given: dict[str, Value] = {reason_field(first.id): Reason.NOT_MY_AREA.value, note_field(second.id): "Two MOUs"}
    with pytest.raises(Refused) as caught:
        answers(cabinet, form, given)
    assert isinstance(caught.value.refusal, CheckInClosed)
    assert caught.value.kept == ((second.label, "Two MOUs"),)
    cabinet.clock.at = CLOSE - A_MINUTE
    assert reasons(cabinet) == []
    assert [one.evidence for one in rated(cabinet)] == ["", "", ""]


def test_nobody_answers_for_somebody_else_or_for_what_was_not_asked(cabinet: Cabinet) -> None:
    first = cabinet.open_check_in().asked[0]
    form = form_after(submits_ratings(cabinet, "? O O"))
    with pytest.raises(NotOnTheTeam):
        answers(cabinet, form, {reason_field(first.id): Reason.NOT_MY_AREA.value}, name="Mallory")
    with pytest.raises(FormDoesNotMatch):
        answers(cabinet, form, {reason_field(first.id): "because"})
    with pytest.raises(Refused) as caught:
        answers(cabinet, form, {"note:capacity-building.99": "Minutes"})
    assert isinstance(caught.value.refusal, FormDoesNotMatch)
    assert reasons(cabinet) == []


def test_a_note_that_looks_like_a_record_is_questioned_once_and_then_kept(cabinet: Cabinet) -> None:
    first, second, _ = cabinet.open_check_in().asked
    form = form_after(submits_ratings(cabinet, "? S O"))
    given: dict[str, Value] = {reason_field(first.id): Reason.NOT_MY_AREA.value, note_field(second.id): STUDENT}
    found = answers(cabinet, form, given)
    assert isinstance(found, FormErrors)
    assert list(found.errors) == [note_field(second.id)]
    assert rated(cabinet)[1].evidence == ""
    assert answers(cabinet, form, given) == Done()
    assert rated(cabinet)[1].evidence == STUDENT


def test_in_the_rating_form_such_a_note_waits_for_done_and_is_questioned_there_while_the_levels_are_saved(
    cabinet: Cabinet,
) -> None:
    first, second, _ = cabinet.open_check_in().asked
    notes = {0: STUDENT, 1: "Two MOUs"}
    tapped = saves(cabinet, "O B .", notes, final=False)
    assert [one.evidence for one in rated(cabinet)] == ["", "Two MOUs"]
    assert tapped.follow_up is None
    saved = submits_ratings(cabinet, "O B B", notes)
    assert list(saved.questioned) == [first.id]
    assert "Maria Lopez" in saved.questioned[first.id]
    assert [one.level_id for one in rated(cabinet)] == ["ok-for-now", "could-be-better", "could-be-better"]
    assert [one.evidence for one in rated(cabinet)] == ["", "Two MOUs", ""]
    assert submits_ratings(cabinet, "O B B", notes).questioned == {}
    assert [one.evidence for one in rated(cabinet)] == [STUDENT, "Two MOUs", ""]
    assert submits_ratings(cabinet, "O B B", notes).questioned == {}
    other = {**notes, 1: "Jaden Williams has 14 absences."}
    assert list(submits_ratings(cabinet, "O B B", other).questioned) == [second.id]


def test_only_a_fingerprint_of_what_was_questioned_is_kept(cabinet: Cabinet) -> None:
    submits_ratings(cabinet, "O B B", {0: STUDENT})
    with cabinet.store.read() as transaction:
        kept = str(transaction.execute(text("SELECT * FROM drafts")).all())
    assert "questioned" in kept
    assert "Maria" not in kept


def test_asking_costs_nothing_where_nothing_is_left_open_and_one_look_where_it_was_asked(cabinet: Cabinet) -> None:
    def cost(letters: str) -> int:
        with statements_counted() as counted:
            submits_ratings(cabinet, letters)
        return len(counted.statements)

    submits_ratings(cabinet, "O O O")
    plain = cost("O O O")
    submits_ratings(cabinet, "? O O")
    assert cost("? O O") == plain + 1
