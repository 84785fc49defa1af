"""Looking at messages: where a card asks for it, Teams has the bot make the person's own view of it first."""

from dataclasses import dataclass

from sandbox.json_types import Json
from sandbox.teams import activities
from sandbox.teams.answers import Replaced, Unusable, to_action
from sandbox.teams.clients import FRESH_SECONDS, Client, Seen
from sandbox.teams.messages import Message
from sandbox.teams.places import Chat, Room
from sandbox.teams.seed import SeedPerson
from sandbox.teams.tenant import Tenant

# learn.microsoft.com, "User Specific Views": more people than this get the card as it was posted.
MOST_OWN_VIEWS = 60


@dataclass(frozen=True, slots=True)
class Looking:
    """One person at one device."""

    tenant: Tenant
    person: SeedPerson
    client: Client

    def at(self, messages: list[Message], place: Room | Chat) -> list[Seen]:
        for message in messages:
            self._refresh(message, place)
        with self.tenant.lock:
            return [self.tenant.clients.seen(self.person.id, one) for one in messages if not one.deleted]

    def _refresh(self, message: Message, place: Room | Chat) -> None:
        refresh = (message.card or {}).get("refresh")
        if not isinstance(refresh, dict) or not self._is_meant(refresh, place) or not self._is_due(message):
            return
        value = {"action": _executed(refresh.get("action") or {}), "trigger": "automatic"}
        thread = (message.root or message.id) if isinstance(place, Room) else ""
        body = activities.invoke(
            self.tenant,
            self.person,
            place,
            name="adaptiveCard/action",
            value=value,
            thread=thread,
            replyToId=message.id,
        )
        version = message.version
        try:
            answer = to_action(self.tenant.courier.carry(body))
        except Unusable as error:
            # The client goes on showing what it has.
            self.client.troubles.append(f"no view of one's own: {error}")
            answer = None
        with self.tenant.lock:
            if message.version == version:
                card = answer.card if isinstance(answer, Replaced) else None
                self.tenant.clients.keep(self.person.id, message, card, self.tenant.clock.now())

    def _is_meant(self, refresh: Json, place: Room | Chat) -> bool:
        if isinstance(place, Room) and not place.team.has_bot:
            return False
        meant = refresh.get("userIds")
        if meant is None:
            return isinstance(place, Chat) or len(place.people) <= MOST_OWN_VIEWS
        return self.person.id in list(meant)[:MOST_OWN_VIEWS]

    def _is_due(self, message: Message) -> bool:
        with self.tenant.lock:
            view = self.tenant.clients.view(self.person.id, message)
        return view is None or (self.tenant.clock.now() - view.at).total_seconds() >= FRESH_SECONDS


def _executed(action: Json) -> Json:
    return {key: action[key] for key in ("type", "id", "verb", "data") if key in action}
