"""The ASGI application: where Slack's signed requests come in, and where a hosting platform asks after our health.

It hands requests on to whoever understands them, in threads, so that the event loop never waits.
"""

import time
from collections.abc import Callable, Mapping
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


def build_application(*, health: Health, slack: Receive | None = None) -> Starlette:
    """`health` names what is wrong (nothing: an empty mapping); `slack` verifies and answers a raw request.

    Without `slack` there is only health: Slack comes another way.
    """
    limiter = anyio.CapacityLimiter(LISTENER_THREADS)

    async def receive(request: Request) -> Response:
        # From its arrival: a request that waits for a thread is late already when it gets one.
        until = time.monotonic() + PATIENCE_SECONDS
        body = await request.body()
        if len(body) > LARGEST_BODY:
            return Response(status_code=413)
        text, headers = body.decode("utf-8", errors="replace"), dict(request.headers)
        answer = await anyio.to_thread.run_sync(lambda: answered(text, headers, until), limiter=limiter)
        return Response(answer.body, status_code=answer.status, headers=dict(answer.headers))

    def answered(body: str, headers: Mapping[str, str], until: float) -> Answer:
        if slack is None:
            return Answer(404)
        with patient_until(until):
            return slack(body, headers)

    async def live(_request: Request) -> Response:
        return JSONResponse({"ok": True})

    async def ready(_request: Request) -> Response:
        wrong = await anyio.to_thread.run_sync(health)
        return JSONResponse({"ok": not wrong, "wrong": dict(wrong)}, status_code=503 if wrong else 200)

    routes = [Route("/health/live", live), Route("/health/ready", ready)]
    if slack is not None:
        routes.append(Route("/slack/events", receive, methods=["POST"]))
    return Starlette(routes=routes)
