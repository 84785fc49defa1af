"""Which request is which call of the connector, for the server and for whoever plans trouble by a call's name."""

from collections.abc import Callable
from dataclasses import dataclass

from sandbox.json_types import Json
from sandbox.teams import connector
from sandbox.teams.tenant import Tenant

_CONVERSATION = "conversations/{conversation}"


@dataclass(frozen=True, slots=True)
class Call:
    """`act` does it, of what the request's path and query say and of its body; `status` is what success answers."""

    name: str
    verb: str
    path: str
    act: Callable[[Tenant, Json, Json], Json]
    status: int = 200


CALLS = (
    Call(
        "post",
        "POST",
        f"{_CONVERSATION}/activities",
        lambda tenant, at, body: connector.post(tenant, at["conversation"], body),
        status=201,
    ),
    Call(
        "change",
        "PUT",
        f"{_CONVERSATION}/activities/{{message}}",
        lambda tenant, at, body: connector.change(tenant, at["conversation"], at["message"], body),
    ),
    Call(
        "delete",
        "DELETE",
        f"{_CONVERSATION}/activities/{{message}}",
        lambda tenant, at, _: connector.delete(tenant, at["conversation"], at["message"]),
    ),
    Call("open_chat", "POST", "conversations", lambda tenant, _, body: connector.open_chat(tenant, body), status=201),
    Call(
        "members",
        "GET",
        f"{_CONVERSATION}/pagedmembers",
        lambda tenant, at, _: connector.members(tenant, at["conversation"], at),
    ),
    Call(
        "member",
        "GET",
        f"{_CONVERSATION}/members/{{person}}",
        lambda tenant, at, _: connector.member(tenant, at["conversation"], at["person"]),
    ),
    Call("channels", "GET", "teams/{team}/conversations", lambda tenant, at, _: connector.channels(tenant, at["team"])),
)
