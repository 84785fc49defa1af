"""What people do about who is on the team and who is away, and what they find in their direct messages."""

from collections.abc import Mapping

from bot.demo.cast import CHANNEL_ID
from bot.slack import ids
from bot.slack.routed_ids import field_block
from rubric.people import Member
from sandbox.people import Person
from storage import teams
from tests.stories.in_slack import A_MINUTE, InSlack, Json, words

# A question to coordinators waits a minute for whoever left by mistake, and lanes take turns.
A_WHILE = 3 * A_MINUTE


def types(person: Person, text: str, channel: str = CHANNEL_ID) -> None:
    reply = person.command(ids.COMMAND, text, channel)
    assert reply.error is None


def fills_in(person: Person, values: Mapping[str, str | list[str] | None]) -> None:
    for field, value in values.items():
        assert person.choose(field_block(field), value).error is None


def submits(person: Person) -> str:
    """What is shown in the form's place."""
    reply = person.submit()
    assert (reply.error, reply.errors) == (None, {})
    return words(person.view)


def presses_in_message(person: Person, message: Json, act: str) -> str:
    """In the direct messages; what then opens."""
    channel = person.direct_channel
    assert channel is not None
    assert person.click(channel, message["ts"], ids.action_id(act)).error is None
    return words(person.view)


def told(slack: InSlack, name: str, *, about: str) -> list[Json]:
    """The direct messages that speak of something, oldest first."""
    return [message for message in slack.person(name).direct_messages() if about in message["text"]]


def comes_in(slack: InSlack, address: str) -> None:
    slack.running.workspace.join(address, CHANNEL_ID)
    everything_happens(slack)


def everything_happens(slack: InSlack) -> None:
    assert slack.running.workspace.courier.everything_told()
    slack.pass_by(A_WHILE)


def roster(slack: InSlack) -> dict[str, Member]:
    """By first name, in small letters."""
    story = slack.running.story
    with story.deps.store.read() as transaction:
        found = teams.roster(transaction, story.team(transaction).id)
    return {one.member.name.partition(" ")[0].lower(): one.member for one in found}


def coordinators(slack: InSlack) -> list[str]:
    return sorted(name for name, member in roster(slack).items() if member.coordinates)


def hands_over(slack: InSlack, by: str, *to: str, stays: bool) -> str:
    person = slack.person(by)
    types(person, "hand over")
    known = roster(slack)
    fills_in(person, {"who": [known[name].id for name in to], "stays": "yes" if stays else "no"})
    return submits(person)
