"""Coordinators make next steps: what is asked, what is kept, what is refused, and who is told."""

from datetime import date, timedelta

import pytest

from bot.sections import step_forms as sections
from bot.sections.forms import ChooseOne, PickDay, Value, Write
from bot.use_cases.next_steps.make_step import add_step, choose_domain
from bot.use_cases.next_steps.target import StepTarget
from bot.use_cases.results import Result
from jobs.announcements import StepReminder
from rubric.audit import What
from rubric.model import IndicatorId
from rubric.next_step import StepKind, WhyTold
from rubric.people import CheckInId, TeamId
from rubric.refusals import CoordinatorsOnly, FormDoesNotMatch
from storage.store import Store
from tests.bot.use_cases.next_steps.making import (
    FRIDAY,
    ONE,
    RUBRIC,
    SAID,
    add,
    add_form,
    made,
    news,
    steps,
    the_step,
    told,
    typed,
)
from tests.bot.use_cases.steering.ground import (
    A_DAY,
    A_MINUTE,
    OPENS,
    errors,
    field,
    leaves,
    log,
    said,
    text_of,
    the_form,
    the_member,
)
from tests.cabinet import NAMES, Cabinet, local, speaker


@pytest.fixture
def cabinet(store: Store) -> Cabinet:
    cabinet = Cabinet(store, names=(*NAMES, "Olga"))
    cabinet.set_up()
    return cabinet


def send(cabinet: Cabinet, **changed: Value) -> Result:
    """With these fields as the platform sends them."""
    return add_step(cabinet.deps, speaker("Ana"), add_form(cabinet).about, {**typed(cabinet), **changed})


def test_the_form_asks_for_an_indicator_a_sentence_an_owner_and_a_day_in_two_weeks(cabinet: Cabinet) -> None:
    form = add_form(cabinet)
    which, sentence, owner, due = (
        field(form, each) for each in (sections.INDICATOR, sections.SENTENCE, sections.OWNER, sections.DUE)
    )
    assert isinstance(which, ChooseOne)
    assert [one.value for one in which.options] == [indicator.id for indicator in RUBRIC.indicators]
    assert isinstance(sentence, Write)
    assert sentence.longest == 200
    assert isinstance(owner, ChooseOne)
    assert [one.text for one in owner.options] == sorted(NAMES)
    assert isinstance(due, PickDay)
    assert due.chosen == date(2026, 11, 13)


def test_what_was_filled_in_is_kept_logged_and_told_to_its_owner(cabinet: Cabinet) -> None:
    answer = said(add(cabinet))
    assert "Lee has it, due Fri, Nov 20." in answer
    step = the_step(cabinet)
    assert (step.kind, step.indicator_id, step.sentence, step.owner, step.due_on, step.made_by) == (
        StepKind.STEP,
        ONE.id,
        SAID,
        "Lee",
        FRIDAY,
        "Ana",
    )
    assert step.label == RUBRIC.label(ONE.id)
    entry = log(cabinet)[-1]
    assert (entry.what, entry.actor) == (What.STEP_ADDED, "Ana")
    assert entry.after == {
        "indicator": step.label,
        "indicator_id": ONE.id,
        "sentence": SAID,
        "owner": "Lee",
        "due_on": "2026-11-20",
    }
    cabinet.travel(cabinet.clock.now() + A_MINUTE)
    assert told(cabinet) == [news("Lee")]


def test_whoever_takes_it_on_themselves_is_not_told_what_they_know(cabinet: Cabinet) -> None:
    assert "You have it" in said(add(cabinet, owner="Ana"))
    cabinet.travel(cabinet.clock.now() + A_MINUTE)
    assert told(cabinet) == []


def test_nobody_is_told_in_the_night(cabinet: Cabinet) -> None:
    cabinet.clock.at += timedelta(hours=10)
    add(cabinet)
    cabinet.travel(cabinet.clock.now() + A_DAY)
    assert told(cabinet) == []
    cabinet.travel(OPENS)
    assert told(cabinet) == [news("Lee")]


def test_a_form_that_arrives_twice_makes_one_step(cabinet: Cabinet) -> None:
    form = add_form(cabinet)
    first, second = (said(add(cabinet, form=form)) for _ in range(2))
    assert first == second
    assert len(steps(cabinet)) == 1
    assert [entry.what for entry in log(cabinet)].count(What.STEP_ADDED) == 1
    add(cabinet)
    assert len(steps(cabinet)) == 2


