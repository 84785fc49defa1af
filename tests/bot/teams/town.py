"""The cast's organization as the small Teams has it, and a bot that is connected to it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.demo.cast import CAST, CHANNEL_NAME
from bot.demo.speaking import IN_TEAMS
from bot.teams.connector import Connector
from bot.teams.messenger import TeamsMessenger
from bot.teams.places import Places
from bot.teams.speaker import PLATFORM
from bot.use_cases.who import Deps
from rubric.people import WorkspaceId
from sandbox.clock import ManualClock
from sandbox.teams.seed import SeedBot, SeedPerson, SeedRoom, SeedTeam, SeedTenant
from sandbox.teams.server import TeamsServer
from sandbox.teams.tenant import Tenant
from storage import references, workspaces
from storage.references import Reference
from storage.store import Store
from tests.fakes import HandClock

NOW = datetime(2026, 11, 2, 14, tzinfo=UTC)
TENANT, CHANNEL = IN_TEAMS.workspace, IN_TEAMS.channel_id
TEAM = "19:t1maple0valley0district@thread.tacv2"
BOT = SeedBot("7c1d2e3f-4a5b-4c6d-8e9f-0a1b2c3d4e5f", "Homeroom")
PEOPLE = tuple(
    SeedPerson(IN_TEAMS.address(one), one.name, f"{one.handle}@maplevalley.example", f"object-{one.handle}")
    for one in CAST
)
ANA = IN_TEAMS.address(CAST[0])


def a_town(*, more_people: tuple[SeedPerson, ...] = (), more_rooms: tuple[SeedRoom, ...] = ()) -> SeedTenant:
    """The cast in one team with one channel; whoever is besides them is in the team as well."""
    everybody = (*PEOPLE, *more_people)
    rooms = (SeedRoom(TEAM), SeedRoom(CHANNEL, CHANNEL_NAME), *more_rooms)
    team = SeedTeam(TEAM, "Maple Valley cabinet", "object-team", rooms, tuple(one.id for one in everybody))
    return SeedTenant(TENANT, "Maple Valley", everybody, (team,), BOT)


@dataclass(frozen=True)
class Town:
    """A tenant that is served, and what a bot there has; its clock stands."""

    tenant: Tenant
    store: Store
    clock: HandClock
    workspace: WorkspaceId
    places: Places

    @property
    def messenger(self) -> TeamsMessenger:
        return TeamsMessenger(self.places)

    @property
    def deps(self) -> Deps:
        return self.places.deps

    def knows(self, reference: Reference) -> None:
        with self.store.begin() as transaction:
            references.remember(transaction, self.workspace, reference, now=self.clock.now())

    def known(self, address: str) -> Reference | None:
        with self.store.read() as transaction:
            return references.find(transaction, self.workspace, address)


@contextmanager
def a_connected_town(store: Store, seed: SeedTenant | None = None) -> Iterator[Town]:
    """Homeroom was added to the team, and told of the channel."""
    tenant = Tenant(seed or a_town(), clock=ManualClock(NOW))
    clock = HandClock(NOW)
    with TeamsServer(tenant):
        connector = Connector(lambda: BOT.token, timeout=2)
        with store.begin() as transaction:
            workspace = workspaces.remember(transaction, platform=PLATFORM, external_id=TENANT, name="Maple Valley")
        town = Town(tenant, store, clock, workspace, Places(connector, Deps(store, clock), TENANT, BOT.id))
        town.knows(Reference(CHANNEL, tenant.service_url, CHANNEL, TEAM, CHANNEL_NAME))
        try:
            yield town
        finally:
            connector.close()
