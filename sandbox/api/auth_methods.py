"""Answers auth.test, apps.connections.open, team.info and bots.info."""

from sandbox.api.method import Method, Request
from sandbox.api_error import ApiError
from sandbox.delivery.socket_mode import MOST_CONNECTIONS
from sandbox.json_types import Json
from sandbox.payloads import bot_profile
from sandbox.views import bot_id_of


def auth_test(request: Request) -> Json:
    """Who the token belongs to."""
    seed = request.workspace.seed
    return {
        "url": f"https://{seed.team_domain}.slack.com/",
        "team": seed.team_name,
        "user": request.workspace.directory.get(seed.app.bot_user_id).name,
        "team_id": seed.team_id,
        "user_id": seed.app.bot_user_id,
        "bot_id": bot_id_of(seed),
        "is_enterprise_install": False,
    }


def apps_connections_open(request: Request) -> Json:
    """An address for one WebSocket connection."""
    workspace = request.workspace
    if workspace.courier.sockets.connected >= MOST_CONNECTIONS:
        raise ApiError("too_many_websockets")
    ticket = workspace.mint.secret()
    workspace.courier.sockets.admit(ticket)
    return {"url": f"{workspace.origin.replace('http', 'ws', 1)}/socket?ticket={ticket}"}


def team_info(request: Request) -> Json:
    """The workspace."""
    seed = request.workspace.seed
    team = {
        "id": seed.team_id,
        "name": seed.team_name,
        "domain": seed.team_domain,
        "email_domain": "",
        "icon": {"image_default": True},
    }
    return {"team": team}


def bots_info(request: Request) -> Json:
    """The app's bot; there is no other."""
    if request.arguments.text("bot") not in (None, bot_id_of(request.workspace.seed)):
        raise ApiError("bot_not_found")
    return {"bot": bot_profile(request.workspace)}


METHODS = {
    "auth.test": Method(auth_test, tier=0),
    "apps.connections.open": Method(apps_connections_open, tier=3, app_token=True),
    "team.info": Method(team_info, tier=3, scopes=("team:read",)),
    "bots.info": Method(bots_info, tier=3, scopes=("users:read",)),
}
