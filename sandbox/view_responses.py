"""Carries out what an app answers to a submitted modal: close, errors, update, push or clear."""

from sandbox.api_error import ApiError
from sandbox.delivery.envelope import Acknowledgement
from sandbox.json_types import Json
from sandbox.opening import checked_view
from sandbox.reply import TROUBLE_CONNECTING, Reply
from sandbox.triggers import Trigger
from sandbox.views import OpenView
from sandbox.workspace import Workspace


class UnusableResponse(Exception):
    """The answer makes no sense to Slack, which tells the person about trouble connecting."""


def carry_out(workspace: Workspace, view: OpenView, acknowledged: Acknowledgement) -> Reply:
    """Do what the app answered. Anything unusable leaves the modal as it is. The lock is held."""
    status, body = acknowledged.status, acknowledged.body
    if not acknowledged.received or acknowledged.malformed:
        return Reply(status, body, TROUBLE_CONNECTING)
    if body is None:
        workspace.views.close(view)
        return Reply(status)
    try:
        return Reply(status, body, errors=_respond(workspace, view, body))
    except (UnusableResponse, ApiError):
        return Reply(status, body, TROUBLE_CONNECTING)


def _respond(workspace: Workspace, view: OpenView, body: Json) -> dict[str, str]:
    match body.get("response_action"):
        case "errors":
            view.errors = _errors(view, body.get("errors"))
            return view.errors
        case "update":
            given = checked_view(workspace, body.get("view"), expected_type="modal")
            workspace.views.update(view, given)
        case "push":
            given = checked_view(workspace, body.get("view"), expected_type="modal")
            workspace.views.push(given, Trigger(view.user, view.device, 0.0, view_id=view.id))
        case "clear":
            workspace.views.clear(view.user, view.device)
        case _:
            raise UnusableResponse
    return {}


def _errors(view: OpenView, errors: object) -> dict[str, str]:
    """The sentences by block_id; Slack takes only input blocks of this view."""
    inputs = {block["block_id"] for block in view.body["blocks"] if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not errors.keys() <= inputs:
        raise UnusableResponse
    if not all(isinstance(sentence, str) and sentence for sentence in errors.values()):
        raise UnusableResponse
    return dict(errors)
