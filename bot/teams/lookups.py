"""Looks things up in Teams that may take seconds: who is in a channel, one person, what is in a file."""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from email.message import Message
from typing import Any, assert_never
from urllib.parse import unquote, urlsplit

import httpx

from bot.lookups import (
    FILE_TIMEOUT_SECONDS,
    LARGEST_FILE,
    MOST_PEOPLE,
    ChannelPeople,
    Contents,
    Found,
    NotFound,
    Problem,
    Profile,
    Wanted,
    WantedFile,
    WantedPage,
    WantedPeople,
    WantedPerson,
    WhyLeftOut,
    sorted_out,
)
from bot.teams.addresses import is_channel
from bot.teams.connector import Connector, Json, TeamsSaysNo
from bot.teams.files import is_kept_safely
from bot.teams.outcomes import NOT_KNOWN_HERE, TROUBLE, Trouble, code_of, outcome_of_trouble
from bot.teams.places import NowhereKnown, Place, Places
from jobs.ports import HoldOff, Person
from rubric.typed_text import without_marks
from storage import references

# Somebody is asked after in this many teams at most; a district has Homeroom in few.
MOST_GROUPS = 20
# A team's first channel bears no name in what Teams tells; this is what everybody sees.
FIRST_CHANNEL = "General"
# Of whom neither we nor anybody around them told a time zone.
NO_ZONE = "UTC"
_PROBLEMS = {
    "ConversationNotFound": Problem.CHANNEL_HIDDEN,
    "BotNotInConversationRoster": Problem.CHANNEL_HIDDEN,
    **dict.fromkeys(NOT_KNOWN_HERE, Problem.GONE),
}


class TeamsLookups:
    """The Lookups of one organization; `admins` are sign-in names or object ids, in small letters.

    `hosts` may files come from besides Microsoft's, and without encryption.
    """

    def __init__(self, places: Places, *, admins: Collection[str] = (), hosts: tuple[str, ...] = ()) -> None:
        self._places = places
        self._connector: Connector = places.connector
        self._admins = frozenset(admins)
        self._hosts = hosts

    def look_up(self, wanted: Wanted) -> Found:
        try:
            match wanted:
                case WantedPeople(channel_id=channel_id):
                    return self._people(channel_id)
                case WantedPerson(address=address):
                    return self._profile(address)
                case WantedFile(file_id=address):
                    return self._file(address)
                case WantedPage():
                    return NotFound(Problem.NOT_ALLOWED)
                case _:
                    assert_never(wanted)
        except NowhereKnown:
            return NotFound(Problem.CHANNEL_HIDDEN, "no_service_known")
        except TROUBLE as error:
            return _not_found(error)

    def _people(self, channel_id: str) -> Found:
        known = self._places.reference(channel_id)
        if known is None or not known.grouped_under:
            return NotFound(Problem.CHANNEL_HIDDEN if is_channel(channel_id) else Problem.NOT_A_CHANNEL)
        place = self._places.find(channel_id)
        listed = self._connector.channels(place.service, known.grouped_under)
        # Not every kind of channel is listed; what we were told of it has to do then.
        channel = next((one for one in listed if one.get("id") == channel_id), {})
        name = without_marks(str(channel.get("name") or known.name or (FIRST_CHANNEL if channel else "")))
        if channel.get("type") == "shared":
            # Nobody sets a team up there, so nobody in it is asked about.
            return ChannelPeople(name, is_shared=True, people=(), left_out=())
        members = list(self._connector.members(place.service, place.conversation))
        if len(members) > MOST_PEOPLE:
            return NotFound(Problem.TOO_LARGE, str(len(members)))
        return sorted_out(name, self._profiles(members))

    def _profile(self, address: str) -> Found:
        member = self._member(address)
        if member is None:
            return NotFound(Problem.GONE)
        zones = self._zones()
        return self._profile_of(member, zone=zones.get(address) or _most_common(zones, zones))

    def _profiles(self, members: Collection[Json]) -> list[Profile]:
        zones = self._zones()
        usual = _most_common(zones, (str(member.get("id")) for member in members))
        return [self._profile_of(member, zone=zones.get(str(member.get("id")), usual)) for member in members]

    def _profile_of(self, member: Json, *, zone: str) -> Profile:
        names = {str(member.get(key) or "").lower() for key in ("userPrincipalName", "aadObjectId", "objectId")} - {""}
        return Profile(
            person_of(member, zone=zone),
            is_admin=not names.isdisjoint(self._admins),
            left_out=left_out_because(member, self._places.tenant),
        )

    def _member(self, address: str) -> Json | None:
        """Whoever shares a chat or a team with us; there is no other way to learn of somebody."""
        for place in self._where_to_ask(address):
            try:
                return self._connector.member(place.service, place.conversation, address)
            except TeamsSaysNo as error:
                if code_of(error) not in _PROBLEMS:
                    raise
        return None

    def _where_to_ask(self, address: str) -> list[Place]:
        known = self._places.reference(address)
        services = self._places.groups()
        asked = [Place(group, service, group, is_channel=True) for group, service in services.items()][:MOST_GROUPS]
        if known is not None and known.conversation and not known.grouped_under:
            return [self._places.find(address), *asked]
        return asked

    def _zones(self) -> Mapping[str, str]:
        with self._places.deps.store.read() as transaction:
            workspace_id = self._places.workspace(transaction)
            return {} if workspace_id is None else references.zones_of(transaction, workspace_id)

    def _file(self, address: str) -> Found:
        """The address itself is the right to read there for some minutes, so it gets no token of ours."""
        if not is_kept_safely(address, hosts=self._hosts):
            return NotFound(Problem.NOT_ALLOWED)
        with httpx.stream("GET", address, timeout=FILE_TIMEOUT_SECONDS, follow_redirects=False) as answer:
            if answer.status_code in (404, 410):
                return NotFound(Problem.GONE, f"http_{answer.status_code}")
            if answer.status_code != httpx.codes.OK:
                return NotFound(Problem.NO_ANSWER, f"http_{answer.status_code}")
            data = bytearray()
            for piece in answer.iter_bytes():
                data += piece
                if len(data) > LARGEST_FILE:
                    return NotFound(Problem.TOO_LARGE)
            return Contents(_name_of(answer, address), bytes(data))


