"""Carries activities to the bot, signed, each in a request of its own, and keeps what was carried."""

import http.client
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sandbox.json_types import Json

if TYPE_CHECKING:
    from sandbox.teams.tenant import Tenant

# What the client waits for an invoke before it says that something went wrong.
WAITS_SECONDS = 15.0


@dataclass(frozen=True, slots=True)
class Carried:
    """An activity and what came back: `status` None when nothing did in time, `text` what the body says.

    `body` is that as JSON, None when it says nothing or is none.
    """

    activity: Json
    status: int | None = None
    text: str = ""
    body: Json | None = None

    @property
    def taken(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


class Courier:
    """`bot_url` is the bot's messaging endpoint, plain http; while there is none, nothing is taken."""

    def __init__(self, tenant: "Tenant") -> None:
        self._tenant = tenant
        self.bot_url = ""
        self.carried: list[Carried] = []

    def carry(self, activity: Json) -> Carried:
        """Blocks until the bot has answered; don't hold the tenant's lock."""
        done = self._post(activity) if self.bot_url else Carried(activity)
        self.carried.append(done)
        return done

    def carry_again(self, carried: Carried) -> Carried:
        """The same activity once more, as Teams does when an answer got lost."""
        return self.carry(carried.activity)

    def token(self) -> str:
        tenant = self._tenant
        return tenant.signer.token(audience=tenant.seed.bot.app_id, service_url=tenant.service_url)

    def _post(self, activity: Json) -> Carried:
        address = urlsplit(self.bot_url)
        connection = http.client.HTTPConnection(address.hostname or "", address.port or 80, timeout=WAITS_SECONDS)
        headers = {"Content-Type": "application/json; charset=utf-8", "Authorization": f"Bearer {self.token()}"}
        try:
            connection.request("POST", address.path or "/", json.dumps(activity).encode(), headers)
            answer = connection.getresponse()
            text = answer.read().decode(errors="replace")
        except (OSError, http.client.HTTPException):
            return Carried(activity)
        finally:
            connection.close()
        return Carried(activity, answer.status, text, _object_in(text))


def _object_in(text: str) -> Json | None:
    try:
        found = json.loads(text)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
