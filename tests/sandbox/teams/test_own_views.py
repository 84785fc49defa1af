"""Cards in the local Teams that look different to different people, and change on one device before another."""

from datetime import timedelta

import pytest

from sandbox.clock import ManualClock
from sandbox.reply import NothingThere
from sandbox.teams.clients import FRESH_SECONDS
from sandbox.teams.connector import change
from sandbox.teams.messages import card_attachment
from sandbox.teams.people import Person
from sandbox.teams.reading import actions, lines
from sandbox.teams.tenant import Tenant
from tests.sandbox.teams.bots import Json, ToyBot, a_card, action_of, opens, posted, shown, words
from tests.sandbox.teams.tenants import ADA, BEN, ROOM


def refreshing(*people: str) -> Json:
    return {"action": {"type": "Action.Execute", "verb": "look", "data": {"mine": "1"}}, "userIds": list(people)}


def test_a_card_that_lists_somebody_is_made_anew_for_them_when_they_look(tenant: Tenant, bot: ToyBot) -> None:
    posted(tenant, a_card(words("For all"), refresh=refreshing(ADA)))
    bot.replaces(a_card(words("For Ada")))
    assert [lines(shown(Person(tenant, one)).card) for one in (ADA, BEN)] == [["For Ada"], ["For all"]]
    assert [(one["from"]["id"], one["value"]["trigger"]) for one in bot.heard] == [(ADA, "automatic")]


def test_an_own_view_is_made_again_after_an_edit_and_after_a_minute_and_not_before(tenant: Tenant, bot: ToyBot) -> None:
    card = a_card(words("For all"), refresh=refreshing(ADA))
    root, ada = posted(tenant, card), Person(tenant, ADA)
    bot.replaces(a_card(words("For Ada")))
    shown(ada)
    shown(ada)
    assert len(bot.heard) == 1
    with tenant.lock:
        change(tenant, ROOM, root, {"type": "message", "attachments": [card_attachment(card)]})
    assert lines(shown(ada).card) == ["For Ada"]
    assert len(bot.heard) == 2
    assert isinstance(tenant.clock, ManualClock)
    tenant.clock.advance(timedelta(seconds=FRESH_SECONDS))
    shown(ada)
    assert len(bot.heard) == 3


def test_when_no_own_view_can_be_made_everybody_sees_the_same(tenant: Tenant, bot: ToyBot) -> None:
    posted(tenant, a_card(words("For all"), refresh=refreshing(ADA)))
    bot.answers["adaptiveCard/action"] = (500, {})
    ada = Person(tenant, ADA)
    assert lines(shown(ada).card) == ["For all"]
    assert len(ada.troubles) == 1


def test_a_device_may_press_what_has_changed_since(tenant: Tenant, bot: ToyBot) -> None:
    root, ada = posted(tenant, a_card(actions=(opens("Before"),))), Person(tenant, ADA)
    seen = shown(ada)
    with tenant.lock:
        change(tenant, ROOM, root, {"type": "message", "attachments": [card_attachment(a_card())]})
    ada.press(seen, action_of(seen.card, "Before"))
    assert bot.names() == ["task/fetch"]
    with pytest.raises(NothingThere):
        ada.press(shown(ada), action_of(seen.card, "Before"))


def test_a_question_is_shown_before_its_button_can_be_pressed(tenant: Tenant, bot: ToyBot) -> None:
    asks = {"type": "Action.ToggleVisibility", "title": "Delete", "targetElements": ["sure"]}
    question = {"type": "ActionSet", "id": "sure", "isVisible": False, "actions": [opens("Really")]}
    posted(tenant, a_card(words("Hello"), question, actions=(asks,)))
    ada, ben = Person(tenant, ADA), Person(tenant, BEN)
    with pytest.raises(NothingThere):
        ada.press(shown(ada), opens("Really"))
    assert ada.press(shown(ada), asks).ok
    assert ada.press(shown(ada), opens("Really")).ok
    assert bot.names() == ["task/fetch"]
    assert [one["title"] for one in actions(shown(ben).card)] == ["Delete"]


def test_a_bot_may_say_that_it_has_no_own_view_to_show(tenant: Tenant, bot: ToyBot) -> None:
    posted(tenant, a_card(words("For all"), refresh=refreshing(ADA)))
    error = {"code": "NotNow", "message": "Not now"}
    bot.answers["adaptiveCard/action"] = (
        200,
        {"statusCode": 503, "type": "application/vnd.microsoft.error", "value": error},
    )
    ada = Person(tenant, ADA)
    assert (lines(shown(ada).card), ada.troubles) == (["For all"], [])
