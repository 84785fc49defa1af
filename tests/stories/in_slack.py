"""The whole bot in a sandbox workspace, at the first open check-in, over each of the two transports."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.demo.cast import CAST, CHANNEL_ID, ZONE
from bot.demo.host import AT, FIRST_CHECK_IN, Demo, demo, set_up
from bot.demo.town import seed
from bot.slack import ids
from rubric.check_in import CheckIn
from sandbox.people import Person
from sandbox.seed import SeedUser

A_MINUTE = timedelta(minutes=1)
OPENS_AT = datetime.combine(FIRST_CHECK_IN, AT, tzinfo=ZoneInfo(ZONE)).astimezone(UTC)
# In the workspace, and in no team.
MALLORY = SeedUser("U0MALLORY", "mallory", "Mallory Quinn")

Json = dict[str, Any]


@dataclass(frozen=True)
class InSlack:
    """What a story acts on and looks at."""

    running: Demo

    def person(self, name: str, *, device: str = "desktop") -> Person:
        return Person(self.running.server, f"U0{name.upper()}", device=device)

    @property
    def check_in(self) -> CheckIn:
        found = self.running.story.open_check_in()
        assert found is not None, "no check-in is open"
        return found

    def pass_by(self, span: timedelta) -> None:
        self.running.story.travel(self.running.clock.now() + span)

    def until(self, moment: datetime) -> None:
        self.running.story.travel(moment)

    def channel(self) -> list[Json]:
        return self.person("dana").messages(CHANNEL_ID)

    def card(self) -> Json:
        """The card of the first check-in, as it stands."""
        return next(message for message in self.channel() if message["text"].startswith("Check-in 1:"))

    def reveal(self) -> Json:
        return next(
            reply
            for reply in self.person("dana").thread(CHANNEL_ID, self.card()["ts"])
            if "how we see" in reply["text"]
        )

    def opens_form(self, name: str, *, device: str = "desktop", seen: Json | None = None) -> Person:
        person = self.person(name, device=device)
        reply = person.click(CHANNEL_ID, (seen or self.card())["ts"], ids.RATE_FROM_CARD, seen=seen)
        assert reply.error is None
        return person

    def rates(self, name: str, levels: list[str], *, evidence: str = "") -> None:
        """One level for each asked indicator in turn, the evidence to the first, and Done; no word on anything more."""
        person = self.opens_form(name)
        for asked, level in zip(self.check_in.asked, levels, strict=True):
            person.choose(self.level_block(asked.id), level)
        if evidence:
            person.type(self.evidence_block(self.check_in.asked[0].id), evidence)
        assert person.submit().ok
        if person.view is not None:
            person.close_view()

    def level_block(self, indicator: str) -> str:
        return ids.level_block(self.check_in.id, indicator)

    def evidence_block(self, indicator: str) -> str:
        return ids.evidence_block(self.check_in.id, indicator)


def at_once(act: Callable[[], None]) -> None:
    """What no click can wait for, done in the middle of it: so that a story needs no waiting."""
    act()


@contextmanager
def in_slack(transport: str, database_url: str = "") -> Iterator[InSlack]:
    """Without a `database_url`, a file of SQLite's that is gone afterwards."""
    town = replace(seed(), users=(*seed().users, MALLORY))
    with demo(transport=transport, town=town, database_url=database_url, later=at_once) as running:
        running.story.by_hand = frozenset(person.address for person in CAST)
        set_up(running.story)
        running.story.travel(OPENS_AT + A_MINUTE)
        yield InSlack(running)


def words(view: Json | None) -> str:
    """Everything that a view says, as one text."""
    return "" if view is None else json.dumps(view, ensure_ascii=False)


# Each story is told over both transports and on both databases; those in which transport and database meet, such as
# a database that fails in the middle of a click, over all four pairs.
EACH = (
    pytest.param(("socket", "sqlite"), id="socket, SQLite"),
    pytest.param(("http", "postgresql"), id="http, PostgreSQL", marks=pytest.mark.postgresql),
)
OTHERS = (
    pytest.param(("http", "sqlite"), id="http, SQLite"),
    pytest.param(("socket", "postgresql"), id="socket, PostgreSQL", marks=pytest.mark.postgresql),
)
on_every_pair = pytest.mark.parametrize("slack", [*EACH, *OTHERS], indirect=True)


@pytest.fixture(params=EACH)
def slack(request: pytest.FixtureRequest) -> Iterator[InSlack]:
    transport, database = request.param
    url = request.getfixturevalue("postgresql_url") if database == "postgresql" else ""
    with in_slack(transport, url) as running:
        yield running
