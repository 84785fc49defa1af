"""One Slack workspace, connected: the Bolt app, the messenger, and the workspace as the database knows it."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from slack_bolt import App
from slack_sdk import WebClient

from bot.calendars.lookups import WithPages
from bot.settings import Settings
from bot.slack.app import build_app, clicks_client, quiet_logger, receive
from bot.slack.authority import Authority
from bot.slack.identity import Identity, identify
from bot.slack.lookups import SlackLookups
from bot.slack.messenger import SlackMessenger, posting_client
from bot.slack.socket_mode import SocketConnection
from bot.slack.speaker import PLATFORM
from bot.soon import Later
from bot.use_cases.who import Deps
from bot.web.application import Answer
from storage import workspaces

# Looking who is in a channel takes a second or two, and coordinators are few.
LATER_AT_ONCE = 4


@dataclass(frozen=True, slots=True)
class Slack:
    """What the composition root needs of Slack."""

    app: App
    authority: Authority
    messenger: SlackMessenger
    client: WebClient
    deps: Deps
    app_token: str
    api_url: str

    @classmethod
    def connect(cls, settings: Settings, deps: Deps, *, later: Later | None = None) -> "Slack":
        """Nothing is sent yet. `later` does what no click can wait for, by default on threads of its own."""
        token = settings.SLACK_BOT_TOKEN.get_secret_value()
        secret, app_token = settings.SLACK_SIGNING_SECRET, settings.SLACK_APP_TOKEN
        client = posting_client(token, settings.SLACK_API_URL)
        authority = Authority(clicks_client(settings.SLACK_API_URL, token=token))
        return cls(
            authority=authority,
            app=build_app(
                deps,
                authority=authority,
                lookups=WithPages(SlackLookups(client), allowed=settings.calendar_hosts),
                later=later or ThreadPoolExecutor(LATER_AT_ONCE, thread_name_prefix="later").submit,
                api_url=settings.SLACK_API_URL,
                signing_secret="" if secret is None else secret.get_secret_value(),
            ),
            messenger=SlackMessenger(client),
            client=client,
            deps=deps,
            app_token="" if app_token is None else app_token.get_secret_value(),
            api_url=settings.SLACK_API_URL,
        )

    def introduce(self) -> Identity:
        """Ask who we are, and remember the workspace. Raises SlackSaysNo, SlackUnreachable, DatabaseError."""
        identity = identify(self.client)
        self.authority.learn(identity)
        with self.deps.store.begin() as transaction:
            workspaces.remember(
                transaction,
                platform=PLATFORM,
                external_id=identity.workspace,
                name=identity.workspace_name,
            )
        return identity

    def socket(self) -> SocketConnection:
        """Listen over Socket Mode while the block lasts."""
        return SocketConnection(self.app, app_token=self.app_token, api_url=self.api_url, logger=quiet_logger())

    def receive(self, body: str, headers: Mapping[str, str]) -> Answer:
        """Answer one signed HTTP request."""
        return receive(self.app, body, headers)
