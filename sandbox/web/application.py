"""Puts the sandbox's endpoints together into one ASGI application."""

from starlette.applications import Starlette

from sandbox.web.filing import Filing
from sandbox.web.screen import Screen
from sandbox.web.slack_endpoints import SlackEndpoints
from sandbox.workspace import Workspace


def application(workspace: Workspace) -> Starlette:
    """Everything the sandbox serves."""
    return Starlette(
        routes=[*SlackEndpoints(workspace).routes(), *Filing(workspace).routes(), *Screen(workspace).routes()]
    )
