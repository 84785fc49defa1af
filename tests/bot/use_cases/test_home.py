"""A person's home page and the pages behind it, through the use cases on a real store."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.use_cases.home.choose_team import choose_team
from bot.use_cases.home.facts import ForCoordinator, Home, PlannedDate, TeamPage
from bot.use_cases.rate_indicators import rate_indicators
from bot.use_cases.show_home import show_home
from jobs.open_check_in import open_check_in
from jobs.plan_ahead import replan
from rubric.audit import What
from rubric.people import TeamId
from rubric.rating import Choice
from rubric.refusals import FormDoesNotMatch, NotOnTheTeam
from rubric.school_calendar import Break, SchoolCalendar
from rubric.team import Team, TeamState
from storage import audit, check_ins, proposals, teams
from storage.proposals import ProposalKind
from storage.store import Store
from tests.bench.measuring import statements_counted
from tests.cabinet import MONDAY, NAMES, WORKSPACE, Cabinet, address, local, speaker
from tests.county import County

A_MINUTE = timedelta(minutes=1)
OPENING = local(MONDAY)
CLOSE = local(MONDAY + timedelta(days=7))
THANKSGIVING = Break(date(2026, 11, 16), date(2026, 11, 27), "Thanksgiving break")


@pytest.fixture
def cabinet(any_store: Store) -> Cabinet:
    cabinet = Cabinet(any_store, names=(*NAMES, "Olga"))
    cabinet.set_up()
    return cabinet


def home(cabinet: Cabinet, name: str) -> Home:
    return show_home(cabinet.deps, speaker(name))


def page(cabinet: Cabinet, name: str) -> TeamPage:
    found = home(cabinet, name).page
    assert found is not None
    return found


def coordinating(cabinet: Cabinet) -> ForCoordinator:
    found = page(cabinet, "Ana").coordinating
    assert found is not None
    return found


def change(cabinet: Cabinet, name: str, *, away_until: datetime | None = None, coordinates: bool | None = None) -> None:
    with cabinet.store.begin() as transaction:
        member = teams.member_at(transaction, cabinet.team().id, address(name))
        assert member is not None
        changed = replace(member, away_until=away_until)
        if coordinates is not None:
            changed = replace(changed, coordinates=coordinates)
        teams.change_member(transaction, changed)


def keep(cabinet: Cabinet, changed: Callable[[Team], Team]) -> None:
    with cabinet.store.begin() as transaction:
        replan(transaction, changed(cabinet.team()), now=cabinet.clock.now())


def test_what_waits_is_what_the_person_has_left(cabinet: Cabinet) -> None:
    cabinet.travel(OPENING + A_MINUTE)
    cabinet.rate("Dana", "S . .")
    cabinet.rate("Lee", "S S S")
    assert {name: [one.left for one in home(cabinet, name).waiting] for name in ("Dana", "Dev", "Lee", "Olga")} == {
        "Dana": [2],
        "Dev": [3],
        "Lee": [0],
        "Olga": [],
    }


def test_a_note_without_a_level_is_still_waiting(cabinet: Cabinet) -> None:
    cabinet.travel(OPENING + A_MINUTE)
    check_in = cabinet.open_check_in()
    rate_indicators(cabinet.deps, speaker("Dana"), check_in.id, [Choice(check_in.asked[0].id, None, "A draft")])
    assert home(cabinet, "Dana").waiting[0].left == 3


def test_what_is_unfinished_comes_before_what_can_only_be_changed_and_what_closes_first_before_the_rest(
    cabinet: Cabinet,
) -> None:
    cabinet.travel(OPENING + A_MINUTE)
    first = cabinet.team().id
    second, third = (add_open(cabinet, f"C{each}", closes_in_days=each) for each in (6, 2))
    assert [one.team_id for one in home(cabinet, "Dana").waiting] == [third, second, first]
    with cabinet.store.read() as transaction:
        closing_first = check_ins.open_one(transaction, third)
    assert closing_first is not None
    choices = [Choice(asked.id, cabinet.open_check_in().scale.dont_know.id) for asked in closing_first.asked]
    rate_indicators(cabinet.deps, speaker("Dana"), closing_first.id, choices)
    assert [one.team_id for one in home(cabinet, "Dana").waiting] == [second, first, third]


def add_open(cabinet: Cabinet, channel: str, *, closes_in_days: int) -> TeamId:
    """Another team of the same people, with a check-in that has just opened."""
    team, now = cabinet.set_up(channel=channel), cabinet.clock.now()
    with cabinet.store.begin() as transaction:
        open_check_in(transaction, team, due_at=now, closes_at=now + timedelta(days=closes_in_days), now=now)
    return team.id


def test_teams_come_by_name_and_numbers_in_names_count(cabinet: Cabinet) -> None:
    for name in ("District 10", "district 2", "Adams"):
        team = cabinet.set_up(channel=name)
        with cabinet.store.begin() as transaction:
            teams.save(transaction, replace(team, name=name))
    assert [one.team_name for one in home(cabinet, "Dana").teams] == ["Adams", "Cabinet", "district 2", "District 10"]


def test_nothing_waits_once_it_closed(cabinet: Cabinet) -> None:
    cabinet.travel(OPENING + A_MINUTE)
    # The clock alone closes it, before anybody has marked it closed.
    cabinet.clock.at = CLOSE
    assert home(cabinet, "Dana").waiting == ()
    assert page(cabinet, "Dana").open_check_in is None


def test_nothing_waits_for_somebody_who_is_away(cabinet: Cabinet) -> None:
    cabinet.travel(OPENING + A_MINUTE)
    change(cabinet, "Dana", away_until=CLOSE)
    assert home(cabinet, "Dana").waiting == ()
    assert (page(cabinet, "Dana").away_until, page(cabinet, "Dana").left) == (CLOSE, 3)
    cabinet.travel(CLOSE + A_MINUTE)
    assert page(cabinet, "Dana").away_until is None


@pytest.mark.parametrize("workspace", [WORKSPACE, "T-other"])
def test_home_of_somebody_on_no_team_is_empty(cabinet: Cabinet, workspace: str) -> None:
    assert show_home(cabinet.deps, speaker("Mallory", workspace=workspace)) == Home()


def test_somebody_of_another_workspace_with_the_same_address_sees_nothing(cabinet: Cabinet) -> None:
    assert show_home(cabinet.deps, speaker("Dana", workspace="T-other")) == Home()


def test_the_team_somebody_chose_is_shown_until_they_choose_another(cabinet: Cabinet) -> None:
    cabinet.set_up(channel="C2")
    lines = home(cabinet, "Ana").teams
    assert [one.team_name for one in lines] == ["Cabinet (1)", "Cabinet (2)"]
    first, second = (one.team_id for one in lines)
    choose_team(cabinet.deps, speaker("Ana"), second)
    assert (page(cabinet, "Ana").team_id, page(cabinet, "Dev").team_id) == (second, first)
    choose_team(cabinet.deps, speaker("Ana"), first)
    assert page(cabinet, "Ana").team_id == first


def test_a_team_that_somebody_left_is_no_longer_shown(cabinet: Cabinet) -> None:
    second = cabinet.set_up(channel="C2")
    choose_team(cabinet.deps, speaker("Dev"), second.id)
    with cabinet.store.begin() as transaction:
        member = teams.member_at(transaction, second.id, address("Dev"))
        assert member is not None
        teams.take_off(transaction, member.id, now=cabinet.clock.now())
    assert [one.team_name for one in home(cabinet, "Dev").teams] == ["Cabinet"]
    assert page(cabinet, "Dev").team_id != second.id


def test_nobody_chooses_a_team_that_is_not_theirs(cabinet: Cabinet) -> None:
    with pytest.raises(NotOnTheTeam):
        choose_team(cabinet.deps, speaker("Mallory"), cabinet.team().id)
    with pytest.raises(NotOnTheTeam):
        choose_team(cabinet.deps, speaker("Ana", workspace="T-other"), cabinet.team().id)
    with pytest.raises(FormDoesNotMatch):
        choose_team(cabinet.deps, speaker("Ana"), TeamId("no such team"))


def test_only_coordinators_see_what_is_for_them(cabinet: Cabinet) -> None:
    cabinet.travel(OPENING + A_MINUTE)
    assert page(cabinet, "Ana").coordinating is not None
    assert [page(cabinet, name).coordinating for name in ("Dev", "Olga")] == [None, None]


def test_who_has_rated_is_told_by_name_while_it_is_open_and_never_afterwards(cabinet: Cabinet) -> None:
    cabinet.travel(OPENING + A_MINUTE)
    cabinet.rate("Dana", "S S S")
    cabinet.rate("Dev", "S S .")
    change(cabinet, "Lee", away_until=CLOSE)
    taking_part = coordinating(cabinet).taking_part
    assert taking_part is not None
    assert (taking_part.finished, taking_part.missing, taking_part.away) == (("Dana",), ("Ana", "Dev"), ("Lee",))
    # Even before anybody has marked it closed.
    cabinet.clock.at = CLOSE
    assert coordinating(cabinet).taking_part is None
    cabinet.travel(CLOSE + A_MINUTE)
    assert coordinating(cabinet).taking_part is None
    assert [(one.number, one.finished) for one in coordinating(cabinet).took_part] == [(1, 1)]


def test_the_six_coming_dates_come_with_what_they_ask_and_the_breaks_between(cabinet: Cabinet) -> None:
    cabinet.travel(OPENING + A_MINUTE)
    over, far = Break(date(2026, 9, 7), date(2026, 9, 7)), Break(date(2027, 6, 14), date(2027, 8, 20))
    calendar = SchoolCalendar.of([over, THANKSGIVING, far])
    keep(cabinet, lambda team: replace(team, rhythm=replace(team.rhythm, calendar=calendar)))
    ahead = coordinating(cabinet).ahead
    assert ahead[0] == THANKSGIVING
    planned = [one for one in ahead if isinstance(one, PlannedDate)]
    assert len(planned) == 6
    assert (planned[0].coming.at, planned[0].coming.moved_by) == (local(date(2026, 11, 30)), THANKSGIVING)
    assert [len(one.labels) for one in planned] == [3] * 6
    assert planned[1].coming.moved_by is None
    assert [one for one in ahead if isinstance(one, Break)] == [THANKSGIVING]


def test_everybody_is_told_which_break_moved_the_next_check_in_and_digest(cabinet: Cabinet) -> None:
    cabinet.travel(OPENING + A_MINUTE)
    keep(cabinet, lambda team: replace(team, rhythm=replace(team.rhythm, calendar=SchoolCalendar.of([THANKSGIVING]))))
    seen = page(cabinet, "Olga")
    assert (seen.next_check_in.at, seen.next_check_in.wanted) == (local(date(2026, 11, 30)), date(2026, 11, 16))
    assert seen.next_check_in.moved_by == seen.next_digest.moved_by == THANKSGIVING


def test_the_coverage_counts_what_the_pass_has_asked_and_says_when_it_is_through(cabinet: Cabinet) -> None:
    cabinet.travel(OPENING + A_MINUTE)
    found = coordinating(cabinet)
    assert (found.covered.asked, found.covered.total) == (3, 45)
    assert found.first_pass_at == local(MONDAY + timedelta(weeks=28))
    assert found.second_pass_at == local(MONDAY + timedelta(weeks=58))


def test_a_team_before_its_first_check_in_and_between_two_can_be_told_apart(cabinet: Cabinet) -> None:
    assert page(cabinet, "Dana").is_first
    cabinet.travel(OPENING + A_MINUTE)
    assert not page(cabinet, "Dana").is_first
    cabinet.travel(CLOSE + A_MINUTE)
    assert (page(cabinet, "Dana").is_first, page(cabinet, "Dana").open_check_in) == (False, None)


def test_a_paused_team_an_unreachable_and_an_orphaned_one_are_recognized(cabinet: Cabinet) -> None:
    keep(cabinet, lambda team: replace(team, state=TeamState.PAUSED))
    change(cabinet, "Ana", coordinates=False)
    with cabinet.store.begin() as transaction:
        teams.lose_channel(transaction, cabinet.team().id, because="removed", now=cabinet.clock.now())
    seen = page(cabinet, "Dana")
    assert (seen.paused, seen.lost_because, seen.coordinators) == (True, "removed", ())
    assert (home(cabinet, "Dana").teams[0].paused, home(cabinet, "Dana").teams[0].reachable) == (True, False)


def test_proposals_are_counted_for_those_who_decide(cabinet: Cabinet) -> None:
    with cabinet.store.begin() as transaction:
        for at in ("U7", "U8"):
            proposals.make(
                transaction, cabinet.team().id, ProposalKind.JOIN, address=at, name="New", zone="UTC", now=OPENING
            )
    assert (coordinating(cabinet).proposals, home(cabinet, "Ana").teams[0].proposals) == (2, 2)
    assert home(cabinet, "Dana").teams[0].proposals == 0


def test_the_three_newest_changes_are_shown(cabinet: Cabinet) -> None:
    kinds = [What.PAUSED, What.RESUMED, What.SKIPPED, What.SHIFTED]
    with cabinet.store.begin() as transaction:
        for what in kinds:
            audit.write(transaction, cabinet.team().id, what, actor="Ana", actor_id=None, now=OPENING)
    assert [entry.what for entry in coordinating(cabinet).latest] == [*reversed(kinds)][:3]


def test_an_overdue_check_in_opens_any_moment(cabinet: Cabinet) -> None:
    cabinet.clock.at = OPENING + A_MINUTE
    assert page(cabinet, "Dana").next_check_in.overdue


def test_a_home_takes_as_many_looks_on_one_team_as_on_twenty_and_after_a_week_as_after_a_year(store: Store) -> None:
    county = County(store, people=4)
    county.add_teams(1, weeks=1, named="Young {}")
    young = looks(county, weeks=1)
    county.add_teams(19, weeks=1)
    county.add_teams(1, weeks=52, named="A year old {}")
    assert looks(county, weeks=52) <= young + 1
    assert young <= 25


def looks(county: County, *, weeks: int) -> int:
    """Of the first person, who coordinates every team; one look more finds the team that they chose."""
    deps = Cabinet(county.store).deps
    deps.clock.at = county.now(weeks)  # type: ignore[attr-defined]
    with statements_counted() as counted:
        shown = show_home(deps, replace(speaker("Ana"), address="U0"))
    assert shown.page is not None
    assert shown.page.coordinating is not None
    return len(counted.statements)
