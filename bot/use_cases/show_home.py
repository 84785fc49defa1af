"""One person's home page: what waits for them, their teams, and one of those in full.

However many teams they are on, it takes a fixed number of looks into the database.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.use_cases.home.choose_team import chosen_team
from bot.use_cases.home.facts import Coming, Home, TeamLine, WaitingCheckIn
from bot.use_cases.home.team_page import team_page
from bot.use_cases.next_steps.facts import StepLine
from bot.use_cases.who import Deps, Speaker
from rubric.next_step import NextStep
from rubric.people import TeamId
from rubric.team import TeamState
from storage import memberships, next_steps, workspaces
from storage.memberships import Membership, OpenForMember


def show_home(deps: Deps, who: Speaker) -> Home:
    """Somebody on no team gets an empty home, which the wording then explains."""
    now = deps.clock.now()
    with deps.store.read() as transaction:
        workspace = workspaces.find(transaction, platform=who.platform, external_id=who.workspace)
        own = () if workspace is None else memberships.of_person(transaction, workspace, who.address)
        if workspace is None or not own:
            return Home()
        own = _told_apart(sorted(own, key=lambda one: _by_name(one.team.name)))
        opened = memberships.open_check_ins(transaction, own)
        steps = next_steps.open_of_owners(transaction, [one.member.id for one in own])
        steered = [one.team.id for one in own if one.member.coordinates]
        proposals = memberships.proposals_waiting(transaction, steered)
        # On one team there is nothing to choose.
        chosen = chosen_team(transaction, workspace, who) if len(own) > 1 else None
        looked_at = next((one for one in own if one.team.id == chosen), own[0])
        page = team_page(
            transaction,
            looked_at,
            opened.get(looked_at.team.id),
            proposals=proposals.get(looked_at.team.id, 0),
            now=now,
        )
    return Home(
        waiting=_waiting(own, opened, now),
        steps=_steps(own, steps, now),
        teams=tuple(_line(one, opened.get(one.team.id), proposals.get(one.team.id, 0), now) for one in own),
        page=page,
    )


def _by_name(name: str) -> list[tuple[int, str]]:
    """So that District 2 comes before District 10."""
    parts = re.split(r"([0-9]{1,9})", name.casefold())
    return [(int(part), "") if at % 2 else (0, part) for at, part in enumerate(parts)]


def _told_apart(own: Sequence[Membership]) -> tuple[Membership, ...]:
    """Teams of the same name get a number each, or nobody could choose between them."""
    shared = Counter(one.team.name for one in own)
    seen: Counter[str] = Counter()
    told: list[Membership] = []
    for one in own:
        name = one.team.name
        seen[name] += 1
        numbered = replace(one.team, name=f"{name} ({seen[name]})") if shared[name] > 1 else one.team
        told.append(replace(one, team=numbered))
    return tuple(told)


def _waiting(
    own: Sequence[Membership], opened: Mapping[TeamId, OpenForMember], now: datetime
) -> tuple[WaitingCheckIn, ...]:
    """What there is to rate, before what is finished and can still be changed; what closes first comes first."""
    found = [
        WaitingCheckIn(
            one.team.id,
            one.team.name,
            one.team.rhythm.cadence.zone,
            opened[one.team.id].check_in,
            opened[one.team.id].left,
        )
        for one in own
        if one.team.id in opened and one.member.is_expected(now) and opened[one.team.id].check_in.is_open(now)
    ]
    return tuple(sorted(found, key=lambda one: (one.left == 0, one.check_in.closes_at)))


def _steps(own: Sequence[Membership], steps: Sequence[NextStep], now: datetime) -> tuple[StepLine, ...]:
    teams = {one.team.id: one.team for one in own}
    found = ((step, teams[step.team_id]) for step in steps)
    return tuple(StepLine(step, team.name, team.day_of(now)) for step, team in found)


def _line(one: Membership, opened: OpenForMember | None, proposals: int, now: datetime) -> TeamLine:
    team = one.team
    return TeamLine(
        team_id=team.id,
        team_name=team.name,
        channel_id=team.channel_id,
        zone=team.rhythm.cadence.zone,
        open_check_in=opened.check_in if opened is not None and opened.check_in.is_open(now) else None,
        next_check_in=Coming(team.next_check_in_at, overdue=team.next_check_in_at <= now),
        paused=team.state is TeamState.PAUSED,
        reachable=team.reachable,
        proposals=proposals,
    )
