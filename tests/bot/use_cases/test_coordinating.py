"""Setting up, asking now, an early digest, status and home, through the use cases on a real store."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.use_cases.ask_now import ask_now
from bot.use_cases.digest_now import digest_now
from bot.use_cases.results import FormErrors, Notice, SetUpForm
from bot.use_cases.set_up_team import open_set_up, set_up_team
from bot.use_cases.show_home import show_home
from bot.use_cases.show_status import show_status
from bot.use_cases.who import Deps, Refused, Speaker
from jobs.ports import Card, DigestPost, Welcome
from rubric.refusals import (
    CheckInStillOpen,
    CoordinatorsOnly,
    NoTeamHere,
    NothingToDigest,
    NotOnTheTeam,
    TeamAlreadySetUp,
    TooCloseToNext,
)
from storage import teams, workspaces
from storage.store import Store
from tests.cabinet import CHANNEL, MONDAY, NAMES, WORKSPACE, Cabinet, local, people, speaker

A_MINUTE = timedelta(minutes=1)
CLOSE = local(MONDAY + timedelta(days=7))
FILLED_IN = {
    "channel": "C9",
    "every_weeks": "2",
    "first_date": "2026-11-09",
    "at": "09:00",
    "zone": "America/Chicago",
    "indicators_per_check_in": "7",
}
Use = Callable[[Deps, Speaker, str], Notice]


@pytest.fixture
def cabinet(any_store: Store) -> Cabinet:
    cabinet = Cabinet(any_store, names=(*NAMES, "Olga"))
    cabinet.set_up()
    return cabinet


def refusal_of(use: Use, cabinet: Cabinet, name: str = "Ana") -> object:
    with pytest.raises(Refused) as caught:
        use(cabinet.deps, speaker(name), CHANNEL)
    return caught.value.refusal


def test_a_coordinator_opens_the_next_check_in_at_once_and_the_cadence_stays(cabinet: Cabinet) -> None:
    cabinet.clock.at = local(MONDAY - timedelta(days=2))
    notice = ask_now(cabinet.deps, speaker("Ana"), CHANNEL)
    cabinet.travel(cabinet.clock.now() + A_MINUTE)
    assert "Check-in 1 is open" in notice.title
    assert len(cabinet.messenger.said(Card)) == 1
    assert cabinet.open_check_in().closes_at == local(MONDAY)
    cabinet.travel(local(MONDAY) + A_MINUTE)
    assert [sent.announcement.check_in.number for sent in cabinet.messenger.said(Card)] == [1, 2]  # type: ignore[union-attr]


def test_one_check_in_at_a_time(cabinet: Cabinet) -> None:
    cabinet.travel(local(MONDAY) + A_MINUTE)
    refusal = refusal_of(ask_now, cabinet)
    assert isinstance(refusal, CheckInStillOpen)
    assert (refusal.number, refusal.closes_at) == (1, CLOSE)


def test_no_check_in_is_opened_in_the_last_day_before_the_next(cabinet: Cabinet) -> None:
    cabinet.clock.at = local(MONDAY) - timedelta(hours=23)
    refusal = refusal_of(ask_now, cabinet)
    assert isinstance(refusal, TooCloseToNext)
    assert refusal.next_at == local(MONDAY)


def test_a_digest_can_come_early_and_the_next_goes_on_from_there(cabinet: Cabinet) -> None:
    cabinet.travel(CLOSE + timedelta(days=1))
    digest_now(cabinet.deps, speaker("Ana"), CHANNEL)
    asked_at = cabinet.clock.now()
    cabinet.travel(local(MONDAY + timedelta(days=14)) + A_MINUTE)
    early, scheduled = (sent.announcement for sent in cabinet.messenger.said(DigestPost))
    assert isinstance(early, DigestPost)
    assert isinstance(scheduled, DigestPost)
    assert early.digest.period.end == scheduled.digest.period.start == asked_at
    assert [one.number for one in early.digest.participation] == [1]
    assert scheduled.digest.participation == ()


def test_there_is_nothing_to_digest_before_anything_has_closed(cabinet: Cabinet) -> None:
    cabinet.travel(local(MONDAY) + A_MINUTE)
    assert isinstance(refusal_of(digest_now, cabinet), NothingToDigest)


@pytest.mark.parametrize("use", [ask_now, digest_now])
@pytest.mark.parametrize("name", ["Dana", "Olga"])
def test_only_coordinators_steer_and_the_others_are_told_who_they_are(cabinet: Cabinet, use: Use, name: str) -> None:
    with pytest.raises(CoordinatorsOnly) as caught:
        use(cabinet.deps, speaker(name), CHANNEL)
    assert caught.value.coordinators == ("Ana",)


@pytest.mark.parametrize("use", [ask_now, digest_now, show_status])
def test_outsiders_and_empty_channels_are_refused(cabinet: Cabinet, use: Use) -> None:
    with pytest.raises(NotOnTheTeam):
        use(cabinet.deps, speaker("Mallory"), CHANNEL)
    with pytest.raises(NoTeamHere):
        use(cabinet.deps, speaker("Ana"), "C-nobody")
    with pytest.raises(NoTeamHere):
        use(cabinet.deps, speaker("Ana", workspace="T-other"), CHANNEL)


def test_status_counts_without_names(cabinet: Cabinet) -> None:
    cabinet.travel(local(MONDAY) + A_MINUTE)
    cabinet.rate("Dana", "S O B")
    said = " ".join(show_status(cabinet.deps, speaker("Olga"), CHANNEL).paragraphs)
    assert "1 of 4 have rated" in said
    assert not any(name in said for name in NAMES)


def test_status_says_what_comes_next_when_nothing_is_open(cabinet: Cabinet) -> None:
    said = " ".join(show_status(cabinet.deps, speaker("Dana"), CHANNEL).paragraphs)
    assert "No check-in is open" in said
    assert "Nov 2" in said


def test_home_shows_what_waits_and_nothing_once_it_closed(cabinet: Cabinet) -> None:
    cabinet.travel(local(MONDAY) + A_MINUTE)
    cabinet.rate("Dana", "S . .")
    waiting = {name: show_home(cabinet.deps, speaker(name)).check_ins[0].waiting for name in ("Dana", "Dev", "Olga")}
    assert waiting == {"Dana": 2, "Dev": 3, "Olga": None}
    cabinet.travel(CLOSE + A_MINUTE)
    home = show_home(cabinet.deps, speaker("Dana"))
    assert home.check_ins == ()
    assert [team.team_name for team in home.teams] == ["Cabinet"]


@pytest.mark.parametrize("workspace", [WORKSPACE, "T-other"])
def test_home_of_somebody_on_no_team_is_empty(cabinet: Cabinet, workspace: str) -> None:
    home = show_home(cabinet.deps, speaker("Mallory", workspace=workspace))
    assert (home.check_ins, home.teams) == ((), ())


def test_a_team_is_set_up_from_the_form_with_its_coordinator_and_a_welcome(cabinet: Cabinet) -> None:
    cabinet.messenger.people = people("Ruth", "Omar")
    notice = set_up_team(cabinet.deps, speaker("Ruth"), FILLED_IN)
    assert isinstance(notice, Notice)
    cabinet.travel(cabinet.clock.now() + A_MINUTE)
    (sent,) = cabinet.messenger.said(Welcome, to="C9")
    assert isinstance(sent.announcement, Welcome)
    assert sent.announcement.member_names == ("Omar", "Ruth")
    status = show_status(cabinet.deps, speaker("Omar"), "C9")
    assert "Nov 9, 9:00 AM" in " ".join(status.paragraphs)
    with cabinet.store.read() as transaction:
        workspace = workspaces.find(transaction, platform="slack", external_id=WORKSPACE)
        assert workspace is not None
        team = teams.in_channel(transaction, workspace, "C9")
        assert team is not None
        roster = teams.roster(transaction, team.id)
    assert {one.member.name: one.member.coordinates for one in roster} == {"Omar": False, "Ruth": True}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"zone": "Mars/Olympus"}, "zone"),
        ({"first_date": "2026-10-01"}, "first_date"),
        ({"first_date": None}, "first_date"),
        ({"every_weeks": "0"}, "every_weeks"),
        ({"at": "25:00"}, "at"),
        ({"indicators_per_check_in": "31"}, "indicators_per_check_in"),
        ({"channel": CHANNEL}, "channel"),
    ],
    ids=["zone", "past", "empty", "no weeks", "no such time", "too many", "taken channel"],
)
def test_a_wrong_field_keeps_the_form_and_nothing_else(
    cabinet: Cabinet, wrong: dict[str, str | None], field: str
) -> None:
    result = set_up_team(cabinet.deps, speaker("Ruth"), FILLED_IN | wrong)
    assert isinstance(result, FormErrors)
    assert list(result.errors) == [field]
    assert all(result.errors.values())
    with cabinet.store.read() as transaction:
        assert len(teams.everyone(transaction)) == 1


def test_the_form_is_prefilled_with_the_coming_monday(cabinet: Cabinet) -> None:
    form = open_set_up(cabinet.deps, speaker("Ruth"), "C9").form
    assert isinstance(form, SetUpForm)
    assert (form.channel_id, form.first_date) == ("C9", MONDAY)


def test_a_channel_with_a_team_gets_no_second_form(cabinet: Cabinet) -> None:
    with pytest.raises(Refused) as caught:
        open_set_up(cabinet.deps, speaker("Ruth"), CHANNEL)
    assert isinstance(caught.value.refusal, TeamAlreadySetUp)


def test_a_workspace_that_homeroom_is_not_in_sets_nothing_up(cabinet: Cabinet) -> None:
    with pytest.raises(NoTeamHere):
        set_up_team(cabinet.deps, speaker("Ruth", workspace="T-other"), FILLED_IN)
