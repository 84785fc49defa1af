"""Gathers one team as one of its people sees it."""

from contextlib import suppress
from datetime import datetime

from bot.use_cases.home.coordinating import for_coordinator
from bot.use_cases.home.facts import Coming, TeamPage
from rubric.team import TeamState
from rubric.timetable import NoSchoolDay, Timetable
from storage import check_ins, teams
from storage.memberships import Membership, OpenForMember
from storage.store import Transaction


def team_page(
    transaction: Transaction, own: Membership, opened: OpenForMember | None, *, proposals: int, now: datetime
) -> TeamPage:
    """`opened` is what the team has open, `proposals` how many changes to its roster wait for a decision."""
    team, member = own.team, own.member
    roster = tuple(one.member for one in teams.roster(transaction, team.id))
    is_open = opened is not None and opened.check_in.is_open(now)
    open_check_in = opened.check_in if opened is not None and is_open else None
    return TeamPage(
        team_id=team.id,
        team_name=team.name,
        channel_id=team.channel_id,
        zone=team.rhythm.cadence.zone,
        open_check_in=open_check_in,
        left=opened.left if opened is not None and is_open and member.rates else None,
        next_check_in=_coming(team.rhythm.check_ins, team.next_check_in_at, now),
        next_digest=_coming(team.rhythm.digests, team.next_digest_at, now),
        is_first=opened is None and check_ins.next_number(transaction, team.id) == 1,
        paused=team.state is TeamState.PAUSED,
        lost_because=own.lost_because,
        coordinators=tuple(one.name for one in roster if one.coordinates),
        rates=member.rates,
        coordinates=member.coordinates,
        away_until=member.away_until if member.is_away(now) else None,
        coordinating=for_coordinator(
            transaction, team, roster=roster, open_check_in=open_check_in, proposals=proposals, now=now
        )
        if member.coordinates
        else None,
        wants_digest=member.wants_digest,
    )


def _coming(timetable: Timetable, planned_at: datetime, now: datetime) -> Coming:
    """What is stored is what happens; the timetable knows why then."""
    with suppress(NoSchoolDay):
        one = next(timetable.after(now))
        if one.at == planned_at:
            return Coming(one.at, one.moved_by, one.wanted, moved_by_hand=one.moved_by_hand)
    return Coming(planned_at, overdue=planned_at <= now)
