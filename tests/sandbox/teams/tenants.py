"""A tenant for tests: one team of two with a bot, its address, and what a bot may call."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from bot.teams.connector import Connector
from sandbox.clock import ManualClock
from sandbox.teams.seed import SeedBot, SeedPerson, SeedRoom, SeedTeam, SeedTenant
from sandbox.teams.server import TeamsServer
from sandbox.teams.tenant import Tenant

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
TENANT, TEAM, ROOM = "aaaaaaaa-0000-4000-8000-000000000001", "19:general@thread.tacv2", "19:planning@thread.tacv2"
ADA, BEN, CAM = "29:ada", "29:ben", "29:cam"
BOT = SeedBot("bbbbbbbb-0000-4000-8000-000000000002", "Helper")


def a_seed() -> SeedTenant:
    """Ada and Ben in one team with the bot; Cam has nothing to do with either."""
    return SeedTenant(
        TENANT,
        "Example",
        people=(
            SeedPerson(ADA, "Ada Example", "ada@example.org", "ada-object"),
            SeedPerson(BEN, "Ben Example", "ben@example.org", "ben-object", zone="America/Chicago"),
            SeedPerson(CAM, "Cam Example", "cam@example.org", "cam-object", has_bot=False),
        ),
        teams=(
            SeedTeam(TEAM, "Example team", "team-object", (SeedRoom(TEAM), SeedRoom(ROOM, "planning")), (ADA, BEN)),
        ),
        bot=BOT,
    )


def a_tenant() -> Tenant:
    return Tenant(a_seed(), clock=ManualClock(NOON))


@contextmanager
def serving(tenant: Tenant | None = None) -> Iterator[Tenant]:
    with TeamsServer(tenant or a_tenant()) as server:
        yield server.tenant


@contextmanager
def a_connector(*, token: str = BOT.token, timeout: float = 5) -> Iterator[Connector]:
    connector = Connector(lambda: token, timeout=timeout)
    try:
        yield connector
    finally:
        connector.close()
