"""The rating form on Teams, page by page: what stands on each, what its buttons do, and what has no room."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from bot.teams.blocks.fitting import MOST_BYTES, weight
from bot.teams.blocks.rating_form import MOST_ON_A_PAGE, level_field, note_field, pages, rating_card, rating_title
from bot.teams.ids import Own, Surface, carried, input_id
from bot.use_cases.results import RatingForm
from rubric.check_in import CheckIn
from rubric.model import IndicatorId, LevelId
from rubric.people import MemberId
from rubric.rating import EVIDENCE_LIMIT, Rating
from sandbox.teams.cards import faults
from tests.bot.teams.cards import actions, inputs, lines
from tests.builders import ZONE, a_check_in

SEVEN = a_check_in(*[f"a.{at}" for at in range(1, 8)])
NINE = a_check_in(*[f"a.{at}" for at in range(1, 10)])
NOTHING: Mapping[str, str] = {}
FIRST, SECOND = IndicatorId("a.1"), IndicatorId("a.2")


def a_form(*, check_in: CheckIn = SEVEN, notes: Mapping[str, str] = NOTHING) -> RatingForm:
    """The first is rated, as are those with a note in `notes`."""
    level = check_in.scale.levels[0].id
    named = {IndicatorId(name): note for name, note in {"a.1": "", **notes}.items()}
    current = {one: Rating(one, MemberId("m"), level, note, check_in.opened_at) for one, note in named.items()}
    return RatingForm(ZONE, check_in, current)


def a_card(form: RatingForm, page: int = 0, surface: Surface = Surface.DIALOG) -> dict[str, object]:
    return rating_card(form, page=page, kept="token", surface=surface)


def does(card: object) -> list[tuple[str, str, str]]:
    """What the buttons are called, what they do, and with which page."""
    return [(one["title"], carried(one["data"]).act, carried(one["data"]).value) for one in actions(card)]


@pytest.mark.parametrize("surface", Surface)
def test_a_usual_check_in_is_one_page_with_a_choice_and_a_note_for_each(surface: Surface) -> None:
    card = a_card(a_form(notes={"a.1": "Seen in August"}), surface=surface)
    assert faults(card, in_dialog=surface is Surface.DIALOG) == []
    found = inputs(card)
    assert list(found) == [input_id(field(one.id)) for one in SEVEN.asked for field in (level_field, note_field)]
    level, note = found[input_id(level_field(FIRST))], found[input_id(note_field(FIRST))]
    assert level["label"] == "A 1. Statement a.1."
    assert [choice["value"] for choice in level["choices"]] == [
        *(one.id for one in SEVEN.scale.levels),
        SEVEN.scale.dont_know.id,
    ]
    assert level["value"] == SEVEN.scale.levels[0].id
    assert note["value"] == "Seen in August"
    assert note["maxLength"] == EVIDENCE_LIMIT
    assert "value" not in found[input_id(level_field(SECOND))]
    assert does(card) == [("Save", Own.SAVE, "")]
    assert {carried(one["data"]).form for one in actions(card)} == {"token"}


def test_the_meaning_of_levels_and_how_far_one_is_stand_at_the_top() -> None:
    said = lines(a_card(a_form()))
    assert said[-1] == "1 of 7 rated."
    assert said[2].startswith(f"{SEVEN.scale.levels[0].name}: ")
    assert "Nothing on a page is saved until you press a button at its end." in said[0]
    assert lines(a_card(a_form(), surface=Surface.CHAT))[0] == rating_title(a_form()) == "Check-in 1"


def test_more_than_seven_are_divided_into_pages_each_saved_by_its_buttons() -> None:
    assert [len(page) for page in pages(NINE)] == [MOST_ON_A_PAGE, 2]
    first, last = a_card(a_form(check_in=NINE)), a_card(a_form(check_in=NINE), 1)
    assert does(first) == [("Save and go on", Own.SAVE_PAGE, "1"), ("Save", Own.SAVE, "")]
    assert does(last) == [("Save", Own.SAVE, ""), ("Back", Own.SAVE_PAGE, "0")]
    assert lines(last)[-1] == "Page 2 of 2; 1 of 9 rated."
    assert not any("Nothing on a page" in line for line in lines(last))
    assert [*inputs(first), *inputs(last)] == list(
        dict.fromkeys(input_id(field(one.id)) for one in NINE.asked for field in (level_field, note_field))
    )
    # Only one button of a page is the one to press.
    assert [action.get("style") for action in actions(first)] == ["positive", None]
    assert [action.get("style") for action in actions(last)] == ["positive", None]


def test_pages_of_long_statements_hold_fewer_and_are_the_same_whatever_is_saved() -> None:
    long = replace(NINE, asked=tuple(replace(one, text="x" * 1900) for one in NINE.asked))
    assert [len(page) for page in pages(long)] == [5, 4]
    assert {one.id for page in pages(long) for one in page} == {one.id for one in NINE.asked}


def test_what_is_wrong_stands_below_its_note_with_all_that_was_typed() -> None:
    card = rating_card(
        a_form(notes={"a.2": "Saved"}),
        page=0,
        kept="token",
        surface=Surface.DIALOG,
        errors={FIRST: "Take the name out."},
        typed={FIRST: (None, "Typed"), SECOND: (LevelId("dont-know"), "")},
    )
    found = inputs(card)
    assert "value" not in found[input_id(level_field(FIRST))]
    assert found[input_id(note_field(FIRST))]["value"] == "Typed"
    assert "value" not in found[input_id(note_field(SECOND))]
    said = lines(card)
    assert said[0] == "1 answer below needs another look."
    body = card["body"]
    at = next(number for number, one in enumerate(body) if one.get("id") == input_id(note_field(FIRST)))
    assert lines(body[at + 1]) == ["Take the name out."]


def test_the_longest_saved_notes_have_no_field_where_a_page_would_be_too_heavy() -> None:
    notes = {f"a.{at}": "x" * (EVIDENCE_LIMIT - at) for at in range(1, 8)}
    card = a_card(a_form(notes=notes))
    assert weight(card) < MOST_BYTES
    assert faults(card, in_dialog=True) == []
    found = inputs(card)
    assert input_id(note_field(FIRST)) not in found
    assert input_id(note_field(IndicatorId("a.7"))) in found
    assert all(input_id(level_field(one.id)) in found for one in SEVEN.asked)
    hidden = sum(input_id(note_field(one.id)) not in found for one in SEVEN.asked)
    assert sum("is saved. It is too long" in line for line in lines(card)) == hidden < 4


def test_a_note_that_is_not_saved_yet_is_never_hidden() -> None:
    notes = {f"a.{at}": "x" * (EVIDENCE_LIMIT - at) for at in range(1, 8)}
    typed = {FIRST: ("strength", "y" * EVIDENCE_LIMIT)}
    card = rating_card(
        a_form(notes=notes), page=0, kept="t", surface=Surface.DIALOG, errors={FIRST: "No."}, typed=typed
    )
    assert inputs(card)[input_id(note_field(FIRST))]["value"] == "y" * EVIDENCE_LIMIT
    assert weight(card) < MOST_BYTES
