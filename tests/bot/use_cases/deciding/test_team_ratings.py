"""Recording what the team agreed on: the form and its choices, what is kept for ever, and what can't be recorded."""

from datetime import date, timedelta

import pytest

from bot.routes import ROUTES
from bot.sections.forms import ChooseOne, PickDay, Write
from bot.sections.parts import Bars, Button, plain_text
from bot.sections.talking import DecideAct
from bot.sections.team_ratings import DAY, DISSENT, LEVEL, RATIONALE, RECORDED_FORM, TEAM_RATING_FORM
from bot.use_cases.steering.show_audit import show_audit
from jobs.announcements import ChangeNote
from jobs.tell_together import MOST_TOGETHER, SAID_AFTER
from rubric.audit import What
from storage.store import Store
from tests.bot.facts import HOSTILE
from tests.bot.use_cases.deciding.ground import (
    A_DAY,
    A_MINUTE,
    CLOSED_ON,
    TODAY,
    after_the_close,
    ask_again,
    asked,
    check_in,
    opens,
    press,
    record,
    recorded,
    submit,
)
from tests.bot.use_cases.steering.ground import (
    coordinates_too,
    field,
    filled_in,
    log,
    menu,
    text_of,
    the_form,
)
from tests.cabinet import CHANNEL, NAMES, Cabinet, speaker


@pytest.fixture
def cabinet(any_store: Store) -> Cabinet:
    return after_the_close(any_store)


def test_the_form_shows_the_counts_and_asks_what_was_agreed(cabinet: Cabinet) -> None:
    form = opens(cabinet)
    (bars,) = (part for part in form.parts if isinstance(part, Bars))
    assert [row.count for row in bars.rows] == [2, 0, 0, 2]
    label = asked(cabinet)[0].label
    assert f"Talk about this: {label} (three levels apart)" in text_of(form)
    level, day = field(form, LEVEL), field(form, DAY)
    assert isinstance(level, ChooseOne)
    assert [one.text for one in level.options] == [
        "Strength",
        "OK for now",
        "Could be better",
        "Urgent gap",
        "Don't know",
    ]
    assert level.chosen is None
    assert isinstance(day, PickDay)
    assert day.chosen == TODAY
    notes = [field(form, name) for name in (RATIONALE, DISSENT)]
    assert all(isinstance(note, Write) and note.optional and note.longest == 1000 for note in notes)


def test_the_most_split_that_is_not_decided_yet_is_shown_first(cabinet: Cabinet) -> None:
    first, second, _ = asked(cabinet)
    assert first.text in text_of(opens(cabinet))
    record(cabinet)
    form = opens(cabinet)
    assert second.text in text_of(form)
    assert [item.text for item in menu(form, DecideAct.SHOW).items] == [
        f"{first.label}: agreed, OK for now",
        f"{second.label}: not known",
        asked(cabinet)[2].label,
    ]


def test_from_what_there_is_to_talk_about_that_one_is_shown(cabinet: Cabinet) -> None:
    assert asked(cabinet)[2].text in text_of(opens(cabinet, "/2"))


@pytest.mark.parametrize("how", ["command", "home"])
def test_it_opens_from_the_command_and_from_home(cabinet: Cabinet, how: str) -> None:
    if how == "command":
        form = the_form(ROUTES.commands["decide"](cabinet.deps, speaker("Ana"), CHANNEL, ""))
        assert "everything" in str(ROUTES.commands["decide"](cabinet.deps, speaker("Ana"), CHANNEL, "everything"))
    else:
        form = the_form(press(cabinet, DecideAct.DECIDE, cabinet.team().id))
    assert asked(cabinet)[0].text in text_of(form)


def test_choosing_another_keeps_what_was_typed(cabinet: Cabinet) -> None:
    form = opens(cabinet)
    place = menu(form, DecideAct.SHOW).items[2].value
    values = filled_in(form, rationale="Typed already", level="strength", day=CLOSED_ON.isoformat())
    other = the_form(press(cabinet, DecideAct.SHOW, place, about=form.about, values=values))
    assert asked(cabinet)[2].text in text_of(other)
    assert [getattr(field(other, LEVEL), "chosen", ""), getattr(field(other, RATIONALE), "text", "")] == [
        "strength",
        "Typed already",
    ]
    assert filled_in(other)[DAY] == CLOSED_ON.isoformat()
    submit(cabinet, other, level="strength")
    assert [one.indicator_id for one in recorded(cabinet)] == [asked(cabinet)[2].id]


