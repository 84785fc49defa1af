"""What people can do in the local Teams, and what the bot gets to hear of it."""

import jwt
import pytest

from sandbox.reply import NothingThere
from sandbox.teams.clients import SOMETHING_WENT_WRONG
from sandbox.teams.connector import change, open_chat
from sandbox.teams.messages import card_attachment
from sandbox.teams.people import Person
from sandbox.teams.reading import everything, lines
from sandbox.teams.tenant import Tenant
from tests.sandbox.teams.bots import (
    Json,
    ToyBot,
    a_card,
    action_of,
    executes,
    opens,
    posted,
    shown,
    submits,
    words,
)
from tests.sandbox.teams.tenants import ADA, BEN, BOT, CAM, ROOM, TENANT

NOTE = {"type": "Input.Text", "id": "note", "label": "Note", "maxLength": 10}
LEVEL = {
    "type": "Input.ChoiceSet",
    "id": "level",
    "label": "Level",
    "isRequired": True,
    "errorMessage": "Choose one.",
    "choices": [{"title": "High", "value": "high"}, {"title": "Low", "value": "low"}],
}


def chat_of(tenant: Tenant, person: str) -> str:
    return str(open_chat(tenant, {"members": [{"id": person}], "tenantId": TENANT})["id"])


def test_a_channel_message_reaches_the_bot_only_when_it_is_mentioned(tenant: Tenant, bot: ToyBot) -> None:
    ada = Person(tenant, ADA)
    ada.say(ROOM, "not for you", mention=False)
    said = ada.say(ROOM, "status")
    [heard] = bot.heard
    assert heard["text"] == "<at>Helper</at> status"
    assert heard["conversation"]["id"] == f"{ROOM};messageid={said.id}"
    assert heard["channelData"]["tenant"] == {"id": TENANT}
    assert [one["type"] for one in heard["entities"]] == ["clientInfo", "mention"]
    assert [one.text for one in ada.messages(ROOM)] == ["not for you", "<at>Helper</at> status"]


def test_a_reply_says_which_thread_it_is_in(tenant: Tenant, bot: ToyBot) -> None:
    root = posted(tenant, a_card())
    Person(tenant, ADA).say(ROOM, "status", root=root)
    assert bot.heard[0]["conversation"]["id"] == f"{ROOM};messageid={root}"
    assert [one.text for one in Person(tenant, BEN).thread(ROOM, root)] == ["<at>Helper</at> status"]


def test_the_bot_hears_everything_in_its_own_chat(tenant: Tenant, bot: ToyBot) -> None:
    Person(tenant, ADA).say(None, "home")
    [heard] = bot.heard
    assert (heard["text"], heard["conversation"]["conversationType"]) == ("home", "personal")
    assert heard["from"] == {"id": ADA, "name": "Ada Example", "aadObjectId": "ada-object"}


def test_what_is_carried_is_signed_for_the_bot(tenant: Tenant, bot: ToyBot) -> None:
    Person(tenant, ADA).say(None, "home")
    token = bot.headers[0]["authorization"].removeprefix("Bearer ")
    keys = jwt.PyJWKClient(tenant.openid_url.replace("openidconfiguration", "keys"))
    claims = jwt.decode(token, keys.get_signing_key_from_jwt(token).key, algorithms=["RS256"], audience=BOT.app_id)
    assert claims["serviceurl"] == bot.heard[0]["serviceUrl"]


def test_whoever_is_not_in_a_channel_can_do_nothing_there(tenant: Tenant) -> None:
    with pytest.raises(NothingThere):
        Person(tenant, CAM).messages(ROOM)
    with pytest.raises(NothingThere):
        Person(tenant, CAM).say(None, "hello")


def test_a_button_opens_a_dialog_that_only_they_see(tenant: Tenant, bot: ToyBot) -> None:
    root = posted(tenant, a_card(actions=(opens(about="7"),)))
    bot.shows_dialog(a_card(words("For you"), actions=(submits(),)))
    ada = Person(tenant, ADA)
    assert ada.press(shown(ada), action_of(shown(ada).card, "Open")).ok
    [heard] = bot.heard
    assert heard["name"] == "task/fetch"
    assert heard["value"]["data"] == {"msteams": {"type": "task/fetch"}, "about": "7"}
    assert (heard["replyToId"], heard["conversation"]["id"]) == (root, f"{ROOM};messageid={root}")
    assert ada.dialog is not None
    assert (ada.dialog.title, lines(ada.dialog.card)) == ("A dialog", ["For you"])
    assert Person(tenant, BEN).dialog is None


@pytest.fixture
def ada_in_dialog(tenant: Tenant, bot: ToyBot) -> Person:
    posted(tenant, a_card(actions=(opens(),)))
    bot.shows_dialog(a_card(NOTE, LEVEL, actions=(submits("Send", form="f1"),)))
    ada = Person(tenant, ADA)
    ada.press(shown(ada), action_of(shown(ada).card, "Open"))
    return ada


def sends(person: Person) -> Json:
    assert person.dialog is not None
    return action_of(person.dialog.card, "Send")


def test_a_submission_brings_what_was_typed_trimmed_and_nothing_of_what_is_empty(
    ada_in_dialog: Person, bot: ToyBot
) -> None:
    ada_in_dialog.put("level", "low")
    ada_in_dialog.put("note", "  ")
    assert ada_in_dialog.press_in_dialog(sends(ada_in_dialog)).ok
    assert bot.heard[-1]["value"]["data"] == {"form": "f1", "level": "low"}
    assert ada_in_dialog.dialog is None


