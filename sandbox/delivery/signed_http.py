"""Delivers envelopes as HTTP POSTs signed the way Slack signs them."""

import hashlib
import hmac
import http.client
import json
import time
from urllib.parse import urlencode, urlsplit

from sandbox.delivery.envelope import Acknowledgement, Envelope
from sandbox.json_types import Json

_FORM = "application/x-www-form-urlencoded"


def deliver(envelope: Envelope, url: str, *, signing_secret: str, within: float) -> Acknowledgement:
    """POST and wait so many seconds; blocks the calling thread. `url` is plain http."""
    body, content_type = _encoded(envelope)
    headers = {"Content-Type": content_type, **signed(body, signing_secret)}
    if envelope.retry:
        headers["X-Slack-Retry-Num"] = str(envelope.retry)
        headers["X-Slack-Retry-Reason"] = envelope.retry_reason
    return post(url, body, headers, within)


def signed(body: str, signing_secret: str) -> dict[str, str]:
    """Slack's signature headers; stamped with real time, because receivers compare it with theirs."""
    stamp = str(int(time.time()))
    digest = hmac.new(signing_secret.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256)
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest.hexdigest()}"}


def post(url: str, body: str, headers: dict[str, str], within: float) -> Acknowledgement:
    """One POST on a connection of its own; no answer in time, or none at all, is no status."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port or 80, timeout=within)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = {"User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)", "Accept": "*/*", **headers}
    try:
        connection.request("POST", path, body.encode(), headers)
        answer = connection.getresponse()
        text = answer.read().decode(errors="replace")
        return _acknowledged(answer.status, text, answer.getheader("X-Slack-No-Retry") == "1")
    except (OSError, http.client.HTTPException):
        return Acknowledgement(None)
    finally:
        connection.close()


def _encoded(envelope: Envelope) -> tuple[str, str]:
    match envelope.type:
        case "events_api":
            return json.dumps(envelope.payload), "application/json"
        case "interactive":
            return urlencode({"payload": json.dumps(envelope.payload)}), _FORM
        case "slash_commands":
            return urlencode(envelope.payload), _FORM


def _acknowledged(status: int, text: str, no_retry: bool) -> Acknowledgement:
    if not text:
        return Acknowledgement(status, no_retry=no_retry)
    try:
        body: Json | None = json.loads(text)
    except ValueError:
        body = None
    if isinstance(body, dict):
        return Acknowledgement(status, body or None, text, no_retry=no_retry)
    return Acknowledgement(status, None, text, malformed=True, no_retry=no_retry)
