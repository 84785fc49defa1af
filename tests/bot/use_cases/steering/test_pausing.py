"""Pausing and resuming: what is open ends as it would, and nothing opens late by surprise."""

from datetime import timedelta

import pytest

from bot.sections.steering import DAY
from bot.use_cases.steering.extend_check_in import extend_check_in, open_extend
from bot.use_cases.steering.pause_team import pause_team, resume_team
from jobs.announcements import Card, ChangeNote, DigestPost, Reminder, RevealPost
from rubric.audit import What
from rubric.refusals import AlreadyPaused, NotPaused
from rubric.team import TeamState
from storage.store import Store
from tests.bot.use_cases.steering.ground import (
    A_DAY,
    A_MINUTE,
    A_WEEK,
    CLOSES,
    OPENS,
    filled_in,
    log,
    refusal,
    said,
    the_form,
)
from tests.cabinet import CHANNEL, MONDAY, Cabinet, speaker


@pytest.fixture
def cabinet(any_store: Store) -> Cabinet:
    cabinet = Cabinet(any_store)
    cabinet.set_up()
    return cabinet


def pause(cabinet: Cabinet) -> str:
    return said(pause_team(cabinet.deps, speaker("Ana"), cabinet.team().id))


def resume(cabinet: Cabinet) -> str:
    return said(resume_team(cabinet.deps, speaker("Ana"), cabinet.team().id))


def test_a_paused_team_opens_nothing_and_gets_no_digest(cabinet: Cabinet) -> None:
    answer = pause(cabinet)
    assert "paused" in answer
    assert "stays open" not in answer
    cabinet.travel(OPENS + 5 * A_WEEK)
    assert cabinet.messenger.said(Card) == []
    assert cabinet.messenger.said(DigestPost) == []


def test_what_is_open_stays_open_until_its_close_and_nobody_is_reminded(cabinet: Cabinet) -> None:
    cabinet.travel(OPENS + A_DAY)
    assert "Check-in 1 stays open until Mon, Nov 9, 9:00 AM" in pause(cabinet)
    cabinet.rate("Dev", "S O B")
    cabinet.travel(CLOSES + A_MINUTE)
    assert cabinet.messenger.said(Reminder) == []
    assert len(cabinet.messenger.said(RevealPost)) == 1


def test_resuming_opens_nothing_late_and_says_when_the_next_opens(cabinet: Cabinet) -> None:
    pause(cabinet)
    cabinet.travel(OPENS + 4 * A_WEEK + A_DAY)
    assert "opens Mon, Dec 14, 9:00 AM" in resume(cabinet)
    cabinet.travel(OPENS + 6 * A_WEEK - A_MINUTE)
    assert cabinet.messenger.said(Card) == []
    cabinet.travel(OPENS + 6 * A_WEEK + A_MINUTE)
    assert len(cabinet.messenger.said(Card)) == 1


def test_what_was_extended_while_paused_closes_when_the_next_opens_and_its_card_says_so(cabinet: Cabinet) -> None:
    cabinet.travel(OPENS + A_DAY)
    pause(cabinet)
    form = the_form(open_extend(cabinet.deps, speaker("Ana"), cabinet.team().id))
    sent = filled_in(form) | {DAY: (MONDAY + timedelta(weeks=5)).isoformat()}
    said(extend_check_in(cabinet.deps, speaker("Ana"), form.about, sent))
    assert cabinet.open_check_in().closes_at == OPENS + 5 * A_WEEK
    resume(cabinet)
    cabinet.travel(cabinet.clock.now() + A_MINUTE)
    (card,) = cabinet.messenger.said(Card)
    assert isinstance(card.announcement, Card)
    assert card.announcement.check_in.closes_at == OPENS + 2 * A_WEEK


def test_the_channel_hears_of_both_and_the_log_keeps_them(cabinet: Cabinet) -> None:
    pause(cabinet)
    cabinet.travel(OPENS)
    resume(cabinet)
    cabinet.travel(OPENS + A_MINUTE)
    notes = [sent.announcement for sent in cabinet.messenger.said(ChangeNote, to=CHANNEL)]
    assert [note.entry.what for note in notes if isinstance(note, ChangeNote)] == [What.PAUSED, What.RESUMED]
    assert [(entry.what, entry.actor) for entry in log(cabinet)] == [(What.PAUSED, "Ana"), (What.RESUMED, "Ana")]


def test_pausing_twice_and_resuming_what_runs_are_refused(cabinet: Cabinet) -> None:
    found = refusal(lambda: resume(cabinet))
    assert isinstance(found, NotPaused)
    assert found.next_at == OPENS
    pause(cabinet)
    assert isinstance(refusal(lambda: pause(cabinet)), AlreadyPaused)
    assert len(log(cabinet)) == 1
    assert cabinet.team().state is TeamState.PAUSED
