"""Says something in Teams without being asked for a card: to one person, in the thread somebody wrote in, or in the
place of what stands there already.
"""

import logging
from dataclasses import dataclass
from typing import Any

from bot.teams.arrived import Arrived
from bot.teams.connector import TeamsSaysNo
from bot.teams.envelopes import card_message
from bot.teams.outcomes import TROUBLE
from bot.teams.places import NowhereKnown, Place, Places

log = logging.getLogger(__name__)

Json = dict[str, Any]
# What Teams says of a chat that is not, or no longer, open to us.
_SHUT = frozenset({403, 404})


class CannotSay(Exception):
    """The person's own chat is not open to us: Homeroom isn't installed for them, or they blocked it."""


@dataclass(frozen=True, slots=True)
class Said:
    """A message that stands somewhere."""

    service: str
    conversation: str
    message_id: str


@dataclass(frozen=True, slots=True)
class Saying:
    """Each raises what the connector raises, unless it says otherwise."""

    places: Places

    def say(self, address: str, card: Json) -> Said:
        """In the person's own chat, which nobody else sees. Raises CannotSay."""
        try:
            place = self.places.find(address)
            try:
                return self._post(place, card)
            except TeamsSaysNo as error:
                # What was known may be the chat from before they removed Homeroom and added it again.
                if error.status not in _SHUT or place.is_new:
                    raise
                self.places.forget(address)
                return self._post(self.places.find(address), card)
        except NowhereKnown:
            raise CannotSay from None
        except TeamsSaysNo as error:
            if error.status not in _SHUT:
                raise
            self.places.forget(address)
            raise CannotSay from None

    def reply(self, arrived: Arrived, card: Json) -> Said:
        """Where it was written: in a channel in the same thread, seen by all."""
        message_id = self.places.connector.post(arrived.service, arrived.conversation, card_message(card))
        return Said(arrived.service, arrived.conversation, message_id)

    def change_quietly(self, said: Said, card: Json) -> None:
        """Another card in the place of what stands there, where nobody waits for it."""
        self.put_quietly(said, card_message(card))

    def put_quietly(self, said: Said, message: Json) -> None:
        """The same for a whole message."""
        try:
            self.places.connector.change(said.service, said.conversation, said.message_id, message)
        except TROUBLE as error:
            log.info(
                "a message was not changed (%s)", error if isinstance(error, TeamsSaysNo) else type(error).__name__
            )

    def _post(self, place: Place, card: Json) -> Said:
        message_id = self.places.connector.post(place.service, place.conversation, card_message(card))
        return Said(place.service, place.conversation, message_id)