def test_what_was_agreed_is_kept_logged_and_told_and_offers_a_next_step(cabinet: Cabinet) -> None:
    done = record(cabinet, rationale="  Two MOUs\nsigned.  ", dissent="Not in every school", day=CLOSED_ON.isoformat())
    first, team = asked(cabinet)[0], cabinet.team()
    [kept] = recorded(cabinet)
    assert (kept.check_in_id, kept.indicator_id, kept.level_id) == (check_in(cabinet).id, first.id, "ok-for-now")
    assert (kept.rationale, kept.dissent) == ("Two MOUs\nsigned.", "Not in every school")
    assert (kept.agreed_on, kept.recorded_by, kept.recorded_at) == (CLOSED_ON, "Ana", cabinet.clock.now())
    [entry] = log(cabinet)
    assert (entry.what, entry.actor, entry.after["level"]) == (What.TEAM_RATING, "Ana", "OK for now")
    assert done.id == RECORDED_FORM
    assert f"{first.label}: OK for now." in plain_text([part for part in done.parts if not isinstance(part, Write)])  # type: ignore[misc]
    step, another = (part for part in done.parts if isinstance(part, Button))
    assert (step.act, step.value) == ("add_step", f"{team.id}@{first.id}@{kept.check_in_id}")
    assert (another.act, another.value) == (DecideAct.DECIDE, team.id)
    cabinet.travel(cabinet.clock.now() + SAID_AFTER)
    [note] = cabinet.messenger.said(ChangeNote)
    assert note.address == CHANNEL


def test_what_is_recorded_one_after_another_comes_to_the_channel_as_one_message(cabinet: Cabinet) -> None:
    coordinates_too(cabinet, "Dev")
    for level in ("strength", "ok-for-now"):
        record(cabinet, level)
        cabinet.clock.at += A_MINUTE
    record(cabinet, "could-be-better", "Dev")
    cabinet.clock.at += A_MINUTE
    record(cabinet, "urgent-gap")
    cabinet.travel(cabinet.clock.now() + SAID_AFTER)
    assert told_together(cabinet) == [["Strength", "OK for now"], ["Could be better"], ["Urgent gap"]]
    assert [entry.after["level"] for entry in log(cabinet)] == [
        "Strength",
        "OK for now",
        "Could be better",
        "Urgent gap",
    ]


def test_one_message_holds_no_more_than_fit_and_nothing_is_left_out(cabinet: Cabinet) -> None:
    levels = ["strength", "ok-for-now"] * MOST_TOGETHER
    for level in levels:
        record(cabinet, level)
    cabinet.travel(cabinet.clock.now() + SAID_AFTER + A_MINUTE)
    assert [len(levels) for levels in told_together(cabinet)] == [MOST_TOGETHER, MOST_TOGETHER]


def told_together(cabinet: Cabinet) -> list[list[str]]:
    """The levels that each message to the channel tells."""
    notes = [sent.announcement for sent in cabinet.messenger.said(ChangeNote, to=CHANNEL)]
    return [
        [entry.after["level"] for entry in (note.entry, *note.also)] for note in notes if isinstance(note, ChangeNote)
    ]


def test_changing_it_keeps_the_earlier_one_beside_it(cabinet: Cabinet) -> None:
    record(cabinet, "could-be-better", rationale="The autumn data")
    form = opens(cabinet, "/0")
    assert "Team rating so far: Could be better, agreed on Nov 10 after Check-in 1, recorded by Ana." in text_of(form)
    assert "Why: The autumn data" in text_of(form)
    done = record(cabinet, "ok-for-now")
    assert "The earlier team rating, Could be better, is kept." in text_of(done)
    assert [one.level_id for one in recorded(cabinet)] == ["could-be-better", "ok-for-now"]
    assert [(one.before.get("level"), one.after["level"]) for one in log(cabinet)] == [
        (None, "Could be better"),
        ("Could be better", "OK for now"),
    ]
    told = text_of(the_form(show_audit(cabinet.deps, speaker("Dana"), cabinet.team().id)))
    assert "Ana changed the team rating of" in told
    assert "Ana recorded the team rating of" in told


def test_a_form_that_is_sent_twice_records_once(cabinet: Cabinet) -> None:
    form = opens(cabinet, "/0")
    for _ in range(2):
        assert the_form(submit(cabinet, form, level="strength", rationale="Seen")).id == RECORDED_FORM
    assert len(recorded(cabinet)) == len(log(cabinet)) == 1


def test_the_second_of_two_coordinators_sees_what_the_first_recorded_and_both_are_kept(cabinet: Cabinet) -> None:
    coordinates_too(cabinet, "Dev")
    one, other = opens(cabinet, "/0", "Ana"), opens(cabinet, "/0", "Dev")
    submit(cabinet, one, "Ana", level="strength", rationale="As Ana heard it")
    again = the_form(submit(cabinet, other, "Dev", level="urgent-gap", rationale="As Dev heard it"))
    assert again.id == TEAM_RATING_FORM
    assert "Somebody else recorded this one while you were filling in the form." in text_of(again)
    assert "Strength. Reason: As Ana heard it." in text_of(again)
    assert len(recorded(cabinet)) == 1
    assert filled_in(again)[LEVEL] == "urgent-gap"
    after = submit(cabinet, again, "Dev", level="urgent-gap", rationale="As Dev heard it")
    assert the_form(after).id == RECORDED_FORM
    assert [(kept.recorded_by, kept.level_id) for kept in recorded(cabinet)] == [
        ("Ana", "strength"),
        ("Dev", "urgent-gap"),
    ]


