"""The two answers to whether something landed in a channel."""

import re

from bot.sections.parts import Act
from bot.teams.answering import Answering, Json
from bot.teams.arrived import Arrived
from bot.teams.ids import Carried
from bot.teams.listening import Listeners
from bot.use_cases.settle_delivery import settle_delivery
from bot.use_cases.who import Deps
from rubric.refusals import FormDoesNotMatch

# Deliveries are numbered, within what every database takes for a number.
_DELIVERY_ID = re.compile(r"[0-9]{1,9}", re.ASCII)


def register(listeners: Listeners, deps: Deps, answering: Answering) -> None:
    @listeners.press(Act.IT_LANDED, Act.POST_AGAIN)
    def settle(arrived: Arrived, carried: Carried) -> Json | None:
        if not _DELIVERY_ID.fullmatch(carried.value):
            raise FormDoesNotMatch
        landed = carried.act == Act.IT_LANDED
        return answering.tell(arrived, settle_delivery(deps, arrived.who, int(carried.value), landed=landed))
