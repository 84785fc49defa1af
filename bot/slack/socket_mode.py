"""The connection over which Slack reaches us without a public address: kept, watched, and ended without losing a click.

The SDK connects and reconnects. What it doesn't notice or takes long to (a peer that hung up or fell silent), a
watcher here does, and says once that the connection is lost and once that it is back.
"""

import logging
import select
import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from types import TracebackType
from typing import Any

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.builtin.connection import Connection

from bot.slack.identity import SlackSaysNo, SlackUnreachable
from bot.web.application import LISTENER_THREADS
from storage.patience import PATIENCE_SECONDS, patient_until

log = logging.getLogger(__name__)

PING_EVERY_SECONDS = 5
# Every ping is answered at once, so after several unanswered nobody is there.
LONGEST_SILENCE_SECONDS = 30.0
LOOK_EVERY_SECONDS = 1.0
# A form comes in 20 KB; by the SDK's own 1 KB it would be put together out of twenty pieces.
RECEIVE_BYTES = 65_536
CALL_TIMEOUT_SECONDS = 10
# What the SDK says again and again while Slack can't be reached; the watcher says it once.
SAID_BY_THE_WATCHER = (
    "Failed to check the",
    "Failed to establish a connection",
    "Failed to retrieve WSS URL",
    "Failed to start or stop the current session",
    "Error code:",
    "on_error invoked",
)


class SocketConnection:
    """Listens over Socket Mode while the block lasts."""

    def __init__(self, app: App, *, app_token: str, api_url: str, logger: logging.Logger) -> None:
        logger.addFilter(_said_elsewhere)
        client = WebClient(token=app_token, base_url=api_url, timeout=CALL_TIMEOUT_SECONDS, retry_handlers=[])
        self._handler = SocketModeHandler(
            app,
            app_token=app_token,
            web_client=client,
            ping_interval=PING_EVERY_SECONDS,
            receive_buffer_size=RECEIVE_BYTES,
            logger=logger,
        )
        self._client = self._handler.client
        self._client.message_workers.shutdown()
        self._client.message_workers = _PromptAnswers(LISTENER_THREADS, thread_name_prefix="slack")
        self._api_url = api_url
        self._ended = threading.Event()
        self._watcher = threading.Thread(target=self._watch, name="slack-watcher", daemon=True)
        self._new: tuple[Connection | None, float] = (None, 0.0)

    @property
    def is_connected(self) -> bool:
        """Whether Slack is there at this moment, as far as can be known."""
        session = self._client.current_session
        return session is not None and self._is_alive(session)

    def __enter__(self) -> "SocketConnection":
        """Raises SlackSaysNo, SlackUnreachable."""
        try:
            self._handler.connect()  # type: ignore[no-untyped-call]
        except SlackApiError as error:
            self._end()
            raise SlackSaysNo(str(error.response.get("error")), "SLACK_APP_TOKEN") from None
        except OSError as error:
            self._end()
            raise SlackUnreachable(str(getattr(error, "reason", error))) from None
        self._watcher.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._watcher.join()
        self._end()

    def _end(self) -> None:
        """First everything that came in is answered, then the line is cut; `close()` alone would wait for a message."""
        client = self._client
        client.auto_reconnect_enabled = False
        client.closed = True
        client.message_queue.put("")
        client.message_processor.shutdown()  # type: ignore[no-untyped-call]
        client.message_workers.shutdown(wait=True)
        session = client.current_session
        if session is not None and session.sock is not None:
            with suppress(OSError):
                session.sock.shutdown(socket.SHUT_RDWR)
        client.close()

    def _watch(self) -> None:
        connected = True
        while not self._ended.wait(LOOK_EVERY_SECONDS):
            session = self._client.current_session
            was, connected = connected, self.is_connected
            if was and not connected:
                log.error("The connection to Slack is lost; it is tried again until there is one.")
            elif connected and not was:
                log.warning("Connected to Slack again.")
            if not connected and session is not None and session.is_active():
                # The SDK takes up a new one as soon as it knows that this one is gone. It may be closing it at this
                # very moment, and take the socket away from under this call.
                with suppress(AttributeError, OSError):
                    session.disconnect()

    def _is_alive(self, session: Connection) -> bool:
        if self._new[0] is not session:
            self._new = (session, time.time())
        sock = session.sock
        if sock is None or _has_hung_up(sock):
            return False
        # A wall clock, because the SDK's is; a step of it costs one reconnection.
        return time.time() - max(self._new[1], session.last_ping_pong_time or 0.0) < LONGEST_SILENCE_SECONDS


class _PromptAnswers(ThreadPoolExecutor):
    """Remembers when each message came, because an answer that waits for its turn is late already."""

    def submit(self, work: Callable[..., Any], /, *args: Any, **named: Any) -> Future[Any]:
        until = time.monotonic() + PATIENCE_SECONDS

        def answer() -> Any:
            with patient_until(until):
                return work(*args, **named)

        return super().submit(answer)


def _has_hung_up(sock: socket.socket) -> bool:
    """Whether the peer has closed its end, without reading anything; where that can't be known, no."""
    if not hasattr(select, "POLLRDHUP"):
        return False
    poller = select.poll()
    try:
        poller.register(sock, select.POLLRDHUP)
    except (OSError, ValueError):
        return True
    return bool(poller.poll(0))


def _said_elsewhere(record: logging.LogRecord) -> bool:
    return not record.getMessage().startswith(SAID_BY_THE_WATCHER)
