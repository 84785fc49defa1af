"""A person adds Homeroom for themselves, and has a home page from then on; or takes it away again."""

from bot.teams.answering import Answering, Json
from bot.teams.arrived import Arrived
from bot.teams.listening import ALONE, Listeners
from bot.teams.sent_at import happened_at
from bot.use_cases.people.renew_person import notice_news
from bot.use_cases.who import Deps


def register(listeners: Listeners, deps: Deps, answering: Answering) -> None:
    @listeners.on(f"installationUpdate/add{ALONE}")
    def greet(arrived: Arrived) -> Json | None:
        # Reminders that could not reach them can do so now, also where Teams takes no page just now.
        moment = happened_at(arrived.activity, received_at=deps.clock.now())
        answering.event(notice_news(deps, arrived.who, happened_at=moment))
        answering.home(arrived)
        return None

    @listeners.on(f"installationUpdate/remove{ALONE}")
    def forget_chat(arrived: Arrived) -> Json | None:
        answering.saying.places.forget(arrived.who.address)
        return None
