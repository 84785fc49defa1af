"""What Slack knows of people and of the channel, and tells: names, zones, closed accounts, a channel that is gone."""

from bot.demo.cast import CHANNEL_ID
from bot.sections.people import PeopleAct
from bot.slack import ids
from tests.stories.in_slack import InSlack, slack, words
from tests.stories.people_acting import (
    coordinators,
    everything_happens,
    hands_over,
    roster,
    told,
    types,
)

__all__ = ["slack"]


def test_an_administrator_takes_over_from_somebody_whose_account_was_closed(slack: InSlack) -> None:
    ana, dana = slack.person("ana"), slack.person("dana")
    hands_over(slack, "ana", "dev", stays=False)
    ana.close_view()
    slack.running.workspace.deactivate("U0DEV")
    everything_happens(slack)
    types(dana, "take over")
    assert "only an administrator" in words(dana.view)
    types(ana, "take over")
    assert "You coordinate this team" in words(ana.view)
    assert coordinators(slack) == ["ana", "dev"]


def test_what_slack_knows_anew_of_somebody_is_renewed(slack: InSlack) -> None:
    workspace = slack.running.workspace
    workspace.rename("U0DANA", "Dana Okonkwo")
    workspace.change_zone("U0DANA", "America/Denver")
    everything_happens(slack)
    assert (roster(slack)["dana"].name, roster(slack)["dana"].zone) == ("Dana Okonkwo", "America/Denver")


def test_a_closed_account_is_asked_about_once(slack: InSlack) -> None:
    workspace = slack.running.workspace
    workspace.deactivate("U0DANA")
    everything_happens(slack)
    workspace.rename("U0DANA", "Dana Closed")
    everything_happens(slack)
    [question] = told(slack, "ana", about="account of Dana Whitfield was closed")
    assert "dana" in roster(slack)
    ana = slack.person("ana")
    assert ana.click(ana.direct_channel or "", question["ts"], ids.action_id(PeopleAct.TAKE_OFF_PROPOSED)).error is None
    assert "dana" not in roster(slack)


def test_a_channel_that_is_gone_is_told_of_before_anything_is_posted(slack: InSlack) -> None:
    slack.running.workspace.archive(CHANNEL_ID)
    everything_happens(slack)
    [lost] = told(slack, "ana", about="is archived")
    assert lost
    slack.running.workspace.delete_channel(CHANNEL_ID)
    everything_happens(slack)
    assert len(slack.person("ana").direct_messages()) == 1
