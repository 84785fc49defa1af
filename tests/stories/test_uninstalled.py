"""Homeroom is removed from the workspace: nothing is tried there, and nothing that was saved is lost."""

from datetime import timedelta

from storage import workspaces
from tests.stories.in_slack import A_MINUTE, InSlack, slack

__all__ = ["slack"]


def is_left(slack: InSlack) -> bool:
    with slack.running.story.deps.store.read() as transaction:
        return workspaces.any_left(transaction, platform="slack")


def test_while_homeroom_is_not_installed_nothing_is_tried_there(slack: InSlack) -> None:
    slack.rates("dana", ["strength"] * 7)
    slack.pass_by(A_MINUTE)
    workspace = slack.running.workspace
    assert not is_left(slack)
    workspace.uninstall()
    assert workspace.courier.everything_told()
    before = len(workspace.calls)
    # Reminders would have been due, the reveal, and the next check-in.
    slack.pass_by(timedelta(days=10))
    assert is_left(slack)
    assert [call.method for call in workspace.calls[before:]] == []
    assert slack.running.story.open_check_in() is None
