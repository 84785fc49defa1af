"""One person's home page: what waits for them, and the teams they are on."""

from bot.use_cases.results import Home, HomeCheckIn, HomeTeam
from bot.use_cases.who import Deps, Speaker
from jobs.tick import stand
from rubric.rating import waiting
from rubric.team import Team, TeamState
from storage import ratings, teams, workspaces
from storage.store import Transaction


def show_home(deps: Deps, who: Speaker) -> Home:
    """Somebody on no team gets an empty home, which the wording then explains."""
    now = deps.clock.now()
    with deps.store.read() as transaction:
        workspace = workspaces.find(transaction, platform=who.platform, external_id=who.workspace)
        own = () if workspace is None else teams.of_person(transaction, workspace, who.address)
        open_check_ins = [_open_check_in(transaction, team, who) for team in own]
    return Home(
        check_ins=tuple(one for one in open_check_ins if one is not None and one.check_in.is_open(now)),
        teams=tuple(
            HomeTeam(
                team_name=team.name,
                zone=team.rhythm.cadence.zone,
                next_check_in_at=team.next_check_in_at,
                paused=team.state is TeamState.PAUSED,
            )
            for team in own
        ),
    )


def _open_check_in(transaction: Transaction, team: Team, who: Speaker) -> HomeCheckIn | None:
    check_in = stand(transaction, team).open_check_in
    member = teams.member_at(transaction, team.id, who.address)
    if check_in is None or member is None:
        return None
    rated = ratings.of_member(transaction, check_in.id, member.id)
    return HomeCheckIn(
        team_name=team.name,
        zone=team.rhythm.cadence.zone,
        check_in=check_in,
        waiting=waiting(check_in, rated) if member.rates else None,
    )
