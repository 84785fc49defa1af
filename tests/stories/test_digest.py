"""A digest in the channel, with everything else behind a button for anybody on the team."""

from bot.demo.cast import CHANNEL_ID
from bot.sections.digests import PostedAct
from bot.slack import ids
from tests.stories.in_slack import A_MINUTE, InSlack, slack, words
from tests.stories.people_acting import types

__all__ = ["slack"]


def test_the_digest_is_one_screen_and_more_opens_the_rest(slack: InSlack) -> None:
    asked = slack.check_in.asked
    split = ["strength"] * len(asked)
    for name, levels in (("ana", split), ("dana", ["urgent-gap", *split[1:]]), ("dev", split)):
        slack.rates(name, levels)
    slack.until(slack.check_in.closes_at + A_MINUTE)
    types(slack.person("ana"), "digest now")
    slack.pass_by(A_MINUTE)
    posted = slack.channel()[-1]
    lines = posted["text"].splitlines()
    assert lines[0].startswith("Digest of")
    assert f"{asked[0].label} is split: 2 Strength, 1 Urgent gap." in lines
    assert asked[0].text not in posted["text"]

    dana = slack.person("dana")
    assert dana.click(CHANNEL_ID, posted["ts"], ids.action_id(PostedAct.MORE)).error is None
    page = words(dana.view)
    assert asked[0].text in page
    assert "How to read this" in page
    assert dana.view is not None
    assert dana.view.get("submit") is None

    slack.running.workspace.join("U0MALLORY", CHANNEL_ID)
    mallory = slack.person("mallory")
    mallory.click(CHANNEL_ID, posted["ts"], ids.action_id(PostedAct.MORE))
    assert asked[0].text not in words(mallory.view)
