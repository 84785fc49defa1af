"""Asks the sandbox for an address as any program would, following no redirect."""

import http.client
from urllib.parse import urlsplit

from tests.sandbox.workspaces import BOT_TOKEN


def posted(url: str, body: bytes, content_type: str = "application/json") -> tuple[int, str]:
    """POST to an address of the sandbox; status and text."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=5)
    try:
        connection.request("POST", f"{parts.path}?{parts.query}", body, {"Content-Type": content_type})
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def fetched(url: str, token: str | None = BOT_TOKEN) -> tuple[int, http.client.HTTPMessage, bytes]:
    """GET an address of the sandbox without following redirects; status, headers, bytes."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=5)
    try:
        headers = {} if token is None else {"Authorization": f"Bearer {token}"}
        connection.request("GET", f"{parts.path}?{parts.query}", headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()
