"""Remembers how to reach whoever and wherever something came from; Teams tells it with everything it brings."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.teams.arrived import Arrived
from bot.teams.speaker import PLATFORM
from bot.use_cases.who import Deps
from rubric.cadence import find_zone
from storage import references, workspaces
from storage.references import Reference

# What the database takes; Teams' own are far shorter.
_LONGEST = 255
_LONGEST_ZONE = 64
_CHANNEL = "channel"


def remember(deps: Deps, arrived: Arrived) -> None:
    """Write only what is new: nearly everything that comes is known."""
    told = [one for one in (_person(arrived), _channel(arrived)) if one is not None and _fits(one)]
    with deps.store.read() as transaction:
        workspace_id = workspaces.find(transaction, platform=PLATFORM, external_id=arrived.who.workspace)
        if workspace_id is None:
            return
        known = {one.address: references.find(transaction, workspace_id, one.address) for one in told}
    new = [one for one in told if _together(known[one.address], one) != known[one.address]]
    if new:
        with deps.store.begin() as transaction:
            for one in new:
                before = known[one.address]
                # When the organization has moved, a channel where nothing can be pressed any more would never tell.
                if before is not None and one.service_url and before.service_url not in ("", one.service_url):
                    references.move(transaction, workspace_id, service=before.service_url, to=one.service_url)
                references.remember(transaction, workspace_id, one, now=deps.clock.now())


def _person(arrived: Arrived) -> Reference | None:
    """Homeroom itself is the one behind some of what happens."""
    address = arrived.who.address
    if not address or address == _told(arrived.activity.get("recipient"), "id"):
        return None
    conversation = arrived.conversation if arrived.is_alone else ""
    return Reference(address, arrived.service, conversation, name=arrived.who.name, zone=_zone(arrived.activity))


def _channel(arrived: Arrived) -> Reference | None:
    if not arrived.channel or _told(arrived.activity.get("conversation"), "conversationType") != _CHANNEL:
        return None
    data = arrived.activity.get("channelData")
    told = data if isinstance(data, Mapping) else {}
    # A team's first channel has no name of its own, so it goes by the team's.
    named = told.get("team" if arrived.channel == arrived.group else "channel")
    name = _told(named, "name")
    return Reference(arrived.channel, arrived.service, arrived.channel, grouped_under=arrived.group, name=name)


def _zone(activity: Mapping[str, Any]) -> str:
    """The one that their device is set to."""
    entities = activity.get("entities")
    told = [activity.get("localTimezone")]
    told += [
        one.get("timezone") for one in (entities if isinstance(entities, list) else ()) if isinstance(one, Mapping)
    ]
    return next(
        (zone for zone in told if isinstance(zone, str) and 0 < len(zone) <= _LONGEST_ZONE and find_zone(zone)), ""
    )


def _together(known: Reference | None, told: Reference) -> Reference:
    """What is not told now stays as it was."""
    if known is None:
        return told
    news = {name: value for name in Reference.__slots__ if (value := getattr(told, name))}
    return replace(known, **news)


def _fits(one: Reference) -> bool:
    return max(map(len, (one.address, one.conversation, one.grouped_under, one.service_url))) <= _LONGEST


def _told(part: object, name: str) -> str:
    return str(part.get(name) or "") if isinstance(part, Mapping) else ""
