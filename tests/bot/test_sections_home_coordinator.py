"""What coordinators find on their home page: who has rated, what comes, how far the team is, and the buttons."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.routes import ROUTES
from bot.sections import home_sections
from bot.sections.calendar import CalendarAct
from bot.sections.digest_notes import DigestAct
from bot.sections.parts import Act, Button, Chart, Menu, Message
from bot.sections.people import PeopleAct
from bot.sections.steering import SteerAct
from bot.use_cases.home.facts import Coming, Home, PlannedDate, Roster, TakingPart
from rubric.school_calendar import Break
from rubric.turnout import Turnout
from tests.bot.facts import of_kind
from tests.bot.home_facts import NEXT, a_coordinators_page, a_coverage, a_home, a_line, a_page
from tests.builders import a_rhythm


def shown(**changed: Any) -> Message:
    return home_sections(a_home(a_coordinators_page(**changed), 3))


def buttons(message: Message) -> Mapping[str, Button]:
    return {button.act: button for button in of_kind(message, Button)}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        pytest.param({}, "2 of 3 have rated.", id="how many have rated"),
        pytest.param({}, "Done: Ana and Dev.", id="who has"),
        pytest.param({}, "Not yet: Lee.", id="who has not"),
        pytest.param({}, "Away, and not counted: Sam.", id="who is away"),
        pytest.param({}, "Rated everything before: 7 of 8 in Check-in 5 and 8 of 8 in Check-in 4.", id="before"),
        pytest.param({}, "Thanksgiving break: Mon, Nov 23 to Fri, Nov 27.", id="a break"),
        pytest.param(
            {"ahead": (Break(date(2026, 11, 11), date(2026, 11, 11)),)}, "Break: Wed, Nov 11.", id="a day off"
        ),
        pytest.param(
            {},
            "Mon, Nov 30, 9:00 AM. Resources 3, 6; Actionable data 2.\nThanksgiving break moved it from Mon, Nov 23.",
            id="a date, what it asks, and why then",
        ),
        pytest.param(
            {"ahead": ()}, "The school calendar leaves no day for a check-in. Shorten a break.", id="no date at all"
        ),
        pytest.param(
            {"ahead": (), "covered": replace(a_coverage(), left_out=45)},
            "Every indicator is excluded, so no check-in is planned.",
            id="nothing to ask",
        ),
        pytest.param({}, "6 of 16 indicators asked in this pass; all 16 by Feb 12, 2027.", id="how far"),
        pytest.param({}, "By domain: Resources 5 of 8, Actionable data 1 of 8.", id="how far by domain"),
        pytest.param({}, "All 16 once more by Jun 4, 2027.", id="the second pass"),
        pytest.param(
            {"covered": a_coverage(8, 8)},
            "All 16 indicators have been asked in this pass.\nAll 16 once more by Feb 12, 2027, and again by Jun 4, "
            "2027.",
            id="a whole pass",
        ),
        pytest.param({}, "7 indicators in each check-in, every one once in each pass.", id="the rotation"),
        pytest.param({"pinned": ("Resources 3", "Resources 4")}, "Pinned: Resources 3, 4.", id="pins"),
        pytest.param({"excluded": ("Resources 5",)}, "Excluded: Resources 5.", id="exclusions"),
        pytest.param({"focus": "Resources"}, "In focus: Resources.", id="a focus"),
        pytest.param({}, "8 people rate and 2 coordinate.", id="the roster"),
        pytest.param({"roster": Roster(1, 1, 1)}, "1 person rates, 1 coordinates, and 1 observes.", id="one each"),
        pytest.param({"roster": Roster(5, 2, 1)}, "5 people rate, 1 coordinates, and 2 observe.", id="observers"),
        pytest.param({"proposals": 2}, "2 changes to the roster wait for your decision.", id="proposals"),
        pytest.param({}, "A check-in opens every 2 weeks on Monday at 9:00 AM (Eastern time).", id="the rhythm"),
        pytest.param({}, "It is open for 7 days; reminders on day 3 and day 5.", id="reminders"),
        pytest.param(
            {"rhythm": a_rhythm(every_weeks=1, days_open=1, reminder_days=())},
            "A check-in opens every Monday at 9:00 AM (Eastern time).\nIt is open for 1 day; no reminders.",
            id="no reminders",
        ),
        pytest.param({"latest": ()}, "Nothing has been changed since the team was set up.", id="no changes"),
    ],
)
def test_a_coordinator_reads(changed: dict[str, Any], said: str) -> None:
    assert f"\n{said}\n" in f"{shown(**changed).fallback}\n"


def test_the_newest_changes_are_dated() -> None:
    assert "\nMon, Nov 30, 9:00 AM. Dev" in shown().fallback


def test_the_chart_shows_what_the_words_say() -> None:
    [chart] = of_kind(shown(), Chart)
    assert chart.categories == ("Resources", "Actionable data")
    assert [one.values for one in chart.series] == [(5, 1), (8, 8)]


def test_once_it_is_closed_nobody_is_named() -> None:
    page = replace(a_coordinators_page(taking_part=None), open_check_in=None, left=None, coordinators=("Zoe",))
    said = home_sections(a_home(page)).fallback
    assert "No check-in is open." in said
    assert "7 of 8 in Check-in 5" in said
    assert not any(name in said for name in ("Ana", "Lee", "Sam"))


def test_every_change_has_its_button_and_each_is_about_the_team() -> None:
    found = buttons(shown())
    wanted = {*SteerAct} - {SteerAct.RESUME, SteerAct.ASK_NOW, SteerAct.DIGEST_NOW}
    assert wanted | {CalendarAct.OPEN, PeopleAct.OPEN, DigestAct.PREVIEW} <= found.keys()
    assert DigestAct.PREVIEW in buttons(shown(taking_part=None))
    assert {found[act].value for act in wanted} == {"team"}


def test_what_is_paused_can_be_resumed_and_what_is_not_can_be_paused() -> None:
    running = buttons(shown())
    assert SteerAct.RESUME not in running
    assert "Nothing opens, nobody is reminded" in running[SteerAct.PAUSE].confirm
    paused = home_sections(a_home(a_coordinators_page(a_page(paused=True))))
    assert SteerAct.RESUME in buttons(paused)
    refused_meanwhile = {SteerAct.SKIP, SteerAct.SHIFT, SteerAct.TEST, SteerAct.NUDGE}
    assert not {SteerAct.PAUSE, *refused_meanwhile} & buttons(paused).keys()
    assert "If the team is resumed before then:" in paused.fallback


def test_what_waits_for_a_decision_comes_first_and_has_its_button() -> None:
    _, for_coordinators = shown(proposals=2).fallback.split("For coordinators\n")
    assert for_coordinators.startswith("2 changes to the roster wait for your decision.")
    assert [button.act for button in of_kind(shown(proposals=2), Button)].count(PeopleAct.OPEN) == 1


def test_what_an_open_check_in_offers_depends_on_who_is_left() -> None:
    everybody = TakingPart(Turnout(3, of=3, away=0), finished=("Ana", "Dev", "Lee"), missing=(), away=())
    assert SteerAct.NUDGE not in buttons(shown(taking_part=everybody))
    assert "Not yet" not in shown(taking_part=everybody).fallback
    nobody = TakingPart(Turnout(0, of=1, away=0), finished=(), missing=("Ana",), away=())
    assert "Done:" not in shown(taking_part=nobody).fallback
    between = buttons(shown(taking_part=None))
    assert {SteerAct.ASK_NOW, SteerAct.DIGEST_NOW} <= between.keys()
    assert not {SteerAct.NUDGE, SteerAct.EXTEND} & between.keys()


EVERY_HOME = {
    "empty": Home(),
    "a member's": a_home(None, 3),
    "somebody's who is away": a_home(a_page(away_until=NEXT)),
    "an observer's": a_home(a_page(rates=False, left=None)),
    "a coordinator's": a_home(a_coordinators_page(), 3),
    "a coordinator's between check-ins": a_home(a_coordinators_page(taking_part=None)),
    "a coordinator's of a paused team": a_home(a_coordinators_page(a_page(paused=True))),
    "a coordinator's of several teams": a_home(a_coordinators_page(), 3, lines=[a_line("A"), a_line("B")]),
}


@pytest.mark.parametrize("home", EVERY_HOME.values(), ids=EVERY_HOME)
def test_whatever_can_be_pressed_on_a_home_page_is_answered(home: Home) -> None:
    sections = home_sections(home).sections
    pressed = {section.act for section in sections if isinstance(section, Button | Menu)}
    assert pressed <= {*Act, *ROUTES.presses}


def test_a_date_moved_by_hand_says_so() -> None:
    by_hand = PlannedDate(Coming(NEXT, moved_by_hand=True), ("Resources 3",))
    assert "Mon, Nov 30, 9:00 AM. Resources 3.\nMoved by a coordinator." in shown(ahead=(by_hand,)).fallback
