"""What the bot can do through Teams' REST interface: each call takes effect whole, or is Refused."""

import json
from collections.abc import Mapping

from sandbox.json_types import Json
from sandbox.teams.accounts import in_roster
from sandbox.teams.cards import MOST_BYTES, faults
from sandbox.teams.messages import CARD, Message
from sandbox.teams.places import Chat, Places, Room, Where
from sandbox.teams.refusing import Refused
from sandbox.teams.tenant import Tenant

# Several cards make a message; Microsoft's pages have long said what a single one may weigh.
LARGEST_MESSAGE_BYTES = 100 * 1024
_FILES = "application/vnd.microsoft.teams.card.file."
_KINDS = (CARD, f"{_FILES}consent", f"{_FILES}info")


def post(tenant: Tenant, conversation: str, activity: Json) -> Json:
    """A new message: into the thread that the address names, else one that opens a thread."""
    where = _writable(tenant, conversation)
    _checked(activity)
    place = where.place
    if where.thread and tenant.messages.find(place.id, where.thread) is None:
        raise Refused("ActivityNotFoundInConversation")
    message = tenant.messages.add(place.id, tenant.seed.bot.id, activity, root=where.thread)
    return {"id": message.id}


def change(tenant: Tenant, conversation: str, message_id: str, activity: Json) -> Json:
    """Nobody is notified of it."""
    where = _writable(tenant, conversation)
    message = _own(tenant, where, message_id)
    _checked(activity)
    tenant.messages.change(message, activity)
    return {"id": message.id}


def delete(tenant: Tenant, conversation: str, message_id: str) -> Json:
    where = _writable(tenant, conversation)
    _own(tenant, where, message_id).deleted = True
    return {}


def open_chat(tenant: Tenant, asked: Json) -> Json:
    """The conversation with one person, the same one each time."""
    members = asked.get("members")
    told = asked.get("tenantId") or ((asked.get("channelData") or {}).get("tenant") or {}).get("id")
    if not isinstance(members, list) or len(members) != 1 or asked.get("isGroup"):
        raise Refused("BadSyntax", "Incorrect conversation creation parameters")
    person_id = str(members[0].get("id") if isinstance(members[0], Mapping) else "")
    person = tenant.places.people.get(person_id)
    if person is None or told != tenant.seed.id:
        raise Refused("BadArgument", "Failed to decrypt pairwise id")
    if not _may_meet(tenant.places, person_id):
        raise Refused("ForbiddenOperationException")
    return {"id": tenant.places.chat_with(person_id).id}


def members(tenant: Tenant, conversation: str, query: Mapping[str, str]) -> Json:
    """One page of who is in a conversation; the bot isn't among them."""
    where = tenant.places.seen_by_bot(conversation)
    people = _people(where)
    size = min(_number(query.get("pageSize"), tenant.largest_page), tenant.largest_page)
    start = _number(query.get("continuationToken"), 0)
    page = people[start : start + size]
    more = {"continuationToken": str(start + size)} if start + size < len(people) else {}
    return {"members": [in_roster(tenant.places.person(one), tenant.seed.id) for one in page], **more}


def member(tenant: Tenant, conversation: str, person: str) -> Json:
    where = tenant.places.seen_by_bot(conversation)
    found = [one for one in _people(where) if person in (one, tenant.places.person(one).object_id)]
    if not found:
        raise Refused("MemberNotFoundInConversation")
    return in_roster(tenant.places.person(found[0]), tenant.seed.id)


def channels(tenant: Tenant, team_id: str) -> Json:
    """The channels of a team; the first has no name."""
    team = tenant.places.teams.get(team_id)
    if team is None:
        raise Refused("ConversationNotFound")
    if not team.has_bot:
        raise Refused("BotNotInConversationRoster")
    rooms = tenant.places.rooms_of(team)
    return {"conversations": [{"id": room.id, "name": room.name or None, "type": room.kind} for room in rooms]}


def _writable(tenant: Tenant, conversation: str) -> Where:
    where = tenant.places.seen_by_bot(conversation)
    match where.place:
        case Chat(blocked=True):
            raise Refused("ConversationBlockedByUser")
        case Chat(has_bot=False):
            raise Refused("MessageWritesBlocked")
    tenant.limits.admit(conversation)
    return where


def _own(tenant: Tenant, where: Where, message_id: str) -> Message:
    message = tenant.messages.find(where.place.id, message_id)
    if message is None:
        raise Refused("ActivityNotFoundInConversation")
    if message.sender != tenant.seed.bot.id:
        raise Refused("NotEnoughPermissions")
    return message


def _may_meet(places: Places, person_id: str) -> bool:
    """Whether the bot may write to somebody first: they have it, or share a team with it and haven't removed it."""
    chat = places.chat_with(person_id)
    shares = any(team.has_bot and person_id in team.members for team in places.teams.values())
    return chat.has_bot or (shares and person_id not in places.without_bot)


def _people(where: Where) -> list[str]:
    return where.place.people if isinstance(where.place, Room) else [where.place.person]


def _checked(activity: Json) -> None:
    if activity.get("type") != "message":
        raise Refused("BadSyntax", "Activity type must be message")
    attachments = activity.get("attachments") or []
    if not isinstance(attachments, list) or not (attachments or str(activity.get("text") or "").strip()):
        raise Refused("BadSyntax", "Activity must include non empty 'text' field or at least 1 attachment")
    for one in attachments:
        _check_attachment(one)
    if _size(activity) > LARGEST_MESSAGE_BYTES:
        raise Refused("MessageSizeTooBig")


def _check_attachment(attachment: object) -> None:
    if not isinstance(attachment, dict) or not isinstance(attachment.get("content"), dict):
        raise Refused("BadSyntax", "Invalid attachment")
    if attachment.get("contentType") not in _KINDS:
        raise Refused("BadSyntax", f"Unknown attachment type {attachment.get('contentType')!r}")
    if attachment["contentType"] != CARD:
        return
    if _size(attachment["content"]) > MOST_BYTES:
        raise Refused("MessageSizeTooBig")
    if wrong := faults(attachment["content"]):
        raise Refused("BadSyntax", "; ".join(wrong))


def _size(value: object) -> int:
    return len(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdigit() else otherwise
