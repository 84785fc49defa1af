"""The addresses at which files are put and fetched; whoever knows one may, as with the ones that Teams hands out."""

import re

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from sandbox.teams.tenant import Tenant

_WHOLE = re.compile(r"bytes 0-(\d+)/(\d+)")


def file_routes(tenant: Tenant) -> list[Route]:
    async def fetch(request: Request) -> Response:
        with tenant.lock:
            stored = tenant.files.all.get(request.path_params["file"])
        if stored is None or stored.data is None:
            return Response(status_code=404)
        return Response(stored.data, media_type="application/octet-stream")

    async def put(request: Request) -> Response:
        data = await request.body()
        with tenant.lock:
            stored = tenant.files.all.get(request.path_params["file"])
            if stored is None or stored.data is not None:
                return Response(status_code=404)
            if not _is_whole(request.headers.get("content-range", ""), len(data)):
                return JSONResponse({"error": {"code": "invalidRequest"}}, 400)
            stored.data = data
        return JSONResponse({"id": stored.id, "name": stored.name, "size": len(data)}, 201)

    return [Route("/files/{file}", fetch, methods=["GET"]), Route("/files/{file}", put, methods=["PUT"])]


def _is_whole(content_range: str, size: int) -> bool:
    """Upload sessions take parts only with their range; this one takes everything at once."""
    match = _WHOLE.fullmatch(content_range)
    return match is not None and int(match[1]) == size - 1 and int(match[2]) == size
