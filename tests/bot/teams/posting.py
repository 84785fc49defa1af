"""Something to post, whom to, and how much of it stands."""

from bot.demo.cast import CAST, ZONE
from bot.demo.speaking import IN_TEAMS
from bot.teams.messenger import TeamsMessenger
from jobs.announcements import Welcome
from jobs.ports import Destination, MessageReference, Posted
from tests.bot.teams.town import ANA, CHANNEL, NOW, Town
from tests.fakes import always

HELLO = Welcome("Cabinet", ZONE, ("Ana",), NOW, 2, 7)
THERE, HER = Destination(CHANNEL), Destination(ANA)
# The clock stands, so what has no reference here is reached by the latest of the others.
DEV = IN_TEAMS.address(CAST[1])


def posted(messenger: TeamsMessenger, to: Destination = THERE, said: Welcome = HELLO) -> MessageReference:
    outcome = messenger.post(said, to=to, key="a", still=always)
    assert isinstance(outcome, Posted), outcome
    return outcome.reference


def in_channel(town: Town) -> int:
    return len(town.tenant.messages.at_top(CHANNEL))
