"""The slash command, through the real Bolt app over both transports: nothing that was typed comes back as markup."""

from bot.demo.cast import CHANNEL_ID
from bot.slack import ids
from sandbox.people import Person
from tests.stories.in_slack import InSlack, slack

__all__ = ["slack"]

GENERAL = "C0GENERAL"


def said(person: Person, words_typed: str, channel: str = CHANNEL_ID) -> str:
    """What only the person sees in answer to a command."""
    reply = person.command(ids.COMMAND, words_typed, channel)
    assert reply.error is None
    whispers = [message for message in person.messages(channel) if message.get("ephemeral")]
    return str(whispers[-1]["text"]) if whispers else ""


def test_a_word_that_homeroom_does_not_know_is_shown_back_inert(slack: InSlack) -> None:
    answer = said(slack.person("dana"), "<!channel> dance")
    assert "doesn't know" in answer
    assert "<!channel>" not in answer
