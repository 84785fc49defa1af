"""The platform says that a channel was closed to us. Such news comes late and out of order, so the channel is asked."""

from bot.use_cases.who import Deps, Speaker
from jobs import lost_places
from storage import teams, workspaces


def doubt_channel(deps: Deps, who: Speaker, channel_id: str) -> None:
    """A channel without a team is none of our business."""
    with deps.store.begin() as transaction:
        workspace = workspaces.find(transaction, platform=who.platform, external_id=who.workspace)
        team = None if workspace is None else teams.in_channel(transaction, workspace, channel_id)
        if team is not None:
            lost_places.ask_channel(transaction, team, now=deps.clock.now())
