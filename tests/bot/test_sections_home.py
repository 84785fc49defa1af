"""A person's home page before any platform: what it says to whom, and which buttons stand there."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.sections import home_sections
from bot.sections.evidence import EvidenceAct
from bot.sections.history import HistoryAct
from bot.sections.home_acts import HomeAct
from bot.sections.next_steps import StepAct
from bot.sections.own_digests import OwnDigestAct
from bot.sections.parts import Act, Button, Heading, Menu, Message
from bot.sections.people import PeopleAct
from bot.sections.reports import ReportAct
from bot.sections.steering import SteerAct
from bot.use_cases.home.facts import Coming, Home, TeamPage
from rubric.school_calendar import Break
from tests.bot.facts import of_kind
from tests.bot.home_facts import (
    DIGEST,
    MOVED,
    NEXT,
    a_home,
    a_line,
    a_page,
)
from tests.dialects import in_slack

WHAT_IS_KNOWN = (EvidenceAct.BLIND_SPOTS, EvidenceAct.LEDGER, ReportAct.SEND)


def acts(message: Message) -> list[str]:
    return [button.act for button in of_kind(message, Button)]


def headings(message: Message) -> list[str]:
    return [heading.text for heading in of_kind(message, Heading)]


def lines(message: Message) -> Sequence[str]:
    return in_slack(message.fallback).splitlines()


@pytest.mark.parametrize(
    ("left", "said"),
    [
        pytest.param(3, "3 indicators are waiting for you. It is open until Mon, Sep 21, 9:00 AM.", id="three"),
        pytest.param(1, "1 indicator is waiting for you. It is open until Mon, Sep 21, 9:00 AM.", id="one"),
        pytest.param(0, "You have rated everything.", id="finished, and may still change it"),
    ],
)
def test_what_waits_comes_first_with_its_buttons(left: int, said: str) -> None:
    home = home_sections(a_home(None, left))
    assert said in home.fallback
    rate, away = of_kind(home, Button)[:2]
    assert (rate.act, rate.value, rate.primary) == (Act.RATE_FROM_HOME, "check-in-6", left > 0)
    assert away.act == PeopleAct.AWAY_FROM_HOME
    assert ("You have nothing to rate now." in home.fallback) is (left == 0)


def test_more_than_twenty_that_wait_are_counted() -> None:
    home = home_sections(a_home(None, *[3] * 22))
    assert acts(home).count(Act.RATE_FROM_HOME) == 20
    assert "2 more check-ins waiting." in home.fallback


def test_on_one_team_there_is_nothing_to_choose() -> None:
    home = home_sections(a_home(None, 3))
    assert of_kind(home, Menu) == []
    assert headings(home) == ["Waiting for you", "Cabinet"]


def test_somebody_on_several_teams_sees_each_in_a_line_and_chooses_one() -> None:
    teams = [
        a_line("Adams", proposals=2),
        a_line("Baker", paused=True),
        a_line("Clark", reachable=False),
        a_line("Dover", open_check_in=a_page().open_check_in),
        a_line("Evans", next_check_in=Coming(NEXT, overdue=True), proposals=1),
    ]
    home = home_sections(a_home(a_page(team_id="Baker", team_name="Baker"), lines=teams))
    for said in (
        "Adams. The next check-in opens Mon, Nov 30, 9:00 AM. 2 changes to the roster wait for your decision.",
        "Baker. Paused: nothing opens until a coordinator resumes it.",
        "Clark. Homeroom can't post in its channel: choose the team to see what to do.",
        "Dover. Check-in 6 is open until Mon, Sep 21, 9:00 AM.",
        "Evans. The next check-in opens any moment. 1 change to the roster waits for your decision.",
    ):
        assert said in lines(home)
    [menu] = of_kind(home, Menu)
    assert (menu.act, menu.chosen) == (HomeAct.CHOOSE_TEAM, "Baker")
    assert [item.text for item in menu.items] == ["Adams", "Baker", "Clark", "Dover", "Evans"]


def test_a_hundred_teams_are_a_menu_of_a_hundred_and_as_many_lines_as_anybody_reads() -> None:
    home = home_sections(a_home(lines=[a_line(f"District {each}") for each in range(120)]))
    assert "95 more teams in the menu." in home.fallback
    assert len(of_kind(home, Menu)[0].items) == 100


@pytest.mark.parametrize(
    ("page", "said"),
    [
        pytest.param(a_page(), "Check-in 6 is open until Mon, Sep 21, 9:00 AM and asks A 1, 2; B 1.", id="open"),
        pytest.param(a_page(), "The next check-in opens Mon, Nov 30, 9:00 AM (Eastern time).", id="next"),
        pytest.param(a_page(), "The next digest comes Mon, Dec 7, 9:00 AM.", id="digest"),
        pytest.param(a_page(), "3 of its 3 indicators have no rating of yours yet.", id="what is left"),
        pytest.param(a_page(left=1), "1 of its 3 indicators has no rating of yours yet.", id="one is left"),
        pytest.param(
            a_page(away_until=datetime(2026, 11, 30, 5, tzinfo=UTC)),
            "You are away until Mon, Nov 30: you are not counted, and not reminded. You can rate all the same.",
            id="away until a day begins",
        ),
        pytest.param(a_page(left=0), "You have rated everything in it.", id="nothing is left"),
        pytest.param(a_page(), "Ana and Dev coordinate this team.", id="coordinators"),
        pytest.param(a_page(coordinators=("Ana",)), "Ana coordinates this team.", id="one coordinator"),
        pytest.param(
            a_page(next_check_in=MOVED),
            "The next check-in opens Mon, Nov 30, 9:00 AM (Eastern time). Thanksgiving break moved it from Mon, "
            "Nov 23.",
            id="moved by a break",
        ),
        pytest.param(
            a_page(next_digest=replace(MOVED, at=DIGEST, moved_by=Break(date(2026, 11, 23), date(2026, 11, 27)))),
            "The next digest comes Mon, Dec 7, 9:00 AM. A break moved it from Mon, Nov 23.",
            id="moved by a break without a name",
        ),
        pytest.param(
            a_page(next_check_in=Coming(NEXT, moved_by_hand=True)),
            "The next check-in opens Mon, Nov 30, 9:00 AM (Eastern time). Moved by a coordinator.",
            id="moved by hand",
        ),
        pytest.param(
            a_page(open_check_in=None, left=None, is_first=True), "No check-in has opened yet.", id="before the first"
        ),
        pytest.param(
            a_page(open_check_in=None, left=None, is_first=True),
            "The first check-in opens Mon, Nov 30, 9:00 AM (Eastern time).",
            id="the first",
        ),
        pytest.param(a_page(open_check_in=None, left=None), "No check-in is open.", id="between"),
        pytest.param(
            a_page(next_check_in=Coming(NEXT, overdue=True)), "The next check-in opens any moment.", id="overdue"
        ),
        pytest.param(
            a_page(paused=True),
            "The team is paused: nothing opens and nobody is reminded until a coordinator resumes it. What is open "
            "still closes as planned.",
            id="paused",
        ),
        pytest.param(
            a_page(rates=False, left=None),
            "You follow this team as an observer: you read its results and digests, and rate nothing. Its results are "
            "posted in the team's channel.",
            id="an observer",
        ),
        pytest.param(
            a_page(coordinators=()),
            "Nobody coordinates this team any more, so nobody can change how it works; until somebody does, it goes "
            "on as it is. An administrator of the workspace can take it over by typing /homeroom take over in the "
            "team's channel.",
            id="orphaned",
        ),
        pytest.param(
            a_page(lost_because="removed"),
            "Homeroom isn't in the team's channel any more, so it can't post there. To let it in again, type "
            "/invite @Homeroom in the channel; it carries on by itself.",
            id="shut out of the channel",
        ),
        pytest.param(
            a_page(lost_because="uninstalled"),
            "Homeroom can't post in the team's channel at the moment.",
            id="shut out for another reason",
        ),
    ],
)
def test_a_team_says(page: TeamPage, said: str) -> None:
    assert said in lines(home_sections(a_home(page)))


@pytest.mark.parametrize("page", [a_page(paused=True), a_page(lost_because="gone")], ids=["paused", "unreachable"])
def test_a_team_that_rests_promises_no_dates(page: TeamPage) -> None:
    assert "Nov 30" not in home_sections(a_home(page)).fallback


def test_what_is_left_is_said_once() -> None:
    said = home_sections(a_home(None, 3)).fallback
    assert said.count("3 indicators are waiting for you.") == 1
    assert "no rating of yours" not in said


def test_somebody_who_is_away_can_rate_all_the_same_and_come_back() -> None:
    home = home_sections(a_home(a_page(away_until=NEXT)))
    assert "You are away until Mon, Nov 30, 9:00 AM: you are not counted, and not reminded." in home.fallback
    assert acts(home) == [
        Act.RATE_FROM_HOME,
        HomeAct.OWN_RATINGS,
        HistoryAct.HISTORY,
        HomeAct.ASKED_WHEN,
        StepAct.LIST,
        *WHAT_IS_KNOWN,
        SteerAct.AUDIT,
        OwnDigestAct.STOP,
        PeopleAct.BACK,
    ]


def test_a_member_has_their_own_pages_and_observers_only_what_everybody_may_read() -> None:
    member = home_sections(a_home(None, 3))
    everybodys = [
        HistoryAct.HISTORY,
        HomeAct.ASKED_WHEN,
        StepAct.LIST,
        *WHAT_IS_KNOWN,
        SteerAct.AUDIT,
        OwnDigestAct.STOP,
    ]
    assert acts(member)[2:] == [HomeAct.OWN_RATINGS, *everybodys]
    assert of_kind(member, Button)[2].value == "team@0@"
    between = home_sections(a_home(a_page(open_check_in=None, left=None)))
    assert acts(between) == [
        HomeAct.OWN_RATINGS,
        HistoryAct.HISTORY,
        HomeAct.ASKED_WHEN,
        StepAct.LIST,
        *WHAT_IS_KNOWN,
        SteerAct.AUDIT,
        OwnDigestAct.STOP,
        PeopleAct.AWAY_FROM_HOME,
    ]
    observer = home_sections(a_home(a_page(rates=False, left=None)))
    assert acts(observer) == everybodys


def test_whoever_turned_their_own_digest_off_can_turn_it_on_again() -> None:
    on, off = (home_sections(a_home(a_page(wants_digest=wants))) for wants in (True, False))
    assert "one of your own comes to you" in on.fallback
    assert "No digest of your own comes to you" in off.fallback
    assert OwnDigestAct.START in acts(off)
    assert OwnDigestAct.STOP not in acts(off)


def test_somebody_on_no_team_learns_what_homeroom_does_and_how_to_begin() -> None:
    home = home_sections(Home())
    assert headings(home) == ["Welcome to Homeroom"]
    said = lines(home)
    assert said.index("How to start") == 5
    assert "To let Homeroom in, type /invite @Homeroom in the channel. Then type /homeroom setup there." in said
    assert "never who gave which" in home.fallback
    assert "Nothing is posted before you confirm" in home.fallback
    assert of_kind(home, Button) == []
