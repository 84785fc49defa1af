"""Submitting and closing modals: what is sent to the app, and what its answer does."""

from sandbox import payloads
from sandbox.delivery.envelope import Envelope
from sandbox.elements import elements_in
from sandbox.input_checks import missing_or_wrong
from sandbox.json_types import Json
from sandbox.reply import TROUBLE_CONNECTING, NothingThere, Reply
from sandbox.view_responses import carry_out
from sandbox.views import OpenView
from sandbox.workspace import Workspace


def submit(workspace: Workspace, view: OpenView) -> Reply:
    """Send the modal off; inputs that can't be sent yet say so without the app hearing of it."""
    with workspace.lock:
        if view.body["submit"] is None:
            raise NothingThere("the modal has no submit button")
        view.errors = missing_or_wrong(view)
        payload = submission(workspace, view)
    workspace.changes.note("views")
    if view.errors:
        return Reply(errors=dict(view.errors))
    return send(workspace, payload)


def submittable(workspace: Workspace, view: OpenView) -> Json:
    """The view_submission payload of a modal that could be sent off now; leaves the modal as it is. Lock held."""
    wrong = missing_or_wrong(view)
    if view.body["submit"] is None or wrong:
        raise NothingThere(f"the modal can't be submitted: {wrong or 'no submit button'}")
    return submission(workspace, view)


def send(workspace: Workspace, payload: Json) -> Reply:
    """Carry a view_submission to the app, and do what it answers if the modal is open by then."""
    view_id = payload["view"]["id"]
    with workspace.lock:
        sent_from = workspace.views.open_modal(view_id)
        if sent_from is not None:
            sent_from.pending = True
    workspace.changes.note("views")
    got = workspace.courier.deliver(Envelope("interactive", payload))
    with workspace.lock:
        view = workspace.views.open_modal(view_id)
        if view is None:
            reply = Reply(got.status, got.body, None if got.received else TROUBLE_CONNECTING)
        else:
            view.pending = False
            reply = carry_out(workspace, view, got)
    workspace.changes.note("views")
    return reply


def submission(workspace: Workspace, view: OpenView) -> Json:
    """The view_submission payload."""
    trigger = workspace.triggers.issue(view.user, device=view.device, view_id=view.id)
    return {
        **payloads.interaction(workspace, "view_submission", view.user),
        "trigger_id": trigger,
        "view": view.as_slack_has_it(),
        "response_urls": _response_urls(workspace, view),
    }


def close(workspace: Workspace, view: OpenView) -> Reply:
    """Close a modal without submitting it; the app hears of it if it asked to."""
    with workspace.lock:
        cleared = bool(view.body["clear_on_close"])
        workspace.views.close(view)
        if cleared:
            workspace.views.clear(view.user, view.device)
        payload = payloads.view_closed(workspace, view, cleared)
    workspace.changes.note("views")
    return _tell_of_closing(workspace, view, payload)


def close_all(workspace: Workspace, user_id: str, device: str) -> Reply:
    """The x in the corner: the whole stack goes, and Slack tells of its first view alone."""
    with workspace.lock:
        stack = workspace.views.stack(user_id, device)
        if not stack:
            raise NothingThere(f"{user_id} has no modal open")
        root = stack[0]
        workspace.views.clear(user_id, device)
        payload = payloads.view_closed(workspace, root, is_cleared=True)
    workspace.changes.note("views")
    return _tell_of_closing(workspace, root, payload)


def _tell_of_closing(workspace: Workspace, view: OpenView, payload: Json) -> Reply:
    if not view.body["notify_on_close"]:
        return Reply()
    got = workspace.courier.deliver(Envelope("interactive", payload))
    return Reply(got.status, got.body, None if got.received else TROUBLE_CONNECTING)


def _response_urls(workspace: Workspace, view: OpenView) -> list[Json]:
    """One address for each conversation picked in a menu that asks for one."""
    urls = []
    for element in elements_in(view.body["blocks"]):
        if not element.body.get("response_url_enabled"):
            continue
        held = view.typed.get(element.key)
        channel = held.get("selected_conversation") or held.get("selected_channel")
        if channel:
            url = workspace.response_urls.issue(channel, view.user, None)
            block_id, action_id = element.key
            urls.append({"block_id": block_id, "action_id": action_id, "channel_id": channel, "response_url": url})
    return urls
