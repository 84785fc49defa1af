"""Builds the Bolt application: the listeners, one error handler, and the two ways Slack reaches them."""

import logging
import socket
from collections.abc import Mapping
from contextlib import suppress
from types import TracebackType

from slack_bolt import App, BoltRequest
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from bot.slack.errors import answer_error
from bot.slack.listeners import channel, commands, home, rating, set_up
from bot.use_cases.who import Deps
from bot.web.application import LISTENER_THREADS, Answer

# A click has three seconds in all; what Slack hasn't answered by then is no use to it.
CLICK_TIMEOUT_SECONDS = 2


def build_app(deps: Deps, *, token: str, api_url: str, signing_secret: str = "") -> App:
    """The Bolt app. It commits before it acknowledges, and calls nothing of Slack's but to open or change a form."""
    app = App(
        name="homeroom",
        client=WebClient(token=token, base_url=api_url, timeout=CLICK_TIMEOUT_SECONDS, retry_handlers=[]),
        signing_secret=signing_secret,
        token_verification_enabled=False,
        process_before_response=True,
        # At DEBUG both of Slack's libraries print whole bodies; ratings are in those.
        logger=_quiet_logger(),
    )
    app.error(answer_error)
    for listener in (rating, commands, set_up, home, channel):
        listener.register(app, deps)
    return app


def receive(app: App, body: str, headers: Mapping[str, str]) -> Answer:
    """One raw HTTP request of Slack's: verified, handled and answered."""
    response = app.dispatch(BoltRequest(body=body, headers=dict(headers)))
    return Answer(response.status, response.body or "", response.first_headers_without_set_cookie())


class SocketConnection:
    """Listens over Socket Mode while the block lasts."""

    def __init__(self, app: App, *, app_token: str, api_url: str) -> None:
        self._handler = SocketModeHandler(
            app,
            app_token=app_token,
            web_client=WebClient(token=app_token, base_url=api_url, retry_handlers=[]),
            concurrency=LISTENER_THREADS,
            logger=_quiet_logger(),
        )

    @property
    def is_connected(self) -> bool:
        return bool(self._handler.client.is_connected())

    def __enter__(self) -> "SocketConnection":
        self._handler.connect()  # type: ignore[no-untyped-call]
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        client = self._handler.client
        client.auto_reconnect_enabled = False
        client.closed = True
        # Its threads wait a second for a message and three for a byte; this wakes both.
        client.message_queue.put("")
        session = client.current_session
        if session is not None and session.sock is not None:
            with suppress(OSError):
                session.sock.shutdown(socket.SHUT_RDWR)
        self._handler.close()  # type: ignore[no-untyped-call]


def _quiet_logger() -> logging.Logger:
    for name in ("slack_sdk", "slack_bolt", "homeroom.bolt"):
        logging.getLogger(name).setLevel(logging.WARNING)
    return logging.getLogger("homeroom.bolt")
