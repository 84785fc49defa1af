"""Slack takes every form and every home page at its longest, with every field, and there is a row for every form."""

import inspect
import json
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest

import bot.sections
from bot.sections.forms import Form
from bot.slack.blocks.fitting import MOST_CHARACTERS, characters
from bot.slack.blocks.form import form_view
from bot.slack.blocks.home import home_view
from bot.slack.blocks.rating_form import rating_view
from bot.use_cases.home.facts import Home
from bot.use_cases.results import RatingForm
from rubric.team import MOST_INDICATORS
from sandbox.block_kit import view_faults
from tests.bot.slack.test_blocks_forms import HEAVIEST_VIEW
from tests.builders import ZONE
from tests.limits.forms import ELSEWHERE, FORMS, HOMES
from tests.limits.longest import PEOPLE, a_check_in, rated

TESTS = Path(__file__).parents[1]


def weighs(view: dict[str, Any]) -> int:
    """In bytes, as it is once it is decoded; Slack doesn't say whether it counts more for what was escaped."""
    return len(json.dumps(view, ensure_ascii=False).encode())


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_slack_takes_a_form_at_its_longest(form: Form) -> None:
    view = form_view(form)
    assert view_faults(view) == []
    assert weighs(view) < HEAVIEST_VIEW
    assert characters(view["blocks"]) <= MOST_CHARACTERS
    fields = [block["block_id"] for block in view["blocks"] if block["type"] == "input"]
    assert fields == [f"field/{field.name}" for field in form.fields()]


@pytest.mark.parametrize("home", HOMES.values(), ids=HOMES)
def test_slack_takes_a_home_page_at_its_longest(home: Home) -> None:
    view = home_view(home)
    assert view_faults(view) == []
    assert weighs(view) < HEAVIEST_VIEW
    assert characters(view["blocks"]) <= MOST_CHARACTERS


def test_slack_takes_the_rating_form_of_the_longest_check_in_full_of_notes() -> None:
    check_in = a_check_in(1000, indicators=MOST_INDICATORS, is_closed=False)
    mine = {one.indicator_id: one for one in rated(check_in, turn=0) if one.member_id == PEOPLE[0].id}
    assert len(mine) == MOST_INDICATORS
    view = rating_view(RatingForm(ZONE, check_in, mine))
    assert view_faults(view) == []
    assert weighs(view) < HEAVIEST_VIEW


def test_there_is_a_row_for_every_form() -> None:
    rows = {name.partition(":")[0] for name in FORMS}
    assert rows | ELSEWHERE.keys() == set(functions_that_make_forms())


@pytest.mark.parametrize(("name", "where"), ELSEWHERE.items())
def test_what_is_tried_elsewhere_is_there(name: str, where: str) -> None:
    module, _, function = name.partition(".")
    said = (TESTS / where).read_text(encoding="utf-8")
    assert "view_faults" in said
    assert function in said or f"{module}." in said or "open_set_up" in said


def functions_that_make_forms() -> Iterator[str]:
    for module in iter_modules(bot.sections.__path__):
        # Reads forms that others made.
        if module.name == "form_json":
            continue
        for name, function in inspect.getmembers(import_module(f"bot.sections.{module.name}"), inspect.isfunction):
            is_its_own = function.__module__ == f"bot.sections.{module.name}" and not name.startswith("_")
            if is_its_own and function.__annotations__.get("return") in (Form, "Form"):
                yield f"{module.name}.{name}"
