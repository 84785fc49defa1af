"""A digest as it is posted: a phone screen of words, decisions first, then buttons and a chart."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.sections import announce, phone
from bot.sections.digests import PostedAct, first_screen
from bot.sections.next_steps import StepAct
from bot.sections.parts import Button, Chart, plain_text
from jobs.announcements import DigestPost, DigestTest
from rubric.digest.coming_next import ComingNext
from rubric.digest.in_hand import InHand
from rubric.digest.participation import Participation
from tests.bot.digest_facts import (
    a_domain,
    a_due_step,
    a_rated_by_team,
    a_rich_digest,
    an_overdue_step,
    with_facts,
)
from tests.bot.facts import a_digest, a_full_digest, a_moved, a_talk_about, an_agreed, an_unknown, of_kind
from tests.builders import a_scale

RICH = """\
Digest of Attendance team, Nov 2 to Nov 16
Decide
Strategic partnerships 7 is split: 3 Strength, 1 OK for now, 3 Urgent gap, 1 Don't know.
Capacity building 2 is split: 3 Strength, 1 OK for now, 3 Urgent gap, 1 Don't know.
We don't know: Resources 3 (4 of 8). Who could find out?
Due
Overdue, Nov 6. Lee: Map community resources
Nov 20. Dana: Publish the outreach protocol
Moved (1 of 3 shown)
Actionable data 2: team rating from Could be better to OK for now.
Where we are
6 of 16 indicators asked in this pass; all 16 by Feb 12, 2027.
6 of 16 agreed at Strength or OK for now, 2 below, 1 unknown, 7 not agreed yet.
Next
The next check-in comes right after this: 7 indicators."""


def lines_of(post: DigestPost) -> list[str]:
    return announce(post).fallback.splitlines()


def test_a_rich_digest_reads_as_a_whole() -> None:
    assert announce(a_rich_digest()).fallback == RICH


def test_it_fits_on_a_phones_screen() -> None:
    assert phone.fits(first_screen(a_rich_digest().digest))
    assert phone.fits(first_screen(a_rich_digest(is_first=True).digest))


@pytest.mark.parametrize("splits", [0, 1, 3, 45])
@pytest.mark.parametrize("steps", [0, 1, 3, 40])
@pytest.mark.parametrize("moves", [0, 1, 45])
def test_however_much_there_is_to_say_the_first_screen_is_one(splits: int, steps: int, moves: int) -> None:
    """With the longest name and sentence that anybody can type, and the longest label that ships."""
    label = "Strategic partnerships 7"
    step = an_overdue_step("w " * 100, owner="A very long name of somebody " * 3, left=True)
    digest = a_rich_digest(
        talk_about=tuple(a_talk_about(label) for _ in range(splits)),
        unknown=tuple(replace(an_unknown(label), finder="A very long name " * 3) for _ in range(splits)),
        due=(step,) * steps,
        team_ratings=tuple(a_rated_by_team(label) for _ in range(moves)),
        moved=(a_moved(),) * moves,
        is_first=True,
    ).digest
    screen = first_screen(digest)
    assert phone.lines(screen) <= phone.LINES_ON_A_SCREEN
    assert len(plain_text(screen)) <= phone.CHARACTERS_ON_A_SCREEN


def test_decisions_give_way_last() -> None:
    split = a_talk_about("Positive engagement 4")
    lines = lines_of(a_rich_digest(talk_about=(split,) * 3, unknown=(), due=(an_overdue_step(), a_due_step()) * 2))
    assert [line for line in lines if line.startswith(("Decide", "Due", "Moved"))] == [
        "Decide",
        "Due (1 of 4 shown)",
        "Moved (1 of 3 shown)",
    ]


def test_of_many_the_most_pressing_are_shown() -> None:
    splits = tuple(a_talk_about(f"A {number}") for number in range(1, 6))
    unknown = tuple(an_unknown(f"B {number}") for number in range(1, 5))
    lines = lines_of(a_digest(talk_about=splits, unknown=unknown))
    assert lines[1] == "Decide (3 of 5 shown)"
    assert [line[:4] for line in lines[2:5]] == ["A 1 ", "A 2 ", "A 3 "]
    assert lines[5] == "We don't know: B 1 (4 of 8), B 2 (4 of 8), and 2 more. Who could find out?"


def test_who_finds_out_is_named_and_nobody_is_asked_for() -> None:
    looked_into = replace(an_unknown(), finder="Lee Park")
    assert "We don't know: A 2 (4 of 8; Lee Park finds out)." in lines_of(a_digest(unknown=(looked_into,)))
    found_out = replace(an_unknown("A 4"), found_by="Dana Ruiz")
    assert "We don't know: A 4 (4 of 8; Dana Ruiz found out)." in lines_of(a_digest(unknown=(found_out,)))
    both = lines_of(a_digest(unknown=(looked_into, an_unknown("A 3"))))
    assert "We don't know: A 2 (4 of 8; Lee Park finds out), A 3 (4 of 8). Who could find out?" in both


@pytest.mark.parametrize(
    ("rating", "said"),
    [
        (a_rated_by_team(), "Actionable data 2: team rating from Could be better to OK for now."),
        (a_rated_by_team(before=None), "Actionable data 2: first team rating, OK for now."),
        (a_rated_by_team(before="ok-for-now"), "Actionable data 2: team rating still OK for now."),
        (a_rated_by_team(level="dont-know", before=None), "Actionable data 2: first team rating, Don't know."),
    ],
    ids=["moved", "first", "confirmed", "don't know"],
)
def test_a_team_rating_is_told_as_it_moved(rating: object, said: str) -> None:
    assert said in lines_of(with_facts(a_digest(), team_ratings=(rating,)))


def test_what_moved_says_in_a_line_whether_it_was_the_same_people() -> None:
    assert "B 1: of 7 who rated both times, 4 went up and none down." in lines_of(a_digest(moved=(a_moved(),)))
    others = replace(a_moved(), change=None, only_before=1)
    said = "B 1: middle rating from Could be better to OK for now, not all by the same people."
    assert said in lines_of(a_digest(moved=(others,)))


def test_an_indicator_with_a_new_team_rating_is_not_told_of_twice() -> None:
    rated = replace(a_rated_by_team("B 1"), indicator_id=a_moved().indicator_id)
    lines = lines_of(with_facts(a_digest(moved=(a_moved(),)), team_ratings=(rated,)))
    assert [line for line in lines if line.startswith("B 1")] == [
        "B 1: team rating from Could be better to OK for now."
    ]


def test_a_step_whose_owner_left_says_so() -> None:
    lines = lines_of(with_facts(a_digest(), due=(an_overdue_step(left=True),)))
    assert "Overdue, Nov 6. Lee (left the team): Map community resources" in lines


def test_nothing_is_due_where_steps_are_due_only_later() -> None:
    post = a_rich_digest(due=a_rich_digest().digest.due[2:])
    assert not [line for line in lines_of(post) if line.startswith("Due")]


def test_the_buttons_say_more_of_this_digest_and_update_this_teams_steps() -> None:
    assert of_kind(announce(a_rich_digest()), Button) == [
        Button("More", PostedAct.MORE, "digest"),
        Button("Update next steps", StepAct.MINE, "team"),
        Button("Why these numbers?", PostedAct.WHY, "digest"),
    ]


def test_without_a_step_there_is_none_to_update() -> None:
    acts = [button.act for button in of_kind(announce(a_rich_digest(due=())), Button)]
    assert acts == [PostedAct.MORE, PostedAct.WHY]


def test_a_test_is_the_same_without_buttons() -> None:
    post = a_rich_digest()
    tried = announce(DigestTest(post.digest))
    assert tried.fallback.endswith(announce(post).fallback)
    assert of_kind(tried, Button) == []


def test_the_buttons_stand_right_under_the_words_and_one_chart_below() -> None:
    sections = announce(a_rich_digest()).sections
    kinds = [type(section) for section in sections if isinstance(section, Chart | Button)]
    assert kinds == [Button, Button, Button, Chart]


def test_the_chart_of_team_ratings_has_every_level_and_what_is_open() -> None:
    (chart,) = of_kind(announce(a_rich_digest()), Chart)
    assert (chart.title, chart.categories) == ("Team ratings, by domain", ("Resources", "Strategic partnerships"))
    assert [(one.name, one.values) for one in chart.series] == [
        ("Strength", (2, 1)),
        ("OK for now", (3, 0)),
        ("Could be better", (1, 0)),
        ("Urgent gap", (0, 1)),
        ("Unknown", (1, 0)),
        ("Not agreed yet", (1, 6)),
    ]
    assert chart.levels == 4


def test_a_scale_of_more_levels_is_folded_into_two_halves() -> None:
    scale = a_scale("Alpha", "Beta", "Chi", "Delta", "Eta")
    post = with_facts(a_digest(asked=(8, 8)), scale=scale, in_hand=InHand((a_domain(levels=(1, 2, 1, 0, 2)),)))
    (chart,) = of_kind(announce(post), Chart)
    assert [(one.name, one.values) for one in chart.series] == [
        ("In hand", (3,)),
        ("Not in hand", (3,)),
        ("Unknown", (1,)),
        ("Not agreed yet", (1,)),
    ]


def test_the_chart_of_what_was_asked_shows_what_the_words_say() -> None:
    (chart,) = of_kind(announce(a_full_digest()), Chart)
    assert chart.categories == ("Resources", "Strategic partnerships")
    assert [one.values for one in chart.series] == [(5, 1), (8, 8)]


@pytest.mark.parametrize("asked", [(8, 8), (0, 0)], ids=["everything", "nothing"])
def test_there_is_no_chart_without_something_to_show(asked: tuple[int, ...]) -> None:
    assert of_kind(announce(a_digest(asked=asked, agreed=(an_agreed(),))), Chart) == []


def test_a_whole_pass_says_so() -> None:
    assert "All 16 indicators have been asked in this pass." in announce(a_digest(asked=(8, 8))).fallback


def test_a_pass_without_an_end_in_sight_says_how_far_it_is() -> None:
    post = a_digest()
    where = replace(post.digest.where_we_are, complete_at=None)
    assert "6 of 16 indicators asked in this pass." in lines_of(with_facts(post, where_we_are=where))


NOON = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)
JANUARY = datetime(2027, 1, 4, 14, 0, tzinfo=UTC)
COMING = {
    "nothing": (ComingNext(None, (), None, None), "No check-in is planned."),
    "one is open": (ComingNext(None, (), 7, NOON), "Check-in 7 is open until Fri, Nov 20, 9:00 AM."),
    "one is coming": (ComingNext(NOON, (), None, None), "The next check-in opens Fri, Nov 20, 9:00 AM."),
    "one opens now": (
        ComingNext(NOON, ("Resources 6",), None, None, opens_now=True),
        "The next check-in comes right after this: 1 indicator.",
    ),
    "one is open and one is coming": (
        ComingNext(JANUARY, ("Resources 6", "Resources 7"), 7, NOON),
        "Check-in 7 is open until Fri, Nov 20, 9:00 AM. The next check-in opens Mon, Jan 4, 9:00 AM: 2 indicators.",
    ),
    "one is coming after a break": (
        ComingNext(JANUARY, ("Resources 6",), None, None, "Winter break"),
        "The next check-in opens Mon, Jan 4, 9:00 AM, after Winter break: 1 indicator.",
    ),
}


@pytest.mark.parametrize(("coming", "said"), COMING.values(), ids=COMING.keys())
def test_a_digest_ends_with_what_comes(coming: ComingNext, said: str) -> None:
    lines = lines_of(a_digest(coming_next=coming, participation=(Participation(6, 1, 1),)))
    assert lines[lines.index("Next") + 1 :] == [said]
