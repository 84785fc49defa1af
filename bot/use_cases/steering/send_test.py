"""Shows a coordinator the coming check-in beforehand, as a direct message to them alone; nothing else is saved."""

from bot.use_cases.results import Notice
from bot.use_cases.steer import looking
from bot.use_cases.who import Deps, Speaker
from bot.wording import steering as words
from rubric.people import TeamId
from rubric.refusals import TeamIsPaused
from rubric.team import TeamState
from storage import deliveries, teams
from storage.store import new_id
from storage.teams import Addressed


def send_test(deps: Deps, who: Speaker, team_id: TeamId) -> Notice:
    """Raises CoordinatorsOnly, NotOnTheTeam, FormDoesNotMatch, and Refused for a paused team."""
    with looking(deps, who, team_id) as ground:
        if ground.team.state is TeamState.PAUSED:
            raise ground.refused(TeamIsPaused())
    to = Addressed(ground.member, who.address)
    order = deliveries.Order.to_member(
        ground.team, to, deliveries.Kind.TEST, about=team_id, once=new_id(), run_at=ground.now
    )
    with deps.store.begin() as transaction:
        # First, or whoever holds the team might wait for their lane, and this for the team.
        teams.wait_for(transaction, team_id)
        # Here they are, so a message may reach them again.
        teams.regain_member(transaction, ground.member.id)
        deliveries.enqueue(transaction, order)
    return words.test_on_its_way()
