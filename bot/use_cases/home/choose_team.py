"""Which of their teams somebody looks at on their home page, remembered until they choose another."""

from bot.use_cases.results import ShowHome
from bot.use_cases.who import Deps, Speaker, team_with_id
from rubric.people import TeamId, WorkspaceId
from storage import drafts
from storage.store import Transaction

_KIND = "home"
# Each person has one home page, so it is about nothing in particular.
_ABOUT = ""


def choose_team(deps: Deps, who: Speaker, team_id: TeamId) -> ShowHome:
    """Raises NotOnTheTeam, FormDoesNotMatch."""
    with deps.store.begin() as transaction:
        team, _ = team_with_id(transaction, who, team_id)
        drafts.keep(
            transaction,
            team.workspace_id,
            who.address,
            kind=_KIND,
            about=_ABOUT,
            values={"team": team.id},
            now=deps.clock.now(),
        )
    return ShowHome()


def chosen_team(transaction: Transaction, workspace_id: WorkspaceId, who: Speaker) -> TeamId | None:
    """The one they chose last, on which they may no longer be; None before they chose any."""
    kept = drafts.find(transaction, workspace_id, who.address, kind=_KIND, about=_ABOUT)
    return None if kept is None else TeamId(str(kept.values.get("team", "")))
