"""Which channels that we know an event is about, and whom: Teams tells of its teams, and Homeroom's have channels."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from bot.lookups import ChannelPeople, Found, Lookups, WantedPeople
from bot.teams.arrived import Arrived
from bot.use_cases.results import LookUp
from bot.use_cases.who import Deps, Speaker
from storage import references, workspaces


def channels_meant(deps: Deps, arrived: Arrived) -> tuple[str, ...]:
    """The one that it names, or all that are known of the team; of a team we know those that somebody wrote in."""
    if arrived.names_channel:
        return (arrived.channel,)
    who = arrived.who
    with deps.store.read() as transaction:
        workspace = workspaces.find(transaction, platform=who.platform, external_id=who.workspace)
        if workspace is None or not arrived.group:
            return ()
        return tuple(one.address for one in references.grouped_under(transaction, workspace, arrived.group))


def moved(arrived: Arrived) -> Iterator[Speaker]:
    """Who came or went, other than Homeroom."""
    for list_ in ("membersAdded", "membersRemoved"):
        told = arrived.activity.get(list_)
        for one in told if isinstance(told, list) else ():
            if isinstance(one, Mapping) and one.get("id") and one.get("id") != arrived.us:
                yield replace(arrived.who, address=str(one["id"]), name=str(one.get("name") or ""))


def is_about_us(arrived: Arrived) -> bool:
    """Whether Homeroom is among those who came or went."""
    told = (*(arrived.activity.get("membersAdded") or ()), *(arrived.activity.get("membersRemoved") or ()))
    return any(isinstance(one, Mapping) and one.get("id") == arrived.us for one in told)


def if_there(wish: LookUp | None, who: Speaker, channel_id: str, lookups: Lookups) -> LookUp | None:
    """The same for who is in the channel: into a private one nobody comes by coming into its team."""
    if wish is None:
        return None

    def then(found: Found) -> None:
        if not isinstance(found, ChannelPeople) or any(one.address == who.address for one in found.people):
            wish.then(lookups.look_up(wish.wanted))

    return LookUp(WantedPeople(channel_id), then)
