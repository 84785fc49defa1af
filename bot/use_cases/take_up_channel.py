"""Homeroom was let into a channel: what could not be posted there before is posted now."""

from bot.use_cases.who import Deps, Speaker
from jobs.lost_places import regain_place
from storage import workspaces


def take_up_channel(deps: Deps, who: Speaker, channel_id: str) -> int:
    """How many deliveries are queued again; `who` is Homeroom itself."""
    with deps.store.begin() as transaction:
        workspace = workspaces.find(transaction, platform=who.platform, external_id=who.workspace)
        if workspace is None:
            return 0
        return regain_place(transaction, workspace, channel_id, now=deps.clock.now())
