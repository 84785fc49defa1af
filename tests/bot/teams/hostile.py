"""What hostile presses are tried with, and what must hold through all of them."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from bot.teams import ids
from bot.teams.connector import Json
from bot.teams.ids import Own
from tests.bot.teams.desk import Desk, card_of, data_of
from tests.bot.teams.kept import everything

EXECUTE = "adaptiveCard/action"
KINDS = ("task/fetch", "task/submit", EXECUTE)
NOTES = "Three schools asked me for this"


@contextmanager
def harmless(desk: Desk) -> Iterator[None]:
    """Nothing is saved meanwhile, and nothing breaks on our side."""
    faults = Faults()
    logging.getLogger().addHandler(faults)
    before = everything(desk)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(faults)
    assert faults.said == []
    assert everything(desk) == before


class Faults(logging.Handler):
    """What is said to be our own fault."""

    def __init__(self) -> None:
        super().__init__(level=logging.ERROR)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


def invoke(name: str, value: object) -> Json:
    return {"type": "invoke", "name": name, "value": value}


def form_of(desk: Desk, name: str = "Ana") -> Json:
    """What handing in the form that lets a check-in close later carries."""
    return data_of(card_of(desk.opens(name, ids.opening("extend", value=desk.team.id))), Own.SUBMIT)


GOOD = {"day": "2026-11-11", "time": "09:00", "reason": NOTES}


def page_of(desk: Desk, name: str = "Dana") -> Json:
    check_in = desk.cabinet.open_check_in()
    return data_of(card_of(desk.opens(name, ids.opening("rate_from_card", value=check_in.id))), Own.SAVE)
