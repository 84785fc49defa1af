"""The coverage planner: what is ahead, what would be with other numbers, and taking those on to the settings."""

from dataclasses import replace
from datetime import date

import pytest

from bot.sections.forms import Form
from bot.sections.parts import Button
from bot.sections.settings import PREVIEW_FORM
from bot.sections.steering import FormAct
from bot.use_cases.steering.pause_team import pause_team
from bot.use_cases.steering.show_plan import show_plan, try_plan, use_plan
from jobs.plan_ahead import plan_ahead
from rubric.library import load
from rubric.preferences import Preferences, Reasoned
from rubric.refusals import CoordinatorsOnly, FormDoesNotMatch
from rubric.school_calendar import Break, SchoolCalendar
from rubric.team import Team
from storage import teams
from storage.store import Store
from tests.bot.use_cases.steering.ground import errors, log, menu, text_of, the_form
from tests.cabinet import Cabinet, speaker


@pytest.fixture
def cabinet(any_store: Store) -> Cabinet:
    cabinet = Cabinet(any_store)
    cabinet.set_up(indicators=7)
    return cabinet


def plan(cabinet: Cabinet, name: str = "Ana") -> Form:
    return the_form(show_plan(cabinet.deps, speaker(name), cabinet.team().id))


def tried(cabinet: Cabinet, form: Form, **numbers: str) -> Form:
    return the_form(try_plan(cabinet.deps, speaker("Ana"), form.about, **numbers))


def keep(cabinet: Cabinet, team: Team) -> None:
    with cabinet.store.begin() as transaction:
        teams.save(transaction, team)


def offers_to_use(form: Form) -> bool:
    return any(isinstance(part, Button) and part.act == FormAct.USE_PLAN for part in form.parts)


def test_it_shows_what_the_planner_works_out(cabinet: Cabinet) -> None:
    team = cabinet.team()
    with cabinet.store.read() as transaction:
        found = plan_ahead(transaction, team, now=cabinet.clock.now())
    text = text_of(plan(cabinet))
    rubric = load(team.rubric_id)
    assert "All 45 by Jan 25, 2027, and again by" in text
    assert "Mon, Nov 2: " in text
    assert all(f"{domain.label}: all {len(domain.indicators)} by" in text for domain in rubric.domains)
    assert all(rubric.label(each).rpartition(" ")[0] in text for each in found.check_ins[0].asks)


def test_other_numbers_are_shown_at_once_and_saved_never(cabinet: Cabinet) -> None:
    before = cabinet.team()
    form = plan(cabinet)
    assert not offers_to_use(form)
    form = tried(cabinet, form, indicators="15")
    assert "All 45 by Nov 30, 2026" in text_of(form)
    form = tried(cabinet, form, weeks="1")
    assert "15 indicators every week" in text_of(form)
    assert "Now it is 7 indicators every 2 weeks" in text_of(form)
    assert "All 45 by Nov 16, 2026" in text_of(form)
    assert (menu(form, FormAct.PLAN_INDICATORS).chosen, menu(form, FormAct.PLAN_WEEKS).chosen) == ("15", "1")
    assert offers_to_use(form)
    assert (cabinet.team(), log(cabinet)) == (before, ())


def test_what_was_tried_is_taken_on_to_the_preview(cabinet: Cabinet) -> None:
    form = tried(cabinet, tried(cabinet, plan(cabinet), indicators="5"), weeks="3")
    shown = the_form(use_plan(cabinet.deps, speaker("Ana"), form.about))
    assert shown.id == PREVIEW_FORM
    assert "Indicators per check-in: from 7 to 5" in text_of(shown)
    assert "every 2 weeks to every 3 weeks" in text_of(shown)


def test_nothing_tried_leads_to_no_preview(cabinet: Cabinet) -> None:
    assert errors(use_plan(cabinet.deps, speaker("Ana"), plan(cabinet).about))


def test_closer_than_they_are_open_they_would_be_open_for_less(cabinet: Cabinet) -> None:
    team = cabinet.team()
    keep(cabinet, replace(team, rhythm=replace(team.rhythm, days_open=14, reminder_days=(3, 10))))
    form = tried(cabinet, plan(cabinet), weeks="1")
    text = text_of(the_form(use_plan(cabinet.deps, speaker("Ana"), form.about)))
    assert "How long a check-in is open: from 14 days to 7 days" in text
    assert "Reminders: from days 3 and 10 to day 3" in text


def test_members_may_try_and_not_use(cabinet: Cabinet) -> None:
    form = the_form(try_plan(cabinet.deps, speaker("Dana"), plan(cabinet, "Dana").about, indicators="5"))
    assert not offers_to_use(form)
    with pytest.raises(CoordinatorsOnly):
        use_plan(cabinet.deps, speaker("Dana"), form.about)


@pytest.mark.parametrize("number", ["0", "31", "999", "-1", "x", ""])
def test_numbers_that_no_menu_offers_are_refused(cabinet: Cabinet, number: str) -> None:
    form = plan(cabinet)
    for given in ({"indicators": number}, {"weeks": number}):
        if (number, list(given)) == ("31", ["weeks"]):
            continue
        try:
            result = try_plan(cabinet.deps, speaker("Ana"), form.about, **given)
        except FormDoesNotMatch:
            continue
        assert errors(result)


def test_a_break_is_named_where_it_moved_a_date(cabinet: Cabinet) -> None:
    team = cabinet.team()
    thanksgiving = SchoolCalendar.of([Break(date(2026, 11, 30), date(2026, 12, 1), "Thanksgiving")])
    keep(cabinet, replace(team, rhythm=replace(team.rhythm, calendar=thanksgiving)))
    assert "Mon, Dec 7 (after Thanksgiving): " in text_of(plan(cabinet))


def test_excluded_ones_are_not_counted(cabinet: Cabinet) -> None:
    team = cabinet.team()
    first = load(team.rubric_id).domains[0]
    excluded = tuple(Reasoned(indicator.id, "No.") for indicator in first.indicators)
    keep(cabinet, replace(team, preferences=Preferences(excluded=excluded)))
    text = text_of(plan(cabinet))
    assert f"All {45 - len(excluded)} by" in text
    assert f"{first.label}: excluded." in text


def test_with_one_at_a_time_the_rest_is_counted(cabinet: Cabinet) -> None:
    text = text_of(tried(cabinet, plan(cabinet), indicators="1"))
    assert "And 70 more check-ins until" in text


def test_a_paused_team_sees_how_it_would_go_on(cabinet: Cabinet) -> None:
    pause_team(cabinet.deps, speaker("Ana"), cabinet.team().id)
    assert "if it were resumed now" in text_of(plan(cabinet))
