"""Some weeks in a Teams where something goes wrong all the time: nothing is lost, and nothing stands there twice."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import cycle
from typing import Any

import pytest
from sqlalchemy import select

from bot.demo.cast import CAST
from bot.demo.host import set_up
from bot.demo.speaking import IN_TEAMS
from bot.demo.teams_host import TeamsDemo, teams_demo
from bot.teams.blocks import message as messages
from bot.teams.blocks.fitting import divided
from bot.teams.messenger import TeamsMessenger
from jobs.announcements import Announcement, Doubtful
from jobs.ports import Destination, Outcome, Still
from storage import tables
from storage.deliveries import State
from tests.contracts.in_teams import OPENS_AT

A_DAY = timedelta(days=1)
WRITES = ("post", "change", "delete")
# One of them every few hours, beside what goes wrong at random.
CODES = ("PreconditionFailed", "BadGateway", "GatewayTimeout", "ServiceUnavailable", "Throttled")
# So small that nearly everything takes several messages.
SMALL = 1_000
# What a coordinator has to act on, which is better said twice than never.
SAID_AGAIN = ("question", "place_lost")
DEV = IN_TEAMS.address(CAST[1])

Row = Mapping[Any, Any]


@dataclass
class Weeks:
    """`made` is which messages landed for each delivery, by its key, whatever Homeroom heard of them."""

    demo: TeamsDemo
    made: dict[str, list[str]]

    def standing(self, key: str) -> set[str]:
        there = {one.id for one in self.demo.tenant.messages.all.values() if not one.deleted}
        return there & set(self.made.get(key, []))


@pytest.fixture
def weeks(monkeypatch: pytest.MonkeyPatch) -> Iterator[Weeks]:
    monkeypatch.setattr(messages, "divided", lambda elements, most: divided(elements, min(most, SMALL)))
    post = TeamsMessenger.post
    with teams_demo() as demo:
        found = Weeks(demo, {})

        def noting(own: TeamsMessenger, said: Announcement, *, to: Destination, key: str, still: Still) -> Outcome:
            before = len(demo.tenant.calls)
            outcome = post(own, said, to=to, key=key, still=still)
            calls = demo.tenant.calls[before:]
            landed = [str((one.answer or {}).get("id")) for one in calls if one.method == "post" and one.landed]
            found.made.setdefault(key, []).extend(landed)
            return outcome

        monkeypatch.setattr(TeamsMessenger, "post", noting)
        set_up(demo.story)
        yield found


def lives(demo: TeamsDemo, days: int) -> None:
    """Day by day, in steps of some hours, with a refusal in each."""
    codes = cycle(CODES)
    for _ in range(days * 4):
        demo.tenant.faults.answer_next(next(codes), methods=WRITES)
        demo.story.travel(demo.clock.now() + A_DAY / 4)


def calms_down(demo: TeamsDemo) -> None:
    demo.tenant.faults.clear()
    # Not to the minute at which something falls due: what is said then takes its time.
    demo.story.travel(demo.clock.now() + A_DAY + A_DAY / 24)


def rows(demo: TeamsDemo) -> list[Row]:
    with demo.story.deps.store.read() as transaction:
        return list(transaction.execute(select(tables.deliveries).order_by(tables.deliveries.c.id)).mappings())


def check(weeks: Weeks) -> None:
    """What was sent stands once and nothing else does, unless nobody can tell; then a coordinator was asked."""
    for row in rows(weeks.demo):
        standing = weeks.standing(row["key"])
        match State(row["state"]):
            case State.SENT if row["kind"] in SAID_AGAIN:
                assert set(row["message_id"].split("+")) <= standing, f"{row['key']} does not stand"
            case State.SENT if row["kind"] == "card":
                # What it says when it is closed takes fewer messages.
                first, *others = row["message_id"].split("+")
                assert {first} <= standing <= {first, *others}, f"{row['key']} stands otherwise than it is known"
            case State.SENT if row["key"] in weeks.made:
                assert standing == set(row["message_id"].split("+")), f"{row['key']} stands otherwise than it is known"
            case State.SENT | State.UNKNOWN:
                pass
            case State.DROPPED | State.DEAD:
                assert row["error"], f"{row['key']} came to nothing for no reason"
                assert standing == set(), f"{row['key']} was given up and stands"
            case _:
                pytest.fail(f"{row['key']} is lost")
    _check_questions(rows(weeks.demo))


def _check_questions(kept: list[Row]) -> None:
    asked = {row["about"] for row in kept if row["kind"] == "question" and row["state"] == State.SENT}
    doubtful = {str(row["id"]) for row in kept if row["state"] == State.UNKNOWN and row["kind"] in list(Doubtful)}
    assert doubtful <= asked


@pytest.mark.parametrize("seed", [1, 2])
def test_whatever_goes_wrong_each_delivery_stands_once_or_is_asked_about_or_says_why_not(
    weeks: Weeks, seed: int
) -> None:
    running = weeks.demo
    running.tenant.faults.noise(
        seed=seed,
        rate_limit=0.1,
        server_error=0.03,
        server_error_after=0.03,
        drop_before=0.04,
        drop_after=0.04,
        methods=(*WRITES, "open_chat", "members", "channels"),
    )
    running.story.travel(OPENS_AT)
    lives(running, 6)
    running.administration.block(DEV)
    lives(running, 4)
    running.administration.delete_channel(IN_TEAMS.channel_id)
    lives(running, 3)
    running.administration.restore_channel(IN_TEAMS.channel_id)
    running.administration.install_for(DEV)
    running.tenant.faults.answer_next("MessageSizeTooBig", methods=["post"], channel=IN_TEAMS.channel_id)
    lives(running, 9)
    calms_down(running)
    check(weeks)
    states = Counter(row["state"] for row in rows(running))
    assert states[State.SENT] > 20
    assert len([row for row in rows(running) if "+" in (row["message_id"] or "")]) >= 5, "few were divided"
