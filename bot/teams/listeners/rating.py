"""Rating in private: the buttons that open the form, every page of it, and the card as one member sees it."""

from bot.sections.parts import Act
from bot.teams.answering import Answering, Json
from bot.teams.arrived import Arrived
from bot.teams.envelopes import in_place
from bot.teams.ids import Carried, Own
from bot.teams.listening import Listeners
from bot.teams.own_card import own_card
from bot.teams.rating_pages import page_number, save_page, show_page
from bot.use_cases.show_own_card import show_own_card
from bot.use_cases.who import Deps
from rubric.people import CheckInId


def register(listeners: Listeners, deps: Deps, answering: Answering) -> None:
    @listeners.press(Act.RATE_FROM_CARD, Act.RATE_FROM_REMINDER, Act.RATE_FROM_HOME, Own.RATE_IN_CHAT)
    def open_form(arrived: Arrived, carried: Carried) -> Json | None:
        return show_page(answering, arrived, carried.value)

    @listeners.press(Own.SAVE_PAGE)
    def go_on(arrived: Arrived, carried: Carried) -> Json | None:
        return save_page(answering, arrived, carried, to=page_number(carried.value))

    @listeners.press(Own.SAVE)
    def save(arrived: Arrived, carried: Carried) -> Json | None:
        return save_page(answering, arrived, carried, to=None)

    @listeners.press(Own.OWN_VIEW)
    def see(arrived: Arrived, carried: Carried) -> Json | None:
        return in_place(own_card(show_own_card(deps, arrived.who, CheckInId(carried.value))))
