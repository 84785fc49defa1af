"""The state of one Slack workspace, and what its administrators and clock can do to it.

What the app does comes in through `sandbox.api`, what people do through `sandbox.people`.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sandbox import payloads
from sandbox.changes import Changes
from sandbox.clock import Clock, ManualClock, MovableClock, SystemClock
from sandbox.conversations import Conversation, Conversations
from sandbox.delivery.courier import Courier
from sandbox.directory import Directory
from sandbox.faults import Faults
from sandbox.files import Files
from sandbox.ids import Mint
from sandbox.json_types import Json
from sandbox.messages import Messages
from sandbox.rate_limits import RateLimiter, RateLimits
from sandbox.response_urls import ResponseUrls
from sandbox.seed import Seed
from sandbox.transcript import Call
from sandbox.triggers import Triggers
from sandbox.view_state import TypedState
from sandbox.views import Views


@dataclass(frozen=True, slots=True)
class Moment:
    """A named instant that the page's clock control offers."""

    label: str
    at: datetime


class Workspace:
    """One workspace with one installed app. All mutation happens under `lock`.

    `moments` and `on_move` are for the host of a demo: which instants the clock control offers, and what
    moving the clock means; both are called without the lock.
    """

    def __init__(self, seed: Seed, *, clock: Clock | None = None, limits: RateLimits | None = None) -> None:
        self.lock = threading.RLock()
        self.seed = seed
        self.clock: Clock = clock or SystemClock()
        self.changes = Changes()
        self.faults = Faults()
        self.calls: list[Call] = []
        self.mint = Mint(self.clock)
        self.rate_limiter = RateLimiter(limits or RateLimits(), self.clock)
        self.directory = Directory(seed)
        self.conversations = Conversations(seed, mint=self.mint, clock=self.clock)
        self.messages = Messages()
        self.message_states: dict[tuple[str, str, str], TypedState] = {}
        self.views = Views(seed, self.mint)
        self.triggers = Triggers(mint=self.mint, clock=self.clock)
        self.response_urls = ResponseUrls(mint=self.mint, clock=self.clock)
        self.files = Files(mint=self.mint, clock=self.clock, team_id=seed.team_id)
        self.courier = Courier(seed.app)
        self.messages_tab_enabled = seed.app.messages_tab_enabled
        self.home_tab_enabled = seed.app.home_tab_enabled
        self.uninstalled = False
        self.tokens_revoked = False
        self.origin = ""
        self.moments: Callable[[], list[Moment]] | None = None
        self.on_move: Callable[[datetime], None] | None = None

    @property
    def limits(self) -> RateLimits:
        """The rate limits, open to change."""
        return self.rate_limiter.limits

    @property
    def running(self) -> bool:
        """Whether time passes by itself."""
        return not isinstance(self.clock, ManualClock)

    def answers_at(self, origin: str) -> None:
        """The server says where it listens, for the addresses in payloads and answers."""
        self.origin = self.response_urls.origin = self.files.origin = origin

    def move_clock(self, instant: datetime) -> None:
        """Somebody asked to move to an instant: the host's way if it has one. Don't hold the lock."""
        if self.on_move is not None:
            self.on_move(instant)
        elif isinstance(self.clock, MovableClock):
            self.clock.move_to(instant)
        self.changes.note("clock")

    def deliver_over_http(self, url: str | None) -> None:
        """From now on POST signed requests to this address; None goes back to Socket Mode."""
        self.courier.request_url = url
        self.changes.note("app")

    def drop_connections(self, *, warn: bool = True) -> None:
        """End the app's WebSocket connections, so that it has to come back."""
        self.courier.sockets.disconnect(warn=warn)

    def described(self, user_id: str) -> Json:
        """The user object of `users.info`. The lock is held."""
        shared = self.conversations.share_with_app(user_id)
        return self.directory.as_slack_has_it(user_id, self.clock.now(), in_shared_channel=shared)

    def join(self, user_id: str, channel_id: str, *, inviter: str | None = None) -> None:
        """Put somebody into a channel; the app hears of it if it is in there too."""
        with self.lock:
            self.directory.get(user_id)
            conversation = self.conversations.find(channel_id)
            if user_id in conversation.members:
                return
            conversation.members.append(user_id)
            invited = {} if inviter is None else {"inviter": inviter}
            self._tell_of_member("member_joined_channel", user_id, channel_id, **invited)

    def leave(self, user_id: str, channel_id: str) -> None:
        """Take somebody out of a channel."""
        with self.lock:
            conversation = self.conversations.find(channel_id)
            if user_id not in conversation.members:
                return
            self._tell_of_member("member_left_channel", user_id, channel_id)
            conversation.members.remove(user_id)

    def archive(self, channel_id: str) -> None:
        """Archive a channel."""
        self._set_archived(channel_id, True)

    def unarchive(self, channel_id: str) -> None:
        """Bring an archived channel back, with everybody in it."""
        self._set_archived(channel_id, False)

    def delete_channel(self, channel_id: str) -> None:
        """Delete a channel and all that was said in it, for good."""
        with self.lock:
            conversation = self.conversations.find_channel(channel_id)
            self.conversations.remove(channel_id)
            self.messages.forget(channel_id)
            self._tell_of_channel("deleted", conversation)
        self.changes.note("messages")

    def rename_channel(self, channel_id: str, name: str) -> None:
        """Give a channel another name."""
        with self.lock:
            conversation = self.conversations.rename(channel_id, name)
            if conversation.shown_to(self.seed.app.bot_user_id):
                self.tell(payloads.channel_renamed(conversation, self.seed.team_id))
        self.changes.note("messages")

    def rename(
        self, user_id: str, real_name: str | None = None, *, name: str | None = None, title: str | None = None
    ) -> None:
        """Somebody edits their profile: full name, @name, title; None leaves one as it is."""
        with self.lock:
            self.directory.rename(user_id, real_name=real_name, name=name, title=title)
        self._tell_of_account(user_id)

    def change_zone(self, user_id: str, tz: str) -> None:
        """Somebody's profile moves to another IANA time zone."""
        with self.lock:
            self.directory.change_zone(user_id, tz)
        self._tell_of_account(user_id)

    def deactivate(self, user_id: str) -> None:
        """Deactivate an account."""
        with self.lock:
            self.directory.deactivate(user_id)
        self._tell_of_account(user_id)

    def reactivate(self, user_id: str) -> None:
        """Let a deactivated account back in."""
        with self.lock:
            self.directory.reactivate(user_id)
        self._tell_of_account(user_id)

    def revoke_tokens(self) -> None:
        """The app's tokens stop working, and it is told."""
        self.tell({"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [self.seed.app.bot_user_id]}})
        self.tokens_revoked = True

    def uninstall(self) -> None:
        """The app is removed from the workspace, and it is told."""
        self.tell({"type": "app_uninstalled"})
        self.uninstalled = True

    def reinstall(self) -> None:
        """An administrator restores the app: the same tokens work again. Slack tells it nothing."""
        self.uninstalled = self.tokens_revoked = False
        self.changes.note("app")

    def tell(self, event: Json, subscription: str | None = None) -> None:
        """Send the app an event behind the scenes, if it subscribes to it (by type, unless said)."""
        if (subscription or event["type"]) in self.seed.app.events:
            with self.lock:
                payload = payloads.event(self, event)
            self.courier.send_event(payload)

    def _set_archived(self, channel_id: str, archived: bool) -> None:
        with self.lock:
            conversation = self.conversations.find_channel(channel_id)
            if conversation.is_archived is archived:
                return
            conversation.is_archived = archived
            self._tell_of_channel("archive" if archived else "unarchive", conversation)
        self.changes.note("messages")

    def _tell_of_channel(self, what: payloads.ChannelAct, conversation: Conversation) -> None:
        if conversation.shown_to(self.seed.app.bot_user_id):
            by = self.directory.administrator()
            self.tell(payloads.channel_event(what, conversation, by=by, at=self.clock.now()))

    def _tell_of_account(self, user_id: str) -> None:
        self.changes.note("app")
        with self.lock:
            user = self.described(user_id)
        self.tell({"type": "user_change", "user": user, "cache_ts": user["updated"]})

    def _tell_of_member(self, kind: str, user_id: str, channel_id: str, **more: str) -> None:
        conversation = self.conversations.find(channel_id)
        self.changes.note("messages")
        if self.seed.app.bot_user_id not in conversation.members:
            return
        channel_type = "C" if conversation.kind == "public_channel" else "G"
        self.tell(
            {
                "type": kind,
                "user": user_id,
                "channel": channel_id,
                "channel_type": channel_type,
                "team": self.directory.team_of(user_id),
                **more,
            }
        )
