"""Home pages for tests: name what the test is about, and leave the rest to sensible defaults."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from bot.use_cases.home.facts import (
    Coming,
    ForCoordinator,
    Home,
    PlannedDate,
    Roster,
    TakingPart,
    TeamLine,
    TeamPage,
    WaitingCheckIn,
)
from bot.use_cases.next_steps.facts import StepCounts
from rubric.audit import Entry, What
from rubric.check_in import CheckIn
from rubric.digest.participation import Participation
from rubric.model import DomainId
from rubric.people import MemberId, TeamId
from rubric.school_calendar import Break
from rubric.statistics.coverage import Coverage, DomainCoverage
from rubric.turnout import Turnout
from tests.builders import ZONE, a_check_in, a_rhythm

TEAM = TeamId("team")
NEXT = datetime(2026, 11, 30, 14, 0, tzinfo=UTC)
DIGEST = datetime(2026, 12, 7, 14, 0, tzinfo=UTC)
THANKSGIVING = Break(date(2026, 11, 23), date(2026, 11, 27), "Thanksgiving break")
OPEN = a_check_in("a.1", "a.2", "b.1", number=6)
MOVED = Coming(NEXT, moved_by=THANKSGIVING, wanted=date(2026, 11, 23))


def a_page(**changed: Any) -> TeamPage:
    """A member's, with Check-in 6 open and three indicators left."""
    page = TeamPage(
        team_id=TEAM,
        team_name="Cabinet",
        channel_id="C0CABINET",
        zone=ZONE,
        open_check_in=OPEN,
        left=3,
        next_check_in=Coming(NEXT),
        next_digest=Coming(DIGEST),
        is_first=False,
        paused=False,
        lost_because=None,
        coordinators=("Ana", "Dev"),
        rates=True,
        coordinates=False,
        away_until=None,
        coordinating=None,
    )
    return replace(page, **changed)


def for_coordinator(**changed: Any) -> ForCoordinator:
    facts = ForCoordinator(
        ahead=(THANKSGIVING, PlannedDate(MOVED, ("Resources 3", "Resources 6", "Actionable data 2"))),
        covered=a_coverage(5, 1),
        first_pass_at=datetime(2027, 2, 12, 14, 0, tzinfo=UTC),
        second_pass_at=datetime(2027, 6, 4, 13, 0, tzinfo=UTC),
        taking_part=TakingPart(Turnout(2, of=3, away=1), finished=("Ana", "Dev"), missing=("Lee",), away=("Sam",)),
        took_part=(Participation(5, 7, 8), Participation(4, 8, 8)),
        rhythm=a_rhythm(),
        pinned=(),
        excluded=(),
        focus=None,
        roster=Roster(rating=8, observing=0, coordinating=2),
        proposals=0,
        steps=StepCounts(open=4, overdue=1),
        latest=(Entry(4, TEAM, NEXT, What.PAUSED, "Dev", MemberId("dev")),),
    )
    return replace(facts, **changed)


def a_coordinators_page(page: TeamPage | None = None, **changed: Any) -> TeamPage:
    return replace(page or a_page(), coordinates=True, coordinating=for_coordinator(**changed))


def a_coverage(*asked: int, titles: Sequence[str] = ("Resources", "Actionable data")) -> Coverage:
    """Of eight indicators in each domain."""
    domains = tuple(DomainCoverage(DomainId(title), title, done, 8) for title, done in zip(titles, asked, strict=False))
    return Coverage(1, sum(asked), 8 * len(asked), domains)


def waiting(left: int, *, check_in: CheckIn = OPEN, team_id: TeamId = TEAM) -> WaitingCheckIn:
    return WaitingCheckIn(team_id, "Cabinet", ZONE, check_in, left)


def a_line(name: str = "Cabinet", **changed: Any) -> TeamLine:
    line = TeamLine(
        team_id=TeamId(name),
        team_name=name,
        channel_id="C0CABINET",
        zone=ZONE,
        open_check_in=None,
        next_check_in=Coming(NEXT),
        paused=False,
        reachable=True,
        proposals=0,
    )
    return replace(line, **changed)


def a_home(page: TeamPage | None = None, *left: int, lines: Sequence[TeamLine] = ()) -> Home:
    """Of somebody on one team, unless there are more `lines`; a check-in waits for each of `left`."""
    return Home(waiting=tuple(map(waiting, left)), teams=tuple(lines) or (a_line(),), page=page or a_page())
