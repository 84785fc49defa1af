"""Being away, from the card, from a direct message, by command; and back again."""

from datetime import timedelta

from bot.demo.cast import CHANNEL_ID
from bot.sections.away import TEAMS, UNTIL
from bot.sections.people import PeopleAct
from bot.slack import ids
from bot.slack.routed_ids import field_block
from tests.stories.in_slack import A_MINUTE, InSlack, slack, words
from tests.stories.people_acting import fills_in, presses_in_message, roster, submits, told, types, whispered
from tests.stories.test_home import joins_another_team

__all__ = ["slack"]

A_DAY = timedelta(days=1)
FRIDAY = "2026-09-04"


def goes_away_from_card(slack: InSlack, name: str, until: str = FRIDAY) -> str:
    person = slack.person(name)
    reply = person.click(CHANNEL_ID, slack.card()["ts"], ids.action_id(PeopleAct.AWAY_FROM_CARD))
    assert reply.error is None
    fills_in(person, {UNTIL: until})
    return submits(person)


def test_from_the_card_and_back_with_one_message(slack: InSlack) -> None:
    assert "Away until Sep 4, 2026" in goes_away_from_card(slack, "dana")
    slack.pass_by(A_MINUTE)
    assert "0 of 7 have rated." in slack.card()["text"]
    slack.pass_by(3 * A_DAY)
    assert told(slack, "lee", about="waiting for you") != []
    assert told(slack, "dana", about="waiting for you") == []
    slack.pass_by(2 * A_DAY)
    [message] = told(slack, "dana", about="waiting for you")
    assert message["text"].startswith("You are back from being away.")
    assert "0 of 8 have rated." in slack.card()["text"]
    dana = slack.person("dana")
    assert "level_choice" in presses_in_message(dana, message, ids.RATE_FROM_REMINDER)


def test_who_is_away_can_rate_all_the_same(slack: InSlack) -> None:
    goes_away_from_card(slack, "dana")
    slack.rates("dana", ["strength"] * 7)
    slack.pass_by(A_MINUTE)
    assert "1 of 8 have rated." in slack.card()["text"]


def test_from_a_reminder(slack: InSlack) -> None:
    slack.pass_by(3 * A_DAY)
    [reminder] = told(slack, "dana", about="waiting for you")
    dana = slack.person("dana")
    assert "not counted" in presses_in_message(dana, reminder, PeopleAct.AWAY_FROM_REMINDER)
    fills_in(dana, {UNTIL: "2026-09-14"})
    submits(dana)
    slack.until(slack.check_in.closes_at + A_MINUTE)
    assert len(told(slack, "dana", about="waiting for you")) == 1
    assert "0 of 7 rated" in slack.card()["text"]


def test_by_command_and_back_by_command(slack: InSlack) -> None:
    dana = slack.person("dana")
    types(dana, "away until Friday")
    fills_in(dana, {UNTIL: FRIDAY})
    submits(dana)
    dana.close_view()
    types(dana, "back")
    assert "You are back" in whispered(dana)
    slack.pass_by(A_MINUTE)
    assert not roster(slack)["dana"].is_away(slack.running.clock.now())
    assert len(told(slack, "dana", about="You are back from being away.")) == 1
    types(dana, "back")
    assert "You are not away" in whispered(dana)


def test_back_from_the_form_that_says_one_is_away(slack: InSlack) -> None:
    goes_away_from_card(slack, "dana")
    dana = slack.person("dana")
    dana.close_view()
    types(dana, "away")
    assert "You are away until Sep 4, 2026" in words(dana.view)
    assert dana.click_in_view(ids.action_id(PeopleAct.BACK)).error is None
    assert "You are back" in words(dana.view)


def test_a_day_that_has_passed_keeps_the_form(slack: InSlack) -> None:
    dana = slack.person("dana")
    types(dana, "away")
    fills_in(dana, {UNTIL: "2026-08-31"})
    reply = dana.submit()
    assert list(reply.errors) == [field_block(UNTIL)]
    assert roster(slack)["dana"].away_until is None


def test_from_one_of_two_teams(slack: InSlack) -> None:
    joins_another_team(slack, "dana", called="Elsewhere")
    dana = slack.person("dana")
    types(dana, "away")
    assert "Elsewhere" in words(dana.view)
    story = slack.running.story
    with story.deps.store.read() as transaction:
        first = story.team(transaction).id
    fills_in(dana, {UNTIL: FRIDAY, TEAMS: [first]})
    assert "This is for 1 team" in submits(dana)
    assert roster(slack)["dana"].away_until is not None


def test_somebody_on_no_team_hears_so(slack: InSlack) -> None:
    slack.running.workspace.join("U0MALLORY", CHANNEL_ID)
    mallory = slack.person("mallory")
    types(mallory, "away")
    assert "not on a team" in whispered(mallory)
