"""Forms, lists and messages of next steps in Slack's blocks: taken with the longest texts and the largest teams."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bot.sections.forms import Form
from bot.sections.step_forms import StepFormFacts, domain_form, drop_form, move_form, step_form, steps_form
from bot.slack.blocks.fitting import MOST_CHARACTERS, characters
from bot.slack.blocks.form import form_view
from bot.slack.blocks.home import home_view
from bot.slack.blocks.message import message
from bot.use_cases.next_steps.facts import StepLine, StepsPage
from bot.use_cases.next_steps.show_steps import STEPS_ON_A_PAGE
from jobs.announcements import StepReminder
from rubric.check_in import ask
from rubric.library import load, shipped
from rubric.model import IndicatorId
from rubric.next_step import LONGEST_STEP, StepKind, WhyTold
from rubric.people import TeamId
from sandbox.block_kit import faults, view_faults
from tests.bot.facts import HOSTILE, a_card
from tests.bot.home_facts import a_coordinators_page, a_home, a_line
from tests.builders import a_member, a_rubric
from tests.steps import a_step

RUBRIC = load(shipped()[0])
TODAY = date(2026, 11, 18)
LONG = (HOSTILE * 10)[:LONGEST_STEP]
NAME = "A name as long as a name can be " * 4
OWNERS = tuple(a_member(f"{NAME} {each}") for each in range(30))
STEP = a_step("s" * 32, sentence=LONG, owner=NAME, label=f"Adequate and equitable resources {HOSTILE}")
LONGEST_ABOUT = 3000


def a_line_of(each: int) -> StepLine:
    return StepLine(replace(STEP, id=type(STEP.id)(f"{each:032}")), NAME, TODAY, owner_has_left=each % 2 == 0)


def the_page(number: int, *, is_own: bool = False) -> StepsPage:
    lines = tuple(map(a_line_of, range(number)))
    return StepsPage(TeamId("t" * 32), NAME, 1, lines, number, is_own, coordinates=True, has_more=True)


def facts(kind: StepKind, indicator: str | None = None) -> StepFormFacts:
    asked = ask(RUBRIC, [IndicatorId(indicator)])[0] if indicator else None
    return StepFormFacts(kind, asked, OWNERS, TODAY)


LARGE = a_rubric(60, 60, 60)
FORMS: dict[str, Form] = {
    "out of the blue": step_form("about", facts(StepKind.STEP), RUBRIC, RUBRIC.domains),
    "from an indicator": step_form("about", facts(StepKind.STEP, "actionable-data.5"), RUBRIC, ()),
    "finding out": step_form("about", facts(StepKind.FIND_OUT, "actionable-data.5"), RUBRIC, ()),
    "domains": domain_form("about", StepKind.STEP, LARGE.domains),
    "of a domain": step_form("about", facts(StepKind.STEP), LARGE, LARGE.domains[:1]),
    "move": move_form("about", STEP, OWNERS, due=TODAY, owner_id=OWNERS[3].id, today=TODAY, said=LONG),
    "drop": drop_form("about", STEP),
    "empty list": steps_form(the_page(0)),
    "full list": steps_form(the_page(STEPS_ON_A_PAGE), said=LONG),
    "full list of one's own": steps_form(the_page(STEPS_ON_A_PAGE, is_own=True)),
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
def test_slack_takes_every_form(form: Form) -> None:
    view = form_view(form)
    assert view_faults(view) == []
    assert characters(view["blocks"]) <= MOST_CHARACTERS
    assert len(form.about) <= LONGEST_ABOUT


def test_a_full_page_of_the_list_shows_every_step_with_its_buttons() -> None:
    view = form_view(FORMS["full list"])
    assert acts(view, "step_drop") == STEPS_ON_A_PAGE
    assert acts(view, "add_step") == 1


def acts(view: dict[str, Any], act: str) -> int:
    return json.dumps(view).count(f'"do/{act}')


@pytest.mark.parametrize("has_left", [False, True], ids=["here", "left"])
@pytest.mark.parametrize("why", list(WhyTold))
def test_slack_takes_every_message_to_an_owner(why: WhyTold, has_left: bool) -> None:
    _, made = message(StepReminder(NAME, STEP, TODAY, why=why, owner_has_left=has_left))
    assert faults(made) == []
    assert acts({"blocks": made}, "step_") == 3


def test_slack_takes_a_card_with_many_open_steps() -> None:
    text, made = message(replace(a_card(), open_steps=(STEP,) * 40))
    assert faults(made) == []
    assert "40 next steps" in text


def test_a_home_with_twenty_check_ins_waiting_and_ten_steps_fits_with_nothing_left_out() -> None:
    lines = [replace(a_line(f"District {each}"), proposals=3) for each in range(30)]
    page = a_coordinators_page(proposals=2)
    home = replace(a_home(page, *[7] * 22, lines=lines), steps=tuple(map(a_line_of, range(12))))
    view = home_view(home)
    assert view_faults(view) == []
    assert "did not fit" not in json.dumps(view)
    assert acts(view, "step_drop") == 10
    assert "2 more next steps of yours" in json.dumps(view)
