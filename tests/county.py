"""Many teams with years behind them, written straight into a store: for pages that have to stay small and quick."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from rubric.audit import What
from rubric.check_in import CheckIn, ask
from rubric.library import load
from rubric.model import LevelId
from rubric.people import CheckInId, Member, MemberId, Role, TeamId
from rubric.rating import Rating
from rubric.rotation import History, next_indicators, next_turn
from rubric.school_calendar import Break, SchoolCalendar
from rubric.team import Rhythm, Team
from storage import audit, check_ins, proposals, ratings, teams, workspaces
from storage.proposals import ProposalKind
from storage.store import Store, Transaction, new_id
from tests.builders import OPENING, a_rhythm, a_team

WORKSPACE = "T1"
A_WEEK = timedelta(weeks=1)
A_NOTE = "Seen at two schools, in the October report and at the last meeting of principals. "


@dataclass(slots=True)
class County:
    """Teams of `people` that are asked `indicators` every week; the first person is on all of them, and coordinates."""

    store: Store
    people: int = 15
    indicators: int = 7
    rubric_id: str = "district-attendance"

    def add_teams(self, number: int, *, weeks: int, named: str = "District {}") -> tuple[TeamId, ...]:
        """`weeks` check-ins behind each, and one that has just opened."""
        with self.store.begin() as transaction:
            workspace = workspaces.remember(transaction, platform="slack", external_id=WORKSPACE, name="County")
            made = []
            for each in range(number):
                id = TeamId(new_id())
                rhythm = replace(self._rhythm(), calendar=SchoolCalendar.of(_breaks(weeks)))
                team = replace(
                    a_team(rhythm, id=id, channel_id=f"C{each}{id[:6]}", name=named.format(each + 1)),
                    workspace_id=workspace,
                    next_check_in_at=OPENING + (weeks + 1) * A_WEEK,
                    next_digest_at=OPENING + (weeks + 2) * A_WEEK,
                )
                teams.add(transaction, team, now=OPENING)
                self._live(transaction, team, weeks)
                made.append(id)
        return tuple(made)

    def now(self, weeks: int) -> datetime:
        """An hour after the last one opened."""
        return OPENING + weeks * A_WEEK + timedelta(hours=1)

    def _rhythm(self) -> Rhythm:
        return a_rhythm(every_weeks=1, indicators_per_check_in=self.indicators)

    def _live(self, transaction: Transaction, team: Team, weeks: int) -> None:
        members = [_member(each) for each in range(self.people)]
        for each, member in enumerate(members):
            teams.add_member(transaction, team.id, member, address=f"U{each}", now=OPENING)
        history = History(())
        for week in range(weeks + 1):
            check_in, history = self._ask(transaction, team, history, week)
            if week < weeks:
                _rate(transaction, check_in, members)
                check_ins.close(transaction, check_in.id, closed_at=check_in.closes_at, raters=len(members))
        for each in range(4):
            audit.write(
                transaction,
                team.id,
                What.PAUSED if each % 2 else What.RESUMED,
                actor=members[0].name,
                actor_id=members[0].id,
                now=OPENING,
            )
            proposals.make(
                transaction, team.id, ProposalKind.JOIN, address=f"U9{each}", name="New", zone="UTC", now=OPENING
            )

    def _ask(self, transaction: Transaction, team: Team, history: History, week: int) -> tuple[CheckIn, History]:
        rubric = load(team.rubric_id)
        opens_at = OPENING + week * A_WEEK
        chosen = next_indicators(rubric, history, self.indicators)
        check_in = CheckIn(
            id=CheckInId(new_id()),
            team_id=team.id,
            number=week + 1,
            due_at=opens_at,
            opened_at=opens_at,
            closes_at=opens_at + A_WEEK,
            closed_at=None,
            scale=rubric.scale,
            evidence_prompt=rubric.evidence_prompt,
            asked=ask(rubric, chosen),
        )
        number = next_turn(rubric, history).pass_number
        check_ins.add(transaction, check_in, pass_number=number)
        return check_in, history.with_next(chosen, number)


def _breaks(weeks: int) -> tuple[Break, ...]:
    """One every five weeks from here on."""
    start = (OPENING + weeks * A_WEEK).date()
    firsts = [start + timedelta(weeks=5 * each + 2) for each in range(6)]
    return tuple(Break(first, first + timedelta(days=11), "Break of the whole district's schools") for first in firsts)


def _member(each: int) -> Member:
    return Member(
        id=MemberId(new_id()),
        name=f"Person Number {each:02} of the District",
        role=Role.MEMBER,
        coordinates=each == 0,
        zone="America/New_York",
    )


def _rate(transaction: Transaction, check_in: CheckIn, members: list[Member]) -> None:
    for each, member in enumerate(members):
        rated = [
            Rating(
                indicator_id=asked.id,
                member_id=member.id,
                level_id=LevelId(check_in.scale.levels[(each + at) % 4].id),
                evidence=A_NOTE * 20,
                rated_at=check_in.opened_at,
            )
            for at, asked in enumerate(check_in.asked)
        ]
        ratings.save(transaction, check_in.id, rated, current={}, now=check_in.opened_at)
