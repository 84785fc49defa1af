"""Announcements on Teams: what notifications say, what one person sees of a card, ways to rate, files and notices."""

from dataclasses import replace

import pytest

from bot.sections import announce
from bot.teams import ids
from bot.teams.blocks.fitting import divided, weight
from bot.teams.blocks.home import home_card
from bot.teams.blocks.message import MOST_VIEWERS, Said, message, no_file, own_view
from bot.teams.blocks.notice import notice_card, notice_title
from bot.teams.ids import Own, Surface, carried
from bot.use_cases.results import Notice
from jobs.announcements import Announcement, AuditFile, Card, Reminder, WhyWritten
from sandbox.teams.cards import faults
from tests.bot.facts import a_card, a_full_digest, a_place_lost, a_reveal, a_talk_prompt, a_welcome, an_invitation
from tests.bot.home_facts import a_coordinators_page, a_home
from tests.bot.teams.cards import actions, acts, labels, lines
from tests.builders import ZONE, a_check_in, column

VIEWERS = ("29:ana", "29:dev")
REMINDER = Reminder("Cabinet", ZONE, a_check_in("a.1", "a.2"), 2)
EVERY: dict[str, Announcement] = {
    "welcome": a_welcome(),
    "card": a_card("a.1", "a.2"),
    "reveal": a_reveal(column("SSU"), "a.1"),
    "talk": a_talk_prompt("SSU"),
    "digest": a_full_digest(),
    "place lost": a_place_lost(),
    "reminder": REMINDER,
}


@pytest.mark.parametrize("announcement", EVERY.values(), ids=EVERY)
def test_notifications_say_in_a_line_what_it_is_about(announcement: Announcement) -> None:
    made = message(announcement)
    assert made.summary == made.text.splitlines()[0] == made.cards[0]["fallbackText"]
    assert [faults(card) for card in made.cards] == [[]]


def test_the_text_is_all_of_it_and_a_card_of_a_channel_is_as_wide_as_the_channel() -> None:
    made = message(a_card("a.1", "a.2", finished=5, of=8))
    assert made.summary == announce(a_card("a.1", "a.2")).fallback.splitlines()[0]
    assert made.text.endswith("5 of 8 have rated.")
    assert made.cards[0]["msteams"] == {"width": "Full"}


def test_those_who_rate_see_a_view_of_their_own_while_it_is_open() -> None:
    open_card, closed = a_card("a.1", "a.2"), a_card("a.1", "a.2", is_closed=True)
    refresh = message(open_card, viewers=VIEWERS).cards[0]["refresh"]
    assert refresh["userIds"] == list(VIEWERS)
    found = carried(refresh["action"]["data"])
    assert (found.act, found.value) == (Own.OWN_VIEW, open_card.check_in.id)
    assert "refresh" not in message(open_card).cards[0]
    assert "refresh" not in message(closed, viewers=VIEWERS).cards[0]


def test_for_more_people_than_teams_takes_the_first_have_a_view_of_their_own() -> None:
    everybody = [f"29:{at}" for at in range(MOST_VIEWERS + 5)]
    (card,) = message(a_card("a.1"), viewers=everybody).cards
    assert card["refresh"]["userIds"] == everybody[:MOST_VIEWERS]
    assert faults(card) == []


@pytest.mark.parametrize(("rated", "said"), [(0, "0 of 2"), (1, "1 of 2"), (2, "all 2")])
def test_a_view_of_ones_own_is_the_same_card_with_how_far_one_is(rated: int, said: str) -> None:
    facts = a_card("a.1", "a.2")
    seen = own_view(facts, rated=rated, of=2, viewers=VIEWERS)
    everybodys = message(facts, viewers=VIEWERS).cards[0]
    assert lines(seen) == [*lines(everybodys), f"You have rated {said}."]
    assert {**seen, "body": seen["body"][:-1]} == everybodys


