"""Files between a person and the bot: one that is sent along, and one that the bot asks to put with them."""

from typing import Any

from sandbox.json_types import Json
from sandbox.reply import NothingThere, Reply
from sandbox.teams import activities
from sandbox.teams.clients import Client, Seen
from sandbox.teams.files import Stored
from sandbox.teams.places import Chat
from sandbox.teams.pressing import carry, failed
from sandbox.teams.seed import SeedPerson
from sandbox.teams.tenant import Tenant

_PREFIX = "application/vnd.microsoft.teams."
CONSENT = f"{_PREFIX}card.file.consent"
INFO = f"{_PREFIX}card.file.info"
SENT_ALONG = f"{_PREFIX}file.download.info"


def attach(tenant: Tenant, person: SeedPerson, chat: Chat, *, name: str, data: bytes, text: str) -> Seen:
    with tenant.lock:
        stored = tenant.files.keep(name, data)
        address = tenant.files.address(stored)
        about = {"downloadUrl": address, "uniqueId": stored.id, "fileType": stored.kind}
        attachments: list[Json] = [
            {"contentType": SENT_ALONG, "contentUrl": address, "name": name, "content": about},
            {"contentType": "text/html", "content": f"<div>{text}</div>"},
        ]
        sent: Json = {"type": "message", "text": text, "attachments": attachments}
        message = tenant.messages.add(chat.id, person.id, sent)
        body = activities.message(tenant, person, chat, thread="", text=text, attachments=attachments, id=message.id)
    tenant.courier.carry(body)
    return tenant.clients.seen(person.id, message)


def consent(tenant: Tenant, person: SeedPerson, client: Client, seen: Seen, *, accepted: bool) -> Reply:
    """Raises NothingThere where no file is asked for."""
    asked = next((one for one in seen.attachments if one.get("contentType") == CONSENT), None)
    if asked is None:
        raise NothingThere("no file is asked for here")
    content: dict[str, Any] = asked.get("content") or {}
    value: Json = {"type": "fileUpload", "action": "accept" if accepted else "decline"}
    value["context"] = content.get("acceptContext" if accepted else "declineContext")
    if accepted:
        with tenant.lock:
            value["uploadInfo"] = _upload(tenant, tenant.files.keep(str(asked.get("name"))))
    carried = carry(tenant, person, seen, name="fileConsent/invoke", value=value)
    return Reply(carried.status, carried.body) if carried.taken else failed(client, carried.text, carried.status)


def downloaded(tenant: Tenant, seen: Seen) -> tuple[str, bytes]:
    """Raises NothingThere where no file is shown, or nothing was uploaded for it."""
    for one in seen.attachments:
        stored = tenant.files.at(str(one.get("contentUrl"))) if one.get("contentType") == INFO else None
        if stored is not None and stored.data is not None:
            return stored.name, stored.data
    raise NothingThere("no file is shown here")


def _upload(tenant: Tenant, stored: Stored) -> Json:
    address = tenant.files.address(stored)
    return {
        "contentUrl": address,
        "name": stored.name,
        "uploadUrl": address,
        "uniqueId": stored.id,
        "fileType": stored.kind,
    }
