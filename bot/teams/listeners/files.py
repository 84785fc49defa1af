"""Files, which come and go only in a person's own chat."""

from bot.teams.answering import Answering, Json
from bot.teams.arrived import Arrived
from bot.teams.files import ANSWERED
from bot.teams.given_files import GivenFiles
from bot.teams.listening import Listeners


def register(listeners: Listeners, answering: Answering, hosts: tuple[str, ...]) -> None:
    given = GivenFiles(answering, hosts)

    @listeners.on(ANSWERED)
    def settle(arrived: Arrived) -> Json | None:
        # Making and sending a file takes longer than Teams waits.
        answering.soon(arrived, given.settle)
        return {}

    @listeners.on("message/file")
    def read(arrived: Arrived) -> Json | None:
        return answering.press(arrived, given.read(arrived))
