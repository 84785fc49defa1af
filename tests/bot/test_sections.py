"""Messages before any platform: what is in them, in which order, and that the fallback says all of it."""

from bot.sections import announce
from bot.sections.parts import Act, Button
from bot.sections.people import PeopleAct
from jobs.announcements import Reminder
from tests.bot.facts import a_card, a_welcome, of_kind
from tests.builders import ZONE, a_check_in


def test_the_welcome_says_when_how_often_and_who() -> None:
    said = announce(a_welcome()).fallback
    assert said.startswith("Hello, Attendance team\n")
    assert "opens Mon, Nov 9, 4:00 PM (Eastern time), then one every 2 weeks: 7 indicators, about 3 minutes." in said
    assert "On the team: Ana, Dev, and Lee." in said
    assert "never names" in said


def test_the_welcome_of_an_empty_channel_says_what_to_do() -> None:
    assert "Add people to this channel." in announce(a_welcome(members=())).fallback


def test_an_open_card_says_what_until_when_and_how_many() -> None:
    card = announce(a_card("a.1", "a.2", "b.1"))
    assert card.fallback.splitlines() == [
        "Check-in 6: 3 indicators, open until Mon, Sep 21, 9:00 AM",
        "A 1, 2; B 1",
        "Rate what you know today. Don't know is a useful answer.",
        "Nobody on the team sees any rating before the check-in closes; after that, this channel sees counts and "
        "notes, never names.",
        "5 of 8 have rated.",
    ]
    check_in = a_check_in(number=6)
    assert of_kind(card, Button) == [
        Button("Rate privately", Act.RATE_FROM_CARD, check_in.id, primary=True),
        Button("I'm away", PeopleAct.AWAY_FROM_CARD, check_in.id),
    ]


def test_a_closed_card_has_no_button_and_points_to_the_results() -> None:
    card = announce(a_card(finished=8, is_closed=True))
    assert of_kind(card, Button) == []
    assert card.fallback.splitlines() == [
        "Check-in 6: closed Mon, Sep 21, 9:00 AM",
        "A 1, 2",
        "8 of 8 rated. Results are in the thread.",
    ]


def test_a_reminder_offers_the_same_form_by_a_button_of_its_own() -> None:
    check_in = a_check_in(number=6)
    reminder = announce(Reminder("Attendance team", ZONE, check_in, waiting=2))
    assert reminder.fallback == (
        "2 indicators of Check-in 6 (Attendance team) are waiting for you. It closes Mon, Sep 21, 9:00 AM. "
        "About a minute."
    )
    assert of_kind(reminder, Button) == [
        Button("Rate now", Act.RATE_FROM_REMINDER, check_in.id, primary=True),
        Button("I'm away until...", PeopleAct.AWAY_FROM_REMINDER, check_in.id),
    ]
