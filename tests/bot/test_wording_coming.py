"""What is said of breaks, of indicators that are left out, and of those who were away."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot import wording
from bot.wording import digests
from bot.wording.check_ins import closed_card, opening
from rubric.digest.where_we_are import WhereWeAre
from tests.bot.facts import a_digest
from tests.builders import ZONE

JANUARY = datetime(2027, 1, 4, 14, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("after_break", "said"),
    [
        (None, "Mon, Jan 4, 9:00 AM"),
        ("Winter break", "Mon, Jan 4, 9:00 AM, after Winter break"),
        ("", "Mon, Jan 4, 9:00 AM, after the break"),
    ],
)
def test_an_opening_names_the_break_that_moved_it(after_break: str | None, said: str) -> None:
    assert opening(JANUARY, ZONE, after_break) == said


def test_the_status_names_the_break_too() -> None:
    notice = wording.status(
        team_name="Attendance team",
        zone=ZONE,
        open_check_in=None,
        finished=0,
        of=0,
        next_check_in_at=JANUARY,
        next_digest_at=JANUARY,
        paused=False,
        after_break="Winter break",
    )
    assert notice.paragraphs[1].startswith("The next check-in opens Mon, Jan 4, 9:00 AM, after Winter break; the next")


@pytest.mark.parametrize(
    ("away", "said"),
    [
        (0, "6 of 8 rated. Results are in the thread."),
        (1, "6 of 8 rated (one more was away). Results are in the thread."),
        (2, "6 of 8 rated (two more were away). Results are in the thread."),
    ],
)
def test_a_closed_card_says_how_many_were_away(away: int, said: str) -> None:
    assert closed_card(6, 8, away) == said


def where(asked: int, total: int, left_out: int) -> WhereWeAre:
    found = a_digest().digest.where_we_are
    return replace(found, coverage=replace(found.coverage, asked=asked, total=total, left_out=left_out))


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (where(6, 14, 2), "6 of 14 indicators asked in this pass, 2 excluded; all 14 by Feb 12, 2027."),
        (where(14, 14, 2), "All 14 indicators have been asked in this pass, 2 excluded."),
        (where(0, 0, 16), "All 16 indicators are excluded, so nothing is asked."),
        (where(1, 1, 0), "The one indicator has been asked in this pass."),
    ],
    ids=["under way", "complete", "everything", "a rubric of one"],
)
def test_the_coverage_says_how_many_are_left_out(found: WhereWeAre, said: str) -> None:
    assert digests.coverage(found, ZONE) == said
