"""What every Messenger must do; the fake that the other tests lean on is held to it like the real ones."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.demo.cast import ZONE
from jobs import announcements
from jobs.announcements import Announcement, Welcome
from jobs.ports import (
    CannotTell,
    Destination,
    MessageReference,
    Messenger,
    NotThere,
    PlaceClosed,
    Posted,
    Rejected,
    TooLate,
)
from storage.store import Store
from tests.builders import asked
from tests.contracts.messenger_places import NOW, Place, in_slack, in_teams, on_fake
from tests.fakes import always

SINCE = NOW - timedelta(minutes=1)
HELLO = Welcome("Cabinet", ZONE, ("Ana",), NOW, 2, 7)
# More than any platform takes in one message; each indicator is called by a name of its own.
INDICATORS = tuple(
    replace(one, text="We look at what the numbers say. " * 45) for one in asked(*(f"a.{at:02}" for at in range(1, 31)))
)
LONG = announcements.TestCard("Cabinet", ZONE, NOW, NOW + timedelta(days=7), INDICATORS, 8, ())


@pytest.fixture(params=["fake", "slack", "teams"])
def place(request: pytest.FixtureRequest, store: Store) -> Iterator[Place]:
    match request.param:
        case "fake":
            yield on_fake()
        case "slack":
            with in_slack() as found:
                yield found
        case _:
            with in_teams(store) as found:
                yield found


@pytest.fixture(params=["fake", "slack"])
def searchable(request: pytest.FixtureRequest) -> Iterator[Place]:
    """A place where the bot can look what stands there."""
    if request.param == "fake":
        yield on_fake()
        return
    with in_slack() as found:
        yield found


@pytest.fixture
def messenger(place: Place) -> Messenger:
    return place.messenger


@pytest.fixture
def there(place: Place) -> Destination:
    return place.there


def never() -> bool:
    return False


def posted(messenger: Messenger, key: str, to: Destination, said: Announcement = HELLO) -> MessageReference:
    outcome = messenger.post(said, to=to, key=key, still=always)
    assert isinstance(outcome, Posted), outcome
    return outcome.reference


def test_each_post_has_a_reference_of_its_own(messenger: Messenger, there: Destination) -> None:
    first = posted(messenger, "a", there)
    messenger.take_back(first)
    assert posted(messenger, "b", there) != first


def test_what_was_posted_stands_in_the_channel(place: Place) -> None:
    before = len(place.channel())
    posted(place.messenger, "a", place.there)
    assert ["Cabinet" in said for said in place.channel()[before:]] == [True]
    assert place.chat() == []


def test_what_is_written_to_a_person_stands_in_the_chat_with_them_alone(place: Place) -> None:
    before = len(place.channel())
    reference = posted(place.messenger, "a", place.her)
    posted(place.messenger, "b", place.her)
    assert ["Cabinet" in said for said in place.chat()] == [True, True]
    assert len(place.channel()) == before
    changed = replace(HELLO, team_name="Maple")
    assert place.messenger.replace(reference, changed, still=always) == Posted(reference)
    assert ["Maple" in said for said in place.chat()] == [True, False]
    assert place.messenger.take_back(reference) == Posted(reference)
    assert len(place.chat()) == 1


def test_a_message_keeps_its_reference_when_it_is_replaced_however_often(place: Place) -> None:
    before = len(place.channel())
    reference = posted(place.messenger, "a", place.there)
    for name in ("One", "Two", "Two"):
        changed = replace(HELLO, team_name=name)
        assert place.messenger.replace(reference, changed, still=always) == Posted(reference)
        assert [name in said for said in place.channel()[before:]] == [True]


def test_what_is_taken_back_is_not_there_any_more_and_may_be_taken_back_again(place: Place) -> None:
    reference = posted(place.messenger, "a", place.there)
    before = len(place.channel())
    other = posted(place.messenger, "b", place.there)
    assert place.messenger.take_back(reference) == Posted(reference)
    assert len(place.channel()) == before
    assert place.messenger.take_back(reference) == Posted(reference)
    assert len(place.channel()) == before
    assert place.messenger.replace(other, HELLO, still=always) == Posted(other)


def test_a_message_that_is_gone_cannot_be_replaced(messenger: Messenger, there: Destination) -> None:
    reference = posted(messenger, "a", there)
    messenger.take_back(reference)
    assert isinstance(messenger.replace(reference, HELLO, still=always), Rejected)


def test_a_reply_can_be_changed_and_taken_back_like_any_message(place: Place) -> None:
    card = posted(place.messenger, "a", place.there)
    before = len(place.channel())
    reply = posted(place.messenger, "b", replace(place.there, thread=card.message_id, broadcast=True))
    assert place.messenger.replace(reply, replace(HELLO, team_name="Maple"), still=always) == Posted(reply)
    assert sum("Maple" in said for said in place.channel()) >= 1
    assert place.messenger.take_back(reply) == Posted(reply)
    assert len(place.channel()) == before


def test_nothing_leaves_once_the_right_to_send_has_run_out(place: Place) -> None:
    before = place.channel()
    assert place.messenger.post(HELLO, to=place.there, key="a", still=never) == TooLate()
    assert place.messenger.post(HELLO, to=place.her, key="a", still=never) == TooLate()
    reference = MessageReference(place.there.address, "1")
    assert place.messenger.replace(reference, HELLO, still=never) == TooLate()
    assert (place.channel(), place.chat()) == (before, [])


def test_a_channel_that_homeroom_is_in_can_be_posted_to(messenger: Messenger, there: Destination) -> None:
    assert messenger.can_post_to(there.address) is None


def test_a_closed_channel_takes_nothing_and_asking_says_so_too(place: Place) -> None:
    before = place.channel()
    place.archive()
    for outcome in (
        place.messenger.post(HELLO, to=place.there, key="a", still=always),
        place.messenger.can_post_to(place.there.address),
    ):
        assert isinstance(outcome, PlaceClosed)
    assert isinstance(place.messenger.find("a", to=place.there, since=SINCE), CannotTell)
    assert place.channel() == before


@pytest.mark.parametrize("alone", [False, True], ids=["in a channel", "to a person"])
def test_what_is_too_long_for_one_message_is_whole_all_the_same(place: Place, alone: bool) -> None:
    to, seen = (place.her, place.chat) if alone else (place.there, place.channel)
    before = len(seen())
    reference = posted(place.messenger, "a", to, LONG)
    said = "".join(seen()[before:])
    assert [one.label for one in INDICATORS if one.label not in said] == []
    assert place.messenger.replace(reference, HELLO, still=always) == Posted(reference)
    (said,) = seen()[before:]
    assert [one.label for one in INDICATORS if one.label in said] == []
    assert place.messenger.take_back(reference) == Posted(reference)
    assert len(seen()) == before


def test_the_thread_of_what_is_too_long_takes_replies(place: Place) -> None:
    card = posted(place.messenger, "a", place.there, LONG)
    before = sum("Cabinet" in said for said in place.channel())
    reply = posted(place.messenger, "b", replace(place.there, thread=card.message_id))
    assert sum("Cabinet" in said for said in place.channel()) == before + 1
    assert place.messenger.take_back(reply) == Posted(reply)
    assert sum("Cabinet" in said for said in place.channel()) == before


def test_what_was_posted_is_found_by_its_key_and_nothing_else_is_where_that_can_be_looked_for(place: Place) -> None:
    reference = posted(place.messenger, "a", place.there)
    posted(place.messenger, "b", place.there)
    found = place.messenger.find("a", to=place.there, since=SINCE)
    missing = place.messenger.find("c", to=place.there, since=SINCE)
    if place.looks:
        assert (found, missing) == (reference, NotThere())
    else:
        assert isinstance(found, CannotTell)
        assert isinstance(missing, CannotTell)


def test_where_nobody_can_look_it_is_never_said_that_something_is_not_there(place: Place) -> None:
    reference = posted(place.messenger, "a", place.there)
    place.messenger.take_back(reference)
    for to in (place.there, place.her):
        for besides in (None, reference.message_id):
            found = place.messenger.find("a", to=to, since=SINCE, besides=besides)
            assert isinstance(found, NotThere if place.looks else CannotTell)


def test_a_second_message_of_the_same_key_is_found_besides_the_first(searchable: Place) -> None:
    messenger, there = searchable.messenger, searchable.there
    first, second = posted(messenger, "a", there), posted(messenger, "a", there)
    assert messenger.find("a", to=there, since=SINCE, besides=second.message_id) == first
    assert messenger.find("a", to=there, since=SINCE, besides=first.message_id) == second
    posted(messenger, "b", there)
    assert messenger.take_back(second) == Posted(second)
    assert messenger.find("a", to=there, since=SINCE, besides=first.message_id) == NotThere()


def test_a_reply_is_found_in_its_thread(searchable: Place) -> None:
    card = posted(searchable.messenger, "a", searchable.there)
    thread = replace(searchable.there, thread=card.message_id, broadcast=True)
    reply = posted(searchable.messenger, "b", thread)
    assert searchable.messenger.find("b", to=thread, since=SINCE) == reply


def test_what_was_replaced_is_found_and_what_was_taken_back_or_never_left_is_not(searchable: Place) -> None:
    messenger, there = searchable.messenger, searchable.there
    kept, gone = posted(messenger, "a", there), posted(messenger, "b", there)
    messenger.replace(kept, replace(HELLO, team_name="Maple"), still=always)
    messenger.take_back(gone)
    messenger.post(HELLO, to=there, key="c", still=never)
    assert messenger.find("a", to=there, since=SINCE) == kept
    assert messenger.find("b", to=there, since=SINCE) == NotThere()
    assert messenger.find("c", to=there, since=SINCE) == NotThere()
