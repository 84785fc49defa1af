"""The app that answers Teams, with a team in a real store behind it and a connector that keeps a transcript."""

import json
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import httpx

from bot.lookups import Found, NotFound, Problem, Wanted
from bot.teams.app import App, build_app, receive
from bot.teams.authority import Anybody
from bot.teams.connector import Connector, Json, TeamsSaysNo
from bot.teams.places import Places
from bot.web.application import Answer
from rubric.team import Team
from storage.store import Store
from tests.cabinet import WORKSPACE, Cabinet, address

CHANNEL = "19:cabinet@thread.tacv2"
OTHER_CHANNEL = "19:other@thread.tacv2"
GROUP = "19:district@thread.tacv2"
SERVICE = "https://smba.example/amer/"
BOT = "28:homeroom"
VERB = "homeroom"


@dataclass(slots=True)
class Sent:
    """One call of the connector's: post, change or open."""

    what: str
    conversation: str
    message: Json = field(default_factory=dict)
    message_id: str = ""

    @property
    def card(self) -> Json:
        return dict(self.message["attachments"][0]["content"])


class Transcript(Connector):
    """Everybody's chat can be opened, but for those in `shut`."""

    def __init__(self) -> None:
        self.sent: list[Sent] = []
        self.shut: set[str] = set()
        self.down: Exception | None = None
        self._ids = count(1)

    def post(self, service: str, conversation: str, activity: Json) -> str:
        if service != SERVICE:
            raise httpx.ConnectError("nobody is there")
        if self.down is not None:
            raise self.down
        if conversation.removeprefix("chat:") in self.shut:
            raise TeamsSaysNo(403, "MessageWritesBlocked")
        self.sent.append(Sent("post", conversation, activity, f"m{next(self._ids)}"))
        return self.sent[-1].message_id

    def change(self, service: str, conversation: str, message_id: str, activity: Json) -> None:
        if self.down is not None:
            raise self.down
        self.sent.append(Sent("change", conversation, activity, message_id))

    def open_chat(self, service: str, *, bot: str, person: str, tenant: str) -> str:
        if person in self.shut:
            raise TeamsSaysNo(403, "BotNotInConversationRoster")
        self.sent.append(Sent("open", f"chat:{person}"))
        return f"chat:{person}"

    def said(self, conversation: str) -> list[Json]:
        """The cards of the messages posted there."""
        return [one.card for one in self.sent if one.what == "post" and one.conversation == conversation]


@dataclass
class Lookups:
    """Finds what it was given, in order."""

    found: deque[Found] = field(default_factory=deque)
    wanted: list[Wanted] = field(default_factory=list)

    def look_up(self, wanted: Wanted) -> Found:
        self.wanted.append(wanted)
        return self.found.popleft() if self.found else NotFound(Problem.GONE)


def at_once(act: Callable[[], None]) -> None:
    act()


