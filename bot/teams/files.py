"""Files that Homeroom sends to a person in Teams: first asked, then made, put where Teams says, and shown.

Teams keeps a file among the person's own, so it needs their consent; only then is it made, as it is by that time.
"""

import re
from collections.abc import Mapping
from typing import Any

import httpx

from bot.files import MadeFile, made_file
from bot.use_cases.who import Deps, Speaker, workspace_of
from jobs.announce import Post, announce
from jobs.announcements import AuditFile, ExportFile, ReportFile
from rubric.refusals import FormDoesNotMatch
from storage import deliveries
from storage.deliveries import lane_name

Json = dict[str, Any]

CONSENT = "application/vnd.microsoft.teams.card.file.consent"
INFO = "application/vnd.microsoft.teams.card.file.info"
# The event that a person's answer to the question is.
ANSWERED = "fileConsent/invoke"
# Where Microsoft keeps what people own: the public cloud's, and the government's.
KEPT_AT = ("sharepoint.com", "sharepoint.us", "sharepoint-mil.us")
UPLOAD_TIMEOUT_SECONDS = 30
_DELIVERY = "delivery"
_HOST = re.compile(r"[a-z0-9.-]+")


class NotTaken(Exception):
    """The file could not be put where Teams said; `why` is a code or the kind of error."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def file_name(made: MadeFile) -> str:
    return f"{made.stem}.{made.ending}"


def consent_card(name: str, *, size: int, words: str, key: str) -> Json:
    """Asks a person whether they want a file of about `size` bytes; `key` is the delivery's that it comes from."""
    return {
        "contentType": CONSENT,
        "name": name,
        "content": {
            "description": words,
            "sizeInBytes": size,
            "acceptContext": {_DELIVERY: key},
            "declineContext": {_DELIVERY: key},
        },
    }


def key_of(value: Mapping[str, Any]) -> str:
    """The delivery's key, out of what their answer carries. Raises FormDoesNotMatch."""
    context = value.get("context")
    key = context.get(_DELIVERY) if isinstance(context, Mapping) else None
    if not isinstance(key, str) or not key:
        raise FormDoesNotMatch
    return key


def consented(deps: Deps, who: Speaker, key: str) -> MadeFile | None:
    """The file of that delivery as it is now; None when there is nothing left to send.

    Raises FormDoesNotMatch where it isn't a file that was offered to them.
    """
    with deps.store.read() as transaction:
        delivery = deliveries.by_key(transaction, key)
        if delivery is None or delivery.lane != lane_name(workspace_of(transaction, who), who.address):
            raise FormDoesNotMatch
        speech = announce(transaction, delivery, address=who.address, now=deps.clock.now())
    match speech:
        case Post(announcement=AuditFile() | ReportFile() | ExportFile() as facts):
            return made_file(facts)
        case _:
            return None


def upload(made: MadeFile, place: Mapping[str, Any], *, hosts: tuple[str, ...] = ()) -> None:
    """Put it where the person's answer says; `hosts` are let in besides Microsoft's, and without encryption.

    Raises NotTaken.
    """
    url = str(place.get("uploadUrl") or "")
    if not is_kept_safely(url, hosts=hosts):
        raise NotTaken("address")
    last = len(made.data) - 1
    headers = {"Content-Type": "application/octet-stream", "Content-Range": f"bytes 0-{last}/{len(made.data)}"}
    try:
        # The address itself is the right to write there, so it gets no token of ours.
        answer = httpx.put(
            url, content=made.data, headers=headers, timeout=UPLOAD_TIMEOUT_SECONDS, follow_redirects=False
        )
    except httpx.TransportError as error:
        raise NotTaken(type(error).__name__) from None
    if not answer.is_success:
        raise NotTaken(f"http_{answer.status_code}")


def info_card(place: Mapping[str, Any]) -> Json:
    """Shows the file that was put there."""
    return {
        "contentType": INFO,
        "contentUrl": str(place.get("contentUrl") or ""),
        "name": str(place.get("name") or ""),
        "content": {"uniqueId": str(place.get("uniqueId") or ""), "fileType": str(place.get("fileType") or "")},
    }


def is_kept_safely(url: str, *, hosts: tuple[str, ...] = ()) -> bool:
    """Whether an address is one where Microsoft keeps people's files, or one of `hosts` (with its port)."""
    try:
        # Read by what will ask it, as two readers may take the same address for two places.
        parts = httpx.URL(url)
    except httpx.InvalidURL:
        return False
    if parts.userinfo or not _HOST.fullmatch(parts.host):
        return False
    if parts.netloc.decode() in hosts:
        return parts.scheme in ("http", "https")
    is_microsofts = any(parts.host.endswith(f".{domain}") for domain in KEPT_AT)
    return parts.scheme == "https" and parts.port is None and is_microsofts
