"""One member's hands in the play: finds the card, opens the form, taps, types and presses Done, as a person would."""

from dataclasses import dataclass
from typing import Any

from bot.demo.cast import CHANNEL_ID, CastMember, chooses, says
from bot.sections import team_ratings
from bot.sections.talking import DecideAct
from bot.slack import ids, routed_ids
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
        """Every level, what this member says to some, and Done; whatever is asked then is left."""
        self.taps(check_in, most=len(check_in.asked))
        for asked in check_in.asked:
            if evidence := says(self.cast, asked.id, asked.domain_id):
                self.person.type(ids.evidence_block(check_in.id, asked.id), evidence)
        self.person.submit()
        if self.person.view is not None:
            self.person.close_view()

    def prompts(self, card: dict[str, Any]) -> list[dict[str, Any]]:
        """What the card's thread asks to talk about."""
        record = ids.action_id(DecideAct.RECORD)
        thread = self.person.thread(CHANNEL_ID, card["ts"])
        return [
            one for one in thread if record in _actions(one) and ids.action_id(DecideAct.RATE_AGAIN) in _actions(one)
        ]

    def looks_again(self, prompt: dict[str, Any], level: int) -> None:
        """One tap; `level` counts from the best."""
        self.person.click(CHANNEL_ID, prompt["ts"], ids.action_id(DecideAct.RATE_AGAIN, level))
        self.person.close_all()

    def records(self, prompt: dict[str, Any], level_id: LevelId, *, why: str) -> None:
        """What the team agreed on, from the thread."""
        self.person.click(CHANNEL_ID, prompt["ts"], ids.action_id(DecideAct.RECORD))
        self.person.choose(routed_ids.field_block(team_ratings.LEVEL), level_id)
        self.person.type(routed_ids.field_block(team_ratings.RATIONALE), why)
        self.person.submit()
        self.person.close_all()

    def is_refused(self, stale_card: dict[str, Any]) -> bool:
        """Click a card that this device has not seen change; a notice without a form must open."""
        reply = self.person.click(CHANNEL_ID, stale_card["ts"], ids.RATE_FROM_CARD, seen=stale_card)
        view = self.person.view or {}
        return reply.error is None and view.get("callback_id") != ids.RATING_FORM and bool(view.get("blocks"))


def _actions(message: dict[str, Any]) -> list[str]:
    return [
        element.get("action_id", "") for block in message.get("blocks", ()) for element in block.get("elements", ())
    ]