@dataclass
class Desk:
    """A cabinet in Teams. What anybody does is an activity, as Teams would bring it."""

    cabinet: Cabinet
    team: Team
    app: App
    sent: Transcript
    lookups: Lookups
    _ids: Any = field(default_factory=lambda: count(1))

    def receive(self, activity: object, headers: Mapping[str, str] | None = None) -> Answer:
        body = activity if isinstance(activity, str) else json.dumps(activity)
        return receive(self.app, body, headers or {})

    def activity(self, name: str, /, *, alone: bool = False, channel: str = CHANNEL, **more: object) -> Json:
        """Done by one person, in the team's channel or in their own chat."""
        conversation: Json = {"conversationType": "channel", "id": f"{channel};messageid=1"}
        data: Json = {"tenant": {"id": WORKSPACE}, "channel": {"id": channel}, "team": {"id": GROUP}}
        if alone:
            conversation = {"conversationType": "personal", "id": f"chat:{address(name)}"}
            data = {"tenant": {"id": WORKSPACE}}
        return {
            "id": f"a{next(self._ids)}",
            "timestamp": self.cabinet.clock.now().isoformat(),
            "channelId": "msteams",
            "serviceUrl": SERVICE,
            "from": {"id": address(name), "name": name, "aadObjectId": f"o-{name}"},
            "recipient": {"id": BOT, "name": "Homeroom"},
            "conversation": {**conversation, "tenantId": WORKSPACE},
            "channelData": data,
            "localTimezone": "America/New_York",
            **more,
        }

    def invoke(self, name: str, kind: str, data: object, /, *, alone: bool = False, **more: object) -> Json:
        """task/fetch, task/submit or adaptiveCard/action, and the body of the answer."""
        answer = self.receive(self.invoked(name, kind, data, alone=alone, **more))
        assert answer.status == 200
        return dict(json.loads(answer.body))

    def invoked(self, name: str, kind: str, data: object, /, *, alone: bool = False, **more: object) -> Json:
        value: Json = {"data": data}
        if kind == "adaptiveCard/action":
            value = {"action": {"type": "Action.Execute", "verb": VERB, "data": data}, "trigger": "manual"}
        details: Json = {"type": "invoke", "name": kind, "value": value, "replyToId": "pressed", **more}
        return self.activity(name, alone=alone, **details)

    def opens(self, name: str, data: object, *, alone: bool = False) -> Json:
        return self.invoke(name, "task/fetch", data, alone=alone)

    def submits(self, name: str, data: object, *, alone: bool = False) -> Json:
        return self.invoke(name, "task/submit", data, alone=alone)

    def executes(self, name: str, data: object, *, alone: bool = True, **more: object) -> Json:
        return self.invoke(name, "adaptiveCard/action", data, alone=alone, **more)

    def writes(self, name: str, text: str, *, alone: bool = False, channel: str = CHANNEL) -> Answer:
        """In a channel after the @."""
        mention = {"type": "mention", "text": "<at>Homeroom</at>", "mentioned": {"id": BOT, "name": "Homeroom"}}
        said = text if alone else f"<at>Homeroom</at> {text}"
        entities = [] if alone else [mention]
        return self.receive(
            self.activity(name, alone=alone, channel=channel, type="message", text=said, entities=entities)
        )

    def told(self, name: str) -> list[Json]:
        """The cards of what was written to them alone."""
        return self.sent.said(f"chat:{address(name)}")

    def thread(self, channel: str = CHANNEL) -> list[Json]:
        return self.sent.said(f"{channel};messageid=1")


def a_desk(
    store: Store, *, names: tuple[str, ...] = ("Ana", "Dev", "Dana", "Lee", "Olga"), indicators: int = 3
) -> Desk:
    """Ana coordinates, Olga observes; no check-in is open yet."""
    cabinet = Cabinet(store, names=names, platform="teams")
    team = cabinet.set_up(channel=CHANNEL, indicators=indicators)
    sent, lookups = Transcript(), Lookups()
    app = build_app(
        cabinet.deps,
        authority=Anybody(tenant=WORKSPACE),
        places=Places(sent, cabinet.deps, WORKSPACE, BOT),
        lookups=lookups,
        later=at_once,
    )
    return Desk(cabinet, team, app, sent, lookups)


def words(node: object) -> str:
    """Everything that a card says, as one text."""
    return json.dumps(node, ensure_ascii=False)


def card_of(answer: Json) -> Json:
    """The card in a dialog or in the place of another."""
    if "task" in answer:
        return dict(answer["task"]["value"]["card"]["content"])
    return dict(answer["value"])


def actions(node: object) -> list[Json]:
    """Every action of a card, also the ones that lie hidden."""
    found: list[Json] = []
    if isinstance(node, dict):
        if str(node.get("type", "")).startswith("Action."):
            found.append(node)
        for key, value in node.items():
            if key != "fallback":
                found += actions(value)
    elif isinstance(node, list):
        for each in node:
            found += actions(each)
    return found


def data_of(card: object, act: str, value: str | None = None) -> Json:
    """What the first action that does this carries."""
    for action in actions(card):
        own = (action.get("data") or {}).get("homeroom") or {}
        if own.get("act") == act and value in (None, own.get("value", "")):
            return dict(action["data"])
    raise AssertionError(f"nothing does {act}: {[action.get('data') for action in actions(card)]}")


def filled_in(data: Json, fields: Mapping[str, object]) -> Json:
    """What an action brings with inputs filled in, by field name."""
    return {**data, **{f"in/{name}": value for name, value in fields.items()}}
