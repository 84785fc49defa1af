"""Counts the app's messages by a word in their metadata: how many were ever posted, and which still stand."""

from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass, field

from sandbox.workspace import Workspace


@dataclass(slots=True)
class Posts:
    """Where messages went, as (channel, ts), in the order of posting; `standing` are those not deleted since."""

    ever: list[tuple[str, str]] = field(default_factory=list)
    standing: list[tuple[str, str]] = field(default_factory=list)


def posts_by_metadata(workspace: Workspace, key: str) -> dict[Hashable, Posts]:
    """Every chat.postMessage that took effect, heard of or not, by what it was posted with under `key`."""
    found: defaultdict[Hashable, Posts] = defaultdict(Posts)
    with workspace.lock:
        for call in workspace.calls:
            if call.method != "chat.postMessage" or not call.landed or call.answer is None:
                continue
            payload = call.answer["message"].get("metadata", {}).get("event_payload", {})
            if key not in payload:
                continue
            where = (call.answer["channel"], call.answer["ts"])
            posts = found[payload[key]]
            posts.ever.append(where)
            if workspace.messages.stands(*where):
                posts.standing.append(where)
    return dict(found)