def test_the_client_itself_asks_for_what_is_required(ada_in_dialog: Person, bot: ToyBot) -> None:
    reply = ada_in_dialog.press_in_dialog(sends(ada_in_dialog))
    assert reply.errors == {"level": "Choose one."}
    assert bot.names() == ["task/fetch"]
    assert ada_in_dialog.dialog is not None


@pytest.mark.parametrize(
    ("input_id", "value"),
    [("note", "more than ten"), ("note", "two\nlines"), ("level", "middling"), ("level", ["high", "low"]), ("x", "")],
    ids=["too long", "a line too much", "not offered", "two of one", "no such input"],
)
def test_nobody_can_put_what_an_input_does_not_take(
    ada_in_dialog: Person, input_id: str, value: str | list[str]
) -> None:
    with pytest.raises(NothingThere):
        ada_in_dialog.put(input_id, value)


def test_a_submission_can_be_answered_with_the_next_card(ada_in_dialog: Person, bot: ToyBot) -> None:
    bot.shows_dialog(a_card(words("Page two")), name="task/submit", title="Two")
    ada_in_dialog.put("level", "high")
    ada_in_dialog.press_in_dialog(sends(ada_in_dialog))
    assert ada_in_dialog.dialog is not None
    assert everything(ada_in_dialog.dialog.card) == ["Page two"]


def test_a_submission_can_be_answered_with_a_word_at_the_end(ada_in_dialog: Person, bot: ToyBot) -> None:
    bot.answers["task/submit"] = (200, {"task": {"type": "message", "value": "Saved."}})
    ada_in_dialog.put("level", "high")
    ada_in_dialog.press_in_dialog(sends(ada_in_dialog))
    assert (ada_in_dialog.dialog, ada_in_dialog.client.notices) == (None, ["Saved."])


@pytest.mark.parametrize(
    "answer",
    [
        (500, {}),
        (200, {"task": {"type": "continue", "value": {"card": card_attachment({"type": "AdaptiveCard"})}}}),
        (200, {"task": {"type": "continue", "value": {"card": {}}}}),
        (200, {"statusCode": 200}),
    ],
    ids=["an error", "a faulty card", "no card", "the answer to something else"],
)
def test_what_can_not_be_shown_is_something_that_went_wrong(
    tenant: Tenant, bot: ToyBot, answer: tuple[int, Json]
) -> None:
    posted(tenant, a_card(actions=(opens(),)))
    bot.answers["task/fetch"] = answer
    ada = Person(tenant, ADA)
    assert ada.press(shown(ada), action_of(shown(ada).card, "Open")).error == SOMETHING_WENT_WRONG
    assert (len(ada.troubles), ada.dialog) == (1, None)


def test_an_executed_action_changes_the_card_for_who_pressed_until_it_is_edited(tenant: Tenant, bot: ToyBot) -> None:
    card = a_card(words("Old"), NOTE, actions=(executes(about="7"),))
    root = posted(tenant, card)
    bot.replaces(a_card(words("New")))
    ada, ben = Person(tenant, ADA), Person(tenant, BEN)
    seen = shown(ada)
    ada.put("note", "hi", seen)
    assert ada.press(seen, action_of(seen.card, "Do")).ok
    assert bot.heard[0]["value"] == {
        "action": {"type": "Action.Execute", "verb": "do", "data": {"about": "7", "note": "hi"}},
        "trigger": "manual",
    }
    assert [lines(shown(one).card) for one in (ada, ben)] == [["New"], ["Old"]]
    with tenant.lock:
        change(tenant, ROOM, root, {"type": "message", "attachments": [card_attachment(a_card(words("Edited")))]})
    assert [lines(shown(one).card) for one in (ada, ben)] == [["Edited"], ["Edited"]]


def test_an_executed_action_can_be_answered_with_words(tenant: Tenant, bot: ToyBot) -> None:
    posted(tenant, a_card(actions=(executes(),)))
    bot.answers["adaptiveCard/action"] = (
        200,
        {"statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": "Done."},
    )
    ada = Person(tenant, ADA)
    ada.press(shown(ada), action_of(shown(ada).card, "Do"))
    assert ada.client.notices == ["Done."]


def test_a_plain_submission_arrives_as_a_message_with_a_value(tenant: Tenant, bot: ToyBot) -> None:
    chat = chat_of(tenant, ADA)
    message = posted(tenant, a_card(actions=(submits(about="7"),)), chat)
    ada = Person(tenant, ADA)
    [seen] = ada.chat()
    assert ada.press(seen, action_of(seen.card, "Send")).ok
    [heard] = bot.heard
    assert (heard["type"], heard["value"], heard["replyToId"]) == ("message", {"about": "7"}, message)


def test_a_dialog_can_do_no_more_than_submit(tenant: Tenant, bot: ToyBot) -> None:
    posted(tenant, a_card(actions=(opens(),)))
    ada = Person(tenant, ADA)
    bot.shows_dialog(a_card(words("x"), actions=(submits(),)))
    ada.press(shown(ada), action_of(shown(ada).card, "Open"))
    assert ada.dialog is not None
    ada.dialog.card = a_card(actions=(executes(),))
    with pytest.raises(NothingThere):
        ada.press_in_dialog(action_of(ada.dialog.card, "Do"))


def test_several_choices_come_in_the_order_in_which_they_are_on_offer(tenant: Tenant, bot: ToyBot) -> None:
    posted(tenant, a_card(actions=(opens(),)))
    bot.shows_dialog(a_card({**LEVEL, "isMultiSelect": True}, actions=(submits(),)))
    ada = Person(tenant, ADA)
    ada.press(shown(ada), action_of(shown(ada).card, "Open"))
    ada.put("level", ["low", "high"])
    assert ada.standing() == {"level": "high,low"}
