"""One member's hands in the play: finds the card, opens the form, taps, types and presses Done, as a person would."""

from dataclasses import dataclass
from typing import Any

from bot.demo.cast import CHANNEL_ID, CastMember, chooses, says
from bot.slack import ids
from rubric.check_in import AskedIndicator, CheckIn
from rubric.model import LevelId
from sandbox.people import Person

A_PASS_BEHIND = 1


@dataclass(frozen=True, slots=True)
class Hands:
    """`person` is the account in the sandbox, `cast` who it is."""

    person: Person
    cast: CastMember

    def sees(self, asked: AskedIndicator, check_in: CheckIn) -> LevelId:
        """What this member is going to choose."""
        return chooses(self.cast, asked.id, asked.domain_id, scale=check_in.scale, passes=A_PASS_BEHIND)

    def card(self, check_in: CheckIn) -> dict[str, Any]:
        """The check-in's card as it stands."""
        return next(
            message
            for message in self.person.messages(CHANNEL_ID)
            if any(ids.button_names(block, check_in.id) for block in message.get("blocks", ()))
        )

    def opens_card(self, check_in: CheckIn) -> None:
        self.person.click(CHANNEL_ID, self.card(check_in)["ts"], ids.RATE_FROM_CARD)

    def opens_reminder(self) -> int:
        """Through the latest reminder; how many levels the form has already."""
        latest = self.person.direct_messages()[-1]
        self.person.click(self.person.direct_channel or "", latest["ts"], ids.RATE_FROM_REMINDER)
        state = (self.person.view or {}).get("state", {}).get("values", {})
        return sum(field.get("selected_option") is not None for fields in state.values() for field in fields.values())

    def taps(self, check_in: CheckIn, *, most: int) -> None:
        for asked in check_in.asked[:most]:
            self.person.choose(ids.level_block(check_in.id, asked.id), self.sees(asked, check_in))

    def finishes(self, check_in: CheckIn) -> None:
        """Every level, what this member says to some, and Done."""
        self.taps(check_in, most=len(check_in.asked))
        for asked in check_in.asked:
            if evidence := says(self.cast, asked.id, asked.domain_id):
                self.person.type(ids.evidence_block(check_in.id, asked.id), evidence)
        self.person.submit()

    def is_refused(self, stale_card: dict[str, Any]) -> bool:
        """Click a card that this device has not seen change; a notice without a form must open."""
        reply = self.person.click(CHANNEL_ID, stale_card["ts"], ids.RATE_FROM_CARD, seen=stale_card)
        view = self.person.view or {}
        return reply.error is None and view.get("callback_id") != ids.RATING_FORM and bool(view.get("blocks"))
