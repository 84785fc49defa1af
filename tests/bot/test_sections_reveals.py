"""The reveal before any platform: what each result is called, what is drawn, and whose notes have room."""

import pytest

from bot.sections import announce
from bot.sections.evidence import EvidenceAct
from bot.sections.notes import SHORTEST_NOTE, clip, clip_notes, longest_that_fit
from bot.sections.parts import Bars, Button, Quotes, Small
from bot.sections.talking import DecideAct
from jobs.announcements import RevealPost
from rubric.reveal import reveal
from tests.bot.facts import HOSTILE, a_reveal, of_kind
from tests.builders import ZONE, a_closed, a_scale, column

SPLIT = "SSSOUUU?"
ALIKE = "OOOOOOOO"
UNKNOWN = "OOO????O"
FOUR = tuple(zip("ABCD", "SSUU", strict=True))


def test_a_reveal_says_counts_first_and_then_what_they_come_to() -> None:
    said = announce(a_reveal(column(SPLIT), "a.1", evidence={("A", "a.1"): "Two MOUs since August."})).fallback
    assert said.splitlines()[:9] == [
        "Check-in 6: how we see it",
        "8 of 8 rated everything. The most split come first. A question to talk about follows in the thread.",
        "",
        "Talk about this: A 1 (three levels apart)",
        "Statement a.1.",
        "3 Strength, 1 OK for now, 0 Could be better, 3 Urgent gap; 1 Don't know.",
        "Ratings run from Strength to Urgent gap. 8 answers, middle rating OK for now, agreement -0.67.",
        "“Two MOUs since August.”",
        "",
    ]


@pytest.mark.parametrize(
    ("grid", "title", "asks"),
    [
        pytest.param(column(SPLIT), "Talk about this: A 1 (three levels apart)", False, id="split"),
        pytest.param(column(UNKNOWN), "We don't know: A 1 (4 of 8 answered Don't know)", True, id="unknown"),
        pytest.param(
            column("SUS???"),
            "Talk about this: A 1 (three levels apart; 3 of 6 answered Don't know)",
            False,
            id="split and unknown",
        ),
        pytest.param(column(ALIKE), "Agreed: A 1", False, id="all alike"),
        pytest.param(column("OOOOCCCC"), "Close together: A 1", False, id="next to each other"),
        pytest.param(column("OO?"), "Few ratings: A 1", False, id="two and a don't know"),
    ],
)
def test_each_result_is_called_what_it_comes_to_with_the_rule_beside_it(grid: str, title: str, *, asks: bool) -> None:
    said = announce(a_reveal(grid, "a.1")).fallback
    assert title in said.splitlines()
    assert ("Who could find out?" in said) is asks


def test_between_two_opposites_the_rule_is_how_far_people_agree() -> None:
    closed = a_closed(column("YYNN"), "a.1", scale=a_scale("Yes", "No"))
    post = RevealPost(ZONE, reveal(closed.check_in, ratings=closed.ratings, of=closed.of), closed.check_in.team_id)
    assert "Talk about this: A 1 (agreement under 0.5)" in announce(post).fallback.splitlines()


def test_an_even_split_has_its_middle_between_two_levels() -> None:
    said = announce(a_reveal(column("OOOOCCCC"), "a.1")).fallback
    assert "middle rating between OK for now and Could be better, agreement 0.67." in said


def test_what_is_split_is_drawn_at_length_and_the_rest_in_brief() -> None:
    grid = "\n".join(f"{name}: {split} {alike}" for name, split, alike in zip("ABCD", "SSUU", "OOOO", strict=True))
    bars = of_kind(announce(a_reveal(grid, "a.1", "a.2")), Bars)
    assert [(one.brief, one.out_of) for one in bars] == [(False, 4), (True, 4)]
    assert [row.count for row in bars[0].rows] == [2, 0, 0, 2]


def test_too_few_answers_are_named_together_without_any_level() -> None:
    post = a_reveal("A: S S .\nB: U . .\nC: O . .", "a.1", "a.2", "a.3", evidence={("A", "a.2"): "I was there."})
    said = announce(post).fallback
    assert "Too few answers to show: A 2 (1)" in said.splitlines()
    assert "A 3" not in said
    assert "I was there." not in said


def test_a_check_in_that_nobody_rated_says_just_that() -> None:
    said = announce(a_reveal("A: . .\nB: . .")).fallback
    assert said.splitlines() == ["Check-in 6: how we see it", "Nobody rated in this check-in, out of 2 members."]


