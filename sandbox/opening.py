"""Checks views before they are shown, whether they come by views.* or by a response_action."""

from sandbox.api_error import ApiError
from sandbox.block_kit import Fault, view_faults
from sandbox.json_types import Json, without_nulls
from sandbox.posting import check_files, refusal
from sandbox.views import size_in_bytes
from sandbox.workspace import Workspace

MOST_VIEW_BYTES = 250_000


def checked_view(workspace: Workspace, given: object, *, expected_type: str) -> Json:
    """The view, if Slack would show it.

    Faulty blocks are `invalid_blocks`, anything else faulty `invalid_arguments`, both with pointers
    below `/view`; more than 250 kB is `view_too_large`.
    """
    given = without_nulls(given)
    if not isinstance(given, dict) or given.get("type") != expected_type:
        raise refusal([Fault("/view/type", f'must be "{expected_type}"')], "invalid_arguments")
    if size_in_bytes(given) > MOST_VIEW_BYTES:
        raise ApiError("view_too_large")
    faults = [Fault(f"/view{fault.pointer}", fault.sentence) for fault in view_faults(given)]
    if faults:
        in_blocks = any(fault.pointer.startswith("/view/blocks") for fault in faults)
        raise refusal(faults, "invalid_blocks" if in_blocks else "invalid_arguments")
    check_files(workspace, given["blocks"], "/view")
    _check_scopes(workspace, given["blocks"])
    return given


def _check_scopes(workspace: Workspace, blocks: list[Json]) -> None:
    """Slack documents that a file_input needs files:read, and not what it answers without; this is its usual answer."""
    inputs = [block["element"]["type"] for block in blocks if block["type"] == "input"]
    scopes = workspace.seed.app.scopes
    if "file_input" in inputs and "files:read" not in scopes:
        raise ApiError("missing_scope", needed="files:read", provided=",".join(scopes))
