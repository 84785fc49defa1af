"""Asking now, an early digest and status, through the use cases on a real store."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.use_cases.ask_now import ask_now
from bot.use_cases.digest_now import digest_now
from bot.use_cases.results import Notice
from bot.use_cases.show_status import show_status
from bot.use_cases.steer import team_here
from bot.use_cases.who import Deps, Refused, Speaker
from jobs.announcements import Card, DigestPost
from rubric.people import TeamId
from rubric.refusals import (
    CheckInStillOpen,
    CoordinatorsOnly,
    NoTeamHere,
    NothingToDigest,
    NotOnTheTeam,
    TooCloseToNext,
)
from storage.store import Store
from tests.cabinet import CHANNEL, MONDAY, NAMES, Cabinet, local, speaker

A_MINUTE = timedelta(minutes=1)
CLOSE = local(MONDAY + timedelta(days=7))
Use = Callable[[Deps, Speaker, TeamId], Notice]


@pytest.fixture
def cabinet(any_store: Store) -> Cabinet:
    cabinet = Cabinet(any_store, names=(*NAMES, "Olga"))
    cabinet.set_up()
    return cabinet


def refusal_of(use: Use, cabinet: Cabinet, name: str = "Ana") -> object:
    with pytest.raises(Refused) as caught:
        use(cabinet.deps, speaker(name), cabinet.team().id)
    return caught.value.refusal


def test_a_coordinator_opens_the_next_check_in_at_once_and_the_cadence_stays(cabinet: Cabinet) -> None:
    cabinet.clock.at = local(MONDAY - timedelta(days=2))
    notice = ask_now(cabinet.deps, speaker("Ana"), cabinet.team().id)
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
    digest_now(cabinet.deps, speaker("Ana"), cabinet.team().id)
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
        use(cabinet.deps, speaker(name), cabinet.team().id)
    assert caught.value.coordinators == ("Ana",)


@pytest.mark.parametrize("use", [team_here, show_status])
def test_outsiders_and_empty_channels_are_refused(cabinet: Cabinet, use: Callable[..., object]) -> None:
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