@pytest.mark.parametrize(
    ("split", "said"),
    [
        pytest.param(0, None, id="none"),
        pytest.param(1, "A question to talk about follows in the thread.", id="one"),
        pytest.param(2, "Questions on the first two follow in the thread.", id="two"),
        pytest.param(5, "Questions on the first three follow in the thread.", id="more than people talk about"),
    ],
)
def test_it_says_how_many_questions_follow(split: int, said: str | None) -> None:
    ids = [f"a.{number}" for number in range(1, 6)]
    grid = "\n".join(f"{name}: " + " ".join([letter] * split + ["S"] * (5 - split)) for name, letter in FOUR)
    text = announce(a_reveal(grid, *ids)).fallback
    assert text.count("Talk about this: A ") == split
    assert said in text if said is not None else "in the thread" not in text


def test_a_coordinator_records_team_ratings_from_where_there_is_something_to_see() -> None:
    (button,) = of_kind(announce(a_reveal(column(SPLIT), "a.1")), Button)
    assert (button.label, button.act, button.value) == ("Record team ratings", DecideAct.RECORD, "check-in-6")
    assert of_kind(announce(a_reveal("A: .\nB: .", "a.1")), Button) == []
    assert of_kind(announce(a_reveal("A: S\nB: U", "a.1")), Button) == []


def test_what_is_unknown_leads_to_where_somebody_is_named_who_finds_out() -> None:
    post = a_reveal(column("??SS"), "a.1")
    record, unknown, _ = of_kind(announce(post), Button)
    assert (unknown.label, unknown.act, unknown.value) == (
        "What we don't know",
        EvidenceAct.BLIND_SPOTS,
        post.team_id,
    )
    assert record.act == DecideAct.RECORD


@pytest.mark.parametrize(
    ("grid", "ids", "offered"),
    [
        pytest.param(column("SSUU"), ("a.1",), False, id="the thread has it"),
        pytest.param(
            "A: S S S S\nB: S S S S\nC: U U U U\nD: U U U U", ("a.1", "a.2", "a.3", "a.4"), True, id="a fourth"
        ),
        pytest.param(column("??SS"), ("a.1",), True, id="what nobody knows"),
    ],
)
def test_what_the_thread_does_not_ask_about_can_be_rated_again_from_the_reveal(
    grid: str, ids: tuple[str, ...], offered: bool
) -> None:
    acts = [button.act for button in of_kind(announce(a_reveal(grid, *ids)), Button)]
    assert (DecideAct.AGAIN in acts) is offered


def test_the_rules_are_said_once_however_many_indicators_there_are() -> None:
    ids = [f"a.{number}" for number in range(1, 8)]
    grid = "\n".join(f"{name}: " + " ".join("SOCU?SS") for name in "ABCD")
    small = of_kind(announce(a_reveal(grid, *ids)), Small)
    assert sum("van der Eijk" in one.text for one in small) == 1


def test_long_notes_are_shortened_and_the_reveal_says_so() -> None:
    notes = {(name, "a.1"): f"{name} " + "word " * 590 for name in "ABCDEF"}
    shown = announce(a_reveal(column("SSSUUU"), "a.1", evidence=notes))
    (quotes,) = of_kind(shown, Quotes)
    assert len(quotes.texts) == 6
    assert all(text.endswith("word…") for text in quotes.texts)
    assert "shortened" in shown.fallback
    assert len(shown.fallback) < 13_000


def test_what_somebody_typed_stays_letter_by_letter_what_it_was() -> None:
    shown = announce(a_reveal(column(SPLIT), "a.1", evidence={("B", "a.1"): HOSTILE}))
    assert of_kind(shown, Quotes)[0].texts == (HOSTILE,)


def test_short_notes_stay_whole_where_long_ones_give_way() -> None:
    quotes = clip_notes([["short", "x" * 900], ["y" * 900]], 1005)
    assert [len(text) for one in quotes for text in one.texts] == [5, 500, 500]


def test_where_not_all_notes_have_room_every_indicator_keeps_some_and_the_rest_is_counted() -> None:
    quotes = clip_notes([["x" * 900] * 10, ["y" * 900]], 3 * SHORTEST_NOTE)
    assert [(len(one.texts), one.hidden) for one in quotes] == [(2, 8), (1, 0)]


@pytest.mark.parametrize(
    ("text", "longest", "clipped"),
    [
        pytest.param("as it is", 8, "as it is", id="fits"),
        pytest.param("cut between words", 13, "cut between…", id="between words"),
        pytest.param("Donaudampfschifffahrt ahoy", 10, "Donaudamp…", id="within a long word"),
    ],
)
def test_text_is_cut_between_words_where_that_keeps_most_of_it(text: str, longest: int, clipped: str) -> None:
    assert clip(text, longest) == clipped


def test_without_any_text_there_is_nothing_to_cut() -> None:
    assert longest_that_fit([], 100) == 0
