"""A bot for tests that keeps what reached it and answers as it was told to."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sandbox.serving import Serving
from sandbox.teams.clients import Seen
from sandbox.teams.connector import post
from sandbox.teams.messages import CARD, card_attachment
from sandbox.teams.people import Person
from sandbox.teams.reading import actions
from sandbox.teams.tenant import Tenant
from tests.sandbox.teams.tenants import ROOM

Json = dict[str, Any]


@dataclass
class ToyBot:
    """`answers` is what comes back, as (status, body), by an invoke's name or an activity's type; 200 and {} else."""

    heard: list[Json] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    answers: dict[str, tuple[int, Json]] = field(default_factory=dict)

    async def answer(self, request: Request) -> Response:
        activity = json.loads(await request.body())
        self.heard.append(activity)
        self.headers.append(dict(request.headers))
        status, body = self.answers.get(activity.get("name") or activity["type"], (200, {}))
        return Response(json.dumps(body) if body else b"", status)

    def names(self) -> list[str]:
        return [str(one.get("name") or one["type"]) for one in self.heard]

    def shows_dialog(self, card: Json, *, name: str = "task/fetch", title: str = "A dialog") -> None:
        value = {"title": title, "card": card_attachment(card)}
        self.answers[name] = (200, {"task": {"type": "continue", "value": value}})

    def replaces(self, card: Json) -> None:
        self.answers["adaptiveCard/action"] = (200, {"statusCode": 200, "type": CARD, "value": card})


@contextmanager
def toy_bot(tenant: Tenant) -> Iterator[ToyBot]:
    bot, serving = ToyBot(), Serving("127.0.0.1", 0)
    serving.start(Starlette(routes=[Route("/api/messages", bot.answer, methods=["POST"])]))
    tenant.courier.bot_url = f"{serving.origin}/api/messages"
    try:
        yield bot
    finally:
        serving.stop()


def a_card(*body: Json, actions: tuple[Json, ...] = (), **more: object) -> Json:
    return {
        "type": "AdaptiveCard",
        "version": "1.5",
        "body": list(body) or [words("Hello")],
        **({"actions": list(actions)} if actions else {}),
        **more,
    }


def words(text: str) -> Json:
    return {"type": "TextBlock", "text": text, "wrap": True}


def opens(title: str = "Open", **data: object) -> Json:
    return {"type": "Action.Submit", "title": title, "data": {"msteams": {"type": "task/fetch"}, **data}}


def submits(title: str = "Send", **data: object) -> Json:
    return {"type": "Action.Submit", "title": title, "data": data}


def executes(title: str = "Do", **data: object) -> Json:
    return {"type": "Action.Execute", "title": title, "verb": "do", "data": data}


def posted(tenant: Tenant, card: Json, conversation: str = ROOM) -> str:
    with tenant.lock:
        return str(post(tenant, conversation, {"type": "message", "attachments": [card_attachment(card)]})["id"])


def shown(person: Person) -> Seen:
    return person.messages(ROOM)[-1]


def action_of(card: Json | None, title: str) -> Json:
    return next(one for one in actions(card) if one["title"] == title)
