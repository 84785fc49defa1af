"""Homeroom was removed from a workspace: nothing is tried there any more until it is installed again."""

from bot.use_cases.who import Deps, Speaker
from jobs.lost_places import lose_workspace
from storage import workspaces


def leave_workspace(deps: Deps, who: Speaker, *, reason: str) -> None:
    """`reason` is the platform's word for it. Ratings and history stay, for when it is installed again."""
    with deps.store.begin() as transaction:
        workspace = workspaces.find(transaction, platform=who.platform, external_id=who.workspace)
        if workspace is not None:
            lose_workspace(transaction, workspace, reason=reason, now=deps.clock.now())
