"""The page's own endpoints: what one person sees, as JSON, and a stream that says when to look again.

Files have endpoints of their own beside this; who may ask for any of it is in guard.py.
"""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.templating import Jinja2Templates

from sandbox import viewpoint
from sandbox.api_error import ApiError
from sandbox.json_types import Json
from sandbox.web.acts import act
from sandbox.web.guard import asked, guarded
from sandbox.workspace import Workspace

PAGE = Path(__file__).parent.parent / "page"
# How long an event stream may be silent before it says that it is still there.
_KEEP_ALIVE_SECONDS = 15.0
CLOSING = "closing"


class Screen:
    """Bound to one workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._templates = Jinja2Templates(directory=str(PAGE / "templates"))

    def routes(self) -> list[BaseRoute]:
        """Where the page and its data are."""
        return [
            Route("/", guarded(self.page)),
            Route("/sandbox/state", guarded(self.state)),
            Route("/sandbox/messages", guarded(self.messages)),
            Route("/sandbox/thread", guarded(self.thread)),
            Route("/sandbox/views", guarded(self.views)),
            Route("/sandbox/events", guarded(self.events)),
            Route("/sandbox/act", guarded(self.act), methods=["POST"]),
            Route("/sandbox/clock", guarded(self.clock), methods=["POST"]),
            Route("/sandbox/faults", guarded(self.faults), methods=["POST"]),
            Mount("/static", StaticFiles(directory=PAGE / "static", check_dir=False)),
        ]

    async def page(self, request: Request) -> Response:
        """The page itself."""
        seed = self._workspace.seed
        context = {"team_name": seed.team_name, "app_name": seed.app.name}
        return self._templates.TemplateResponse(request, "index.html", context)

    async def state(self, request: Request) -> Response:
        """Everything around the messages."""
        workspace = self._workspace
        moments = await run_in_threadpool(workspace.moments) if workspace.moments else []
        with workspace.lock:
            user = request.query_params.get("user") or viewpoint.somebody(workspace)
            state = viewpoint.state(workspace, user)
        offered = [{"label": one.label, "at": one.at.isoformat()} for one in moments]
        return JSONResponse({**state, "moments": offered})

    async def messages(self, request: Request) -> Response:
        """One channel, as one person sees it."""
        with self._workspace.lock:
            shown = viewpoint.messages(self._workspace, asked(request, "user"), asked(request, "channel"))
        return JSONResponse({"messages": shown, "version": self._workspace.changes.version})

    async def thread(self, request: Request) -> Response:
        """One thread, as one person sees it."""
        user, channel, ts = (asked(request, name) for name in ("user", "channel", "ts"))
        with self._workspace.lock:
            shown = viewpoint.thread(self._workspace, user, channel, ts)
        return JSONResponse({"messages": shown, "version": self._workspace.changes.version})

    async def views(self, request: Request) -> Response:
        """One person's modals and App Home."""
        workspace, user = self._workspace, asked(request, "user")
        with workspace.lock:
            workspace.directory.get(user)
            stack = workspace.views.stack(user, "desktop")
            home = workspace.views.home(user)
            shown = {
                "modals": [viewpoint.shown_view(view) for view in stack],
                "home": None if home is None else viewpoint.shown_view(home),
                "pending": any(view.pending for view in stack),
                "version": workspace.changes.version,
            }
        return JSONResponse(shown)

    async def events(self, request: Request) -> Response:
        """Server-sent events: the version, and the kinds of things that changed."""
        user = asked(request, "user")
        with self._workspace.lock:
            self._workspace.directory.get(user)
        headers = {"Cache-Control": "no-store"}
        return StreamingResponse(self._changes(), media_type="text/event-stream", headers=headers)

    async def act(self, request: Request) -> Response:
        """Somebody did something; answers once the app has acknowledged it."""
        wish = await _json(request)
        return JSONResponse(await run_in_threadpool(act, self._workspace, wish))

    async def clock(self, request: Request) -> Response:
        """Move the clock to an instant, or by seconds."""
        wish = await _json(request)
        try:
            instant = _instant(wish, self._workspace.clock.now())
        except (ValueError, TypeError, OverflowError) as error:
            raise ApiError("say {to: an instant with its offset} or {by: seconds}", status=400) from error
        await run_in_threadpool(self._workspace.move_clock, instant)
        return JSONResponse({"now": self._workspace.clock.now().isoformat()})

    async def faults(self, request: Request) -> Response:
        """Plan troubles; answers with what is planned now."""
        wish, workspace = await _json(request), self._workspace
        with workspace.lock:
            for switch in ("messages_tab_enabled", "home_tab_enabled"):
                if switch in wish:
                    setattr(workspace, switch, bool(wish.pop(switch)))
        try:
            workspace.faults.plan(**wish)
        except TypeError as error:
            raise ApiError(str(error), status=400) from error
        workspace.changes.note("faults")
        tabs = {name: getattr(workspace, name) for name in ("messages_tab_enabled", "home_tab_enabled")}
        return JSONResponse({**workspace.faults.current(), **tabs})

    async def _changes(self) -> AsyncIterator[str]:
        loop, news = asyncio.get_running_loop(), asyncio.Queue[tuple[int, str]]()
        stop = self._workspace.changes.watch(lambda version, kind: _put(loop, news, (version, kind)))
        try:
            yield _event(self._workspace.changes.version, set())
            while True:
                try:
                    version, kind = await asyncio.wait_for(news.get(), _KEEP_ALIVE_SECONDS)
                except TimeoutError:
                    yield ": still here\n\n"
                    continue
                kinds = {kind}
                while not news.empty():
                    version, kind = news.get_nowait()
                    kinds.add(kind)
                if CLOSING in kinds:
                    return
                yield _event(version, kinds)
        finally:
            stop()


def _put(loop: asyncio.AbstractEventLoop, news: asyncio.Queue[tuple[int, str]], item: tuple[int, str]) -> None:
    if not loop.is_closed():
        loop.call_soon_threadsafe(news.put_nowait, item)


def _event(version: int, kinds: set[str]) -> str:
    return f"data: {json.dumps({'version': version, 'kinds': sorted(kinds)})}\n\n"


def _instant(wish: Json, now: datetime) -> datetime:
    if "by" in wish:
        return now + timedelta(seconds=wish["by"])
    instant = datetime.fromisoformat(wish.get("to") or "")
    if instant.tzinfo is None:
        raise ValueError("an instant needs its offset from UTC")
    return instant


async def _json(request: Request) -> Json:
    try:
        wish: Any = json.loads(await request.body())
    except ValueError:
        wish = None
    if not isinstance(wish, dict):
        raise ApiError("say it as a JSON object", status=400)
    return wish
