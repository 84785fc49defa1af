"""Knows the teams with their channels, the chats with the bot, and who is in them; not what is said there."""

from dataclasses import dataclass, field
from hashlib import sha256

from sandbox.teams.refusing import Refused
from sandbox.teams.seed import SeedPerson, SeedTeam, SeedTenant

_THREAD = ";messageid="


@dataclass(slots=True)
class Team:
    """One team; `members` are people's ids."""

    id: str
    name: str
    object_id: str
    members: list[str]
    has_bot: bool


@dataclass(slots=True)
class Room:
    """One channel; `members` None for everybody in the team. A deleted one can be restored."""

    id: str
    name: str
    kind: str
    team: Team
    members: list[str] | None = None
    deleted: bool = False

    @property
    def people(self) -> list[str]:
        return self.team.members if self.members is None else self.members

    @property
    def is_first(self) -> bool:
        return self.id == self.team.id


@dataclass(slots=True)
class Chat:
    """The conversation of one person with the bot; `has_bot` until they remove the app, `blocked` by them."""

    id: str
    person: str
    has_bot: bool = True
    blocked: bool = False


@dataclass(frozen=True, slots=True)
class Where:
    """A conversation as an address has it: a channel or a chat, and the thread in it, if one is named."""

    place: Room | Chat
    thread: str = ""


@dataclass(slots=True)
class Places:
    """Callers hold the tenant's lock."""

    teams: dict[str, Team] = field(default_factory=dict)
    rooms: dict[str, Room] = field(default_factory=dict)
    chats: dict[str, Chat] = field(default_factory=dict)
    people: dict[str, SeedPerson] = field(default_factory=dict)
    without_bot: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, seed: SeedTenant) -> "Places":
        places = cls()
        for person in seed.people:
            places.add_person(person)
        for team in seed.teams:
            places.add_team(team)
        return places

    def add_person(self, person: SeedPerson) -> None:
        self.people[person.id] = person
        if not person.has_bot:
            self.without_bot.add(person.id)

    def add_team(self, seed: SeedTeam) -> Team:
        team = Team(seed.id, seed.name, seed.object_id, list(seed.members), seed.has_bot)
        self.teams[team.id] = team
        for room in seed.rooms:
            members = None if room.members is None else list(room.members)
            self.rooms[room.id] = Room(room.id, room.name, room.kind, team, members)
        return team

    def person(self, person_id: str) -> SeedPerson:
        if person_id not in self.people:
            raise LookupError(f"nobody has the id {person_id!r}")
        return self.people[person_id]

    def room(self, room_id: str) -> Room:
        if room_id not in self.rooms:
            raise LookupError(f"no channel has the id {room_id!r}")
        return self.rooms[room_id]

    def rooms_of(self, team: Team) -> list[Room]:
        return [room for room in self.rooms.values() if room.team is team and not room.deleted]

    def chat_with(self, person_id: str) -> Chat:
        """The same one each time."""
        chat_id = f"a:1{sha256(self.person(person_id).id.encode()).hexdigest()[:32]}"
        return self.chats.setdefault(chat_id, Chat(chat_id, person_id, has_bot=person_id not in self.without_bot))

    def seen_by_bot(self, conversation: str) -> Where:
        """Raises Refused for what the bot can't reach."""
        base, _, thread = conversation.partition(_THREAD)
        place: Room | Chat | None = self.rooms.get(base) or self.chats.get(base)
        if place is None or (isinstance(place, Room) and place.deleted):
            raise Refused("ConversationNotFound")
        if isinstance(place, Room) and not place.team.has_bot:
            raise Refused("BotNotInConversationRoster")
        return Where(place, thread)


def thread_of(conversation: str, root: str) -> str:
    """How a thread of a channel is addressed."""
    return f"{conversation}{_THREAD}{root}"


def without_thread(conversation: str) -> str:
    return conversation.partition(_THREAD)[0]
