"""Acting as one person in the workspace, from an ordinary thread: what tests, plays and the page do.

Each act is carried to the app at once and comes back once the app acknowledged it, or failed to.
"""

from typing import Protocol

from sandbox import attaching, modal_acts, payloads, talking, viewpoint
from sandbox.choosing import Picked, chosen
from sandbox.delivery.envelope import Envelope
from sandbox.json_types import Json
from sandbox.places import element_at
from sandbox.reply import Reply, button_failed
from sandbox.whereabouts import Whereabouts
from sandbox.workspace import Workspace


class HasWorkspace(Protocol):
    """A sandbox server, as far as a person cares."""

    @property
    def workspace(self) -> Workspace:
        """Where the person acts."""
        ...


class Person:
    """One account on one device. Raises `NothingThere` for what nobody could do with what is shown."""

    def __init__(self, server: HasWorkspace, user_id: str, *, device: str = "desktop") -> None:
        self._workspace = server.workspace
        self.id = self._workspace.directory.get(user_id).id
        self.device = device
        self._at = Whereabouts(self._workspace, self.id, device)

    @property
    def views(self) -> list[Json]:
        """The open modals, bottom to top: Slack's view objects, plus `errors` by block_id."""
        with self._workspace.lock:
            return viewpoint.modals(self._workspace, self.id, self.device)

    @property
    def view(self) -> Json | None:
        """The modal on top, or None."""
        return next(reversed(self.views), None)

    @property
    def home(self) -> Json | None:
        """The App Home, or None while nothing is published there."""
        with self._workspace.lock:
            home = self._workspace.views.home(self.id)
            return None if home is None else viewpoint.shown_view(home)

    def messages(self, channel: str) -> list[Json]:
        """What stands in a channel for this person, oldest first; whispers have `ephemeral` true."""
        with self._workspace.lock:
            return viewpoint.messages(self._workspace, self.id, channel)

    def thread(self, channel: str, ts: str) -> list[Json]:
        """A message and its replies."""
        with self._workspace.lock:
            return viewpoint.thread(self._workspace, self.id, channel, ts)

    @property
    def direct_channel(self) -> str | None:
        """The id of the conversation with the app, or None before its first message."""
        with self._workspace.lock:
            conversation = self._workspace.conversations.direct_messages_with(self.id)
        return None if conversation is None else conversation.id

    def direct_messages(self) -> list[Json]:
        """What stands in the direct messages with the app."""
        channel = self.direct_channel
        return [] if channel is None else self.messages(channel)

    def click(
        self,
        channel: str,
        ts: str,
        action_id: str,
        value: str | None = None,
        *,
        block_id: str | None = None,
        seen: Json | None = None,
    ) -> Reply:
        """Press a button in a message, or pick `value` in a menu.

        `seen` is the message as this person's device still shows it, if it has been changed since.
        """
        return self.send(self.click_payload(channel, ts, action_id, value, block_id=block_id, seen=seen))

    def click_payload(
        self,
        channel: str,
        ts: str,
        action_id: str,
        value: str | None = None,
        *,
        block_id: str | None = None,
        seen: Json | None = None,
    ) -> Json:
        """What `click` would send, for a test to tamper with before `send`."""
        with self._workspace.lock:
            place = self._at.in_message(channel, ts, seen)
            return self._at.press(place, action_id=action_id, block_id=block_id, value=value)

    def click_in_view(
        self,
        action_id: str,
        block_id: str | None = None,
        *,
        value: str | None = None,
        view_id: str | None = None,
    ) -> Reply:
        """Press a button in the modal on top, or in the App Home if no modal is open."""
        with self._workspace.lock:
            place = self._at.in_view(view_id)
            payload = self._at.press(place, action_id=action_id, block_id=block_id, value=value)
        return self.send(payload)

    def choose(
        self,
        block_id: str | None,
        value: Picked,
        *,
        action_id: str | None = None,
        view_id: str | None = None,
        channel: str | None = None,
        ts: str | None = None,
    ) -> Reply:
        """Pick one option (several: a list; none: None) in a view, or in a message if one is named."""
        payload = self.choose_payload(block_id, value, action_id=action_id, view_id=view_id, channel=channel, ts=ts)
        return Reply() if payload is None else self.send(payload)

    def choose_payload(
        self,
        block_id: str | None,
        value: Picked,
        *,
        action_id: str | None = None,
        view_id: str | None = None,
        channel: str | None = None,
        ts: str | None = None,
    ) -> Json | None:
        """Choose, and hold back what `choose` would send; None if the element tells the app nothing."""
        with self._workspace.lock:
            place = self._at.place(view_id, channel, ts)
            payload = self._at.choose(place, action_id=action_id, block_id=block_id, value=value)
        self._workspace.changes.note("views")
        return payload

    def type(
        self,
        block_id: str | None,
        text: str,
        *,
        action_id: str | None = None,
        view_id: str | None = None,
        channel: str | None = None,
        ts: str | None = None,
        enter: bool = False,
    ) -> Reply:
        """Type into an input. It sends block_actions if the input dispatches: on `enter`, or as one types."""
        with self._workspace.lock:
            place = self._at.place(view_id, channel, ts)
            element = element_at(place, action_id=action_id, block_id=block_id)
            held = chosen(element.body, text)
            place.typed.put(element.key, held)
            payload = None
            if element.dispatches and element.tells_of_typing(enter=enter):
                payload = place.block_actions(payloads.action(element, held, self._workspace.mint.ts()))
        self._workspace.changes.note("views")
        return Reply() if payload is None else self.send(payload)

    def attach(
        self,
        block_id: str | None,
        *,
        name: str,
        data: bytes,
        mimetype: str | None = None,
        action_id: str | None = None,
        view_id: str | None = None,
    ) -> Reply:
        """Put one more file into a file input; what Slack's own client won't take comes back as `error`."""
        upload = attaching.Upload(name, data, mimetype)
        with self._workspace.lock:
            place = self._at.in_view(view_id)
            element = element_at(place, action_id=action_id, block_id=block_id)
            refused = attaching.attach(self._workspace, place, element, upload=upload, owner=self.id)
            payload = None if refused else self._at.tells(place, element)
        self._workspace.changes.note("views")
        return Reply(error=refused) if payload is None else self.send(payload)

    def detach(
        self, block_id: str | None, file: str, *, action_id: str | None = None, view_id: str | None = None
    ) -> Reply:
        """Take a file out of a file input again, by its name or id."""
        with self._workspace.lock:
            place = self._at.in_view(view_id)
            element = element_at(place, action_id=action_id, block_id=block_id)
            attaching.detach(place, element, file)
            payload = self._at.tells(place, element)
        self._workspace.changes.note("views")
        return Reply() if payload is None else self.send(payload)

    def download(self, file_id: str) -> bytes:
        """The bytes of a file that stands before this person: their own, or one shared where they are."""
        with self._workspace.lock:
            return viewpoint.file_before(self._workspace, self.id, file_id).content or b""

    def send(self, payload: Json) -> Reply:
        """Carry a block_actions payload to the app; anything but a prompt 200 is a warning triangle."""
        got = self._workspace.courier.deliver(Envelope("interactive", payload))
        return Reply(got.status, got.body, None if got.received else button_failed(got.status))

    def submit_payload(self, view_id: str | None = None) -> Json:
        """What `submit` would send now, for `send_submission`; the modal stays as it is."""
        with self._workspace.lock:
            return modal_acts.submittable(self._workspace, self._at.top(view_id))

    def send_submission(self, payload: Json) -> Reply:
        """Carry a view_submission payload to the app; its answer counts only if the modal is still open."""
        return modal_acts.send(self._workspace, payload)

    def submit(self, view_id: str | None = None) -> Reply:
        """Submit the modal on top; given an id, only if it is the one on top."""
        with self._workspace.lock:
            view = self._at.top(view_id)
        return modal_acts.submit(self._workspace, view)

    def close_view(self, view_id: str | None = None) -> Reply:
        """Close the modal on top without submitting it; given an id, only if it is the one on top."""
        with self._workspace.lock:
            view = self._at.top(view_id)
        return modal_acts.close(self._workspace, view)

    def close_all(self) -> Reply:
        """Press the x in the corner, which closes every modal at once."""
        return modal_acts.close_all(self._workspace, self.id, self.device)

    def open_home(self, tab: str = "home") -> Reply:
        """Look at the app's Home (or its `messages` tab); the app is told, and may publish."""
        workspace = self._workspace
        if "app_home_opened" not in workspace.seed.app.events:
            return Reply()
        with workspace.lock:
            event: Json = {
                "type": "app_home_opened",
                "user": self.id,
                "channel": workspace.conversations.open_direct_messages(self.id).id,
                "tab": tab,
            }
            home = workspace.views.home(self.id)
            if home is not None and tab == "home":
                event["view"] = home.as_slack_has_it()
            payload = payloads.event(workspace, event)
        got = workspace.courier.deliver_event(payload)
        return Reply(got.status, got.body)

    def command(self, name: str, text: str = "", channel: str | None = None) -> Reply:
        """Use a slash command in a channel, or in the direct messages with the app."""
        workspace = self._workspace
        with workspace.lock:
            where = self._at.writable(channel)
            payload = talking.command_payload(workspace, self.id, where, name=name, text=text, device=self.device)
        if payload is None:
            return Reply(error=f"{name} is not a valid command.")
        return talking.command(workspace, self.id, where, payload=payload)

    def say(self, channel: str | None, text: str, thread_ts: str | None = None) -> Reply:
        """Write a message; with `channel` None, to the app."""
        with self._workspace.lock:
            where = self._at.writable(channel)
        return talking.say(self._workspace, self.id, where, text=text, thread_ts=thread_ts)

    def read(self, channel: str) -> Reply:
        """Look at a channel, so that nothing in it is unread."""
        with self._workspace.lock:
            said = self._workspace.messages.top_level(channel)
            last_read = self._workspace.conversations.find(channel).last_read
            news = bool(said) and last_read.get(self.id) != said[-1]["ts"]
            if news:
                last_read[self.id] = said[-1]["ts"]
        if news:
            self._workspace.changes.note("messages")
        return Reply()
