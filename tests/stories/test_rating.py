"""What Slack is told of ratings, over each transport and with each database: counts, opaque ids, inert text."""

from datetime import timedelta

import pytest

from bot.demo.cast import CHANNEL_ID
from tests.stories.in_slack import InSlack, slack

__all__ = ["slack"]

ALL_STRENGTH = ["strength"] * 7
A_MINUTE = timedelta(minutes=1)
# Each is shown to everybody after the close, and none may do anything there.
HOSTILE = {
    "pings everybody": "<!channel> <!here> <@U0ANA> look",
    "mrkdwn": "*bold* _italic_ `code` ~no~ > quote <https://evil.example|click me>",
    "entities": "&lt;b&gt; &amp; <b>",
    "right to left": "\u202eEvil\u202c שלום مرحبا",
    "emoji": ":tada: 🎉 👩🏽‍🏫",
    "long": "x" * 3000,
    "control characters": "a\x00b\x07c",
}


def test_nothing_of_a_rating_is_told_before_the_close(slack: InSlack) -> None:
    slack.rates("dana", ALL_STRENGTH, evidence="Only Dana knows this")
    slack.pass_by(timedelta(hours=1))
    posted = [str(call.args) for call in slack.running.workspace.calls if call.method.startswith("chat.")]
    for secret in ("Only Dana knows this", "U0DANA", "strength"):
        assert not any(secret in args for args in posted)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_notes_are_shown_to_everybody_and_do_nothing(text: str) -> None:
    from tests.stories.in_slack import in_slack

    with in_slack("http") as running:
        for name in ("ana", "dev", "dana"):
            running.rates(name, ALL_STRENGTH, evidence=text if name == "dana" else "")
        running.until(running.check_in.closes_at + A_MINUTE)
        shown = running.reveal()
        assert "<!" not in shown["text"]
        assert "<@" not in shown["text"]
        for part in parts_of(shown["blocks"]):
            if part.get("type") == "mrkdwn":
                assert "<" not in str(part["text"])
        said = text.replace("\x00", "").replace("\x07", "").replace("\ufeff", "")[:60]
        assert any(said in str(part.get("text")) for part in parts_of(shown["blocks"]))


def parts_of(node: object) -> list[dict[str, object]]:
    if isinstance(node, dict):
        return [node, *(part for value in node.values() for part in parts_of(value))]
    if isinstance(node, list):
        return [part for value in node for part in parts_of(value)]
    return []


def test_what_stands_in_the_channel_carries_opaque_ids_only(slack: InSlack) -> None:
    slack.rates("dana", ALL_STRENGTH)
    slack.until(slack.check_in.closes_at + A_MINUTE)
    posts = [call for call in slack.running.workspace.calls if call.method == "chat.postMessage"]
    keys = [str(call.args["metadata"]) for call in posts if call.args["channel"] == CHANNEL_ID]
    assert len(keys) == 3
    assert not any(name in key for key in keys for name in ("dana", "U0", "strength"))
