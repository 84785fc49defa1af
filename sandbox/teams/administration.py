"""What owners and administrators do to teams, channels and the app, and what Teams tells the bot of it."""

from dataclasses import dataclass

from sandbox.json_types import Json
from sandbox.teams import activities
from sandbox.teams.courier import Carried
from sandbox.teams.places import Chat, Room, Team
from sandbox.teams.seed import SeedPerson, SeedTeam
from sandbox.teams.tenant import Tenant


@dataclass(frozen=True, slots=True)
class Administration:
    """Acts as `by`. Each act returns what was carried to the bot; nothing is where Teams would tell it nothing."""

    tenant: Tenant
    by: SeedPerson

    def install(self, team_id: str, *, room_id: str = "") -> list[Carried]:
        """Into a team, from one of its channels."""
        team, room = self._team(team_id), self._room(room_id or team_id)
        team.has_bot = True
        bot = {"id": self.tenant.bot["id"]}
        return [self._installation(room, "add"), self._tell(team, "teamMemberAdded", membersAdded=[bot])]

    def uninstall(self, team_id: str) -> list[Carried]:
        team = self._team(team_id)
        bot = {"id": self.tenant.bot["id"]}
        told = [
            self._installation(self._room(team_id), "remove"),
            self._tell(team, "teamMemberRemoved", membersRemoved=[bot]),
        ]
        team.has_bot = False
        return told

    def upgrade(self, team_id: str) -> list[Carried]:
        """A new version of the app's package."""
        room = self._room(team_id)
        return [self._installation(room, "remove-upgrade"), self._installation(room, "add-upgrade")]

    def install_for(self, person_id: str) -> list[Carried]:
        """Into somebody's personal scope; Teams acts as they."""
        with self.tenant.lock:
            chat = self.tenant.places.chat_with(person_id)
            chat.has_bot, chat.blocked = True, False
        person = self.tenant.places.person(person_id)
        added = [{"id": person_id}, {"id": self.tenant.bot["id"]}]
        update = activities.activity(self.tenant, person, chat, kind="conversationUpdate", membersAdded=added)
        return [self._installation(chat, "add", person), self._carry(update)]

    def uninstall_for(self, person_id: str) -> list[Carried]:
        with self.tenant.lock:
            chat = self.tenant.places.chat_with(person_id)
        told = [self._installation(chat, "remove", self.tenant.places.person(person_id))]
        chat.has_bot = False
        return told

    def block(self, person_id: str, *, blocked: bool = True) -> None:
        """Somebody blocks the bot in their chat; it is told nothing."""
        with self.tenant.lock:
            self.tenant.places.chat_with(person_id).blocked = blocked

    def rename_team(self, team_id: str, name: str) -> list[Carried]:
        team = self._team(team_id)
        team.name = name
        return [self._tell(team, "teamRenamed")]

    def delete_team(self, team_id: str) -> list[Carried]:
        team = self._team(team_id)
        told = [self._tell(team, "teamDeleted")]
        for room in self.tenant.places.rooms_of(team):
            room.deleted = True
        return told

    def archive_team(self, team_id: str, *, archived: bool = True) -> list[Carried]:
        """Nothing else comes of it here."""
        return [self._tell(self._team(team_id), "teamArchived" if archived else "teamUnarchived")]

    def create_channel(self, team_id: str, room_id: str, name: str, *, kind: str = "standard") -> list[Carried]:
        room = Room(room_id, name, kind, self._team(team_id))
        self.tenant.places.rooms[room_id] = room
        return [self._tell(room.team, "channelCreated", room)]

    def rename_channel(self, room_id: str, name: str) -> list[Carried]:
        room = self._room(room_id)
        room.name = name
        return [self._tell(room.team, "channelRenamed", room)]

    def delete_channel(self, room_id: str) -> list[Carried]:
        """It can be restored for a month."""
        room = self._room(room_id)
        room.deleted = True
        return [self._tell(room.team, "channelDeleted", room)]

    def restore_channel(self, room_id: str) -> list[Carried]:
        room = self._room(room_id)
        room.deleted = False
        return [self._tell(room.team, "channelRestored", room)]

    def add_member(self, team_id: str, person_id: str) -> list[Carried]:
        team, person = self._team(team_id), self.tenant.places.person(person_id)
        team.members.append(person.id)
        return [self._tell(team, "teamMemberAdded", membersAdded=[_named(person)])]

    def remove_member(self, team_id: str, person_id: str) -> list[Carried]:
        team, person = self._team(team_id), self.tenant.places.person(person_id)
        team.members.remove(person.id)
        return [self._tell(team, "teamMemberRemoved", membersRemoved=[_named(person)])]

    def create_team(self, seed: SeedTeam) -> Team:
        """The bot knows nothing of it until it is installed there."""
        with self.tenant.lock:
            return self.tenant.places.add_team(seed)

    def _installation(self, place: Room | Chat, action: str, by: SeedPerson | None = None) -> Carried:
        found = activities.activity(self.tenant, by or self.by, place, kind="installationUpdate", action=action)
        if isinstance(place, Room):
            team = place.team
            found["channelData"]["settings"] = {"selectedChannel": {"id": place.id}}
            found["channelData"]["team"] = {"id": team.id, "name": team.name, "aadGroupId": team.object_id}
            found["conversation"] = activities.conversation(self.tenant, self._room(team.id))
        return self._carry(found)

    def _tell(self, team: Team, event: str, room: Room | None = None, **more: list[Json]) -> Carried:
        found = activities.team_update(self.tenant, self.by, team, event=event, room=room)
        return self._carry({**found, **more})

    def _carry(self, found: Json) -> Carried:
        self.tenant.changes.note("app")
        return self.tenant.courier.carry(found)

    def _team(self, team_id: str) -> Team:
        return self.tenant.places.teams[team_id]

    def _room(self, room_id: str) -> Room:
        return self.tenant.places.room(room_id)


def _named(person: SeedPerson) -> Json:
    return {"id": person.id, "name": person.name, "aadObjectId": person.object_id}
