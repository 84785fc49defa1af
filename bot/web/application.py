"""The ASGI application: where Slack's signed requests come in, and where a hosting platform asks after our health.

It hands requests on to whoever understands them, in threads, so that the event loop never waits.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import anyio
import anyio.to_thread
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

# At least twenty: each click holds a thread until its rating is durable, and a cabinet clicks at the same moment.
LISTENER_THREADS = 32
# Slack's largest payload is a view of 250 KB, percent-encoded to at most three times that.
LARGEST_BODY = 1_000_000


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back to the platform."""

    status: int
    body: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)


Receive = Callable[[str, Mapping[str, str]], Answer]
Health = Callable[[], Mapping[str, str]]


def build_application(*, slack: Receive, health: Health) -> Starlette:
    """`slack` verifies and answers a raw request; `health` names what is wrong (nothing: an empty mapping)."""
    limiter = anyio.CapacityLimiter(LISTENER_THREADS)

    async def receive(request: Request) -> Response:
        body = await request.body()
        if len(body) > LARGEST_BODY:
            return Response(status_code=413)
        headers = dict(request.headers)
        answer = await anyio.to_thread.run_sync(slack, body.decode("utf-8", errors="replace"), headers, limiter=limiter)
        return Response(answer.body, status_code=answer.status, headers=dict(answer.headers))

    async def live(_request: Request) -> Response:
        return JSONResponse({"ok": True})

    async def ready(_request: Request) -> Response:
        wrong = await anyio.to_thread.run_sync(health)
        return JSONResponse({"ok": not wrong, "wrong": dict(wrong)}, status_code=503 if wrong else 200)

    return Starlette(
        routes=[
            Route("/slack/events", receive, methods=["POST"]),
            Route("/health/live", live),
            Route("/health/ready", ready),
        ]
    )
