"""Reading who is in a channel when Slack shows only some of them, or asks for patience."""

from collections.abc import Sequence
from urllib.parse import parse_qs

from bot.slack.messenger import SlackMessenger, posting_client
from jobs.ports import HoldOff, NoAnswer, Person
from tests.bot.slack.canned import Answer, Asked, refusal, slack_that_answers

MEMBERS = Answer({"ok": True, "members": ["U1ANA", "U1HIDDEN", "U1LOST", "U1DEV"]})
REFUSALS = {"U1HIDDEN": refusal("user_not_visible"), "U1LOST": refusal("user_not_found")}


def people_of(refusals: dict[str, Answer]) -> Sequence[Person] | NoAnswer:
    def answer(asked: Asked) -> Answer:
        if asked.method == "conversations.members":
            return MEMBERS
        (user,) = parse_qs(asked.body)["user"]
        return refusals.get(user) or Answer({"ok": True, "user": {"id": user, "name": user, "tz": "UTC"}})

    with slack_that_answers(answer) as (url, _):
        return SlackMessenger(posting_client("xoxb-1", url)).people_in("C1")


def test_somebody_whom_slack_does_not_show_is_left_out_and_the_others_are_on_the_team() -> None:
    people = people_of(REFUSALS)
    assert isinstance(people, list)
    assert [person.address for person in people] == ["U1ANA", "U1DEV"]


def test_a_limit_half_way_holds_everything_off() -> None:
    limit = refusal("ratelimited", status=429, retry_after="20")
    assert people_of({**REFUSALS, "U1DEV": limit}) == HoldOff(20, everywhere=True)
