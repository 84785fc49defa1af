"""Describes a tenant before anything has happened in it; holds no state and no behaviour."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SeedPerson:
    """One account; `id` is what the bot knows them by. `role`: user or guest; `tenant`: empty for this one.

    `has_bot` where the app is in their personal scope already.
    """

    id: str
    name: str
    upn: str
    object_id: str
    zone: str = "America/New_York"
    role: str = "user"
    tenant: str = ""
    has_bot: bool = True


@dataclass(frozen=True, slots=True)
class SeedRoom:
    """One channel of a team; `kind`: standard, private or shared. The first has the team's own id and no name.

    `members` are the ids of who is in it; None for everybody in the team.
    """

    id: str
    name: str = ""
    kind: str = "standard"
    members: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class SeedTeam:
    """One team with its channels and its people's ids; `has_bot` where the app is installed already."""

    id: str
    name: str
    object_id: str
    rooms: tuple[SeedRoom, ...]
    members: tuple[str, ...]
    has_bot: bool = True


@dataclass(frozen=True, slots=True)
class SeedBot:
    """The app: its id at the tenant, what tokens are made out to, and what people type after the @.

    `token` is what it must show at the connector, in the form of a JWT.
    """

    app_id: str
    name: str
    token: str = "sandbox.outbound.token"

    @property
    def id(self) -> str:
        return f"28:{self.app_id}"


@dataclass(frozen=True, slots=True)
class SeedTenant:
    """One organization."""

    id: str
    name: str
    people: tuple[SeedPerson, ...]
    teams: tuple[SeedTeam, ...]
    bot: SeedBot
