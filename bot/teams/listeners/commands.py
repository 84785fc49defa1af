"""Commands: typed after a mention in a channel, or in a person's own chat; and the button that one may come to."""

from bot.routes import do_command
from bot.teams.answering import Answering, Json
from bot.teams.arrived import Arrived
from bot.teams.ids import Carried, Own
from bot.teams.listening import Listeners
from bot.teams.rating_pages import answer_command, answer_press
from bot.teams.typed_alone import asks_for_home, typed_alone
from bot.use_cases.who import Deps
from rubric.refusals import FormDoesNotMatch


def register(listeners: Listeners, deps: Deps, answering: Answering) -> None:
    @listeners.on("message")
    def answer(arrived: Arrived) -> Json | None:
        words = arrived.words
        if not arrived.is_alone and not arrived.mentions_us:
            return None
        if asks_for_home(words):
            answering.home(arrived)
        elif arrived.is_alone:
            answer_command(answering, arrived, typed_alone(deps, arrived.who, words), words=words)
        else:
            answer_command(answering, arrived, do_command(deps, arrived.who, arrived.channel, words), words=words)
        return None

    @listeners.press(Own.COMMAND)
    def open_command(arrived: Arrived, carried: Carried) -> Json | None:
        # Whose team it is about is where the button stands, never what it carries.
        if not arrived.channel:
            raise FormDoesNotMatch
        return answer_press(answering, arrived, do_command(deps, arrived.who, arrived.channel, carried.value))
