"""What coordinators are told when a channel takes no posts, and asked when nobody knows whether something landed."""

import pytest

from bot.sections import announce
from bot.wording import troubles
from jobs.announcements import Doubtful, WhyClosed
from tests.bot.facts import a_landed_question, a_place_lost
from tests.dialects import in_slack

OF_CHANNELS = (WhyClosed.ARCHIVED, WhyClosed.REMOVED, WhyClosed.GONE, WhyClosed.FORBIDDEN)
OF_PEOPLE = (WhyClosed.PERSON_GONE, WhyClosed.NO_DIRECT_MESSAGES)
# What a Slack modal's title holds.
LONGEST_TITLE = 24


def test_a_lost_channel_is_told_with_what_to_do_and_what_happens_meanwhile() -> None:
    assert in_slack(announce(a_place_lost(WhyClosed.REMOVED)).fallback).splitlines() == [
        "Attendance team. Homeroom isn't in the team's channel any more, so it can't post there. To let it in again, "
        "type /invite @Homeroom in the channel; it carries on by itself.",
        "Until then the team's check-ins wait. Everything saved so far is safe.",
    ]


@pytest.mark.parametrize("why", OF_CHANNELS)
def test_each_reason_names_the_channel_once_and_ends_with_homeroom_carrying_on(why: WhyClosed) -> None:
    sentence = troubles.place_closed(why)
    assert sentence.count(troubles.CHANNEL) == 1
    assert "carries on by itself." in sentence
    assert troubles.CHANNEL not in announce(a_place_lost(why)).fallback


@pytest.mark.parametrize("why", [WhyClosed.ARCHIVED, WhyClosed.REMOVED, WhyClosed.GONE])
def test_whoever_can_mend_it_by_inviting_is_told_the_command(why: WhyClosed) -> None:
    assert "/invite @Homeroom" in in_slack(troubles.place_closed(why))


def test_every_reason_has_words_of_its_own() -> None:
    assert {*OF_CHANNELS, *OF_PEOPLE} == set(WhyClosed)
    assert len({troubles.place_closed(why) for why in WhyClosed}) == len(WhyClosed)


@pytest.mark.parametrize("why", OF_PEOPLE)
def test_a_persons_trouble_speaks_of_no_channel(why: WhyClosed) -> None:
    assert troubles.CHANNEL not in troubles.place_closed(why)
    assert "reminders" in troubles.place_closed(why)


def test_the_question_says_what_when_and_why_it_is_asked() -> None:
    assert announce(a_landed_question(Doubtful.DIGEST)).fallback.splitlines() == [
        "Attendance team. Homeroom sent the digest to the team's channel on Fri, Nov 13, 4:00 PM, but no confirmation "
        "came back. Please look: is it there?",
        "Until you answer, Homeroom doesn't send it again, so that nobody gets it twice.",
    ]


def test_each_thing_in_doubt_is_called_something_else() -> None:
    assert len({announce(a_landed_question(what)).fallback for what in Doubtful}) == len(Doubtful)


@pytest.mark.parametrize("what", Doubtful)
def test_each_answer_says_what_happens_next_in_a_title_that_fits(what: Doubtful) -> None:
    for notice in (troubles.landed(what), troubles.posted_again(what), troubles.settled_already()):
        assert 0 < len(notice.title) <= LONGEST_TITLE
        assert all(notice.paragraphs)
    assert ("count" in " ".join(troubles.landed(what).paragraphs)) is (what is Doubtful.CARD)
