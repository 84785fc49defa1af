"""The report of a pass goes to whoever asked, coordinators' with more; before anything closed, it says what to do."""

from datetime import timedelta

import pytest

from bot import wording
from bot.routes import ROUTES
from bot.use_cases.reports.send_report import send_report
from bot.use_cases.who import Refused
from jobs.announcements import ReportFile
from rubric.refusals import NoSuchPass, NothingToReport, NotOnTheTeam, Refusal
from storage.store import Store
from tests.bot.use_cases.steering.ground import A_DAY, A_MINUTE, A_WEEK, CLOSES, OPENS, leaves, refusal, said
from tests.cabinet import CHANNEL, NAMES, Cabinet, address, speaker
from tests.dialects import in_slack

A_FORTNIGHT = 2 * A_WEEK


@pytest.fixture
def cabinet(any_store: Store) -> Cabinet:
    """So many indicators a check-in that two make a pass."""
    cabinet = Cabinet(any_store, names=(*NAMES, "Olga"))
    cabinet.set_up(indicators=23)
    return cabinet


def rated(cabinet: Cabinet, check_ins: int) -> None:
    for at in range(check_ins):
        cabinet.travel(OPENS + at * A_FORTNIGHT + A_MINUTE)
        for name in NAMES:
            cabinet.rate(name, "S " * len(cabinet.open_check_in().asked))
    cabinet.travel(CLOSES + (check_ins - 1) * A_FORTNIGHT + A_DAY)


def asks(cabinet: Cabinet, name: str, typed: str = "") -> str:
    return in_slack(said(ROUTES.commands["report"](cabinet.deps, speaker(name), CHANNEL, typed)))


def delivered(cabinet: Cabinet) -> list[tuple[str, int, bool]]:
    cabinet.travel(cabinet.clock.now() + A_MINUTE)
    return [
        (sent.address, sent.announcement.report.pass_number, sent.announcement.for_coordinators)
        for sent in cabinet.messenger.said(ReportFile)
        if isinstance(sent.announcement, ReportFile) and sent.address != CHANNEL
    ]


def test_everybody_on_the_team_gets_it_and_coordinators_more(cabinet: Cabinet) -> None:
    rated(cabinet, 1)
    assert "direct message in a moment" in asks(cabinet, "Olga")
    assert "on its way" in asks(cabinet, "Ana")
    assert sorted(delivered(cabinet)) == [(address("Ana"), 1, True), (address("Olga"), 1, False)]


def test_whoever_asks_twice_gets_it_twice(cabinet: Cabinet) -> None:
    rated(cabinet, 1)
    asks(cabinet, "Dana")
    asks(cabinet, "Dana")
    assert len(delivered(cabinet)) == 2


def test_an_earlier_pass_is_named_and_can_be_asked_for(cabinet: Cabinet) -> None:
    rated(cabinet, 3)
    assert "/homeroom report 1" in asks(cabinet, "Dana")
    assert "Pass 1 comes to you" in asks(cabinet, "Dana", "1")
    assert "Pass 1 comes to you" in asks(cabinet, "Dana", "pass 1")
    assert [number for _, number, _ in delivered(cabinet)] == [2, 1, 1]


def test_before_anything_closed_it_says_when_to_ask_again(cabinet: Cabinet) -> None:
    cabinet.travel(OPENS + A_MINUTE)
    found = refusal(lambda: asks(cabinet, "Dana"))
    assert isinstance(found, NothingToReport)
    assert "The open one closes Mon, Nov 9, 9:00 AM. Ask again after that." in words(found)


def test_before_the_first_check_in_it_says_where_to_look(cabinet: Cabinet) -> None:
    found = refusal(lambda: asks(cabinet, "Dana"))
    assert "/homeroom status" in words(found)


def test_a_pass_that_has_not_been_is_refused_with_those_that_have(cabinet: Cabinet) -> None:
    rated(cabinet, 1)
    found = refusal(lambda: asks(cabinet, "Dana", "7"))
    assert isinstance(found, NoSuchPass)
    assert "type /homeroom report 1" in words(found)


@pytest.mark.parametrize("typed", ["seven", "-1", "1 2", "99999", "²"])
def test_what_is_no_pass_is_no_such_command(cabinet: Cabinet, typed: str) -> None:
    rated(cabinet, 1)
    assert "No such command" in asks(cabinet, "Dana", typed)
    assert delivered(cabinet) == []


def test_it_is_not_sent_to_who_left_meanwhile_and_not_made_for_others(cabinet: Cabinet) -> None:
    rated(cabinet, 1)
    asks(cabinet, "Dana")
    leaves(cabinet, "Dana")
    assert delivered(cabinet) == []
    with pytest.raises(NotOnTheTeam):
        send_report(cabinet.deps, speaker("Mallory"), cabinet.team().id)


def words(found: Refusal) -> str:
    return in_slack(" ".join(wording.refusal(found, zone="America/New_York").paragraphs))


def test_a_refusal_is_told_with_times_in_the_teams_zone(cabinet: Cabinet) -> None:
    cabinet.travel(OPENS + timedelta(hours=1))
    with pytest.raises(Refused) as caught:
        asks(cabinet, "Dana")
    assert caught.value.zone == "America/New_York"
