"""What comes of pressing an action in a card: what goes to the bot, and what its answer does to the client."""

from collections.abc import Mapping

from sandbox.json_types import Json
from sandbox.reply import NothingThere, Reply
from sandbox.teams import activities
from sandbox.teams.answers import Failed, Replaced, Unusable, Window, Words, to_action, to_dialog
from sandbox.teams.clients import SOMETHING_WENT_WRONG, Client, Dialog, Seen
from sandbox.teams.courier import Carried
from sandbox.teams.filling import faults, sent
from sandbox.teams.places import Chat, Room
from sandbox.teams.reading import actions, toggled
from sandbox.teams.seed import SeedPerson
from sandbox.teams.tenant import Tenant

_CONTEXT = {"theme": "default"}


def press(tenant: Tenant, person: SeedPerson, client: Client, *, seen: Seen, action: Json) -> Reply:
    """In a message's card. Raises NothingThere."""
    card = seen.card or {}
    _must_stand_in(card, action)
    typed = client.typed.get(seen.id, {})
    if errors := _errors(card, typed, action):
        return Reply(errors=errors)
    data = _data(card, typed, action)
    match action["type"], (data.get("msteams") or {}).get("type"):
        case "Action.Submit", "task/fetch":
            value: Json = {"data": data, "context": _CONTEXT}
            return _opened(client, seen, carry(tenant, person, seen, name="task/fetch", value=value))
        case "Action.Submit", None:
            return _submitted(tenant, person, client, seen, data)
        case "Action.Execute", _:
            value = {"action": {**_named(action), "data": data}, "trigger": "manual"}
            return _executed(
                tenant, person, client, seen, carry(tenant, person, seen, name="adaptiveCard/action", value=value)
            )
        case "Action.OpenUrl", _:
            return Reply(body={"url": action["url"]})
        case "Action.ToggleVisibility", _:
            return _shows(tenant, person, seen, toggled(card, action))
        case kind, what:
            raise NothingThere(f"nothing here presses a {kind} {what or ''}")


def press_in_dialog(tenant: Tenant, person: SeedPerson, client: Client, action: Json) -> Reply:
    """Raises NothingThere; a dialog can't do more than submit."""
    dialog = client.dialog
    if dialog is None:
        raise NothingThere(f"{person.id} has no dialog open")
    _must_stand_in(dialog.card, action)
    if action["type"] == "Action.OpenUrl":
        return Reply(body={"url": action["url"]})
    if action["type"] == "Action.ToggleVisibility":
        dialog.card = toggled(dialog.card, action)
        return Reply()
    if action["type"] != "Action.Submit":
        raise NothingThere(f"a dialog has no {action['type']}")
    dialog.errors = _errors(dialog.card, dialog.typed, action)
    if dialog.errors:
        return Reply(errors=dialog.errors)
    value = {"data": _data(dialog.card, dialog.typed, action), "context": _CONTEXT}
    return _opened(
        client, dialog.opened_from, carry(tenant, person, dialog.opened_from, name="task/submit", value=value)
    )


def carry(tenant: Tenant, person: SeedPerson, seen: Seen, *, name: str, value: Json) -> Carried:
    """An invoke from where a message stands."""
    place, thread = _stands(tenant, seen)
    about = {} if name == "task/submit" else {"replyToId": seen.id}
    return tenant.courier.carry(
        activities.invoke(tenant, person, place, name=name, value=value, thread=thread, **about)
    )


def failed(client: Client, why: object, status: int | None = None) -> Reply:
    """The client says so, and why is remembered for whoever looks into it."""
    client.troubles.append(str(why))
    return Reply(status, error=SOMETHING_WENT_WRONG)


def _stands(tenant: Tenant, seen: Seen) -> tuple[Room | Chat, str]:
    places = tenant.places
    if seen.conversation in places.chats:
        return places.chats[seen.conversation], ""
    room = places.room(seen.conversation)
    if not room.team.has_bot:
        raise NothingThere("the app is no longer in this team")
    return room, seen.root or seen.id


def _opened(client: Client, seen: Seen, carried: Carried) -> Reply:
    try:
        answer = to_dialog(carried)
    except Unusable as error:
        return failed(client, error, carried.status)
    match answer:
        case Window(title=title, card=card):
            client.dialog = Dialog(title, card, seen)
        case Words(text=text):
            client.dialog = None
            client.notices += [text] if text else []
    return Reply(carried.status, carried.body)


def _submitted(tenant: Tenant, person: SeedPerson, client: Client, seen: Seen, data: Json) -> Reply:
    """Arrives as a message that nobody sees."""
    place, thread = _stands(tenant, seen)
    found = activities.message(tenant, person, place, thread=thread, text="", value=data, replyToId=seen.id)
    carried = tenant.courier.carry(found)
    return Reply(carried.status) if carried.taken else failed(client, carried.text, carried.status)


def _executed(tenant: Tenant, person: SeedPerson, client: Client, seen: Seen, carried: Carried) -> Reply:
    try:
        answer = to_action(carried)
    except Unusable as error:
        return failed(client, error, carried.status)
    match answer:
        case Words(text=text):
            client.notices += [text] if text else []
        case Failed(code=code):
            return failed(client, code, carried.status)
        case Replaced(card=card):
            client.typed.pop(seen.id, None)
            _shows(tenant, person, seen, card)
    return Reply(carried.status, carried.body)


def _shows(tenant: Tenant, person: SeedPerson, seen: Seen, card: Json) -> Reply:
    """A message's card, to this person alone, until the message is changed."""
    with tenant.lock:
        message = tenant.messages.find(seen.conversation, seen.id)
        if message is not None:
            tenant.clients.keep(person.id, message, card, tenant.clock.now())
    return Reply()


def _must_stand_in(card: Json, action: Json) -> None:
    if action not in actions(card):
        raise NothingThere(f"no action {action.get('title')!r} among {[one.get('title') for one in actions(card)]}")


def _errors(card: Json, typed: Mapping[str, str], action: Json) -> dict[str, str]:
    return {} if action.get("associatedInputs") == "none" else faults(card, typed)


def _data(card: Json, typed: Mapping[str, str], action: Json) -> Json:
    data = action.get("data") or {}
    if not isinstance(data, dict):
        raise NothingThere(f"an action's data is no object: {data!r}")
    return data if action.get("associatedInputs") == "none" else {**data, **sent(card, typed)}


def _named(action: Json) -> Json:
    return {key: action[key] for key in ("type", "id", "verb") if key in action}
