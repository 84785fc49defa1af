"""A member's own digest in their direct messages, stopped from there; a digest tried, explained and corrected."""

from datetime import timedelta

from bot.demo.cast import CHANNEL_ID
from bot.sections.own_digests import OwnDigestAct
from bot.slack import ids
from rubric.model import LevelId
from sandbox.people import Person
from storage import check_ins, digests, team_ratings
from tests.stories.in_slack import A_MINUTE, InSlack, slack, words
from tests.stories.people_acting import presses_in_message, roster, told, types, whispered

__all__ = ["slack"]

A_WHILE = 5 * A_MINUTE
TWO_WEEKS = timedelta(weeks=2)


def check_in_closes(slack: InSlack) -> None:
    for name, first in (("ana", "strength"), ("dana", "urgent-gap"), ("dev", "strength")):
        slack.rates(name, [first, *["strength"] * (len(slack.check_in.asked) - 1)])
    slack.until(slack.check_in.closes_at + A_MINUTE)


def agrees(slack: InSlack, level: str, *, days_ago: int = 0) -> None:
    """On the first indicator of the first check-in; `days_ago`, as they say today."""
    story = slack.running.story
    with story.deps.store.begin() as transaction:
        team, now = story.team(transaction), slack.running.clock.now()
        closed = check_ins.latest_closed(transaction, team.id, before=now, most=1)[0].check_in
        team_ratings.record(
            transaction,
            team.id,
            closed.id,
            closed.asked[0].id,
            level_id=LevelId(level),
            rationale="We looked.",
            dissent="",
            agreed_on=now.date() - timedelta(days=days_ago),
            recorded_by="Ana",
            now=now,
        )
    slack.pass_by(A_MINUTE)


def digest_comes(slack: InSlack) -> None:
    types(slack.person("ana"), "digest now")
    slack.pass_by(A_WHILE)


def test_a_member_stops_their_own_digest_from_within_it_and_no_other_comes(slack: InSlack) -> None:
    check_in_closes(slack)
    agrees(slack, "ok-for-now")
    digest_comes(slack)
    (own,) = told(slack, "dana", about="For you, from")
    assert "The team agreed on OK for now." in own["text"]
    assert "Urgent gap" not in own["text"]
    assert "/homeroom digest on" in presses_in_message(slack.person("dana"), own, OwnDigestAct.STOP)
    assert not roster(slack)["dana"].wants_digest
    slack.person("dana").open_home()
    home = words(slack.person("dana").home)
    assert "No digest of your own comes to you" in home

    slack.pass_by(TWO_WEEKS)
    assert len(told(slack, "dana", about="For you, from")) == 1
    assert len(told(slack, "dev", about="For you, from")) > 1


def press_in_channel(person: Person, ts: str, act: str) -> str:
    assert person.click(CHANNEL_ID, ts, ids.action_id(act)).error is None
    return words(person.view)


def test_a_coordinator_tries_explains_and_corrects_a_digest(slack: InSlack) -> None:
    check_in_closes(slack)
    agrees(slack, "strength")
    ana = slack.person("ana")
    types(ana, "digest preview")
    assert "first team rating, Strength." in words(ana.view)
    assert not [one for one in slack.channel() if one["text"].startswith("Digest of")]
    types(ana, "digest test")
    slack.pass_by(A_MINUTE)
    (test,) = told(slack, "ana", about="A test, for you alone")
    assert "first team rating, Strength." in test["text"]

    digest_comes(slack)
    posted = next(one for one in slack.channel() if one["text"].startswith("Digest of"))
    assert "2 x Strength, 1 x Urgent gap" in press_in_channel(ana, posted["ts"], "why_numbers")
    assert "Only coordinators" in press_in_channel(slack.person("dana"), posted["ts"], "why_numbers")

    agrees(slack, "ok-for-now", days_ago=1)
    types(ana, "digest correct")
    assert "OK for now. The digest said: Strength." in words(ana.view)
    assert ana.submit().error is None
    slack.pass_by(A_MINUTE)
    corrected = slack.channel()[-1]
    assert corrected["text"].startswith("Corrected: the digest of")
    assert "first team rating, OK for now." in corrected["text"]
    assert "first team rating, OK for now." in press_in_channel(slack.person("dana"), corrected["ts"], "digest_more")

    types(ana, "digest correct")
    assert "says the same" in whispered(ana)
    types(ana, "digest again")
    slack.pass_by(A_MINUTE)
    assert slack.channel()[-1]["text"].startswith("Posted again. This digest was first posted")
    story = slack.running.story
    with story.deps.store.read() as transaction:
        last = digests.latest(transaction, story.team(transaction).id)
        assert last is not None
        assert last.digest.team_ratings[0].level == "strength"
