"""Messages before any platform: what is in them, in which order, and that the fallback says all of it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.sections import announce
from bot.sections.parts import Act, Button, Chart
from bot.sections.people import PeopleAct
from jobs.announcements import DigestPost, Reminder
from rubric.digest.coming_next import ComingNext
from rubric.digest.participation import Participation
from tests.bot.facts import (
    a_card,
    a_digest,
    a_full_digest,
    a_moved,
    a_talk_about,
    a_welcome,
    an_agreed,
    an_unknown,
    of_kind,
)
from tests.builders import ZONE, a_check_in


def test_the_welcome_says_when_how_often_and_who() -> None:
    said = announce(a_welcome()).fallback
    assert said.startswith("Hello, Attendance team\n")
    assert "opens Mon, Nov 9, 4:00 PM (Eastern time), then one every 2 weeks: 7 indicators, about 3 minutes." in said
    assert "On the team: Ana, Dev, and Lee." in said
    assert "never names" in said


def test_the_welcome_of_an_empty_channel_says_what_to_do() -> None:
    assert "Invite people to this channel." in announce(a_welcome(members=())).fallback


def test_an_open_card_says_what_until_when_and_how_many() -> None:
    card = announce(a_card("a.1", "a.2", "b.1"))
    assert card.fallback.splitlines() == [
        "Check-in 6: 3 indicators, open until Mon, Sep 21, 9:00 AM",
        "A 1, 2; B 1",
        "Rate what you know today. Don't know is a useful answer.",
        "Nobody on the team sees any rating before the check-in closes; after that, this channel sees counts and "
        "notes, never names.",
        "5 of 8 have rated.",
    ]
    check_in = a_check_in(number=6)
    assert of_kind(card, Button) == [
        Button("Rate privately", Act.RATE_FROM_CARD, check_in.id, primary=True),
        Button("I'm away", PeopleAct.AWAY_FROM_CARD, check_in.id),
    ]


def test_a_closed_card_has_no_button_and_points_to_the_results() -> None:
    card = announce(a_card(finished=8, is_closed=True))
    assert of_kind(card, Button) == []
    assert card.fallback.splitlines() == [
        "Check-in 6: closed Mon, Sep 21, 9:00 AM",
        "A 1, 2",
        "8 of 8 rated. Results are in the thread.",
    ]


def test_a_reminder_offers_the_same_form_by_a_button_of_its_own() -> None:
    check_in = a_check_in(number=6)
    reminder = announce(Reminder("Attendance team", ZONE, check_in, waiting=2))
    assert reminder.fallback == (
        "2 indicators of Check-in 6 (Attendance team) are waiting for you. It closes Mon, Sep 21, 9:00 AM. "
        "About a minute."
    )
    assert of_kind(reminder, Button) == [
        Button("Rate now", Act.RATE_FROM_REMINDER, check_in.id, primary=True),
        Button("I'm away until...", PeopleAct.AWAY_FROM_REMINDER, check_in.id),
    ]


def test_a_digest_says_what_to_decide_before_anything_else() -> None:
    digest = announce(a_full_digest())
    titles = [line for line in digest.fallback.splitlines() if line in ORDER]
    assert digest.fallback.startswith("Digest of Attendance team, Nov 2 to Nov 16\n")
    assert titles == ORDER


ORDER = ["Talk about", "We don't know", "Moved", "Where we are", "Next"]


@pytest.mark.parametrize(
    "words",
    [
        "A 1. Statement a.1.\n3 Strength, 1 OK for now, 3 Urgent gap, 1 Don't know.",
        "A 2. Statement a.2.\n4 of 8 answered Don't know. Who could find out?",
        "B 1. Of 7 who rated both times, 4 went up and none down. "
        "The middle rating went from Could be better to OK for now.",
        "6 of 16 indicators asked in this pass; all 16 by Feb 12, 2027.",
        "By domain: Resources 5 of 8, Strategic partnerships 1 of 8.",
        "Agreed: B 2 (OK for now, 7 of 8).",
        "Check-in 6: 7 of 8 rated everything.",
        "The next check-in opens Mon, Nov 16, 9:00 AM: Capacity building 3; Resources 6.",
    ],
)
def test_a_digest_says(words: str) -> None:
    assert words in announce(a_full_digest()).fallback


def test_the_digests_chart_shows_what_the_words_say() -> None:
    (chart,) = of_kind(announce(a_full_digest()), Chart)
    assert chart.categories == ("Resources", "Strategic partnerships")
    assert [one.values for one in chart.series] == [(5, 1), (8, 8)]


def test_a_digest_with_nothing_to_decide_says_one_calm_line() -> None:
    lines = announce(a_digest()).fallback.splitlines()
    assert lines[1] == "Nothing to decide: no indicator splits us, and none is unknown to too many."
    assert not {"Talk about", "We don't know", "Moved"} & set(lines)


def test_a_digest_of_a_period_without_a_check_in_says_so() -> None:
    lines = announce(a_digest(participation=())).fallback.splitlines()
    assert lines[1] == "No check-in closed in this period, so there is nothing to decide."


@pytest.mark.parametrize("talk_about", [(), (a_talk_about(),)], ids=["only unknown", "both"])
def test_unknown_indicators_stand_by_themselves(talk_about: tuple[()]) -> None:
    lines = announce(a_digest(talk_about=talk_about, unknown=(an_unknown(),))).fallback.splitlines()
    assert ("Talk about" in lines) is bool(talk_about)
    assert "We don't know" in lines


def test_a_middle_that_stayed_is_said_to_have_stayed() -> None:
    stayed = a_moved(before=("ok-for-now",), after=("ok-for-now",))
    assert "The middle rating is still OK for now." in announce(a_digest(moved=(stayed,))).fallback
    without = announce(a_digest(moved=(a_moved(before=()),))).fallback
    assert "The middle rating" not in without
    assert "Of 7 who rated both times" in without


def test_a_pass_without_an_end_in_sight_says_how_far_it_is() -> None:
    post = a_digest()
    where = replace(post.digest.where_we_are, complete_at=None)
    assert "6 of 16 indicators asked in this pass.\n" in (
        announce(DigestPost(replace(post.digest, where_we_are=where))).fallback
    )


def test_a_whole_pass_needs_no_chart() -> None:
    digest = announce(a_digest(asked=(8, 8), agreed=(an_agreed(),)))
    assert of_kind(digest, Chart) == []
    assert "All 16 indicators have been asked in this pass." in digest.fallback
    assert "By domain" not in digest.fallback


@pytest.mark.parametrize(
    ("coming", "said"),
    [
        pytest.param(ComingNext(None, (), None, None), ["No check-in is planned."], id="nothing"),
        pytest.param(
            ComingNext(None, (), 7, datetime(2026, 11, 20, 14, 0, tzinfo=UTC)),
            ["Check-in 7 is open until Fri, Nov 20, 9:00 AM."],
            id="one is open",
        ),
        pytest.param(
            ComingNext(datetime(2026, 11, 20, 14, 0, tzinfo=UTC), (), None, None),
            ["The next check-in opens Fri, Nov 20, 9:00 AM."],
            id="one is coming",
        ),
        pytest.param(
            ComingNext(datetime(2027, 1, 4, 14, 0, tzinfo=UTC), ("Resources 6",), None, None, "Winter break"),
            ["The next check-in opens Mon, Jan 4, 9:00 AM, after Winter break: Resources 6."],
            id="one is coming after a break",
        ),
        pytest.param(
            ComingNext(
                datetime(2026, 12, 14, 14, 0, tzinfo=UTC),
                (),
                None,
                None,
                None,
                datetime(2027, 1, 4, 14, tzinfo=UTC),
                "",
            ),
            [
                "The next check-in opens Mon, Dec 14, 9:00 AM.",
                "The one after it opens Mon, Jan 4, 9:00 AM, after the break.",
            ],
            id="a break without a name moves the one after it",
        ),
    ],
)
def test_a_digest_ends_with_what_comes(coming: ComingNext, said: list[str]) -> None:
    lines = announce(a_digest(coming_next=coming, participation=(Participation(6, 1, 1),))).fallback.splitlines()
    assert lines[lines.index("Next") + 1 :] == said
