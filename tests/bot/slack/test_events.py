"""Events: when they happened, who they are about, and what is looked up for them while nobody waits."""

from collections import deque
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from bot.lookups import Found, NotFound, Problem, Profile, Wanted, WantedPerson
from bot.slack.answering import Answering
from bot.slack.sent_at import happened_at
from bot.slack.speaker import speaker_from
from bot.use_cases.results import LookUp
from bot.use_cases.who import Deps
from jobs.ports import Person
from storage.store import Store
from tests.fakes import HandClock

NOON = datetime(2026, 11, 13, 12, 0, tzinfo=UTC)
RUTH = Profile(Person("U1", "Ruth", "UTC"), is_admin=False)


@dataclass
class Answers:
    """Looks up what it was told to find, in turn."""

    finds: deque[Found]
    asked: list[Wanted] = field(default_factory=list)

    def look_up(self, wanted: Wanted) -> Found:
        self.asked.append(wanted)
        return self.finds.popleft()


def answering(store: Store, *finds: Found) -> tuple[Answering, Answers]:
    answers = Answers(deque(finds))
    return Answering(Deps(store, HandClock(NOON)), answers, later=lambda act: act()), answers


@pytest.mark.parametrize(
    ("event", "moment"),
    [
        ({"event_ts": "1794571200.000100"}, datetime(2026, 11, 13, 12, 0, 0, 100, tzinfo=UTC)),
        ({}, NOON + timedelta(hours=1)),
        ({"event_ts": "soon"}, NOON + timedelta(hours=1)),
        ({"event_ts": None}, NOON + timedelta(hours=1)),
    ],
    ids=["as Slack says", "untold", "no number", "nothing"],
)
def test_an_event_happened_when_slack_says_or_else_now(event: dict[str, object], moment: datetime) -> None:
    assert happened_at(event, received_at=NOON + timedelta(hours=1)) == moment


@pytest.mark.parametrize("user", ["U1", {"id": "U1", "name": "ruth"}], ids=["by id", "in full"])
def test_an_event_is_about_the_person_it_names(user: object) -> None:
    assert speaker_from({"team_id": "T1", "event": {"type": "user_change", "user": user}}).address == "U1"


def test_nothing_is_looked_up_when_nothing_is_wanted(store: Store) -> None:
    acts, answers = answering(store)
    acts.event(None)
    assert answers.asked == []


@pytest.mark.parametrize(
    ("finds", "kept"),
    [
        ([RUTH], RUTH),
        ([NotFound(Problem.NO_ANSWER), RUTH], RUTH),
        ([NotFound(Problem.NO_ANSWER), NotFound(Problem.NO_ANSWER)], NotFound(Problem.NO_ANSWER)),
        ([NotFound(Problem.GONE)], NotFound(Problem.GONE)),
    ],
    ids=["at once", "at the second try", "never", "nobody"],
)
def test_an_answer_that_did_not_come_is_asked_for_once_more(store: Store, finds: list[Found], kept: Found) -> None:
    acts, answers = answering(store, *finds)
    got: list[Found] = []
    acts.event(LookUp(WantedPerson("U1"), got.append))
    assert got == [kept]
    assert len(answers.asked) == len(finds)


def test_what_can_not_be_kept_is_logged_without_names(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    def fail(found: Found) -> None:
        raise ValueError(found)

    acts, _ = answering(store, RUTH)
    acts.event(LookUp(WantedPerson("U1"), fail))
    assert "ValueError" in caplog.text
    assert "Ruth" not in caplog.text