@pytest.mark.parametrize("announcement", [REMINDER, an_invitation(WhyWritten.NEW)], ids=["reminder", "invitation"])
def test_whoever_is_written_to_can_rate_in_a_dialog_or_in_the_chat(announcement: Announcement) -> None:
    (card,) = message(announcement).cards
    dialog, chat, _ = actions(card)
    assert labels(card)[:2] == ["Rate now", "Rate in this chat"]
    assert (dialog["type"], chat["type"], chat["verb"]) == ("Action.Submit", "Action.Execute", ids.VERB)
    assert carried(dialog["data"]).value == carried(chat["data"]).value != ""
    assert carried(chat["data"]).act == Own.RATE_IN_CHAT
    assert "msteams" not in chat["data"]
    assert chat["fallback"]["data"] == chat["data"]


def test_nobody_rates_in_a_channel_itself() -> None:
    assert Own.RATE_IN_CHAT not in acts(message(a_card("a.1")).cards[0])


def test_where_no_file_is_taken_it_is_said_why() -> None:
    made = no_file(AuditFile("Cabinet", ZONE, ()), "http_403")
    assert isinstance(made, Said)
    assert "http_403" in made.text
    assert faults(made.cards[0]) == []


NOTICE = Notice("Closed", ("It closed on Friday.", "Nothing is lost."), kept=(("A 1", "One\nTwo *x*"), ("A 2", "")))


@pytest.mark.parametrize("surface", Surface)
def test_a_notice_gives_back_what_somebody_typed(surface: Surface) -> None:
    card = notice_card(NOTICE, surface=surface)
    heading = ["Closed"] if surface is Surface.CHAT else []
    kept = "This is what you typed. It was not saved; copy it if you want to use it."
    assert lines(card) == [*heading, *NOTICE.paragraphs, kept, "A 1", "“One", "Two *x*”", "A 2", "“”"]
    assert notice_title(NOTICE) == "Closed"
    assert actions(card) == []
    assert faults(card, in_dialog=surface is Surface.DIALOG) == []


@pytest.mark.parametrize("letter", ["a", "\N{GRINNING FACE}", '"'], ids=["ascii", "emoji", "quotes"])
def test_of_very_much_that_was_typed_as_much_comes_back_as_a_card_holds(letter: str) -> None:
    kept = tuple((f"A {at}", letter * 3000) for at in range(7))
    card = notice_card(replace(NOTICE, kept=kept), surface=Surface.CHAT)
    assert faults(card) == []
    shown = sum(line.count(letter) for line in lines(card))
    assert shown > (13_000 if letter == "a" else 3_000)
    assert [label for label, _ in kept] == [line for line in lines(card) if line.startswith("A ")]


def test_a_home_page_is_a_card_whose_buttons_open_dialogs() -> None:
    card = home_card(a_home(a_coordinators_page()))
    assert faults(card) == []
    assert {action["type"] for action in actions(card)} == {"Action.Submit"}
    assert all(action["data"]["msteams"] == {"type": "task/fetch"} for action in actions(card))


def test_a_card_that_is_changed_is_divided_in_the_same_places_whoever_sees_it() -> None:
    facts: Card = a_card("a.1", "a.2")
    assert [card["body"] for card in message(facts).cards] == [c["body"] for c in message(facts, viewers=VIEWERS).cards]


@pytest.mark.parametrize("others", [0, 1], ids=["alone", "with more after it"])
def test_what_is_too_much_for_a_card_by_itself_is_shortened_and_not_lost(others: int) -> None:
    huge = {"type": "TextBlock", "text": "word " * 1_000, "wrap": True}
    short = {"type": "TextBlock", "text": "after", "wrap": True}
    parts = divided([huge, *[short] * others], 3_000)
    assert max(map(weight, parts)) <= 3_000
    assert [part[0]["text"][:5] for part in parts] == ["word ", "after"][: 1 + others]
