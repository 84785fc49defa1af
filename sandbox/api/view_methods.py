"""Answers views.*: triggers, hashes and limits checked, then handed to the person's stack or Home."""

from sandbox.api.method import Method, Request
from sandbox.api_error import ApiError
from sandbox.json_types import Json
from sandbox.opening import checked_view
from sandbox.triggers import Trigger
from sandbox.views import OpenView


def open_view(request: Request) -> Json:
    """A modal before the person whose trigger this is."""
    given = _view(request, "modal")
    return _shown(request, request.workspace.views.open(given, _trigger(request)))


def push(request: Request) -> Json:
    """A modal on top of the one the person acted in."""
    given = _view(request, "modal")
    return _shown(request, request.workspace.views.push(given, _trigger(request)))


def update(request: Request) -> Json:
    """New contents for an open view, by either id."""
    arguments, views = request.arguments, request.workspace.views
    view = views.find(view_id=arguments.text("view_id"), external_id=arguments.text("external_id"))
    given = _view(request, view.body["type"])
    return _shown(request, views.update(view, given, expected_hash=arguments.text("hash")))


def publish(request: Request) -> Json:
    """A person's App Home."""
    workspace, arguments = request.workspace, request.arguments
    user_id = arguments.required("user_id")
    workspace.directory.get(user_id)
    if not workspace.home_tab_enabled:
        raise ApiError("not_enabled")
    given = _view(request, "home")
    view = workspace.views.publish(given, user_id, expected_hash=arguments.text("hash"))
    return _shown(request, view)


def _trigger(request: Request) -> Trigger:
    return request.workspace.triggers.exchange(request.arguments.required("trigger_id"))


def _view(request: Request, expected_type: str) -> Json:
    given = request.arguments.structure("view", "invalid_arguments")
    return checked_view(request.workspace, given, expected_type=expected_type)


def _shown(request: Request, view: OpenView) -> Json:
    request.workspace.changes.note("views")
    return {"view": view.as_slack_has_it()}


METHODS = {
    "views.open": Method(open_view, tier=4),
    "views.push": Method(push, tier=4),
    "views.update": Method(update, tier=4),
    "views.publish": Method(publish, tier=4),
}
