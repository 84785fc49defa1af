"""Somebody found out: it becomes evidence, closes the step, and exactly those who didn't know are asked again."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.sections import announce
from bot.sections.evidence import DATED_ON, FOUND_FORM, LINK, TEXT, EvidenceAct
from bot.sections.forms import Form, PickDay, Value
from bot.sections.parts import Button
from jobs.announcements import ReAsk
from rubric.audit import What
from rubric.model import LevelId
from rubric.next_step import NextStep, StepState
from rubric.people import CheckInId, EvidenceId
from rubric.refusals import NotYourStep, StepIsSettled
from storage import check_ins, deliveries, evidence, next_steps, ratings, teams
from storage.store import Store
from tests.bot.use_cases.evidence.ground import CLOSED, entry, finder, presses, submits, unknown_to_two
from tests.bot.use_cases.steering.ground import (
    A_DAY,
    cannot_be_reached,
    errors,
    field,
    leaves,
    log,
    refusal,
    said,
    text_of,
    the_form,
    the_member,
)
from tests.cabinet import LETTERS, MONDAY, Cabinet, address, local


@pytest.fixture
def cabinet(any_store: Store) -> Cabinet:
    return Cabinet(any_store)


@pytest.fixture
def step(cabinet: Cabinet) -> NextStep:
    return finder(cabinet, unknown_to_two(cabinet), "Dev")


def form(cabinet: Cabinet, step: NextStep, name: str = "Dev") -> Form:
    return the_form(presses(cabinet, name, EvidenceAct.FOUND, step.id))


def finds_out(cabinet: Cabinet, step: NextStep, values: dict[str, Value] | None = None, name: str = "Dev") -> str:
    return said(submits(cabinet, name, form(cabinet, step, name), values or entry()))


def asked_again(cabinet: Cabinet) -> list[str]:
    """Whoever got the message within a day."""
    cabinet.travel(cabinet.clock.now() + A_DAY)
    return sorted(sent.address for sent in cabinet.messenger.said(ReAsk))


def kept(cabinet: Cabinet, step: NextStep) -> NextStep:
    with cabinet.store.read() as transaction:
        found = next_steps.get(transaction, step.id)
    assert found is not None
    return found


def test_the_form_names_the_indicator_and_what_was_to_be_found_out(cabinet: Cabinet, step: NextStep) -> None:
    found = form(cabinet, step)
    assert found.id == FOUND_FORM
    assert step.label in text_of(found)
    assert step.sentence in text_of(found)
    day = field(found, DATED_ON)
    assert isinstance(day, PickDay)
    assert str(day.chosen) == "2026-11-09"


def test_what_was_found_becomes_evidence_and_closes_the_step(cabinet: Cabinet, step: NextStep) -> None:
    finds_out(cabinet, step, entry("Monthly counts.", link="https://data.example.org/a?b=c", on="2026-11-05"))
    with cabinet.store.read() as transaction:
        found = evidence.get(transaction, EvidenceId(step.id))
    assert found is not None
    assert (found.text, found.link, found.added_by) == ("Monthly counts.", "https://data.example.org/a?b=c", "Dev")
    assert found.dated_on.isoformat() == "2026-11-05"
    assert kept(cabinet, step).state is StepState.DONE
    assert {What.EVIDENCE_ADDED, What.STEP_DONE} <= {one.what for one in log(cabinet)}


def test_exactly_those_who_did_not_know_are_asked_again(cabinet: Cabinet, step: NextStep) -> None:
    finds_out(cabinet, step)
    assert asked_again(cabinet) == [address("Dana"), address("Lee")]
    sent = cabinet.messenger.said(ReAsk)[0]
    assert isinstance(sent.announcement, ReAsk)
    assert (sent.announcement.found, sent.announcement.found_by) == ("The office counts them monthly.", "Dev")
    assert sent.announcement.indicator.label == step.label


def test_nobody_hears_who_or_how_many_they_are(cabinet: Cabinet, step: NextStep) -> None:
    answer = finds_out(cabinet, step)
    assert "privately" in answer
    assert not any(name in answer for name in ("Dana", "Lee", "2", "two"))
    everything = " ".join(str((one.before, one.after, one.reason)) for one in log(cabinet))
    assert not any(name in everything for name in ("Dana", "Lee"))
    asked_again(cabinet)
    keys = [sent.key for sent in cabinet.messenger.said(ReAsk)]
    assert not any(word in key for key in keys for word in ("Dana", "Lee", "U-", step.indicator_id))


def test_a_step_that_comes_from_no_check_in_asks_those_of_the_latest_one(cabinet: Cabinet) -> None:
    step = finder(cabinet, unknown_to_two(cabinet), "Dev", from_it=False)
    finds_out(cabinet, step)
    assert asked_again(cabinet) == [address("Dana"), address("Lee")]


def test_what_one_alone_did_not_know_is_not_asked_again(cabinet: Cabinet) -> None:
    step = finder(cabinet, unknown_to_two(cabinet), "Dev", position=1)
    finds_out(cabinet, step)
    assert asked_again(cabinet) == []


@pytest.mark.parametrize("gone", [leaves, cannot_be_reached])
def test_who_has_gone_is_not_asked(cabinet: Cabinet, step: NextStep, gone: type) -> None:
    gone(cabinet, "Lee")
    finds_out(cabinet, step)
    assert asked_again(cabinet) == [address("Dana")]


def test_who_left_before_it_could_be_sent_is_not_asked(cabinet: Cabinet, step: NextStep) -> None:
    # In the evening it waits for the morning.
    cabinet.clock.at = CLOSED + timedelta(hours=12)
    finds_out(cabinet, step)
    leaves(cabinet, "Lee")
    assert asked_again(cabinet) == [address("Dana")]


def test_who_is_away_is_asked_when_they_are_back(cabinet: Cabinet, step: NextStep) -> None:
    back = local(MONDAY + timedelta(days=10))
    with cabinet.store.begin() as transaction:
        teams.change_member(transaction, replace(the_member(cabinet, "Lee"), away_until=back))
    finds_out(cabinet, step)
    assert asked_again(cabinet) == [address("Dana")]
    cabinet.travel(back + A_DAY)
    assert sorted(sent.address for sent in cabinet.messenger.said(ReAsk)) == [address("Dana"), address("Lee")]


def test_once_they_tapped_a_level_nothing_more_is_asked_of_them(cabinet: Cabinet, step: NextStep) -> None:
    cabinet.clock.at = CLOSED + timedelta(hours=12)
    finds_out(cabinet, step)
    again = f"{step.check_in_id}/0/strength"
    said(presses(cabinet, "Lee", "rate_again", again))
    assert asked_again(cabinet) == [address("Dana")]


def test_whose_second_look_was_counted_is_asked_for_none_that_could_not_be_saved(
    cabinet: Cabinet, step: NextStep
) -> None:
    for name, level in (("Ana", "strength"), ("Dev", "strength"), ("Lee", LETTERS["?"])):
        said(presses(cabinet, name, "rate_again", f"{step.check_in_id}/0/{level}"))
    # By then a digest has come.
    cabinet.travel(local(MONDAY + timedelta(days=15)))
    finds_out(cabinet, step)
    assert asked_again(cabinet) == [address("Dana")]


def test_once_the_team_is_asked_anew_nobody_is_asked_again(cabinet: Cabinet, step: NextStep) -> None:
    cabinet.clock.at = CLOSED + timedelta(hours=12)
    finds_out(cabinet, step)
    now = cabinet.clock.now()
    with cabinet.store.begin() as transaction:
        assert step.check_in_id is not None
        first = check_ins.get(transaction, step.check_in_id)
        assert first is not None
        anew = replace(
            first,
            id=CheckInId("f" * 32),
            number=2,
            due_at=now,
            opened_at=now,
            closes_at=now + 5 * A_DAY,
            closed_at=None,
        )
        assert check_ins.add(transaction, anew, pass_number=2)
    assert asked_again(cabinet) == []


def test_after_the_team_was_asked_anew_those_are_asked_who_still_did_not_know(cabinet: Cabinet, step: NextStep) -> None:
    now, dont_know = cabinet.clock.now(), LevelId(LETTERS["?"])
    with cabinet.store.begin() as transaction:
        assert step.check_in_id is not None
        first = check_ins.get(transaction, step.check_in_id)
        assert first is not None
        anew = replace(first, id=CheckInId("f" * 32), number=2, due_at=now, closed_at=None)
        assert check_ins.add(transaction, anew, pass_number=2)
        # Lee has seen it since, and Ana thinks no longer that she has.
        levels = {the_member(cabinet, "Lee").id: LevelId("strength"), the_member(cabinet, "Ana").id: dont_know}
        rated = [
            replace(one, level_id=levels.get(one.member_id, one.level_id))
            for one in ratings.of_check_in(transaction, first.id)
            if one.indicator_id == step.indicator_id
        ]
        ratings.save(transaction, anew.id, rated, current={}, now=now)
        assert check_ins.close(transaction, anew.id, closed_at=now, raters=4)
    finds_out(cabinet, step)
    assert asked_again(cabinet) == [address("Ana"), address("Dana")]
    assert {sent.announcement.number for sent in cabinet.messenger.said(ReAsk)} == {2}  # type: ignore[union-attr]


def test_nothing_is_queued_for_anybody_else(cabinet: Cabinet, step: NextStep) -> None:
    finds_out(cabinet, step)
    with cabinet.store.read() as transaction:
        queued = deliveries.about(transaction, deliveries.Kind.RE_ASK, step.id)
    assert {one.member_id for one in queued} == {the_member(cabinet, name).id for name in ("Dana", "Lee")}


def test_the_buttons_of_the_message_save_a_second_rating(cabinet: Cabinet, step: NextStep) -> None:
    finds_out(cabinet, step)
    asked_again(cabinet)
    made = announce(cabinet.messenger.said(ReAsk)[0].announcement)
    pressed = [part for part in made.sections if isinstance(part, Button)]
    assert [one.label for one in pressed] == ["Strength", "OK for now", "Could be better", "Urgent gap", "Don't know"]
    assert "OK for now" in said(presses(cabinet, "Dana", pressed[1].act, pressed[1].value))


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        pytest.param(entry("  "), [TEXT], id="nothing said"),
        pytest.param(entry("x" * 3001), [TEXT], id="too long"),
        pytest.param(entry(link="data.example.org"), [LINK], id="no scheme"),
        pytest.param(entry(link="javascript:alert(1)"), [LINK], id="a script"),
        pytest.param(entry(link="https://"), [LINK], id="no host"),
        pytest.param(entry(link="https://a.example b"), [LINK], id="a space in it"),
        pytest.param(entry(link="https://bank.example@evil.example/"), [LINK], id="in disguise"),
        pytest.param(entry(on="2026-11-10"), [DATED_ON], id="tomorrow"),
        pytest.param(entry(on="soon"), [DATED_ON], id="no day"),
        pytest.param(entry("", link="no", on="2027-01-01"), [TEXT, LINK, DATED_ON], id="all at once"),
    ],
)
def test_what_is_wrong_keeps_the_form_and_the_step(
    cabinet: Cabinet, step: NextStep, values: dict[str, Value], fields: list[str]
) -> None:
    assert list(errors(submits(cabinet, "Dev", form(cabinet, step), values))) == fields
    assert kept(cabinet, step).is_open
    assert asked_again(cabinet) == []


def test_a_record_about_a_student_is_questioned_once_and_then_kept(cabinet: Cabinet, step: NextStep) -> None:
    values = entry("Maria Lopez missed 12 days.")
    (sentence,) = errors(submits(cabinet, "Dev", form(cabinet, step), values)).values()
    assert "Maria Lopez" in sentence
    assert kept(cabinet, step).is_open
    said(submits(cabinet, "Dev", form(cabinet, step), values))
    assert not kept(cabinet, step).is_open


def test_a_coordinator_may_say_it_for_the_owner_and_nobody_else(cabinet: Cabinet, step: NextStep) -> None:
    assert isinstance(refusal(lambda: form(cabinet, step, "Dana")), NotYourStep)
    finds_out(cabinet, step, name="Ana")
    assert isinstance(refusal(lambda: form(cabinet, step)), StepIsSettled)


def test_of_two_who_say_it_at_once_the_second_is_told(cabinet: Cabinet, step: NextStep) -> None:
    late = form(cabinet, step)
    finds_out(cabinet, step, name="Ana")
    assert isinstance(refusal(lambda: submits(cabinet, "Dev", late, entry())), StepIsSettled)
    assert asked_again(cabinet) == [address("Dana"), address("Lee")]
