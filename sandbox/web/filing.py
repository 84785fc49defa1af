"""The ways to a file: Slack's own addresses, which want the app's token, and the page's, which want a person."""

from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from sandbox import viewpoint
from sandbox.api_error import ApiError
from sandbox.files import StoredFile
from sandbox.web.acts import attach
from sandbox.web.guard import BYTES, asked, guarded
from sandbox.workspace import Workspace

_SIGN_IN = (
    "<!DOCTYPE html><html><head><title>Sign in</title></head><body><h1>Sign in to see this file</h1></body></html>"
)


class Filing:
    """Bound to one workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def routes(self) -> list[BaseRoute]:
        """Where files are fetched and attached."""
        return [
            Route("/files-pri/{place}/{name}", self.private),
            Route("/files-pri/{place}/download/{name}", self.private),
            Route("/signin", self.sign_in),
            Route("/sandbox/file/{file_id}", guarded(self.before_person)),
            Route("/sandbox/attach", guarded(self.attach, takes=BYTES), methods=["POST"]),
        ]

    async def private(self, request: Request) -> Response:
        """`url_private`: the bytes for a bot token with files:read.

        Anybody else is led to a page to sign in, as Slack does, which makes a client that follows redirects see
        status 200 and HTML where it expects its file.
        """
        workspace = self._workspace
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        with workspace.lock:
            known = scheme.lower() == "bearer" and token.strip() == workspace.seed.app.bot_token
            working = not (workspace.uninstalled or workspace.tokens_revoked)
            if not (known and working and "files:read" in workspace.seed.app.scopes):
                return RedirectResponse(f"{workspace.origin}/signin?redir={quote(request.url.path, safe='')}", 302)
            try:
                stored = workspace.files.find(request.path_params["place"].partition("-")[2])
            except ApiError as error:
                return PlainTextResponse(error.error, 404)
        return _bytes_of(stored, as_download="/download/" in request.url.path)

    async def sign_in(self, _request: Request) -> Response:
        """Where those without a token end up."""
        return HTMLResponse(_SIGN_IN)

    async def before_person(self, request: Request) -> Response:
        """A file that somebody sees in a conversation, to save on their device."""
        with self._workspace.lock:
            stored = viewpoint.file_before(self._workspace, asked(request, "user"), request.path_params["file_id"])
        return _bytes_of(stored, as_download=True)

    async def attach(self, request: Request) -> Response:
        """The bytes of a file for a file input; which input, and whose, is in the query."""
        wish = dict(request.query_params)
        data = await request.body()
        return JSONResponse(await run_in_threadpool(attach, self._workspace, wish, data))


def _bytes_of(stored: StoredFile, *, as_download: bool) -> Response:
    # Never shown as a page of this server: what somebody uploads could be one that acts in their name.
    headers = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox"}
    if as_download:
        headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(stored.name, safe='')}"
    return Response(stored.content or b"", media_type=stored.mimetype, headers=headers)
