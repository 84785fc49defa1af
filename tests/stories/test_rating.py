"""Members rate: the real Bolt app, the real store, over Socket Mode and over signed HTTP."""

import logging
import threading
from datetime import timedelta

import pytest

from bot.demo.cast import CHANNEL_ID
from bot.slack import ids
from sandbox.people import Person
from sandbox.reply import Reply
from tests.stories.in_slack import InSlack, on_every_pair, slack, words

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


def chosen(person: Person, block: str) -> str | None:
    values = (person.view or {})["state"]["values"][block]
    option = next(iter(values.values())).get("selected_option")
    return None if option is None else str(option["value"])


def test_every_tap_is_kept_without_done_and_the_form_reopens_with_it(slack: InSlack) -> None:
    first, second, *_ = slack.check_in.asked
    dana = slack.opens_form("dana")
    dana.choose(slack.level_block(first.id), "strength")
    dana.choose(slack.level_block(second.id), "dont-know")
    dana.close_view()
    slack.opens_form("dana")
    assert chosen(dana, slack.level_block(first.id)) == "strength"
    assert chosen(dana, slack.level_block(second.id)) == "dont-know"
    ana = slack.opens_form("ana")
    assert chosen(ana, slack.level_block(first.id)) is None


@on_every_pair
def test_done_keeps_the_notes_too_and_the_card_counts_who_finished(slack: InSlack) -> None:
    slack.rates("dana", ALL_STRENGTH, evidence="Two MOUs in August")
    slack.pass_by(A_MINUTE)
    assert "1 of 8 have rated" in slack.card()["text"]
    dana = slack.opens_form("dana")
    assert "Two MOUs in August" in words(dana.view)
    assert "Two MOUs in August" not in words(slack.opens_form("ana").view)


def test_a_rating_can_be_changed_until_the_close_and_the_last_one_counts(slack: InSlack) -> None:
    first = slack.check_in.asked[0]
    for name in ("ana", "dev", "dana"):
        slack.rates(name, ALL_STRENGTH)
    dana = slack.opens_form("dana")
    dana.choose(slack.level_block(first.id), "urgent-gap")
    dana.submit()
    slack.until(slack.check_in.closes_at + A_MINUTE)
    assert "2 Strength, 0 OK for now, 0 Could be better, 1 Urgent gap" in slack.reveal()["text"]


def test_a_note_without_a_level_is_kept_and_asks_for_the_level(slack: InSlack) -> None:
    first = slack.check_in.asked[0]
    dana = slack.opens_form("dana")
    dana.type(slack.evidence_block(first.id), "Page 14")
    reply = dana.submit()
    assert list(reply.errors) == [slack.evidence_block(first.id)]
    dana.close_view()
    assert "Page 14" in words(slack.opens_form("dana").view)


def test_nothing_of_a_rating_is_told_before_the_close(slack: InSlack) -> None:
    slack.rates("dana", ALL_STRENGTH, evidence="Only Dana knows this")
    slack.pass_by(timedelta(hours=1))
    posted = [str(call.args) for call in slack.running.workspace.calls if call.method.startswith("chat.")]
    for secret in ("Only Dana knows this", "U0DANA", "strength"):
        assert not any(secret in args for args in posted)


def test_reminders_go_to_those_who_are_not_done_and_open_the_same_form(slack: InSlack) -> None:
    slack.rates("dana", ALL_STRENGTH)
    lee = slack.opens_form("lee")
    lee.choose(slack.level_block(slack.check_in.asked[0].id), "strength")
    lee.close_view()
    slack.pass_by(timedelta(days=3))
    assert slack.person("dana").direct_messages() == []
    (reminder,) = lee.direct_messages()
    assert reminder["text"].startswith("6 indicators of Check-in 1")
    lee.click(lee.direct_channel or "", reminder["ts"], ids.RATE_FROM_REMINDER)
    assert chosen(lee, slack.level_block(slack.check_in.asked[0].id)) == "strength"