def left_out_because(member: Mapping[str, Any], tenant: str) -> WhyLeftOut | None:
    """Why somebody can't be on a team; None when they can."""
    role = str(member.get("userRole") or "").lower()
    if str(member.get("id")).startswith("28:") or role in ("bot", "skill"):
        return WhyLeftOut.BOT
    # Guests have accounts of the organization that invited them, others of their own.
    if role == "guest":
        return WhyLeftOut.GUEST
    if role == "anonymous" or str(member.get("tenantId") or tenant).lower() != tenant.lower():
        return WhyLeftOut.STRANGER
    return None


def person_of(member: Mapping[str, Any], *, zone: str) -> Person:
    parts = (str(member.get("givenName") or ""), str(member.get("surname") or ""))
    name = str(member.get("name") or "") or " ".join(filter(None, parts))
    name = without_marks(name or str(member.get("userPrincipalName") or ""))
    return Person(address=str(member.get("id")), name=name, zone=zone)


def _most_common(zones: Mapping[str, str], addresses: Iterable[str]) -> str:
    """Of those people, or if it is known of none of them, of everybody."""
    counted = Counter(zones[address] for address in addresses if address in zones) or Counter(zones.values())
    return min(counted, key=lambda zone: (-counted[zone], zone), default=NO_ZONE)


def _name_of(answer: httpx.Response, address: str) -> str:
    """As the answer says, else as the address ends."""
    header = Message()
    header["Content-Disposition"] = answer.headers.get("content-disposition", "")
    return without_marks(str(header.get_filename() or unquote(urlsplit(address).path.rpartition("/")[2])))


def _not_found(error: Trouble) -> NotFound:
    outcome = outcome_of_trouble(error, to="")
    if isinstance(outcome, HoldOff):
        return NotFound(Problem.BUSY, str(math.ceil(outcome.seconds)))
    code = code_of(error) if isinstance(error, TeamsSaysNo) else type(error).__name__
    return NotFound(_PROBLEMS.get(code, Problem.NO_ANSWER), code)
