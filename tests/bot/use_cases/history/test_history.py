"""A team's history as anybody on it reads it: domains, the latest word on each indicator, one check-in by check-in."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.sections.forms import Form
from bot.sections.history import HistoryAct
from bot.sections.parts import Button, Menu
from bot.use_cases.history.show_history import CHECK_INS_ON_A_PAGE, show_history
from bot.use_cases.home.paging import Place
from bot.use_cases.who import Deps, Speaker
from rubric.people import NextStepId, TeamId
from rubric.refusals import FormDoesNotMatch, NotOnTheTeam
from storage import next_steps
from storage.store import Store
from tests.bot.use_cases.steering.ground import text_of, the_form
from tests.builders import a_rubric
from tests.cabinet import local, speaker
from tests.county import WORKSPACE, County
from tests.fakes import HandClock
from tests.lived import RATERS, Lived, lived


@pytest.fixture
def past(store: Store) -> Lived:
    return lived(store)


def history(past: Lived, within: str = "", *, page: int = 0, name: str = "Olga") -> Form:
    return the_form(show_history(past.cabinet.deps, speaker(name), Place(past.team.id, page, within)))


def leads_to(form: Form) -> dict[str, str]:
    """Where the page's buttons lead, by their words."""
    found = [part for part in form.parts if isinstance(part, Button) and part.act == HistoryAct.HISTORY]
    return {button.label: button.value for button in found}


def menu(form: Form) -> Menu:
    (found,) = (part for part in form.parts if isinstance(part, Menu))
    return found


def test_it_begins_with_the_domains_and_how_much_of_each_was_asked(past: Lived) -> None:
    form = history(past)
    assert "Actionable data: 1 of 7 indicators asked so far" in text_of(form)
    assert "Shared accountability: none of 7 indicators yet" in text_of(form)
    assert [item.text for item in menu(form).items][:2] == ["Capacity building", "Actionable data"]


def test_a_domain_has_the_latest_word_on_each_of_its_indicators(past: Lived) -> None:
    asked = past.first.asked[1]
    text = text_of(history(past, asked.domain_id))
    assert asked.text in text
    assert "Check-in 1, Nov 9, 2026: 1 Strength, 1 OK for now, 1 Could be better, 1 Urgent gap." in text
    assert "4 answers, middle rating between OK for now and Could be better, agreement 0.00. Talk about this." in text
    assert "Team rating: OK for now, recorded by Ana on Nov 12, 2026." in text
    assert "No check-in that asked it has closed yet." in text


def test_an_indicator_has_its_counts_team_rating_and_next_steps_then(past: Lived) -> None:
    text = text_of(history(past, past.first.asked[1].id))
    assert "Asked in 1 closed check-in" in text
    assert "It was changed once; the earlier ones are kept." in text
    assert "Because of what we saw on 2026-11-12" in text
    assert "Next step: Publish the outreach protocol. Ana, by Nov 20, 2026, done." in text


def test_a_step_that_came_from_no_check_in_stands_beside_the_last_that_had_closed(past: Lived) -> None:
    with past.cabinet.store.begin() as transaction:
        (known,) = next_steps.of_team(transaction, past.team.id)
        for at, made in enumerate((date(2026, 11, 2), date(2026, 11, 25))):
            other = replace(
                known,
                id=NextStepId(f"other-{at}"),
                check_in_id=None,
                made_at=local(made),
                sentence=f"Another one, {at}!",
            )
            next_steps.add(transaction, other)
    text = text_of(history(past, past.first.asked[1].id))
    assert "Another one, 0! Ana" in text
    assert "Another one, 1! Ana" in text


def test_too_few_answers_are_withheld(past: Lived) -> None:
    text = text_of(history(past, past.second.asked[2].id))
    assert "Too few answers to show (1)." in text
    assert "middle rating" not in text


def test_nobody_is_named_and_nothing_open_is_shown(past: Lived) -> None:
    places: set[str] = {one.id for one in (*past.first.asked, *past.second.asked)}
    places |= {one.domain_id for one in past.first.asked}
    text = "\n".join(text_of(history(past, place)) for place in places)
    assert [name for name in RATERS if name in text] == []
    still_open = past.cabinet.open_check_in()
    assert f"Check-in {still_open.number}" not in text


@pytest.mark.parametrize("within", ["gone", "capacity-building.99"])
def test_what_never_was_matches_nothing(past: Lived, within: str) -> None:
    with pytest.raises(FormDoesNotMatch):
        history(past, within)


def test_only_people_on_the_team_read_it(past: Lived) -> None:
    with pytest.raises(NotOnTheTeam):
        history(past, name="Mallory")
    with pytest.raises(FormDoesNotMatch):
        show_history(past.cabinet.deps, speaker("Olga"), Place(TeamId("gone")))


def test_pages_lead_from_the_newest_to_the_oldest_and_back(store: Store) -> None:
    county = County(store, people=3, indicators=15)
    (team_id,) = county.add_teams(1, weeks=40)
    past_all = _pages(store, team_id, county, "capacity-building.1")
    # Each pass of three weeks asks it once.
    numbers = [number for page in past_all for number in page]
    assert len(numbers) == 14
    assert numbers == sorted(numbers, reverse=True)
    assert [len(page) for page in past_all] == [CHECK_INS_ON_A_PAGE, CHECK_INS_ON_A_PAGE, 2]


def _pages(store: Store, team_id: TeamId, county: County, within: str) -> list[list[int]]:
    deps = Deps(store, HandClock(county.now(40) + timedelta(hours=1)))
    found: list[list[int]] = []
    place = str(Place(team_id, within=within))
    while place:
        form = the_form(show_history(deps, Speaker("slack", WORKSPACE, "U0"), Place.read(place)))
        lines = [line for line in text_of(form).splitlines() if line.startswith("Check-in ")]
        found.append([int(line.split()[1].strip(",")) for line in lines])
        assert ("Newer" in leads_to(form)) is (len(found) > 1)
        place = leads_to(form).get("Older", "")
    return found


def test_what_the_rubric_has_no_more_is_shown_as_it_was_asked(past: Lived, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.use_cases.history.show_history.load", lambda _: a_rubric())
    asked = past.first.asked[1]
    text = text_of(history(past, asked.id))
    assert f"{asked.label}. {asked.text}" in text
    assert "Team rating: OK for now" in text
