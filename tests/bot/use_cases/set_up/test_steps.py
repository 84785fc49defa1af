"""Setting up through the use cases on a real store: what is prefilled, what is wrong, what is kept and what is made."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.demo.filling_in import fill_in_set_up, filled_in, shown
from bot.sections.forms import ChooseSeveral, Form, Value
from bot.sections.set_up import PEOPLE_FORM, RHYTHM_FORM
from bot.sections.set_up_preview import PREVIEW_FORM
from bot.use_cases.results import Notice, OpenForm
from bot.use_cases.set_up.people import MOST_MEMBERS, departments_field
from bot.use_cases.set_up.save import set_up_team
from bot.use_cases.set_up.steps import go_back
from jobs.announcements import Welcome
from rubric.audit import What
from rubric.people import Role
from storage import audit, teams, workspaces
from tests.bot.use_cases.set_up.filling import (
    A_MINUTE,
    CROWD,
    NEW,
    addresses,
    begins,
    cabinet,
    faults,
    goes_on,
    team_count,
)
from tests.cabinet import MONDAY, WORKSPACE, Cabinet, address, found, people, speaker

__all__ = ["cabinet"]


def test_a_team_is_made_with_its_roster_its_log_and_its_welcome(cabinet: Cabinet) -> None:
    changes: dict[str, Value] = {"observers": addresses("Omar"), "coordinators": addresses("Omar", "Ruth")}
    there = found("Omar", "Ruth", "Mia", channel_name="north_district-attendance")
    fill_in_set_up(cabinet.deps, speaker("Ruth"), NEW, there, {**changes, "zone": "America/Chicago"})
    cabinet.travel(cabinet.clock.now() + A_MINUTE)
    (sent,) = cabinet.messenger.said(Welcome, to=NEW)
    assert isinstance(sent.announcement, Welcome)
    assert sent.announcement.team_name == "North district attendance"
    assert sent.announcement.member_names == ("Mia", "Omar", "Ruth")
    with cabinet.store.read() as transaction:
        workspace = workspaces.find(transaction, platform="slack", external_id=WORKSPACE)
        assert workspace is not None
        team = teams.in_channel(transaction, workspace, NEW)
        assert team is not None
        roster = {one.member.name: one.member for one in teams.roster(transaction, team.id)}
        (entry,) = audit.latest(transaction, team.id, most=9)
    assert (roster["Omar"].role, roster["Omar"].coordinates) == (Role.OBSERVER, True)
    assert (roster["Mia"].role, roster["Mia"].coordinates) == (Role.MEMBER, False)
    assert (entry.what, entry.actor, entry.actor_id) == (What.SET_UP, "Ruth", roster["Ruth"].id)
    assert (entry.after["zone"], entry.after["first_date"]) == ("America/Chicago", MONDAY.isoformat())
    assert team.next_check_in_at == team.rhythm.cadence.instant(0)


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"team": ()}, "team", "at least one person"),
        ({"coordinators": ()}, "coordinators", "at least one person who coordinates"),
        ({"team": addresses("Ruth"), "coordinators": addresses("Omar")}, "coordinators", "Omar is not on the team"),
        ({"team": addresses("Ruth"), "observers": addresses("Omar")}, "observers", "Omar is not on the team"),
        ({"observers": addresses("Omar", "Ruth")}, "observers", "nobody rates"),
    ],
    ids=["nobody", "no coordinator", "a coordinator from outside", "an observer from outside", "only observers"],
)
def test_what_is_wrong_with_the_people_stands_beside_its_field(
    cabinet: Cabinet, changes: dict[str, Value], field: str, said: str
) -> None:
    wrong = faults(cabinet, begins(cabinet), **changes)
    assert said in wrong[field]
    assert set(wrong) - {field} <= {"coordinators"}
    assert team_count(cabinet) == 1


def test_sixty_people_are_too_many_with_the_reason(cabinet: Cabinet) -> None:
    form = begins(cabinet, "Ruth", *CROWD)
    wrong = faults(cabinet, form, team=addresses(*CROWD))
    assert wrong["team"].startswith(f"That is 60 people. A team has at most {MOST_MEMBERS}, because")


def test_of_a_large_channel_only_those_on_the_team_are_asked_about(cabinet: Cabinet) -> None:
    form = begins(cabinet, "Ruth", *CROWD)
    assert filled_in(form)["team"] == addresses("Ruth")
    asked = [field.name for field in form.fields() if field.name.startswith("departments-")]
    assert asked == [departments_field(address("Ruth"))]
    team = addresses("Ruth", *CROWD[:12])
    again = goes_on(cabinet, form, team=team)
    assert again.id == PEOPLE_FORM
    asked = [field.name for field in again.fields() if field.name.startswith("departments-")]
    assert asked == list(map(departments_field, team))
    assert goes_on(cabinet, again, **{departments_field(team[3]): ("data",)}).id == RHYTHM_FORM


def test_what_somebody_stands_for_is_remembered_while_they_are_off_the_team(cabinet: Cabinet) -> None:
    first, second = CROWD[:2]
    form = begins(cabinet, "Ruth", *CROWD)
    both = goes_on(cabinet, form, team=addresses("Ruth", first, second))
    stands_for = departments_field(address(first))
    goes_on(cabinet, both, **{stands_for: ("data",)})
    without = begins_again_with(cabinet, addresses("Ruth", second))
    goes_on(cabinet, without)
    assert filled_in(begins_again_with(cabinet, addresses("Ruth", first)))[stands_for] == ("data",)


def begins_again_with(cabinet: Cabinet, team: tuple[str, ...]) -> Form:
    """Goes back to the first step and changes who is on the team there, until it asks about just them."""
    people = shown(go_back(cabinet.deps, speaker("Ruth"), NEW, {}, to="people"))
    goes_on(cabinet, people, team=team)
    return shown(go_back(cabinet.deps, speaker("Ruth"), NEW, {}, to="people"))


WRONG: list[tuple[dict[str, Value], str, str]] = [
    ({"name": None}, "name", "fill"),
    ({"name": "n" * 61}, "name", "60"),
    ({"rubric": "no-such"}, "rubric", "fill"),
    ({"every_weeks": "0"}, "every_weeks", "fill"),
    ({"weekday": "9"}, "weekday", "fill"),
    ({"start_on": None}, "start_on", "fill"),
    ({"start_on": "2026-10-01"}, "start_on", "passed"),
    ({"start_on": "0001-01-01"}, "start_on", "passed"),
    ({"start_on": "0001-01-01", "zone": "Asia/Tokyo", "at": "00:01"}, "start_on", "passed"),
    ({"start_on": "2028-01-01"}, "start_on", "twelve months"),
    ({"start_on": "9999-12-31"}, "start_on", "twelve months"),
    ({"at": "25:00"}, "at", "fill"),
    ({"at": "09:00+05:00"}, "at", "local"),
    ({"zone": "Mars/Olympus"}, "zone", "“Mars/Olympus”"),
    ({"indicators_per_check_in": "31"}, "indicators_per_check_in", "30"),
    ({"days_open": "29", "every_weeks": "8"}, "days_open", "28"),
    ({"days_open": "10", "every_weeks": "1"}, "days_open", "still be open when the next one opens, 7 days later"),
    ({"reminder_days": ("3", "7")}, "reminder_days", "between"),
    ({"reminder_days": ("1", "2", "3")}, "reminder_days", "at most 2"),
]


@pytest.mark.parametrize(("changes", "field", "said"), WRONG)
def test_what_is_wrong_with_the_rhythm_stands_beside_its_field(
    cabinet: Cabinet, changes: dict[str, Value], field: str, said: str
) -> None:
    form = goes_on(cabinet, begins(cabinet))
    wrong = faults(cabinet, form, **changes)
    assert list(wrong) == [field]
    assert said in wrong[field]


def test_everything_that_is_wrong_is_told_at_once(cabinet: Cabinet) -> None:
    form = goes_on(cabinet, begins(cabinet))
    changes: dict[str, Value] = {"start_on": "2026-10-01", "zone": "Mars/Olympus", "days_open": "10"}
    assert set(faults(cabinet, form, every_weeks="1", **changes)) == {"start_on", "zone", "days_open"}


def test_a_window_that_ends_as_the_next_opens_is_no_overlap(cabinet: Cabinet) -> None:
    assert goes_on(cabinet, goes_on(cabinet, begins(cabinet)), every_weeks="1", days_open="7").id == PREVIEW_FORM


@pytest.mark.parametrize(
    ("at", "first"),
    [("23:59", "Fri, Oct 30: "), ("00:01", "Fri, Nov 6: ")],
    ids=["still to come today", "over for today"],
)
def test_on_or_after_today_is_today_or_in_a_week(cabinet: Cabinet, at: str, first: str) -> None:
    form = goes_on(cabinet, begins(cabinet))
    preview = goes_on(cabinet, form, start_on="2026-10-30", weekday="4", at=at)
    assert first in str(preview.parts)


def test_the_zone_is_the_coordinators_own_and_an_unknown_one_is_named_and_replaced(cabinet: Cabinet) -> None:
    west, lost = people("Omar", zone="America/Denver"), people("Ruth", "Mia", zone="Mars/Olympus")
    there = replace(found(), people=(*west, *lost))
    form = begins(cabinet, there=there)
    rhythm = goes_on(cabinet, form)
    assert filled_in(rhythm)["zone"] == "America/Denver"
    assert " of Ruth says “Mars/Olympus”" in str(rhythm.parts)
    preview = goes_on(cabinet, rhythm)
    assert isinstance(set_up_team(cabinet.deps, speaker("Ruth"), preview.about), Notice)
    with cabinet.store.read() as transaction:
        (team,) = (one for one in teams.everyone(transaction) if one.channel_id == NEW)
        assert {one.member.zone for one in teams.roster(transaction, team.id)} == {"America/Denver"}


def test_what_was_chosen_in_another_window_is_shown_before_a_team_is_made_of_it(cabinet: Cabinet) -> None:
    form = goes_on(cabinet, begins(cabinet))
    first = goes_on(cabinet, form, indicators_per_check_in="7")
    goes_on(cabinet, form, indicators_per_check_in="9")
    again = set_up_team(cabinet.deps, speaker("Ruth"), first.about)
    assert isinstance(again, OpenForm)
    assert isinstance(again.form, Form)
    assert (again.form.id, team_count(cabinet)) == (PREVIEW_FORM, 1)
    assert "9 indicators" in str(again.form.parts)
    assert isinstance(set_up_team(cabinet.deps, speaker("Ruth"), again.form.about), Notice)
    assert team_count(cabinet) == 2


def test_the_zone_follows_whoever_coordinates(cabinet: Cabinet) -> None:
    there = replace(found("Ruth"), people=(*people("Ruth"), *people("Omar", zone="America/Denver")))
    form = begins(cabinet, there=there)
    assert filled_in(goes_on(cabinet, form, coordinators=addresses("Omar")))["zone"] == "America/Denver"


def test_nobody_shows_where_no_zone_is_known(cabinet: Cabinet) -> None:
    there = replace(found(), people=people("Ruth", zone="Mars/Olympus"))
    assert filled_in(goes_on(cabinet, begins(cabinet, there=there)))["zone"] == "America/New_York"


def test_titles_that_name_functions_are_taken_for_them_and_only_whole_words(cabinet: Cabinet) -> None:
    titles = {"Ruth": "Director of Special Education and Health", "Omar": "Database administrator", "Mia": "OPERATIONS"}
    there = replace(found(), people=tuple(replace(people(name)[0], title=title) for name, title in titles.items()))
    values = filled_in(begins(cabinet, there=there))
    suggested = {name: values[departments_field(address(name))] for name in titles}
    assert suggested == {"Ruth": ("health", "special education"), "Omar": (), "Mia": ("operations",)}


def test_a_draft_is_taken_up_where_it_stopped_by_whose_it_is_alone(cabinet: Cabinet) -> None:
    goes_on(cabinet, goes_on(cabinet, begins(cabinet), observers=addresses("Omar")), name="Kept")
    assert begins(cabinet).id == PREVIEW_FORM
    back = go_back(cabinet.deps, speaker("Ruth"), NEW, {}, to="people")
    assert filled_in(shown(back))["observers"] == addresses("Omar")
    assert begins(cabinet).id == PEOPLE_FORM
    assert filled_in(begins(cabinet, name="Omar"))["observers"] == ()


def test_a_draft_of_somebody_who_left_meanwhile_begins_where_they_were_chosen(cabinet: Cabinet) -> None:
    goes_on(cabinet, goes_on(cabinet, begins(cabinet), coordinators=addresses("Omar")))
    again = begins(cabinet, "Ruth", "Mia")
    assert again.id == PEOPLE_FORM
    assert filled_in(again)["coordinators"] == ()
    assert "Choose at least one person who coordinates." in str(again.parts)


def test_a_draft_that_nobody_went_on_with_is_forgotten(cabinet: Cabinet) -> None:
    goes_on(cabinet, begins(cabinet))
    cabinet.clock.pass_by(timedelta(days=61))
    assert begins(cabinet).id == PEOPLE_FORM


def test_whoever_sets_up_a_team_that_they_are_not_on_is_named_in_its_log(cabinet: Cabinet) -> None:
    changes: dict[str, Value] = {"team": addresses("Omar", "Mia"), "coordinators": addresses("Omar")}
    fill_in_set_up(cabinet.deps, speaker("Ruth"), NEW, found("Omar", "Ruth", "Mia"), changes)
    with cabinet.store.read() as transaction:
        (team,) = (one for one in teams.everyone(transaction) if one.channel_id == NEW)
        (entry,) = audit.latest(transaction, team.id, most=9)
    assert (entry.actor, entry.actor_id) == ("Ruth", None)


def test_departments_are_offered_where_the_rubric_names_them(cabinet: Cabinet) -> None:
    form = begins(cabinet)
    (field,) = (one for one in form.fields() if one.name == departments_field(address("Ruth")))
    assert isinstance(field, ChooseSeveral)
    assert [option.text for option in field.options][:2] == ["Academics", "Student support"]
