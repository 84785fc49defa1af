"""Says whether something that came in is from Teams, and from our own organization; nobody else is answered.

What a person may do is judged later, by the roster: here only that they are who Teams says they are.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

from bot.teams.identity import TeamsUnreachable, library
from bot.teams.speaker import tenant_of

if TYPE_CHECKING:
    from microsoft_teams.api.auth.cloud_environment import CloudEnvironment

Activity = Mapping[str, Any]
# What the connector calls Teams. A bot can be let into other chats as well, where anybody may say who they are.
CHANNEL = "msteams"
KEYS_TIMEOUT_SECONDS = 3
# What people do; whatever else comes tells what happened to a team or to the app.
DONE_BY_PEOPLE = ("message", "invoke")


class NotTeams(Exception):
    """Nothing shows that it comes from Teams; `why` says what is missing, never what was in it."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class OtherTenant(Exception):
    """It is from Teams, but from another organization, or from one that isn't named."""


class Authorizes(Protocol):
    """Whoever lets in what comes from outside."""

    def check(self, headers: Mapping[str, str], activity: Activity) -> None:
        """Raises NotTeams, OtherTenant; TeamsUnreachable when it can't be told now."""
        ...


class Authority:
    """Lets in what bears a token that Microsoft signed for our bot, about our own organization."""

    def __init__(self, *, app_id: str, tenant: str, cloud: "CloudEnvironment", openid_url: str | None = None) -> None:
        """`openid_url` is where the signing keys are told of; by default where the cloud has them."""
        where = cloud if openid_url is None else replace(cloud, openid_metadata_url=openid_url)
        validator = library("microsoft_teams.apps.auth.token_validator").TokenValidator
        self._validator: Any = validator.for_service(app_id, cloud=where)
        # By itself it waits half a minute for keys, longer than anybody waits for an answer.
        self._validator._jwks_client.timeout = KEYS_TIMEOUT_SECONDS
        self._tenant = tenant

    def check(self, headers: Mapping[str, str], activity: Activity) -> None:
        service = activity.get("serviceUrl")
        # Without an address to compare with, the library would take a token for any.
        if not isinstance(service, str) or not service:
            raise NotTeams("no service address")
        if activity.get("channelId") != CHANNEL:
            raise NotTeams("not from Teams' own channel")
        self._verify(_bearer(headers), service)
        _about_us(activity, self._tenant)

    def _verify(self, token: str, service: str) -> None:
        import jwt

        try:
            asyncio.run(self._validator.validate_token(token, service))
        except (jwt.PyJWKClientConnectionError, OSError, ValueError):
            # Where the keys are told of, nobody answered, or something else than Microsoft did.
            raise TeamsUnreachable("signing keys") from None
        except jwt.PyJWTError as error:
            raise NotTeams(type(error).__name__) from None


class Anybody:
    """Lets in whatever says that it is from one organization, unsigned: for a demo on one machine, and nowhere else."""

    def __init__(self, *, tenant: str) -> None:
        self._tenant = tenant

    def check(self, headers: Mapping[str, str], activity: Activity) -> None:
        del headers
        _about_us(activity, self._tenant)


def _bearer(headers: Mapping[str, str]) -> str:
    given = next((value for name, value in headers.items() if name.lower() == "authorization"), "")
    kind, _, token = given.partition(" ")
    if kind.lower() != "bearer" or not token.strip():
        raise NotTeams("no token")
    return token.strip()


def _about_us(activity: Activity, tenant: str) -> None:
    conversation = activity.get("conversation")
    told = {tenant_of(activity).lower()}
    if isinstance(conversation, Mapping) and conversation.get("tenantId"):
        told.add(str(conversation["tenantId"]).lower())
    if not tenant or told != {tenant.lower()}:
        raise OtherTenant
    by = activity.get("from")
    address = by.get("id") if isinstance(by, Mapping) else None
    if activity.get("type") in DONE_BY_PEOPLE and not (isinstance(address, str) and address):
        raise NotTeams("nobody did it")
