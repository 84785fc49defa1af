"""Digests of fortnights in which little happened, each by its whole text."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.sections import announce
from jobs.announcements import DigestPost
from rubric.check_in import CheckIn
from rubric.digest.compile import Closed, Material, compile_digest
from rubric.digest.period import Period
from rubric.people import CheckInId, DigestId, MemberId
from rubric.school_calendar import Break
from tests.bot.facts import a_digest
from tests.builders import OPENING, a_check_in, a_closed, a_history, a_rubric, openings
from tests.rubric.digest.decided import a_step, a_team_rating

END = OPENING + timedelta(weeks=2)
WINTER = Break(date(2026, 9, 21), date(2026, 9, 25), "Fall break")


def material(*closed: Closed, open_check_in: CheckIn | None = None) -> Material:
    return Material(
        team_name="Cabinet",
        zone="America/New_York",
        period=Period(OPENING, END),
        rubric=a_rubric(2, 2),
        closed=closed,
        earlier=(),
        history=a_history(*([asked.id for asked in one.check_in.asked] for one in closed)),
        sooner=(),
        indicators_per_check_in=2,
        open_check_in=open_check_in,
        upcoming=openings(END, END + timedelta(weeks=2)),
        now=END,
        next_digest_at=END + timedelta(weeks=2),
        names={MemberId("lee"): "Lee"},
    )


def rated(grid: str, *, of: int | None = None) -> Closed:
    return a_closed(grid, "a.1", "b.1", number=6, of=of)


def text(found: Material) -> str:
    return announce(DigestPost(compile_digest(found), DigestId("digest"))).fallback


HEAD = "Digest of Cabinet, Sep 14 to Sep 28\n"
HALF_WAY = """
Where we are
2 of 4 indicators asked in this pass; all 4 by Sep 28, 2026.
Next
The next check-in comes right after this: 2 indicators."""
NOTHING_ASKED = """
Where we are
0 of 4 indicators asked in this pass; all 4 by Oct 12, 2026.
Next
The next check-in comes right after this: 2 indicators."""
NOBODY = "A: . .\nB: . .\nC: . ."

QUIET = {
    "nobody rated": (
        material(rated(NOBODY)),
        f"Nobody rated in Check-in 6, so there is nothing to decide.{HALF_WAY}",
    ),
    "nobody rated, and one was away": (
        replace(material(rated(NOBODY)), away={CheckInId("check-in-6"): 1}),
        f"Nobody rated in Check-in 6, so there is nothing to decide.{HALF_WAY}",
    ),
    "everybody was away": (
        replace(material(rated(NOBODY, of=0)), away={CheckInId("check-in-6"): 3}),
        f"Everybody was away when Check-in 6 closed, so nothing was rated and there is nothing to decide.{HALF_WAY}",
    ),
    "one rated": (
        material(rated("A: S U\nB: . .\nC: . .")),
        "Check-in 6 had fewer than 3 answers to each indicator, too few to show, so there is nothing to decide."
        f"{HALF_WAY}",
    ),
    "all answered Don't know": (
        material(rated("A: ? ?\nB: ? ?\nC: ? ?")),
        "Decide\nEverybody who rated answered Don't know to all 2 indicators of Check-in 6. Who could find out?"
        f"{HALF_WAY}",
    ),
    "all alike": (
        material(rated("A: S S\nB: S S\nC: S S")),
        f"Nothing to decide: no indicator splits us, and none is unknown to too many.{HALF_WAY}",
    ),
    "all alike, and a step is due": (
        replace(material(rated("A: S S\nB: S S\nC: S S")), open_steps=(a_step(),)),
        "Nothing to decide: no indicator splits us, and none is unknown to too many.\n"
        f"Due\nOct 1. Lee: Map community resources{HALF_WAY}",
    ),
    "what split is agreed on": (
        replace(material(rated("A: S S\nB: S S\nC: U S")), team_ratings=(a_team_rating(number=6),)),
        "Nothing is left to decide: what split us, or was unknown, is agreed on.\n"
        "Moved\nA 1: first team rating, OK for now.\n"
        "Where we are\n2 of 4 indicators asked in this pass; all 4 by Sep 28, 2026.\n"
        "1 of 4 agreed at Strength or OK for now, 3 not agreed yet.\n"
        "Next\nThe next check-in comes right after this: 2 indicators.",
    ),
    "the first digest, before anything closed": (
        replace(
            material(open_check_in=a_check_in(number=1, closes_at=END + timedelta(days=7))),
            is_first=True,
            upcoming=openings(END + timedelta(weeks=2)),
        ),
        "This is the first digest: decisions first, the rest behind More.\n"
        "No check-in closed in this period, so there is nothing to decide.\n"
        "Where we are\n0 of 4 indicators asked in this pass.\n"
        "Next\nCheck-in 1 is open until Mon, Oct 5, 9:00 AM. "
        "The next check-in opens Mon, Oct 12, 9:00 AM: 2 indicators.",
    ),
    "a break": (
        replace(material(), breaks=(WINTER,)),
        f"Fall break fell into this period and no check-in closed, so there is nothing to decide.{NOTHING_ASKED}",
    ),
    "a break without a name": (
        replace(material(), breaks=(replace(WINTER, name=""),)),
        f"A break fell into this period and no check-in closed, so there is nothing to decide.{NOTHING_ASKED}",
    ),
    "a pause": (
        replace(material(), was_paused=True),
        "Check-ins were paused for a while and none closed in this period, so there is nothing to decide."
        f"{NOTHING_ASKED}",
    ),
}


@pytest.mark.parametrize(("found", "said"), QUIET.values(), ids=QUIET.keys())
def test_a_quiet_fortnight_reads_sensibly(found: Material, said: str) -> None:
    assert text(found) == HEAD + said


def test_several_check_ins_that_nobody_rated_are_named_together() -> None:
    found = material(a_closed(NOBODY, "a.1", "b.1", number=5), rated(NOBODY))
    assert "Nobody rated in Check-ins 5 and 6, so there is nothing to decide." in text(found)


def test_where_some_knew_or_only_one_was_asked_the_unknown_are_named() -> None:
    assert "We don't know: A 1 (3 of 3), B 1 (2 of 3)." in text(material(rated("A: ? ?\nB: ? ?\nC: ? S")))
    one = a_closed("A: ?\nB: ?\nC: ?", "a.1", number=6)
    assert "We don't know: A 1 (3 of 3)." in text(material(one))


def test_a_digest_of_an_earlier_version_reads_as_it_did() -> None:
    lines = announce(a_digest()).fallback.splitlines()
    assert lines[1] == "Nothing to decide: no indicator splits us, and none is unknown to too many."
    empty = announce(a_digest(participation=())).fallback.splitlines()
    assert empty[1] == "No check-in closed in this period, so there is nothing to decide."