def test_from_a_check_in_the_indicator_is_settled(cabinet: Cabinet) -> None:
    cabinet.travel(OPENS + A_MINUTE)
    check_in = cabinet.open_check_in()
    asked = check_in.asked[1]
    form = add_form(cabinet, target=StepTarget(check_in.team_id, asked.id, check_in.id))
    assert asked.text in text_of(form)
    assert not any(one.name == sections.INDICATOR for one in form.fields())
    step = made(cabinet, form=form)
    assert (step.indicator_id, step.label, step.check_in_id) == (asked.id, asked.label, check_in.id)


def test_naming_somebody_makes_a_step_of_finding_out(cabinet: Cabinet) -> None:
    form = add_form(cabinet, target=StepTarget(cabinet.team().id, ONE.id), kind=StepKind.FIND_OUT)
    proposed = field(form, sections.SENTENCE)
    assert isinstance(proposed, Write)
    assert RUBRIC.label(ONE.id) in proposed.text
    assert "asked again" in text_of(form)
    step = made(cabinet, form=form, **{sections.SENTENCE: proposed.text})
    assert (step.kind, step.indicator_id) == (StepKind.FIND_OUT, ONE.id)


@pytest.mark.parametrize(
    ("field_name", "value", "sentence"),
    [
        pytest.param(sections.DUE, "2026-10-29", "Thu, Oct 29 is over. Choose today or a later day.", id="past"),
        pytest.param(sections.DUE, "2025-12-31", "Wed, Dec 31, 2025 is over.", id="last year"),
        pytest.param(sections.DUE, None, "Choose a day.", id="no day"),
        pytest.param(sections.DUE, "20/11/2026", "Choose a day.", id="not a day"),
        pytest.param(sections.DUE, "9999-12-31", "Choose a day.", id="no year of ours"),
        pytest.param(sections.SENTENCE, None, "Write in a sentence", id="empty"),
        pytest.param(sections.SENTENCE, " \u0000\n\t ", "Write in a sentence", id="nothing but white space"),
        pytest.param(sections.SENTENCE, "a" * 201, "It has 201 characters, and 200 fit.", id="too long"),
        pytest.param(sections.OWNER, None, "Choose who has it.", id="nobody"),
        pytest.param(sections.INDICATOR, None, "Choose one from the list.", id="no indicator"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_kept(
    cabinet: Cabinet, field_name: str, value: str | None, sentence: str
) -> None:
    found = errors(send(cabinet, **{field_name: value}))
    assert list(found) == [field_name]
    assert sentence in found[field_name]
    assert steps(cabinet) == []


def test_everything_that_is_wrong_is_said_at_once(cabinet: Cabinet) -> None:
    found = errors(add_step(cabinet.deps, speaker("Ana"), add_form(cabinet).about, {}))
    assert set(found) == {sections.INDICATOR, sections.SENTENCE, sections.OWNER, sections.DUE}


def test_today_is_not_yet_over_by_the_teams_own_calendar(cabinet: Cabinet) -> None:
    cabinet.clock.at = local(date(2026, 11, 2)) + timedelta(hours=13)
    assert made(cabinet, due="2026-11-02").due_on == date(2026, 11, 2)


def test_control_characters_and_line_breaks_are_cleaned_away(cabinet: Cabinet) -> None:
    assert made(cabinet, sentence="  Publish\u0000 the\r\nprotocol \u0007 ").sentence == "Publish the protocol"


def test_an_owner_who_left_meanwhile_is_named_beside_the_field(cabinet: Cabinet) -> None:
    form, values = add_form(cabinet), typed(cabinet)
    leaves(cabinet, "Lee")
    found = errors(add_step(cabinet.deps, speaker("Ana"), form.about, values))
    assert found == {sections.OWNER: "Lee has left the team. Choose somebody else."}


def test_an_observer_owns_nothing(cabinet: Cabinet) -> None:
    found = errors(add(cabinet, owner="Olga"))
    assert "Olga is an observer now." in found[sections.OWNER]


def test_somebody_from_elsewhere_as_the_owner_is_a_form_that_does_not_match(cabinet: Cabinet) -> None:
    with pytest.raises(FormDoesNotMatch):
        send(cabinet, owner="elsewhere")


@pytest.mark.parametrize("name", ["Lee", "Olga"])
def test_only_coordinators_make_steps(cabinet: Cabinet, name: str) -> None:
    form = add_form(cabinet)
    with pytest.raises(CoordinatorsOnly):
        add_form(cabinet, by=name)
    with pytest.raises(CoordinatorsOnly):
        add(cabinet, by=name, form=form)
    assert steps(cabinet) == []


@pytest.mark.parametrize(
    "about",
    ["", "@@@@", "short@step@{team}@@", "{id}@nonsense@{team}@@", "{id}@step@elsewhere@@", "{id}@step@{team}@no.9@"],
)
def test_a_form_that_was_tampered_with_is_refused(cabinet: Cabinet, about: str) -> None:
    filled = about.format(id="a" * 32, team=cabinet.team().id)
    with pytest.raises(FormDoesNotMatch):
        add_step(cabinet.deps, speaker("Ana"), filled, typed(cabinet))


def test_an_indicator_that_the_check_in_never_asked_is_refused(cabinet: Cabinet) -> None:
    cabinet.travel(OPENS + A_MINUTE)
    check_in = cabinet.open_check_in()
    with pytest.raises(FormDoesNotMatch):
        add_form(cabinet, target=StepTarget(check_in.team_id, IndicatorId("never.1"), check_in.id))
    with pytest.raises(FormDoesNotMatch):
        add_form(cabinet, target=StepTarget(check_in.team_id, check_in.asked[0].id, CheckInId("none")))


def test_where_a_menu_can_not_hold_all_indicators_the_domain_is_asked_first(
    cabinet: Cabinet, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sections, "MOST_ITEMS", 10)
    form = add_form(cabinet)
    assert [one.name for one in form.fields()] == [sections.DOMAIN]
    assert errors(choose_domain(cabinet.deps, speaker("Ana"), form.about, {})) == {
        sections.DOMAIN: "Choose one from the list."
    }
    domain = RUBRIC.domains[2]
    chosen = the_form(choose_domain(cabinet.deps, speaker("Ana"), form.about, {sections.DOMAIN: domain.id}))
    which = field(chosen, sections.INDICATOR)
    assert isinstance(which, ChooseOne)
    assert [one.value for one in which.options] == [indicator.id for indicator in domain.indicators]
    assert made(cabinet, form=chosen, indicator=domain.indicators[1].id).domain_id == domain.id


def test_who_has_just_been_given_a_step_is_not_reminded_of_it_at_once(cabinet: Cabinet) -> None:
    cabinet.clock.at = local(date(2026, 11, 17)) + timedelta(hours=2)
    assert made(cabinet).reminded_before
    cabinet.travel(local(date(2026, 11, 24)))
    assert told(cabinet) == [news("Lee"), news("Lee", WhyTold.AFTER)]


def test_the_message_names_team_step_and_day(cabinet: Cabinet) -> None:
    add(cabinet)
    cabinet.travel(cabinet.clock.now() + A_MINUTE)
    [sent] = [one.announcement for one in cabinet.messenger.ever_posted if isinstance(one.announcement, StepReminder)]
    assert (sent.team_name, sent.step.sentence, sent.today) == ("Cabinet", SAID, date(2026, 10, 30))
    assert the_member(cabinet, "Lee").id == sent.step.owner_id


def test_a_target_reads_back_as_it_was_written() -> None:
    for target in (
        StepTarget(TeamId("t")),
        StepTarget(TeamId("t"), IndicatorId("a.1")),
        StepTarget(TeamId("t"), IndicatorId("a.1"), CheckInId("c")),
    ):
        assert StepTarget.read(str(target)) == target


def test_a_sentence_that_looks_like_a_record_about_a_student_is_questioned_once_and_then_kept(
    cabinet: Cabinet,
) -> None:
    form = add_form(cabinet)
    sent = {**typed(cabinet), sections.SENTENCE: "Call home about student ID 4471203"}
    questioned = add_step(cabinet.deps, speaker("Ana"), form.about, sent)
    assert list(errors(questioned)) == [sections.SENTENCE]
    assert steps(cabinet) == []
    add_step(cabinet.deps, speaker("Ana"), form.about, sent)
    assert [step.sentence for step in steps(cabinet)] == ["Call home about student ID 4471203"]


def test_two_do_not_find_out_about_the_same_indicator(cabinet: Cabinet) -> None:
    add(cabinet, form=add_form(cabinet, kind=StepKind.FIND_OUT))
    again = add(cabinet, form=add_form(cabinet, kind=StepKind.FIND_OUT), owner="Dana")
    assert errors(again) == {
        sections.OWNER: "Lee looks into Capacity building 1 already, due Nov 20. Move that next step to somebody "
        "else, or drop it first."
    }
    assert [step.owner for step in steps(cabinet)] == ["Lee"]
