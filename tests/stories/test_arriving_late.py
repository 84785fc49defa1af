"""Taps that overtake each other, forms on two devices, events that Slack sends again: what was meant last counts."""

from bot.demo.cast import CHANNEL_ID
from bot.demo.town import BOT_USER
from rubric.model import IndicatorId
from storage import check_ins, ratings, teams
from tests.stories.in_slack import A_MINUTE, InSlack, Json, slack

__all__ = ["slack"]


def saved(slack: InSlack, name: str, indicator: IndicatorId) -> tuple[str | None, str]:
    """The level and the note that somebody has at an indicator of the open check-in."""
    with slack.running.story.deps.store.read() as transaction:
        team = teams.everyone(transaction)[0]
        check_in = check_ins.open_one(transaction, team.id)
        member = teams.member_at(transaction, team.id, f"U0{name.upper()}")
        assert check_in is not None
        assert member is not None
        rating = ratings.of_member(transaction, check_in.id, member.id).get(indicator)
    return (None, "") if rating is None else (rating.level_id, rating.evidence)


def payload(made: Json | None) -> Json:
    assert made is not None
    return made


def texts(view: Json | None) -> list[object]:
    return [block.get("text") for block in (view or {}).get("blocks", ())]


def test_a_tap_that_arrives_after_a_later_one_changes_nothing(slack: InSlack) -> None:
    first = slack.check_in.asked[0].id
    dana = slack.opens_form("dana")
    early = payload(dana.choose_payload(slack.level_block(first), "strength"))
    late = payload(dana.choose_payload(slack.level_block(first), "urgent-gap"))
    assert dana.send(late).error is None
    assert dana.send(early).error is None
    assert saved(slack, "dana", first) == ("urgent-gap", "")


def test_a_submission_that_arrives_after_a_later_tap_on_another_device_leaves_that_alone(slack: InSlack) -> None:
    first = slack.check_in.asked[0].id
    phone, desk = slack.opens_form("dana", device="phone"), slack.opens_form("dana")
    phone.choose(slack.level_block(first), "strength")
    phone.type(slack.evidence_block(first), "Seen in May")
    submission = phone.submit_payload()
    slack.pass_by(A_MINUTE)
    desk.choose(slack.level_block(first), "urgent-gap")
    assert phone.send_submission(submission).error is None
    assert saved(slack, "dana", first) == ("urgent-gap", "Seen in May")


def test_the_same_submission_twice_is_saved_once(slack: InSlack) -> None:
    first = slack.check_in.asked[0].id
    dana = slack.opens_form("dana")
    dana.choose(slack.level_block(first), "strength")
    submission = dana.submit_payload()
    for _ in range(2):
        assert dana.send_submission(submission).error is None
    assert saved(slack, "dana", first) == ("strength", "")


def test_an_event_that_slack_sends_again_does_nothing_again(slack: InSlack) -> None:
    workspace = slack.running.workspace
    workspace.leave(BOT_USER, CHANNEL_ID)
    slack.until(slack.check_in.closes_at + A_MINUTE)
    workspace.join(BOT_USER, CHANNEL_ID)
    assert workspace.courier.everything_told()
    [joined] = [each for each in workspace.courier.told("member_joined_channel") if each["event"]["user"] == BOT_USER]
    for retry in (1, 2, 3):
        assert workspace.courier.redeliver(joined, retry=retry, reason="http_timeout").received
    slack.pass_by(A_MINUTE)
    reveals = [message for message in slack.channel() if "how we see" in message["text"]]
    assert len(reveals) == 1


def test_a_home_that_is_told_of_twice_is_shown_all_the_same(slack: InSlack) -> None:
    courier = slack.running.workspace.courier
    dana = slack.person("dana")
    assert dana.open_home().ok
    shown = texts(dana.home)
    [opened] = courier.told("app_home_opened")
    assert courier.redeliver(opened, retry=1, reason="http_error").received
    assert shown != []
    assert texts(dana.home) == shown
