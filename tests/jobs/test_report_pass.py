"""When a pass is through, its report goes to the channel once; and what is gathered for whoever asks."""

from dataclasses import replace
from datetime import timedelta

import pytest

from jobs.announcements import DigestPost, ReportFile
from jobs.report_pass import full_pass_of, passes_closed, report_if_complete
from rubric.full_pass import Outcome
from rubric.library import load, shipped
from rubric.model import IndicatorId, LevelId
from rubric.people import CheckInId, DigestId, MemberId, NextStepId, TeamId
from rubric.preferences import Preferences, Reasoned
from rubric.second_rating import SecondRating
from storage import check_ins, next_steps, second_ratings, team_ratings, teams
from storage.passes import check_ins_by_pass
from storage.store import Store, Transaction
from tests.cabinet import CHANNEL, MONDAY, Cabinet, local
from tests.passes import a_step, the

A_WEEK = timedelta(weeks=1)
A_FORTNIGHT = timedelta(weeks=2)
# It comes as the next check-in opens.
AT_THE_DIGEST = A_FORTNIGHT + timedelta(minutes=30)
# With 25 a check-in, the rubric's 45 take two.
PER_CHECK_IN = 25


@pytest.fixture
def cabinet(any_store: Store) -> Cabinet:
    cabinet = Cabinet(any_store)
    cabinet.set_up(indicators=PER_CHECK_IN)
    return cabinet


def live(cabinet: Cabinet, check_ins: int, *, until: timedelta = A_WEEK) -> None:
    """So many check-ins, everybody rating alike, until so long after the last one's opening."""
    for at in range(check_ins):
        cabinet.travel(local(MONDAY) + at * A_FORTNIGHT + timedelta(hours=1))
        for name in cabinet.names:
            cabinet.rate(name, "O " * len(cabinet.open_check_in().asked))
    cabinet.travel(local(MONDAY) + (check_ins - 1) * A_FORTNIGHT + until)


def reports(cabinet: Cabinet) -> list[tuple[str, int, bool]]:
    return [
        (sent.address, sent.announcement.report.pass_number, sent.announcement.for_coordinators)
        for sent in cabinet.messenger.said(ReportFile)
        if isinstance(sent.announcement, ReportFile)
    ]


def test_the_digest_after_a_pass_is_through_brings_its_report_to_the_channel_once(cabinet: Cabinet) -> None:
    live(cabinet, 1, until=AT_THE_DIGEST)
    assert cabinet.messenger.said(DigestPost)
    assert reports(cabinet) == []
    live(cabinet, 2, until=AT_THE_DIGEST)
    assert reports(cabinet) == [(CHANNEL, 1, False)]
    live(cabinet, 3, until=AT_THE_DIGEST)
    assert reports(cabinet) == [(CHANNEL, 1, False)]
    live(cabinet, 4, until=AT_THE_DIGEST)
    assert reports(cabinet) == [(CHANNEL, 1, False), (CHANNEL, 2, False)]


def test_a_pass_is_not_through_while_its_last_check_in_is_open(cabinet: Cabinet) -> None:
    live(cabinet, 2, until=timedelta(days=1))
    with cabinet.store.begin() as transaction:
        report_if_complete(transaction, cabinet.team(), now=cabinet.clock.now())
    cabinet.travel(cabinet.clock.now() + timedelta(minutes=1))
    assert reports(cabinet) == []


def test_a_pass_whose_successor_has_begun_already_is_reported_all_the_same(cabinet: Cabinet) -> None:
    live(cabinet, 3, until=timedelta(hours=1))
    with cabinet.store.read() as transaction:
        assert passes_closed(transaction, cabinet.team()) == (1,)
        assert check_ins.open_one(transaction, cabinet.team().id) is not None
    with cabinet.store.begin() as transaction:
        report_if_complete(transaction, cabinet.team(), now=cabinet.clock.now())
    cabinet.travel(cabinet.clock.now() + timedelta(minutes=1))
    assert reports(cabinet) == [(CHANNEL, 1, False)]


def test_what_is_left_out_is_not_waited_for(cabinet: Cabinet) -> None:
    live(cabinet, 1, until=timedelta(days=8))
    team = cabinet.team()
    with cabinet.store.begin() as transaction:
        history = check_ins.asked_lately(transaction, team.id)
        left = [one for one in _all_ids() if one not in history.asked_this_pass]
        excluded = Preferences(excluded=tuple(Reasoned(one, "Not ours") for one in left))
        teams.save(transaction, replace(team, preferences=excluded))
    cabinet.travel(local(MONDAY) + AT_THE_DIGEST)
    assert reports(cabinet) == [(CHANNEL, 1, False)]


def test_everything_stored_about_an_indicator_is_gathered(cabinet: Cabinet) -> None:
    live(cabinet, 1, until=AT_THE_DIGEST)
    team, now = cabinet.team(), cabinet.clock.now()
    with cabinet.store.begin() as transaction:
        (closed,) = check_ins.latest_closed(transaction, team.id, before=now, most=1)
        asked = closed.check_in.asked[0]
        team_ratings.record(
            transaction,
            team.id,
            closed.check_in.id,
            asked.id,
            level_id=LevelId("urgent-gap"),
            rationale="No school has it.",
            dissent="",
            agreed_on=now.date(),
            recorded_by="Ana",
            now=now,
        )
        roster = [one.member.id for one in teams.roster(transaction, team.id)]
        step = replace(a_step(asked.id, made_at=now), id=NextStepId("step"), team_id=team.id, owner_id=roster[0])
        next_steps.add(transaction, step)
        _looked_again(transaction, team.id, closed.check_in.id, asked.id, roster[:3])
        report = full_pass_of(transaction, team, 1, now=now)
        assert full_pass_of(transaction, team, 2, now=now) is None
    assert report is not None
    one = the(report, asked.id)
    assert one.outcome is Outcome.TO_WORK_ON
    assert one.agreed is not None
    assert one.agreed.rating.rationale == "No school has it."
    assert one.found is not None
    assert one.found.tally is not None
    assert one.found.tally.counts == (0, 4, 0, 0)
    assert [batch.counts for batch in one.found.second] == [(0, 0, 0, 3)]
    assert [each.sentence for each in one.steps] == ["Publish the protocol"]
    assert report.standings[Outcome.NOT_ASKED] == 45 - len(closed.check_in.asked)


def _all_ids() -> tuple[IndicatorId, ...]:
    return tuple(one.id for one in load(shipped()[0]).indicators)


def _looked_again(
    transaction: Transaction,
    team_id: TeamId,
    check_in_id: CheckInId,
    indicator_id: IndicatorId,
    members: list[MemberId],
) -> None:
    """All of them, and the digest of before counted it."""
    digest_id = DigestId(transaction.exec_driver_sql("SELECT id FROM digests").scalar_one())
    opened_at = check_ins_by_pass(transaction, team_id)[0].opened_at
    batch = [SecondRating(check_in_id, indicator_id, one, LevelId("urgent-gap"), opened_at) for one in members]
    for one in batch:
        second_ratings.save(transaction, one)
    second_ratings.release(transaction, batch, digest_id)