def test_what_somebody_records_about_something_else_is_nobodys_concern(cabinet: Cabinet) -> None:
    coordinates_too(cabinet, "Dev")
    form = opens(cabinet, "/1", "Dev")
    record(cabinet)
    assert the_form(submit(cabinet, form, "Dev", level="strength")).id == RECORDED_FORM


def test_what_was_asked_again_is_decided_where_it_was_asked_last(cabinet: Cabinet) -> None:
    record(cabinet, "strength")
    again = ask_again(cabinet, is_closed=True)
    form = opens(cabinet, "/0")
    assert f"{asked(cabinet)[0].label} was asked again since, so this is about Check-in 2." in text_of(form)
    assert "Team rating so far: Strength, agreed on Nov 10 after Check-in 1" in text_of(form)
    submit(cabinet, form, level="ok-for-now")
    assert [one.check_in_id for one in recorded(cabinet)] == [check_in(cabinet).id, again.id]
    # It is the first about that check-in, so it changes none.
    assert log(cabinet)[-1].before == {}


def test_what_was_chosen_in_the_menu_and_could_not_be_seen_yet_is_not_recorded(cabinet: Cabinet) -> None:
    form = opens(cabinet, "/0")
    place = menu(form, DecideAct.SHOW).items[2].value
    sent = {**filled_in(form, level="urgent-gap", rationale="Seen"), DecideAct.SHOW: place}
    again = the_form(ROUTES.submissions[TEAM_RATING_FORM](cabinet.deps, speaker("Ana"), form.about, sent))
    assert f"Nothing is recorded yet: the form is about {asked(cabinet)[2].label} now." in text_of(again)
    assert asked(cabinet)[2].text in text_of(again)
    assert (filled_in(again)[LEVEL], getattr(field(again, RATIONALE), "text", "")) == ("urgent-gap", "Seen")
    assert recorded(cabinet) == []
    submit(cabinet, again, level="strength")
    assert [one.indicator_id for one in recorded(cabinet)] == [asked(cabinet)[2].id]


def test_what_closes_again_while_the_form_is_open_is_seen_before_it_is_recorded(cabinet: Cabinet) -> None:
    form = opens(cabinet, "/0")
    again = ask_again(cabinet, is_closed=True)
    redrawn = the_form(submit(cabinet, form, level="strength"))
    assert "was asked again since, so this is about Check-in 2." in text_of(redrawn)
    assert recorded(cabinet) == []
    submit(cabinet, redrawn)
    assert [one.check_in_id for one in recorded(cabinet)] == [again.id]


def test_the_counts_of_too_few_stay_withheld_and_the_team_can_still_agree(store: Store) -> None:
    cabinet = Cabinet(store)
    cabinet.set_up()
    cabinet.travel(cabinet.team().next_check_in_at + A_MINUTE)
    for name in NAMES[:2]:
        cabinet.rate(name, "S S S")
    cabinet.travel(cabinet.open_check_in().closes_at + A_DAY)
    form = opens(cabinet)
    assert not any(isinstance(part, Bars) for part in form.parts)
    assert "2 answers: too few to show" in text_of(form)
    assert "Strength" not in text_of(form)
    assert the_form(submit(cabinet, form, level="strength")).id == RECORDED_FORM


def test_what_was_typed_stays_letter_by_letter_what_it_was(cabinet: Cabinet) -> None:
    typed = f"{HOSTILE}\x00\x1b" + "y" * 300
    record(cabinet, rationale=typed, dissent=typed)
    [kept] = recorded(cabinet)
    assert kept.rationale == kept.dissent == f"{HOSTILE}{'y' * 300}"
    cabinet.travel(cabinet.clock.now() + SAID_AFTER)
    [note] = cabinet.messenger.said(ChangeNote)
    assert isinstance(note.announcement, ChangeNote)
    assert note.announcement.entry.after["rationale"] == kept.rationale
    assert len(log(cabinet)[0].reason) <= 200


def test_days_are_the_teams_own(cabinet: Cabinet) -> None:
    """A Tuesday evening in New York is a Wednesday in UTC."""
    cabinet.travel(cabinet.clock.now() + timedelta(hours=13))
    assert cabinet.clock.now().date() == date(2026, 11, 11)
    assert filled_in(opens(cabinet))[DAY] == TODAY.isoformat()