@on_every_pair
def test_the_close_closes_the_card_and_reveals_counts_in_its_thread(slack: InSlack) -> None:
    for name in ("ana", "dev", "dana", "lee"):
        slack.rates(
            name, ["strength", "ok-for-now", "could-be-better", "urgent-gap", "dont-know", "strength", "strength"]
        )
    slack.until(slack.check_in.closes_at + A_MINUTE)
    assert "4 of 8 rated. Results are in the thread." in slack.card()["text"]
    assert not any(block["type"] == "actions" for block in slack.card()["blocks"])
    text = slack.reveal()["text"]
    assert text.count("4 Strength") == 3
    assert "4 of 4 answered Don't know" in text
    assert not any(name in text for name in ("Dana", "Lee", "U0"))


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


def test_eight_people_rate_at_the_same_moment_and_nobody_is_turned_away(slack: InSlack) -> None:
    names = ("ana", "dev", "dana", "lee", "sam", "ruth", "mia", "omar")
    people = [slack.opens_form(name) for name in names]
    first = slack.check_in.asked[0]
    replies: list[Reply] = []
    together = threading.Barrier(len(people), timeout=10)

    def tap(person: Person) -> None:
        together.wait()
        replies.append(person.choose(slack.level_block(first.id), "strength"))

    threads = [threading.Thread(target=tap, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [reply.error for reply in replies] == [None] * len(people)
    for person in people:
        person.close_view()
    kept = [chosen(slack.opens_form(name), slack.level_block(first.id)) for name in names]
    assert kept == ["strength"] * len(people)


def test_two_devices_and_double_clicks_end_in_one_rating_each(slack: InSlack) -> None:
    first, second, *_ = slack.check_in.asked
    desk, phone = slack.opens_form("dana"), slack.opens_form("dana", device="phone")
    desk.choose(slack.level_block(first.id), "strength")
    phone.choose(slack.level_block(second.id), "ok-for-now")
    phone.choose(slack.level_block(first.id), "urgent-gap")
    phone.submit()
    desk.close_view()
    slack.opens_form("dana")
    assert chosen(desk, slack.level_block(first.id)) == "urgent-gap"
    assert chosen(desk, slack.level_block(second.id)) == "ok-for-now"


def test_the_home_page_shows_what_waits_and_opens_the_form(slack: InSlack) -> None:
    dana = slack.person("dana")
    dana.open_home()
    assert "Check-in 1" in words(dana.home)
    dana.click_in_view(ids.RATE_FROM_HOME)
    assert (dana.view or {})["callback_id"] == ids.RATING_FORM
    mallory = slack.person("mallory")
    mallory.open_home()
    assert "Check-in 1" not in words(mallory.home)


def test_what_stands_in_the_channel_carries_opaque_ids_only(slack: InSlack) -> None:
    slack.rates("dana", ALL_STRENGTH)
    slack.until(slack.check_in.closes_at + A_MINUTE)
    posts = [call for call in slack.running.workspace.calls if call.method == "chat.postMessage"]
    keys = [str(call.args["metadata"]) for call in posts if call.args["channel"] == CHANNEL_ID]
    assert len(keys) == 3
    assert not any(name in key for key in keys for name in ("dana", "U0", "strength"))


def test_at_the_most_talkative_level_no_rating_is_logged(slack: InSlack, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    slack.rates("dana", ALL_STRENGTH, evidence="Only for the team")
    slack.opens_form("dana")
    slack.pass_by(timedelta(days=3))
    assert "Only for the team" not in caplog.text
    assert "strength" not in caplog.text


def test_one_member_taps_on_two_devices_at_the_same_moment_and_one_rating_is_kept(slack: InSlack) -> None:
    block = slack.level_block(slack.check_in.asked[0].id)
    devices = [slack.opens_form("dana"), slack.opens_form("dana", device="phone")]
    together = threading.Barrier(2, timeout=10)
    replies: list[Reply] = []

    def tap(device: Person, level: str) -> None:
        together.wait()
        replies.append(device.choose(block, level))

    threads = [
        threading.Thread(target=tap, args=pair) for pair in zip(devices, ("strength", "urgent-gap"), strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [reply.error for reply in replies] == [None, None]
    for device in devices:
        device.close_view()
    assert chosen(slack.opens_form("dana"), block) in ("strength", "urgent-gap")
