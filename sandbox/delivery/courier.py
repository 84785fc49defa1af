"""Chooses how envelopes travel to the app, and tries events again as Slack does."""

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait

from sandbox.delivery import signed_http
from sandbox.delivery.envelope import Acknowledgement, Envelope
from sandbox.delivery.socket_mode import SocketMode
from sandbox.json_types import Json
from sandbox.seed import SeedApp

# Slack waits three seconds for an acknowledgement.
ACKNOWLEDGE_WITHIN_SECONDS = 3.0
# After a failure Slack tries an event again at once, after a minute and after five.
EVENT_RETRY_DELAYS = (0.0, 60.0, 300.0)
EVENTS_REMEMBERED = 1000


class Courier:
    """Delivers to the one installed app. Safe to use from any thread; never call it holding a lock."""

    def __init__(self, app: SeedApp) -> None:
        self.sockets = SocketMode(app.app_id)
        self.request_url = app.request_url
        self.acknowledge_within = ACKNOWLEDGE_WITHIN_SECONDS
        self.event_retry_delays: tuple[float, ...] = EVENT_RETRY_DELAYS
        self._signing_secret = app.signing_secret
        self._stopped = threading.Event()
        self._events: ThreadPoolExecutor | None = None
        self._on_the_way: set[Future[object]] = set()
        self._told: deque[Json] = deque(maxlen=EVENTS_REMEMBERED)

    @property
    def connected(self) -> bool:
        """Whether the app can be reached, as far as Slack can know beforehand."""
        return self.request_url is not None or self.sockets.connected > 0

    @property
    def transport(self) -> str:
        """`http` or `socket`."""
        return "socket" if self.request_url is None else "http"

    def deliver(self, envelope: Envelope) -> Acknowledgement:
        """Carry one envelope and wait for the acknowledgement; blocks."""
        if self.request_url is None:
            return self.sockets.deliver(envelope, self.acknowledge_within)
        return signed_http.deliver(
            envelope,
            self.request_url,
            signing_secret=self._signing_secret,
            within=self.acknowledge_within,
        )

    def deliver_event(self, payload: Json) -> Acknowledgement:
        """Carry an event and wait for the first attempt; further attempts happen behind the scenes."""
        self._told.append(payload)
        return self._first_attempt(payload)

    def send_event(self, payload: Json) -> None:
        """Carry an event behind the scenes."""
        self._told.append(payload)
        self._in_background(lambda: self._first_attempt(payload))

    def told(self, event_type: str | None = None) -> list[Json]:
        """The last event payloads that were meant for the app, received or not, oldest first."""
        return [one for one in tuple(self._told) if event_type in (None, one["event"]["type"])]

    def redeliver(self, payload: Json, *, retry: int = 1, reason: str = "http_timeout") -> Acknowledgement:
        """Carry an event once more as a further attempt and wait; whatever comes of it, it isn't tried again."""
        return self.deliver(Envelope("events_api", payload, retry, reason))

    def _first_attempt(self, payload: Json) -> Acknowledgement:
        first = self.deliver(Envelope("events_api", payload))
        if not first.received and not first.no_retry:
            self._in_background(lambda: self._try_again(payload, first))
        return first

    def verify_url(self, challenge: str) -> bool:
        """Ask the app's request URL to echo a challenge, as Slack does when the URL is entered."""
        payload = {"type": "url_verification", "token": "sandbox", "challenge": challenge}
        answer = self.deliver(Envelope("events_api", payload))
        said = answer.text if answer.body is None else answer.body.get("challenge")
        return answer.received and said == challenge

    def start(self) -> None:
        """Begin carrying events behind the scenes."""
        self._stopped.clear()
        self._events = ThreadPoolExecutor(max_workers=64, thread_name_prefix="sandbox-events")

    def stop(self) -> None:
        """Give up on what is still to be tried again, and wait for what is on its way."""
        self._stopped.set()
        events, self._events = self._events, None
        if events is not None:
            events.shutdown(wait=True, cancel_futures=True)

    def _in_background(self, work: Callable[[], object]) -> None:
        events = self._events
        if events is not None:
            carried = events.submit(work)
            self._on_the_way.add(carried)
            carried.add_done_callback(self._on_the_way.discard)

    def everything_told(self, within: float = 3.0) -> bool:
        """Wait until every event so far was carried, or `within` seconds have passed."""
        return not wait(set(self._on_the_way), timeout=within).not_done

    def _try_again(self, payload: Json, last: Acknowledgement) -> None:
        for retry, delay in enumerate(self.event_retry_delays, start=1):
            if self._stopped.wait(delay):
                return
            reason = "http_timeout" if last.status is None else "http_error"
            last = self.deliver(Envelope("events_api", payload, retry, reason))
            if last.received or last.no_retry:
                return
