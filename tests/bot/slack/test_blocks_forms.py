"""Forms in Slack's blocks: within its limits, prefilled, and the same ids each time."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot import wording
from bot.slack import ids
from bot.slack.blocks.notice import notice_text, notice_view
from bot.slack.blocks.rating_form import rating_errors, rating_view
from bot.use_cases.results import Notice, RatingForm
from rubric.check_in import CheckIn
from rubric.model import IndicatorId, LevelId
from rubric.people import MemberId
from rubric.rating import EVIDENCE_LIMIT, Rating
from rubric.refusals import CheckInClosed
from sandbox.block_kit import view_faults
from tests.bot.facts import HOSTILE
from tests.builders import OPENING, ZONE, a_check_in, a_scale

A1, A2, A3 = map(IndicatorId, ("a.1", "a.2", "a.3"))
# What a view may weigh.
HEAVIEST_VIEW = 250_000

View = dict[str, Any]


def a_rating(indicator: IndicatorId, level: str | None = None, evidence: str = "") -> Rating:
    return Rating(indicator, MemberId("dana"), None if level is None else LevelId(level), evidence, OPENING)


def a_form(check_in: CheckIn | None = None, *rated: Rating) -> View:
    current = {rating.indicator_id: rating for rating in rated}
    return rating_view(RatingForm(ZONE, check_in or a_check_in("a.1", "a.2", "a.3", number=6), current))


def fields(view: View) -> dict[str, View]:
    return {block["block_id"]: block for block in view["blocks"] if block["type"] == "input"}


def test_the_rating_form_asks_each_indicator_for_a_level_and_a_note() -> None:
    view = a_form()
    assert view_faults(view) == []
    assert view["title"]["text"] == "Check-in 6"
    assert [block["label"]["text"] for block in fields(view).values()] == [
        text for number in (1, 2, 3) for text in (f"A {number}. Statement a.{number}.", "How do you know?")
    ]


def test_the_levels_come_best_first_and_dont_know_last() -> None:
    options = fields(a_form())[ids.level_block("check-in-6", "a.1")]["element"]["options"]
    assert [(option["text"]["text"], option["value"]) for option in options] == [
        (":seedling: Strength", "strength"),
        (":seedling: OK for now", "ok-for-now"),
        (":seedling: Could be better", "could-be-better"),
        (":seedling: Urgent gap", "urgent-gap"),
        (":grey_question: Don't know", "dont-know"),
    ]


def test_every_tap_is_sent_and_nothing_is_required() -> None:
    found = fields(a_form())
    assert all(block["optional"] for block in found.values())
    assert {block.get("dispatch_action", False) for key, block in found.items() if key.endswith("level")} == {True}


def test_the_form_reopens_with_what_was_saved() -> None:
    found = fields(a_form(None, a_rating(A1, "dont-know", "Ask Lee."), a_rating(A2, None, "A draft.")))
    assert found[ids.level_block("check-in-6", A1)]["element"]["initial_option"]["value"] == "dont-know"
    assert found[ids.evidence_block("check-in-6", A1)]["element"]["initial_value"] == "Ask Lee."
    assert "initial_option" not in found[ids.level_block("check-in-6", A2)]["element"]
    assert found[ids.evidence_block("check-in-6", A2)]["element"]["initial_value"] == "A draft."
    assert "initial_value" not in found[ids.evidence_block("check-in-6", A3)]["element"]


def test_the_form_says_until_when_and_who_sees_what() -> None:
    said = json.dumps(a_form()["blocks"][:2])
    assert "Open until Mon, Sep 21, 9:00 AM." in said
    assert wording.who_sees_what("the team's channel") in said
    assert "What Urgent gap means." in said


def test_the_fields_have_the_same_ids_whatever_was_rated() -> None:
    assert fields(a_form()).keys() == fields(a_form(None, a_rating(A1, "strength", "Seen."))).keys()
    other = a_check_in("a.1", "a.2", "a.3", number=7)
    assert not fields(a_form()).keys() & fields(a_form(other)).keys()


def test_the_form_carries_nothing_but_the_check_ins_id() -> None:
    assert a_form()["private_metadata"] == "check-in-6"


def test_thirty_of_the_longest_indicators_on_the_longest_scale_fit() -> None:
    check_in = a_check_in(*[f"a.{number}" for number in range(1, 31)], scale=a_scale(*"ABCDEFGHI"))
    long = replace(check_in, asked=tuple(replace(one, text="t" * 1900) for one in check_in.asked))
    full = [a_rating(one.id, "a", "n" * EVIDENCE_LIMIT) for one in check_in.asked]
    view = a_form(long, *full)
    assert view_faults(view) == []
    assert len(json.dumps(view)) < HEAVIEST_VIEW


def test_hostile_notes_come_back_letter_by_letter() -> None:
    view = a_form(None, a_rating(A1, None, HOSTILE))
    assert view_faults(view) == []
    assert fields(view)[ids.evidence_block("check-in-6", A1)]["element"]["initial_value"] == HOSTILE


def test_errors_stand_beside_the_notes_they_are_about() -> None:
    errors = rating_errors("check-in-6", {A2: "Choose a level."})
    assert errors == {ids.evidence_block("check-in-6", A2): "Choose a level."}
    assert errors.keys() <= fields(a_form()).keys()


def test_a_notice_in_a_form_can_only_be_closed() -> None:
    view = notice_view(wording.refusal(CheckInClosed(datetime(2026, 11, 13, 21, 0, tzinfo=UTC)), zone=ZONE))
    assert view_faults(view) == []
    assert "submit" not in view
    assert "callback_id" not in view
    assert "closed Fri, Nov 13, 4:00 PM" in json.dumps(view)


def test_a_notice_gives_back_what_was_typed() -> None:
    view = notice_view(Notice("Closed", ("It closed.",), kept=(("A 1", HOSTILE), ("A 2", "More."))))
    assert view_faults(view) == []
    shown = json.dumps(view, ensure_ascii=False)
    assert json.dumps(HOSTILE, ensure_ascii=False).strip('"') in shown
    assert "More." in shown
    assert "It was not saved" in shown


@pytest.mark.parametrize("letter", ["n", "😀"])
def test_a_notice_holds_the_notes_of_a_whole_form(letter: str) -> None:
    kept = tuple((f"A {number}", letter * EVIDENCE_LIMIT) for number in range(30))
    view = notice_view(Notice("A title that is far too long for a form", ("Closed.",), kept=kept))
    assert view_faults(view) == []
    assert len(json.dumps(view)) < HEAVIEST_VIEW


def test_seven_long_notes_are_given_back_whole() -> None:
    kept = tuple((f"A {number}", "n" * 2500) for number in range(7))
    assert json.dumps(notice_view(Notice("Closed", ("Closed.",), kept=kept))).count("n" * 2500) == 7


def test_a_notice_answers_a_command_as_text_without_markup() -> None:
    text = notice_text(Notice("For <you>", (f"Say {HOSTILE}",), kept=(("A 1", "*mine*"),)))
    assert text.startswith("*For &lt;you&gt;*\n")
    assert not set("*_~`<>") & set(text.partition("\n")[2])
    assert text.splitlines()[-2:] == ["A 1:", "∗mine∗"]
