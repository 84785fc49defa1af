"""The slash command, through the real Bolt app over both transports. Setting up has stories of its own."""

import pytest

from bot.demo.cast import CHANNEL_ID
from bot.slack import ids
from sandbox.people import Person
from tests.stories.in_slack import A_MINUTE, InSlack, slack

__all__ = ["slack"]

GENERAL = "C0GENERAL"


def said(person: Person, words_typed: str, channel: str = CHANNEL_ID) -> str:
    """What only the person sees in answer to a command."""
    reply = person.command(ids.COMMAND, words_typed, channel)
    assert reply.error is None
    whispers = [message for message in person.messages(channel) if message.get("ephemeral")]
    return str(whispers[-1]["text"]) if whispers else ""


@pytest.mark.parametrize("typed", ["help", "  HELP "])
def test_help_lists_what_there_is(slack: InSlack, typed: str) -> None:
    answer = said(slack.person("dana"), typed)
    for word in ("status", "ask now", "digest now", "setup"):
        assert f"/homeroom {word}" in answer


def test_a_bare_command_says_how_things_stand_and_what_to_do_next(slack: InSlack) -> None:
    answer = said(slack.person("ana"), "")
    assert "Check-in 1 is open until" in answer
    for word in ("plan", "shift", "settings", "help"):
        assert f"/homeroom {word}" in answer
    assert "/homeroom settings" not in said(slack.person("dana"), " ")
    assert "/homeroom setup" in said(slack.person("dana"), "", GENERAL)


def test_a_word_that_homeroom_does_not_know_is_shown_back_inert(slack: InSlack) -> None:
    answer = said(slack.person("dana"), "<!channel> dance")
    assert "doesn't know" in answer
    assert "<!channel>" not in answer


def test_status_is_whispered_with_counts_and_no_names(slack: InSlack) -> None:
    slack.rates("dana", ["strength"] * 7)
    answer = said(slack.person("lee"), "Status")
    assert "1 of 8 have rated" in answer
    assert "Dana" not in answer
    assert not any(
        "1 of 8 have rated" in message["text"]
        for message in slack.person("sam").messages(CHANNEL_ID)
        if message.get("ephemeral")
    )


def test_only_the_coordinator_asks_now_and_the_others_hear_who_that_is(slack: InSlack) -> None:
    assert "Ana Morales" in said(slack.person("dana"), "ask now")
    assert "one check-in at a time" in said(slack.person("ana"), "ask now").lower()
    slack.until(slack.check_in.closes_at + A_MINUTE)
    assert "Check-in 2 is open" in said(slack.person("ana"), "ask now")
    slack.pass_by(A_MINUTE)
    assert any(message["text"].startswith("Check-in 2:") for message in slack.channel())


def test_a_digest_can_be_asked_for_once_something_has_closed(slack: InSlack) -> None:
    slack.until(slack.check_in.closes_at + A_MINUTE)
    assert "digest is coming" in said(slack.person("ana"), "digest now").lower()
    slack.pass_by(A_MINUTE)
    assert slack.channel()[-1]["text"].startswith("Digest of")


def test_outsiders_learn_nothing_from_commands(slack: InSlack) -> None:
    slack.running.workspace.join("U0MALLORY", CHANNEL_ID)
    mallory = slack.person("mallory")
    for command in ("status", "ask now", "digest now"):
        assert "Check-in 1" not in said(mallory, command)
    assert "No team" in said(slack.person("dana"), "status", GENERAL)
