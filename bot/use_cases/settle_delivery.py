"""A coordinator says whether something that may have landed did: it stays as it is, or it is posted again."""

from bot import wording
from bot.use_cases.results import Notice
from bot.use_cases.who import Deps, Speaker, member_of, require_coordinator
from jobs.announcements import Doubtful
from rubric.people import Member
from rubric.refusals import FormDoesNotMatch, NotOnTheTeam
from rubric.team import Team
from storage import deliveries, doubts, teams, workspaces
from storage.deliveries import Delivery
from storage.store import Transaction

ASKED_ABOUT = frozenset(what.value for what in Doubtful)


def settle_delivery(deps: Deps, who: Speaker, delivery_id: int, *, landed: bool) -> Notice:
    """Only the first answer counts. Raises CoordinatorsOnly, NotOnTheTeam, FormDoesNotMatch."""
    with deps.store.begin() as transaction:
        delivery = deliveries.get(transaction, delivery_id)
        if delivery is None or delivery.kind.value not in ASKED_ABOUT:
            raise FormDoesNotMatch
        team, member = _team_of(transaction, who, delivery)
        require_coordinator(transaction, team, member)
        settled = doubts.settle(transaction, delivery_id, landed=landed, now=deps.clock.now())
    if not settled:
        return wording.settled_already()
    what = Doubtful(delivery.kind.value)
    return wording.landed(what) if landed else wording.posted_again(what)


def _team_of(transaction: Transaction, who: Speaker, delivery: Delivery) -> tuple[Team, Member]:
    """The delivery's team and the speaker as its member. Raises NotOnTheTeam."""
    team = teams.get(transaction, delivery.team_id)
    if team.workspace_id != workspaces.find(transaction, platform=who.platform, external_id=who.workspace):
        raise NotOnTheTeam
    return team, member_of(transaction, team, who)
