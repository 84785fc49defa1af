"""Delivers envelopes over the app's WebSocket connections, each to one of them, and awaits the ack."""

import json
import threading
import uuid
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotInTime
from dataclasses import dataclass

from sandbox.delivery.envelope import Acknowledgement, Envelope
from sandbox.json_types import Json

# Slack's cap on connections for one app.
MOST_CONNECTIONS = 10


@dataclass(frozen=True, slots=True, eq=False)
class Connection:
    """One live WebSocket: how to send text and how to hang up, both from any thread."""

    send: Callable[[str], None]
    hang_up: Callable[[], None]


class SocketMode:
    """The app's connections. Safe to use from any thread.

    While `refusing`, no new connection is let in, though tickets are still issued. While `silent`, nothing passes
    over the open ones in either direction, pings included, and they stay open.
    """

    def __init__(self, app_id: str) -> None:
        self.refusing = False
        self.silent = False
        self._app_id = app_id
        self._lock = threading.Lock()
        self._arrived = threading.Condition(self._lock)
        self._connections: list[Connection] = []
        self._tickets: set[str] = set()
        self._awaited: dict[str, Future[Acknowledgement]] = {}
        self._turn = 0

    @property
    def connected(self) -> int:
        """How many connections are live."""
        return len(self._connections)

    def admit(self, ticket: str) -> None:
        """Let one connection with this ticket in later."""
        with self._lock:
            self._tickets.add(ticket)

    def enter(self, ticket: str, connection: Connection) -> bool:
        """Use a ticket; False if it was never issued or is used up. Says hello."""
        with self._lock:
            if ticket not in self._tickets:
                return False
            self._tickets.remove(ticket)
            self._connections.append(connection)
            self._arrived.notify_all()
            count = len(self._connections)
        connection.send(
            json.dumps(
                {
                    "type": "hello",
                    "num_connections": count,
                    "connection_info": {"app_id": self._app_id},
                    "debug_info": {"host": "applink-sandbox", "approximate_connection_time": 18060},
                }
            )
        )
        return True

    def wait_for_one(self, within: float = 10.0) -> bool:
        """Wait until the app is connected, or `within` seconds have passed."""
        with self._lock:
            return self._arrived.wait_for(lambda: bool(self._connections), timeout=within)

    def leave(self, connection: Connection) -> None:
        """The connection is gone."""
        with self._lock:
            if connection in self._connections:
                self._connections.remove(connection)

    def receive(self, text: str) -> None:
        """The app said something: an acknowledgement, or chatter that Slack ignores too."""
        try:
            said = json.loads(text)
        except ValueError:
            return
        envelope_id = said.get("envelope_id") if isinstance(said, dict) else None
        with self._lock:
            awaited = self._awaited.pop(str(envelope_id), None)
        if awaited is not None:
            awaited.set_result(_acknowledged(said.get("payload")))

    def deliver(self, envelope: Envelope, within: float) -> Acknowledgement:
        """Send to one connection and wait so many seconds; blocks the calling thread."""
        envelope_id = str(uuid.uuid4())
        awaited: Future[Acknowledgement] = Future()
        with self._lock:
            if not self._connections:
                return Acknowledgement(None)
            self._turn += 1
            connection = self._connections[self._turn % len(self._connections)]
            self._awaited[envelope_id] = awaited
        if not self.silent:
            connection.send(json.dumps(_as_sent(envelope_id, envelope)))
        try:
            return awaited.result(within)
        except NotInTime:
            return Acknowledgement(None)
        finally:
            with self._lock:
                self._awaited.pop(envelope_id, None)

    def disconnect(self, reason: str = "refresh_requested", *, warn: bool = True) -> None:
        """End every connection; with `warn` the app is told first, as Slack does."""
        with self._lock:
            # Nothing is sent over them any more, however long their hanging up takes.
            connections, self._connections = tuple(self._connections), []
        for connection in connections:
            if warn and not self.silent:
                connection.send(json.dumps({"type": "disconnect", "reason": reason, "debug_info": {}}))
            connection.hang_up()


def _as_sent(envelope_id: str, envelope: Envelope) -> Json:
    sent: Json = {
        "envelope_id": envelope_id,
        "type": envelope.type,
        "payload": envelope.payload,
        "accepts_response_payload": envelope.type != "events_api",
    }
    if envelope.type == "events_api":
        sent.update(retry_attempt=envelope.retry, retry_reason=envelope.retry_reason)
    return sent


def _acknowledged(payload: object) -> Acknowledgement:
    if payload is None or payload == "" or payload == {}:
        return Acknowledgement(200)
    if isinstance(payload, dict):
        return Acknowledgement(200, payload)
    return Acknowledgement(200, None, str(payload), malformed=True)
