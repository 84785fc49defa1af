"""A coordinator answers, in direct messages, whether something landed, over both transports."""

import pytest
from sqlalchemy import select, update

from bot.demo.cast import CHANNEL_ID, ZONE
from bot.demo.town import BOT_TOKEN
from bot.slack import ids
from bot.slack.messenger import SlackMessenger, posting_client
from jobs.announcements import Doubtful, LandedQuestion
from jobs.ports import Destination, Posted
from sandbox.people import Person
from storage.deliveries import Kind, State
from storage.tables import deliveries
from tests.fakes import always
from tests.stories.in_slack import A_MINUTE, InSlack, slack, words

__all__ = ["slack"]


def asked(slack: InSlack, name: str) -> tuple[Person, str, str]:
    """Somebody with the question about the first card before them: their conversation, and the message in it."""
    with slack.running.story.deps.store.begin() as transaction:
        first_card = deliveries.c.kind == Kind.CARD.value
        transaction.execute(update(deliveries).where(first_card).values(state=State.UNKNOWN.value))
        number = transaction.execute(select(deliveries.c.id).where(first_card)).scalar_one()
    now = slack.running.clock.now()
    question = LandedQuestion("Attendance team", ZONE, CHANNEL_ID, Doubtful.CARD, tried_at=now, delivery_id=number)
    messenger = SlackMessenger(posting_client(BOT_TOKEN, slack.running.server.api_url))
    person = slack.person(name)
    posted = messenger.post(question, to=Destination(f"U0{name.upper()}"), key=f"asked:{name}", still=always)
    assert isinstance(posted, Posted)
    return person, posted.reference.address, posted.reference.message_id


def cards(slack: InSlack) -> int:
    slack.pass_by(A_MINUTE)
    return sum(message["text"].startswith("Check-in 1:") for message in slack.channel())


def test_its_there_leaves_it_at_that(slack: InSlack) -> None:
    ana, conversation, ts = asked(slack, "ana")
    assert ana.click(conversation, ts, ids.IT_LANDED).error is None
    assert "Thank you" in words(ana.view)
    assert cards(slack) == 1


def test_post_it_again_posts_it_once_however_often_it_is_clicked(slack: InSlack) -> None:
    ana, conversation, ts = asked(slack, "ana")
    for title in ("On its way again", "Already settled"):
        assert ana.click(conversation, ts, ids.POST_AGAIN).error is None
        assert title in words(ana.view)
        ana.close_view()
    assert cards(slack) == 2


@pytest.mark.parametrize("act", [ids.IT_LANDED, ids.POST_AGAIN])
def test_somebody_who_does_not_coordinate_is_told_who_does(slack: InSlack, act: str) -> None:
    dana, conversation, ts = asked(slack, "dana")
    assert dana.click(conversation, ts, act).error is None
    assert "Ana Morales" in words(dana.view)
    assert cards(slack) == 1
