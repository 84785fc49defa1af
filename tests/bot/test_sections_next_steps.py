"""What owners are told, what the card says of next steps, and how they stand on a home page."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.sections import announce, home_sections
from bot.sections.next_steps import StepAct
from bot.sections.parts import Button, Message
from bot.use_cases.next_steps.facts import StepCounts, StepLine
from bot.use_cases.next_steps.target import StepTarget
from bot.wording import next_steps as words
from jobs.announcements import StepReminder
from rubric.next_step import StepKind, WhyTold
from tests.bot.facts import a_card, of_kind
from tests.bot.home_facts import TEAM, a_coordinators_page, a_home, a_page
from tests.steps import DUE, a_step

TODAY = date(2026, 11, 18)
SETTLING = (StepAct.DONE, StepAct.MOVE, StepAct.DROP)
STEP = "Actionable data 5. Publish the outreach protocol."


def a_reminder(why: WhyTold, **changed: object) -> Message:
    facts = StepReminder("Cabinet", a_step(), TODAY, why=why)
    return announce(replace(facts, **changed))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("why", "said"),
    [
        (WhyTold.NEW, "Cabinet. You have a next step now, due Fri, Nov 20."),
        (WhyTold.MOVED, "Cabinet. Your next step was moved. It is due Fri, Nov 20."),
        (WhyTold.BEFORE, "Cabinet. Your next step is due Fri, Nov 20."),
        (WhyTold.AFTER, "Cabinet. Your next step was due Fri, Nov 20, and is still open."),
    ],
)
def test_an_owner_hears_when_it_is_due_and_can_settle_it_there(why: WhyTold, said: str) -> None:
    told = a_reminder(why)
    assert told.fallback.splitlines() == [said, STEP]
    assert [(button.act, button.value) for button in of_kind(told, Button)] == [(act, "step") for act in SETTLING]


def test_what_is_due_today_is_said_so() -> None:
    assert "Your next step is due today." in a_reminder(WhyTold.BEFORE, today=DUE).fallback


def test_coordinators_are_asked_to_name_another_owner() -> None:
    for why in (WhyTold.BEFORE, WhyTold.AFTER):
        said = a_reminder(why, owner_has_left=True).fallback
        assert "A next step of Lee's" in said
        assert "Lee has left the team. Press Move to give it to somebody else" in said


def test_closing_is_asked_about_once_more_unless_a_form_follows() -> None:
    done = of_kind(a_reminder(WhyTold.NEW), Button)[0]
    assert "Publish the outreach protocol." in done.confirm
    found = of_kind(a_reminder(WhyTold.NEW, step=a_step(kind=StepKind.FIND_OUT)), Button)[0]
    assert found.confirm == ""


@pytest.mark.parametrize(
    ("number", "said"),
    [
        pytest.param(1, "1 next step on Actionable data 5 (due Nov 20).", id="one"),
        pytest.param(2, "2 next steps on Actionable data 5 (due Nov 20) and Resources 2 (due Nov 21).", id="two"),
        pytest.param(
            5,
            "5 next steps on Actionable data 5 (due Nov 20), Resources 2 (due Nov 21), Resources 3 (due Nov 22), and 2 "
            "more.",
            id="more than it names",
        ),
    ],
)
def test_an_open_card_names_what_is_open_from_before(number: int, said: str) -> None:
    more = (a_step(label=f"Resources {each}", due_on=DUE + timedelta(days=each - 1)) for each in range(2, number + 1))
    card = announce(replace(a_card(), open_steps=(a_step(), *more)))
    assert f"Still open from before: {said}" in card.fallback.splitlines()


def test_a_card_without_open_steps_and_a_closed_one_say_nothing_of_them() -> None:
    assert "Still open" not in announce(a_card()).fallback
    assert "Still open" not in announce(replace(a_card(is_closed=True), open_steps=(a_step(),))).fallback


def lines_of(number: int) -> tuple[StepLine, ...]:
    return tuple(StepLine(a_step(f"step {each}"), "Cabinet", TODAY) for each in range(number))


def test_a_home_says_what_the_person_has_to_do_with_the_buttons_for_it() -> None:
    late = StepLine(a_step("late", due_on=date(2026, 11, 6), sentence="Map resources"), "North", TODAY)
    home = home_sections(replace(a_home(), steps=(late, *lines_of(1))))
    lines = home.fallback.splitlines()
    at = lines.index("Your next steps")
    assert lines[at + 1 : at + 5] == [
        "Map resources.",
        "Actionable data 5, North. Overdue: it was due Fri, Nov 6.",
        "Publish the outreach protocol.",
        "Actionable data 5, Cabinet. Due Fri, Nov 20.",
    ]
    settling = [(one.act, one.value) for one in of_kind(home, Button) if one.act in list(SETTLING)]
    assert settling == [(act, step) for step in ("late", "step 0") for act in SETTLING]


def test_a_home_without_steps_is_silent_about_them() -> None:
    assert "next step" not in home_sections(a_home()).fallback


def test_more_than_ten_are_counted() -> None:
    home = home_sections(replace(a_home(), steps=lines_of(13)))
    assert len([one for one in of_kind(home, Button) if one.act == StepAct.DONE]) == 10
    assert "3 more next steps of yours." in home.fallback


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        (StepCounts(0, 0), "No next step is open."),
        (StepCounts(1, 0), "1 next step is open, not overdue."),
        (StepCounts(1, 1), "1 next step is open, overdue."),
        (StepCounts(4, 0), "4 next steps are open, none of them overdue."),
        (StepCounts(4, 2), "4 next steps are open, 2 of them overdue."),
    ],
)
def test_a_coordinators_page_counts_the_teams_steps(counts: StepCounts, said: str) -> None:
    home = home_sections(a_home(a_coordinators_page(steps=counts)))
    assert said in home.fallback.splitlines()
    acts = [(one.act, one.value) for one in of_kind(home, Button)]
    assert ((StepAct.MINE, TEAM) in acts) is bool(counts.open)
    assert (StepAct.ADD, str(StepTarget(TEAM))) in acts


def test_a_members_page_makes_no_steps() -> None:
    assert StepAct.ADD not in [one.act for one in of_kind(home_sections(a_home(a_page())), Button)]


def test_a_due_day_of_another_year_bears_it() -> None:
    assert words.due_day(date(2027, 1, 8), TODAY) == "Fri, Jan 8, 2027"
    assert words.due_day(date(2026, 12, 4), TODAY) == "Fri, Dec 4"


def test_what_somebody_leaves_behind_is_counted_in_a_sentence() -> None:
    assert words.left_behind("Lee", 0) == words.you_leave_behind(0) == ""
    assert words.left_behind("Lee", 1).startswith("1 next step of Lee's stays open.")
    assert words.you_leave_behind(2) == "2 next steps of yours stay open; a coordinator gives them to somebody else."


def test_sentences_end_once() -> None:
    assert words.sentence(a_step(sentence="Done?")) == "Done?"
    assert words.sentence(a_step(sentence="Do it")) == "Do it."


def test_that_it_is_about_finding_out_is_said_once() -> None:
    proposed = a_step(kind=StepKind.FIND_OUT, sentence=words.find_out("Actionable data 5"))
    said = "Actionable data 5. Find out where we stand on Actionable data 5."
    assert said in a_reminder(WhyTold.NEW, step=proposed).fallback.splitlines()
    own = a_step(kind=StepKind.FIND_OUT, sentence="Ask the data office.")
    assert "To find out: Actionable data 5. Ask the data office." in a_reminder(WhyTold.NEW, step=own).fallback
