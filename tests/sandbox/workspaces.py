"""Builds small workspaces, and calls their Web API with and without a network."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from sandbox.api.dispatch import answer
from sandbox.clock import Clock, ManualClock
from sandbox.json_types import Json
from sandbox.people import Person
from sandbox.rate_limits import RateLimits
from sandbox.seed import Seed, SeedApp, SeedChannel, SeedCommand, SeedUser
from sandbox.workspace import Workspace

BOT = "UBOT"
BOT_TOKEN = "xoxb-test"
APP_TOKEN = "xapp-test"
SECRET = "signing-secret"
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
SCOPES = (
    *("chat:write", "commands", "users:read", "team:read", "channels:join", "im:write", "im:read"),
    *("channels:read", "groups:read", "channels:history", "groups:history", "im:history"),
    *("files:write", "files:read"),
)
APP = SeedApp(
    "A1",
    "Helper",
    BOT,
    BOT_TOKEN,
    APP_TOKEN,
    SECRET,
    SCOPES,
    (SeedCommand("/hello", "Says hello", "[name]"), SeedCommand("/escaped", should_escape=True)),
    icon_emoji=":wave:",
)
ANN = SeedUser("U1", "ann", "Ann Arbor", title="Director", is_admin=True)
BOB = SeedUser("U2", "bob", "Bob Hope", tz="America/Chicago")
CAT = SeedUser("U3", "cat", "Cat Stone", is_restricted=True)
GONE = SeedUser("U4", "gone", "Gone Away", deleted=True)
FAR = SeedUser("U5", "far", "Far Off", team_id="T9")
CHANNELS = (
    SeedChannel("C1", "general", ("U1", "U2", BOT), topic="Anything"),
    SeedChannel("C2", "elsewhere", ("U1", "U2")),
    SeedChannel("G1", "inside", ("U1", BOT), is_private=True),
    SeedChannel("G2", "closed", ("U1",), is_private=True),
    SeedChannel("C3", "old", ("U1", BOT), is_archived=True),
    SeedChannel("C4", "shared", ("U1", "U5", BOT), is_ext_shared=True),
)


def a_workspace(
    *,
    app: SeedApp = APP,
    clock: Clock | None = None,
    scopes: tuple[str, ...] | None = None,
    unlimited: bool = True,
) -> Workspace:
    """Ann, Bob, Cat and others, with the app in #general; time stands still, messages are not rationed."""
    if scopes is not None:
        app = replace(app, scopes=scopes)
    seed = Seed("T1", "Testers", "testers", (ANN, BOB, CAT, GONE, FAR), CHANNELS, app)
    limits = RateLimits(message_interval=0.0 if unlimited else 1.0)
    return Workspace(seed, clock=clock or ManualClock(NOON), limits=limits)


@dataclass(frozen=True, slots=True)
class Here:
    """A workspace where a `Person` wants a server."""

    workspace: Workspace


def person(workspace: Workspace, user: str = "U1", device: str = "desktop") -> Person:
    return Person(Here(workspace), user, device=device)


def call(workspace: Workspace, method: str, token: str | None = BOT_TOKEN, /, **given: object) -> Json:
    """Call the Web API without a network."""
    return answer(workspace, method, given=dict(given), token=token).body


def said(workspace: Workspace, text: str = "words", channel: str = "C1", **given: object) -> str:
    """Post as the app; the ts."""
    answered = call(workspace, "chat.postMessage", channel=channel, text=text, **given)
    assert answered["ok"], answered
    return str(answered["ts"])


def trigger(workspace: Workspace, user: str = "U1", *, view_id: str | None = None) -> str:
    """A fresh trigger_id, as if this person had just clicked."""
    return workspace.triggers.issue(user, device="desktop", channel="C1", view_id=view_id)


def opened(workspace: Workspace, view: Json, user: str = "U1") -> Json:
    """Open a modal before somebody; the view."""
    answered = call(workspace, "views.open", trigger_id=trigger(workspace, user), view=view)
    assert answered["ok"], answered
    shown: Json = answered["view"]
    return shown
