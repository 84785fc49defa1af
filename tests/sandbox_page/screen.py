"""A workspace with three people and a small app, and a browser page that looks at it."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from playwright.sync_api import Browser, Locator, Page
from slack_sdk import WebClient

from sandbox.clock import ManualClock
from sandbox.json_types import Json
from sandbox.seed import Seed, SeedApp, SeedChannel, SeedCommand, SeedUser
from sandbox.server import SandboxServer
from sandbox.workspace import Workspace
from tests.sandbox_page.small_app import SmallApp, running_app

MONDAY = datetime(2026, 11, 30, 13, 20, tzinfo=UTC)
DESKTOP = (1280, 800)
PHONE = (390, 844)

PEOPLE = (
    SeedUser("U1", "ana", "Ana Ruiz", title="Superintendent"),
    SeedUser("U2", "dev", "Dev Patel", title="Academics"),
    SeedUser("U3", "lee", "Lee Okafor", tz="America/Los_Angeles"),
)


@dataclass(frozen=True)
class Screen:
    """What a test looks at and turns the knobs of."""

    workspace: Workspace
    server: SandboxServer
    app: SmallApp
    client: WebClient
    page: Page

    def open(self, place: str = "#/C1", user: str = "U1") -> None:
        """Load the page anew, as this person, at this place."""
        self.page.goto("about:blank")
        self.page.goto(f"{self.server.url}/?user={user}{place}")
        self.page.locator("body[data-ready]").wait_for()

    def post(self, blocks: Sequence[Json], channel: str = "C1", text: str = "fallback") -> str:
        """The app posts; returns the message's ts."""
        return str(self.client.chat_postMessage(channel=channel, text=text, blocks=list(blocks))["ts"])

    def part(self, name: str) -> Locator:
        """A region or control by its data-testid."""
        return self.page.get_by_test_id(name)

    def answered(self, verb: str) -> AbstractContextManager[object]:
        """A block that is left once the server has answered this kind of act."""
        return self.page.expect_response(
            lambda answer: f'"do":"{verb}"' in (answer.request.post_data or ""), timeout=5_000
        )

    def opens(self, view: Json) -> None:
        """From now on a click on any button makes the app open this modal."""

        def answer(payload: Json) -> None:
            if payload["actions"][0]["type"] == "button":
                self.client.views_open(trigger_id=payload["trigger_id"], view=view)

        self.app.on["block_actions"] = answer


def _seed(request_url: str) -> Seed:
    app = SeedApp(
        "A1",
        "Helper",
        "UBOT",
        "xoxb-1",
        "xapp-1",
        "secret",
        ("chat:write", "commands", "files:read", "files:write", "users:read"),
        (SeedCommand("/hello", "Says hello", "[name]"), SeedCommand("/help", "Says more")),
        request_url=request_url,
    )
    everyone = tuple(user.id for user in PEOPLE)
    channels = (
        SeedChannel("C1", "general", (*everyone, "UBOT")),
        SeedChannel("C2", "budget", ("U1",), is_private=True),
    )
    return Seed("T1", "Lakeview Schools", "lakeview", PEOPLE, channels, app)


@contextmanager
def a_screen(browser: Browser, size: tuple[int, int] = DESKTOP) -> Iterator[Screen]:
    """Everything running; afterwards nothing may have gone wrong in the page."""
    with running_app() as app:
        workspace = Workspace(_seed(app.url), clock=ManualClock(MONDAY))
        workspace.limits.message_interval = 0
        with SandboxServer(workspace) as server:
            context = browser.new_context(viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce")
            context.set_default_timeout(5_000)
            page = context.new_page()
            wrong: list[str] = []
            page.on("pageerror", lambda error: wrong.append(str(error)))
            page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
            client = WebClient(token="xoxb-1", base_url=server.api_url, retry_handlers=[])
            yield Screen(workspace, server, app, client, page)
            context.close()
        # The page's own policy lets it talk to its server only, and whatever breaks it is an error in the console.
        assert not wrong, f"The page complained: {wrong}"
