"""The ASGI application: where Slack's and Teams' signed requests come in, and a hosting platform asks after our health.

It hands requests on to whoever understands them, in threads, so that the event loop never waits.
"""

import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

import anyio
import anyio.to_thread
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from storage.patience import PATIENCE_SECONDS, patient_until

# At least twenty: each click holds a thread until its rating is durable, and a cabinet clicks at the same moment.
LISTENER_THREADS = 32
# Slack's largest payload is a view of 250 KB, percent-encoded to at most three times that; a message of Teams' has 100.
LARGEST_BODY = 1_000_000
SLACK_PATH = "/slack/events"
TEAMS_PATH = "/api/messages"
# Teams gives an answer five seconds, the way included, and then asks again.
TEAMS_PATIENCE_SECONDS = 3.5


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back to the platform."""

    status: int
    body: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


Application = Starlette
Receive = Callable[[str, Mapping[str, str]], Answer]
Health = Callable[[], Mapping[str, str]]


def build_application(
    *, health: Health, limited: Health = dict, slack: Receive | None = None, teams: Receive | None = None
) -> Application:
    """`slack` and `teams` verify and answer a raw request; without one, that platform comes another way or not at all.

    `health` names what keeps Homeroom from working (nothing: an empty mapping), `limited` what else is wrong.
    """
    limiter = anyio.CapacityLimiter(LISTENER_THREADS)

    async def live(_request: Request) -> Response:
        return JSONResponse({"ok": True})

    async def ready(_request: Request) -> Response:
        wrong = await anyio.to_thread.run_sync(health)
        besides = await anyio.to_thread.run_sync(limited)
        told = {"ok": not wrong, "wrong": dict(wrong), **({"limited": dict(besides)} if besides else {})}
        return JSONResponse(told, status_code=503 if wrong else 200)

    routes = [Route("/health/live", live), Route("/health/ready", ready)]
    for path, receive, patience in (
        (SLACK_PATH, slack, PATIENCE_SECONDS),
        (TEAMS_PATH, teams, TEAMS_PATIENCE_SECONDS),
    ):
        if receive is not None:
            routes.append(Route(path, _receiving(receive, patience, limiter), methods=["POST"]))
    return Starlette(routes=routes)


def _receiving(
    receive: Receive, patience: float, limiter: anyio.CapacityLimiter
) -> Callable[[Request], Awaitable[Response]]:
    """An endpoint that hands on what came in, in a thread, for an answer within `patience` seconds."""

    async def received(request: Request) -> Response:
        # From its arrival: a request that waits for a thread is late already when it gets one.
        until = time.monotonic() + patience
        body = bytearray()
        async for piece in request.stream():
            body += piece
            # Nobody has shown who they are yet, so no more of it is held than anybody may send.
            if len(body) > LARGEST_BODY:
                return Response(status_code=413)
        text, headers = body.decode("utf-8", errors="replace"), dict(request.headers)
        answer = await anyio.to_thread.run_sync(lambda: answered(text, headers, until), limiter=limiter)
        return Response(answer.body, status_code=answer.status, headers=dict(answer.headers))

    def answered(body: str, headers: Mapping[str, str], until: float) -> Answer:
        with patient_until(until):
            return receive(body, headers)

    return received
