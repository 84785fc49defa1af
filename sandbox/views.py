"""Keeps the modals that each person has open, three deep at most, and everybody's App Home."""

import copy
import json
from dataclasses import dataclass, field

from sandbox.api_error import ApiError
from sandbox.elements import with_block_ids
from sandbox.ids import Mint
from sandbox.json_types import Json
from sandbox.seed import Seed
from sandbox.triggers import Trigger
from sandbox.view_state import TypedState

# The root and two pushed on top of it.
STACK_DEPTH = 3


@dataclass(slots=True)
class OpenView:
    """One view before one person: Slack's view object, and what stands in its inputs."""

    body: Json
    user: str
    device: str
    typed: TypedState
    errors: dict[str, str] = field(default_factory=dict)
    pending: bool = False

    @property
    def id(self) -> str:
        """Slack's view id, V..."""
        return str(self.body["id"])

    def as_slack_has_it(self) -> Json:
        """The view object of payloads and answers, with `state.values`."""
        return {**copy.deepcopy(self.body), "state": {"values": self.typed.values()}}


class Views:
    """All open views. Callers hold the workspace's lock, and have validated what they pass."""

    def __init__(self, seed: Seed, mint: Mint) -> None:
        self._seed = seed
        self._mint = mint
        self._stacks: dict[tuple[str, str], list[OpenView]] = {}
        self._homes: dict[str, OpenView] = {}

    def stack(self, user: str, device: str) -> list[OpenView]:
        """The modals somebody has open on a device, bottom to top."""
        return self._stacks.setdefault((user, device), [])

    def home(self, user: str) -> OpenView | None:
        """What the app has published to somebody's App Home."""
        return self._homes.get(user)

    def find(self, *, view_id: str | None = None, external_id: str | None = None) -> OpenView:
        """An open view by either id; `not_found` once it is closed."""
        for view in self._all():
            if view.id == view_id or (external_id and view.body["external_id"] == external_id):
                return view
        raise ApiError("not_found")

    def open_modal(self, view_id: str) -> OpenView | None:
        """A modal that somebody has open, or None once it is closed."""
        open_now = (view for stack in self._stacks.values() for view in stack)
        return next((view for view in open_now if view.id == view_id), None)

    def open(self, given: Json, trigger: Trigger) -> OpenView:
        """Put a new modal before the person; it takes the place of whatever is open on that device."""
        self._refuse_taken_external_id(given, None)
        view = self._make(given, trigger)
        self._stacks[trigger.user, trigger.device] = [view]
        return view

    def push(self, given: Json, trigger: Trigger) -> OpenView:
        """Put a modal on top of the one that the trigger came from."""
        stack = self.stack(trigger.user, trigger.device)
        if not stack or trigger.view_id is None:
            raise ApiError("not_found")
        if len(stack) >= STACK_DEPTH:
            raise ApiError("push_limit_reached")
        self._refuse_taken_external_id(given, None)
        view = self._make(given, trigger)
        view.body["previous_view_id"] = stack[-1].id
        view.body["root_view_id"] = stack[0].id
        stack.append(view)
        return view

    def update(self, view: OpenView, given: Json, *, expected_hash: str | None = None) -> OpenView:
        """Give an open view new contents; `hash_conflict` if it is not the one the caller had seen."""
        if expected_hash is not None and expected_hash != view.body["hash"]:
            raise ApiError("hash_conflict")
        self._refuse_taken_external_id(given, view)
        kept = {key: view.body[key] for key in ("id", "previous_view_id", "root_view_id")}
        view.body = {**self._body(given), **kept}
        view.typed.carry_over(view.body["blocks"])
        view.errors = {}
        return view

    def publish(self, given: Json, user: str, *, expected_hash: str | None = None) -> OpenView:
        """Set somebody's App Home."""
        home = self._homes.get(user)
        if home is not None:
            return self.update(home, given, expected_hash=expected_hash)
        self._refuse_taken_external_id(given, None)
        view = self._make(given, Trigger(user, "home", 0.0))
        self._homes[user] = view
        return view

    def close(self, view: OpenView) -> None:
        """Take one modal off its stack."""
        stack = self.stack(view.user, view.device)
        if view in stack:
            stack.remove(view)

    def clear(self, user: str, device: str) -> None:
        """Close every modal on a device."""
        self._stacks[user, device] = []

    def _all(self) -> list[OpenView]:
        return [view for stack in self._stacks.values() for view in stack] + list(self._homes.values())

    def _refuse_taken_external_id(self, given: Json, own: OpenView | None) -> None:
        external_id = given.get("external_id")
        if not external_id:
            return
        if any(view is not own and view.body["external_id"] == external_id for view in self._all()):
            raise ApiError("duplicate_external_id")

    def _make(self, given: Json, trigger: Trigger) -> OpenView:
        body = self._body(given)
        body["id"] = self._mint.id("V")
        body["root_view_id"] = body["id"]
        typed = TypedState(body["blocks"], current_conversation=trigger.channel)
        return OpenView(body, trigger.user, trigger.device, typed)

    def _body(self, given: Json) -> Json:
        return {
            "id": "",
            "team_id": self._seed.team_id,
            "type": given["type"],
            "blocks": with_block_ids(given["blocks"], self._mint),
            "private_metadata": given.get("private_metadata") or "",
            "callback_id": given.get("callback_id") or "",
            "hash": self._mint.view_hash(),
            "title": given.get("title"),
            "clear_on_close": bool(given.get("clear_on_close")),
            "notify_on_close": bool(given.get("notify_on_close")),
            "close": given.get("close"),
            "submit": given.get("submit"),
            "previous_view_id": None,
            "root_view_id": None,
            "app_id": self._seed.app.app_id,
            "external_id": given.get("external_id") or "",
            "app_installed_team_id": self._seed.team_id,
            "bot_id": bot_id_of(self._seed),
        }


def bot_id_of(seed: Seed) -> str:
    """The B... id that belongs to the app's bot user."""
    return "B" + seed.app.bot_user_id[1:]


def size_in_bytes(view: Json) -> int:
    """How large a view payload is, as Slack counts it for `view_too_large`."""
    return len(json.dumps(view, separators=(",", ":"), ensure_ascii=False).encode())
