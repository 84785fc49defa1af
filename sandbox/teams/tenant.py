"""The state of one organization's Teams: who and what there is, what was said, and what goes wrong on demand.

What the bot does comes in through `sandbox.teams.connector`, what people do through `sandbox.teams.people`.
"""

import threading
from dataclasses import dataclass

from sandbox.changes import Changes
from sandbox.clock import Clock, SystemClock
from sandbox.faults import Faults
from sandbox.json_types import Json
from sandbox.teams.clients import Clients
from sandbox.teams.courier import Courier
from sandbox.teams.files import Files
from sandbox.teams.limits import ThreadLimits
from sandbox.teams.messages import Messages
from sandbox.teams.places import Places
from sandbox.teams.seed import SeedTenant
from sandbox.teams.tokens import Signer
from sandbox.troubles import Met


@dataclass(frozen=True, slots=True)
class Called:
    """One call of the connector: `answer` is None where the connection was dropped before anything happened.

    `trouble` is what the call met on the way; if it came after, the bot never heard the `answer` that stands here.
    """

    method: str
    given: Json
    status: int
    answer: Json | None
    trouble: Met | None = None

    @property
    def landed(self) -> bool:
        """Whether the call took effect, whatever the bot heard of it."""
        return self.answer is not None and 200 <= self.status < 300


class Tenant:
    """One organization with one bot. All mutation happens under `lock`, which nobody holds while the bot is called."""

    def __init__(self, seed: SeedTenant, *, clock: Clock | None = None, limits: ThreadLimits | None = None) -> None:
        self.lock = threading.RLock()
        self.seed = seed
        self.clock: Clock = clock or SystemClock()
        self.changes = Changes()
        self.faults = Faults()
        self.calls: list[Called] = []
        self.places = Places.of(seed)
        self.messages = Messages(self.clock)
        self.limits = limits or ThreadLimits(self.clock)
        self.signer = Signer()
        self.files = Files()
        self.clients = Clients()
        self.courier = Courier(self)
        # The largest page of a roster, whatever is asked for.
        self.largest_page = 500
        self.origin = ""

    def answers_at(self, origin: str) -> None:
        """The server says where it listens, for the addresses in activities."""
        self.origin = self.files.origin = origin

    @property
    def service_url(self) -> str:
        """Where the bot is to send what it has to say."""
        return f"{self.origin}/connector/"

    @property
    def openid_url(self) -> str:
        return f"{self.origin}/.well-known/openidconfiguration"

    @property
    def bot(self) -> Json:
        """As activities have it."""
        return {"id": self.seed.bot.id, "name": self.seed.bot.name}
