"""A school calendar in a workspace that lets the app read no files."""

from dataclasses import replace

from bot.demo.cast import CHANNEL_ID
from bot.sections.calendar import ADDRESS, TYPED
from bot.slack import ids
from bot.slack.routed_ids import field_block
from tests.stories.in_slack import InSlack, slack, words

__all__ = ["slack"]


def test_where_files_may_not_be_read_breaks_are_typed(slack: InSlack) -> None:
    workspace = slack.running.workspace
    allowed = tuple(scope for scope in workspace.seed.app.scopes if scope != "files:read")
    workspace.seed = replace(workspace.seed, app=replace(workspace.seed.app, scopes=allowed))
    ana = slack.person("ana")
    assert ana.command(ids.COMMAND, "calendar", CHANNEL_ID).error is None
    fields = [block["block_id"] for block in (ana.view or {})["blocks"] if block["type"] == "input"]
    assert fields == [field_block(ADDRESS), field_block(TYPED)]
    ana.type(field_block(TYPED), "Winter break: Dec 21 - Jan 1")
    assert ana.submit().ok
    assert "Winter break" in words(ana.view)
