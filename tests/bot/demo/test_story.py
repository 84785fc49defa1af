"""The cast rates by itself, as far as the team lets it."""

from dataclasses import replace
from datetime import timedelta

from bot.demo.host import OPENS_AFTER, demo, set_up
from rubric.people import Role
from storage import ratings, teams
from tests.stories.in_slack import OPENS_AT

A_WEEK_LESS_AN_HOUR = timedelta(days=7, hours=-1)


def test_somebody_who_was_made_an_observer_is_left_alone_and_the_others_go_on() -> None:
    with demo() as running:
        story = running.story
        set_up(story)
        with story.deps.store.begin() as transaction:
            team = story.team(transaction)
            lee = teams.member_at(transaction, team.id, "U0LEE")
            assert lee is not None
            teams.change_member(transaction, replace(lee, role=Role.OBSERVER))
        story.travel(OPENS_AT + OPENS_AFTER)
        check_in = story.open_check_in()
        assert check_in is not None
        story.travel(OPENS_AT + A_WEEK_LESS_AN_HOUR)
        with story.deps.store.read() as transaction:
            sam = teams.member_at(transaction, team.id, "U0SAM")
            assert sam is not None
            assert ratings.of_member(transaction, check_in.id, sam.id)
            assert not ratings.of_member(transaction, check_in.id, lee.id)
