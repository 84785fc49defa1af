"""Puts files into the file inputs of forms and takes them out again, within the limits of Slack's own client."""

from dataclasses import dataclass

from sandbox.elements import Element
from sandbox.files import ending_of
from sandbox.json_types import Json
from sandbox.places import Place
from sandbox.reply import NothingThere
from sandbox.workspace import Workspace

# docs.slack.dev, file input element: "There is a 10MB file size limit."
LARGEST_BYTES = 10 * 1024 * 1024
# What an element that names no `max_files` takes.
MOST_FILES = 10


@dataclass(frozen=True, slots=True)
class Upload:
    """A file on somebody's device; without a mimetype, its name's ending says what it is."""

    name: str
    data: bytes
    mimetype: str | None = None


def attached(place: Place, element: Element) -> list[Json]:
    """The file objects that stand in a file input."""
    if element.body["type"] != "file_input":
        raise NothingThere(f"nothing can be attached to a {element.body['type']}")
    return list(place.typed.get(element.key)["files"])


def attach(workspace: Workspace, place: Place, element: Element, *, upload: Upload, owner: str) -> str | None:
    """Put one more file into an input; or the sentence that says why Slack's client won't. The lock is held."""
    there = attached(place, element)
    refused = _refused(element.body, upload, len(there))
    if refused is None:
        stored = workspace.files.keep(upload.name, upload.data, owner=owner, mimetype=upload.mimetype)
        place.typed.put(element.key, _holding([*there, workspace.files.as_slack_has_it(stored)]))
    return refused


def detach(place: Place, element: Element, file: str) -> None:
    """Take a file out again, by its id or its name."""
    there = attached(place, element)
    left = [one for one in there if file not in (one["id"], one["name"])]
    if len(left) == len(there):
        raise NothingThere(f"no file {file!r} among {[one['name'] for one in there]}")
    place.typed.put(element.key, _holding(left))


def _holding(files: list[Json]) -> Json:
    return {"type": "file_input", "files": files}


def _refused(element: Json, upload: Upload, count: int) -> str | None:
    taken = [ending.lower() for ending in element.get("filetypes") or []]
    most = element.get("max_files", MOST_FILES)
    if count >= most:
        return f"You can attach {most} {'file' if most == 1 else 'files'} at most."
    if taken and ending_of(upload.name) not in taken:
        return f"{upload.name} can't be attached. Only these kinds of file can: {', '.join(taken)}."
    if not upload.data:
        return f"{upload.name} is empty."
    if len(upload.data) > LARGEST_BYTES:
        return f"{upload.name} is too large. A file can have 10 MB at most."
    return None
