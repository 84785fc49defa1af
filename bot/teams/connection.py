"""One organization in Microsoft Teams, connected: what comes in, the messenger, and the workspace in the database."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from bot.calendars.lookups import WithPages
from bot.settings import Settings
from bot.soon import Later
from bot.teams.app import App, build_app, receive
from bot.teams.authority import Authority, Authorizes
from bot.teams.connector import Connector
from bot.teams.identity import Tokens, cloud_named
from bot.teams.lookups import TeamsLookups
from bot.teams.messenger import TeamsMessenger
from bot.teams.places import Places
from bot.teams.speaker import PLATFORM
from bot.use_cases.who import Deps
from bot.web.application import Answer
from storage import workspaces

# Looking who is in a team takes a second or two, and coordinators are few.
LATER_AT_ONCE = 4
# Before the id of an app, Teams' sign that it is a bot's.
_BOT = "28:"


@dataclass(frozen=True, slots=True)
class Identity:
    """Who we are there. Teams doesn't tell a bot what an organization is called, so its id stands for that."""

    workspace: str

    @property
    def workspace_name(self) -> str:
        return self.workspace


@dataclass(frozen=True, slots=True)
class Teams:
    """What the composition root needs of Teams."""

    app: App
    messenger: TeamsMessenger
    places: Places
    tokens: Callable[[], str]
    deps: Deps
    # Waits for what is done on threads of our own.
    finish: Callable[[], None] = lambda: None

    @classmethod
    def connect(
        cls,
        settings: Settings,
        deps: Deps,
        *,
        later: Later | None = None,
        tokens: Callable[[], str] | None = None,
        openid_url: str | None = None,
        authority: Authorizes | None = None,
        file_hosts: tuple[str, ...] = (),
    ) -> "Teams":
        """Nothing is sent yet. `later` does what no click can wait for, by default on threads of its own.

        The others are Microsoft's unless something on this machine stands in its place: where `tokens` come from,
        where the keys are told of that sign what comes in, who is let in, and from where files may come.
        """
        app_id, tenant = settings.TEAMS_CLIENT_ID, settings.TEAMS_TENANT_ID
        cloud = cloud_named(settings.TEAMS_CLOUD)
        given = tokens or Tokens(
            client_id=app_id, secret=settings.TEAMS_CLIENT_SECRET.get_secret_value(), tenant=tenant, cloud=cloud
        )
        connector = Connector(given, renewed=given.renewed if isinstance(given, Tokens) else None)
        places = Places(connector, deps, tenant, f"{_BOT}{app_id}")
        threads = ThreadPoolExecutor(LATER_AT_ONCE, thread_name_prefix="later")
        looked_up = TeamsLookups(places, admins=settings.teams_admins, hosts=file_hosts)
        return cls(
            app=build_app(
                deps,
                authority=authority or Authority(app_id=app_id, tenant=tenant, cloud=cloud, openid_url=openid_url),
                places=places,
                lookups=WithPages(looked_up, allowed=settings.calendar_hosts),
                later=later or threads.submit,
                file_hosts=file_hosts,
            ),
            messenger=TeamsMessenger(places),
            places=places,
            tokens=given,
            deps=deps,
            finish=threads.shutdown,
        )

    def close(self) -> None:
        """Hang up, after what was begun; nothing can be sent afterwards."""
        self.finish()
        self.places.connector.close()

    def introduce(self) -> Identity:
        """Get a token, and remember the workspace. Raises CredentialsRefused, TeamsUnreachable, DatabaseError."""
        self.tokens()
        tenant = self.places.tenant
        with self.deps.store.begin() as transaction:
            workspaces.remember(transaction, platform=PLATFORM, external_id=tenant, name=tenant)
        return Identity(tenant)

    def receive(self, body: str, headers: Mapping[str, str]) -> Answer:
        """Answer one request, once it has shown to be Teams'."""
        return receive(self.app, body, headers)
