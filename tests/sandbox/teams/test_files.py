"""Files between a person and a bot in the local Teams."""

import httpx
import pytest

from sandbox.reply import NothingThere
from sandbox.teams.connector import open_chat, post
from sandbox.teams.filing import CONSENT, INFO
from sandbox.teams.people import Person
from sandbox.teams.tenant import Tenant
from tests.sandbox.teams.bots import Json, ToyBot
from tests.sandbox.teams.tenants import ADA, TENANT


def says(tenant: Tenant, attachment: Json) -> None:
    with tenant.lock:
        chat = open_chat(tenant, {"members": [{"id": ADA}], "tenantId": TENANT})["id"]
        post(tenant, chat, {"type": "message", "attachments": [attachment]})


def asks(tenant: Tenant) -> Person:
    content = {"description": "A report", "sizeInBytes": 4, "acceptContext": {"k": "1"}, "declineContext": {"k": "0"}}
    says(tenant, {"contentType": CONSENT, "name": "report.csv", "content": content})
    return Person(tenant, ADA)


def put(address: str, data: bytes, content_range: str) -> int:
    return httpx.put(address, content=data, headers={"Content-Range": content_range}, trust_env=False).status_code


def test_a_file_that_is_let_in_can_be_put_once_and_shown(tenant: Tenant, bot: ToyBot) -> None:
    ada = asks(tenant)
    assert ada.accept_file(ada.chat()[-1]).ok
    value = bot.heard[0]["value"]
    assert (value["action"], value["context"]) == ("accept", {"k": "1"})
    upload = value["uploadInfo"]
    assert put(upload["uploadUrl"], b"a,b\n", "bytes 0-2/4") == 400
    assert put(upload["uploadUrl"], b"a,b\n", "bytes 0-3/4") == 201
    assert put(upload["uploadUrl"], b"c,d\n", "bytes 0-3/4") == 404
    info = {"uniqueId": upload["uniqueId"], "fileType": "csv"}
    says(tenant, {"contentType": INFO, "name": "report.csv", "contentUrl": upload["contentUrl"], "content": info})
    assert ada.download(ada.chat()[-1]) == ("report.csv", b"a,b\n")


def test_a_file_can_be_declined(tenant: Tenant, bot: ToyBot) -> None:
    ada = asks(tenant)
    assert ada.decline_file(ada.chat()[-1]).ok
    assert bot.heard[0]["value"] == {"type": "fileUpload", "action": "decline", "context": {"k": "0"}}


def test_nothing_is_let_in_that_was_not_asked_for(tenant: Tenant) -> None:
    ada = Person(tenant, ADA)
    with pytest.raises(NothingThere):
        ada.accept_file(ada.say(None, "hello"))


def test_a_file_that_is_sent_along_can_be_fetched(tenant: Tenant, bot: ToyBot) -> None:
    Person(tenant, ADA).attach_file("days.ics", b"BEGIN:VCALENDAR", "our calendar")
    [heard] = bot.heard
    about = heard["attachments"][0]
    assert (heard["text"], about["name"], about["content"]["fileType"]) == ("our calendar", "days.ics", "ics")
    assert httpx.get(about["content"]["downloadUrl"], trust_env=False).content == b"BEGIN:VCALENDAR"
