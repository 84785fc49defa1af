"""The report of a pass, through the real Bolt app over both transports: asked for, sent as a file, and read."""

from tests.bot.files.page import read
from tests.stories.in_slack import A_MINUTE, InSlack, slack
from tests.stories.steering import type_command

__all__ = ["slack"]


def page_for(slack: InSlack, name: str) -> str:
    """All that is said by the one file sent to somebody."""
    files = [file for message in slack.person(name).direct_messages() for file in message.get("files", ())]
    (file,) = [one for one in files if one["name"].endswith(".html")]
    stored = slack.running.workspace.files.find(file["id"])
    return read(stored.content or b"").words


def test_a_report_is_asked_for_and_comes_as_a_page(slack: InSlack) -> None:
    dana, ana = slack.person("dana"), slack.person("ana")
    assert "Nothing to report yet" in type_command(dana, "report")
    slack.rates("dana", ["strength"] * 7)
    slack.rates("lee", ["urgent-gap"] * 7, evidence="Only Dana and I were asked")
    slack.rates("ana", ["ok-for-now"] * 7)
    slack.until(slack.check_in.closes_at + A_MINUTE)
    assert "on its way" in type_command(dana, "report")
    assert "on its way" in type_command(ana, "report")
    slack.pass_by(A_MINUTE)
    members, coordinators = page_for(slack, "dana"), page_for(slack, "ana")
    assert "report of pass 1" in members
    assert "Talk about this. 1 Strength, 1 OK for now, 1 Urgent gap." in members
    assert "Only Dana and I" not in members
    assert "alpha" not in members
    assert "Krippendorff's alpha, for ordered levels: " in coordinators
