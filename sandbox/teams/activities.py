"""Puts together what Teams sends to a bot: who acts, where, and everything that comes along with it."""

from datetime import UTC
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from sandbox.json_types import Json
from sandbox.teams.places import Chat, Room, Team, thread_of
from sandbox.teams.seed import SeedPerson
from sandbox.teams.tenant import Tenant

Place = Room | Chat


def activity(tenant: Tenant, person: SeedPerson, place: Place, *, kind: str, thread: str = "", **more: Any) -> Json:
    """What all that somebody does has in common; `thread` is a root's id."""
    now = tenant.messages.moment()
    return {
        "type": kind,
        "id": f"f:{uuid4()}",
        "channelId": "msteams",
        "serviceUrl": tenant.service_url,
        "timestamp": now.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        "localTimestamp": now.astimezone(ZoneInfo(person.zone)).isoformat(timespec="milliseconds"),
        "localTimezone": person.zone,
        "locale": "en-US",
        "from": {"id": person.id, "name": person.name, "aadObjectId": person.object_id},
        "recipient": tenant.bot,
        "conversation": conversation(tenant, place, thread),
        "channelData": channel_data(tenant, place),
        "entities": [
            {"type": "clientInfo", "locale": "en-US", "country": "US", "platform": "Web", "timezone": person.zone}
        ],
        **more,
    }


def invoke(tenant: Tenant, person: SeedPerson, place: Place, *, name: str, value: Json, **more: Any) -> Json:
    return activity(tenant, person, place, kind="invoke", name=name, value=value, **more)


def message(tenant: Tenant, person: SeedPerson, place: Place, *, thread: str, text: str, **more: Any) -> Json:
    """`text` holds the mention of the bot as Teams writes it, with the entity beside it."""
    found = activity(tenant, person, place, kind="message", thread=thread, text=text, textFormat="plain", **more)
    at = f"<at>{tenant.seed.bot.name}</at>"
    if at in text:
        found["entities"].append({"type": "mention", "text": at, "mentioned": tenant.bot})
    return found


def conversation(tenant: Tenant, place: Place, thread: str = "") -> Json:
    if isinstance(place, Chat):
        return {"id": place.id, "conversationType": "personal", "tenantId": tenant.seed.id}
    address = thread_of(place.id, thread) if thread else place.id
    return {"id": address, "conversationType": "channel", "isGroup": True, "tenantId": tenant.seed.id}


def channel_data(tenant: Tenant, place: Place) -> Json:
    whose = {"tenant": {"id": tenant.seed.id}}
    if isinstance(place, Chat):
        return whose
    where = {"teamsChannelId": place.id, "teamsTeamId": place.team.id}
    return {**whose, **where, "channel": {"id": place.id}, "team": {"id": place.team.id}}


def team_update(tenant: Tenant, by: SeedPerson, team: Team, *, event: str, room: Room | None = None) -> Json:
    """A conversationUpdate about a team, or one of its channels."""
    first = Room(team.id, "", "standard", team)
    data = {
        "eventType": event,
        "team": {"id": team.id, "name": team.name, "aadGroupId": team.object_id},
        "tenant": {"id": tenant.seed.id},
    }
    if room is not None:
        data["channel"] = {"id": room.id, "name": room.name, "type": room.kind}
    found = activity(tenant, by, room or first, kind="conversationUpdate")
    return {**found, "channelData": data}
