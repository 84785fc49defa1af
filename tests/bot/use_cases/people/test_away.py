"""Being away: until when, from which teams, and back again."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.sections.away import TEAMS, UNTIL
from bot.use_cases.people.away import come_back, go_away, open_away
from bot.use_cases.results import FormErrors, Notice
from jobs.announcements import Card, Invitation, Reminder, WhyWritten
from rubric.people import Member
from rubric.refusals import FormDoesNotMatch, NotOnTheTeam, OnNoTeam
from storage import teams
from storage.store import Store
from tests.bot.use_cases.people.roster import counted, form, offered, roster, several
from tests.cabinet import MONDAY, NAMES, WORKSPACE, Cabinet, address, local, speaker
from tests.dialects import in_slack

A_MINUTE = timedelta(minutes=1)
NEXT_MONDAY = "2026-11-09"


@pytest.fixture
def cabinet(any_store: Store) -> Cabinet:
    """At the first check-in; Olga observes."""
    cabinet = Cabinet(any_store, names=(*NAMES, "Olga"))
    cabinet.set_up()
    cabinet.travel(local(MONDAY) + A_MINUTE)
    return cabinet


def second_team(cabinet: Cabinet) -> str:
    """Another team of the same people, in a channel of its own."""
    return cabinet.set_up(channel="C2").id


def on(cabinet: Cabinet, team_id: str, name: str) -> Member:
    with cabinet.store.read() as transaction:
        found = teams.member_at(transaction, teams.get(transaction, team_id).id, address(name))  # type: ignore[arg-type]
    assert found is not None
    return found


def go(cabinet: Cabinet, name: str, until: str | None, *, from_teams: tuple[str, ...] | None = None) -> object:
    values = {UNTIL: until} if from_teams is None else {UNTIL: until, TEAMS: from_teams}
    return go_away(cabinet.deps, speaker(name), "", values)


def test_away_lasts_until_the_day_begins_where_the_member_works(cabinet: Cabinet) -> None:
    with cabinet.store.begin() as transaction:
        dana = replace(roster(cabinet)["Dana"], zone="Pacific/Honolulu")
        teams.change_member(transaction, dana)
    notice = go(cabinet, "Dana", NEXT_MONDAY)
    assert isinstance(notice, Notice)
    assert notice.title == "Away until Nov 9, 2026"
    assert roster(cabinet)["Dana"].away_until == datetime(2026, 11, 9, 10, 0, tzinfo=UTC)


def test_the_answer_says_in_plain_words_what_being_away_means(cabinet: Cabinet) -> None:
    notice = go(cabinet, "Dana", NEXT_MONDAY)
    assert isinstance(notice, Notice)
    said = in_slack(" ".join(notice.paragraphs))
    for words in ("not counted", "not reminded", "On your return one message", "still rate", "/homeroom back"):
        assert words in said


def test_an_observer_hears_that_nobody_waits_for_them(cabinet: Cabinet) -> None:
    notice = go(cabinet, "Olga", NEXT_MONDAY)
    assert isinstance(notice, Notice)
    assert "observer" in notice.paragraphs[0]
    assert "not reminded" not in " ".join(notice.paragraphs)
    assert roster(cabinet)["Olga"].away_until is not None


@pytest.mark.parametrize(
    ("until", "words"),
    [
        (None, "Choose the day"),
        ("soon", "Choose the day"),
        ("2026-11-02", "not after today"),
        ("2026-10-01", "not after today"),
        ("2027-11-04", "more than a year"),
    ],
    ids=["nothing", "no date", "today", "past", "more than a year"],
)
def test_a_day_that_can_not_be_is_refused_in_the_form(cabinet: Cabinet, until: str | None, words: str) -> None:
    errors = go(cabinet, "Dana", until)
    assert isinstance(errors, FormErrors)
    assert words in errors.errors[UNTIL]
    assert roster(cabinet)["Dana"].away_until is None


@pytest.mark.parametrize("until", ["2026-11-03", "2027-11-03"], ids=["tomorrow", "a year ahead"])
def test_from_tomorrow_up_to_a_year_ahead(cabinet: Cabinet, until: str) -> None:
    assert isinstance(go(cabinet, "Dana", until), Notice)
    until_moment = roster(cabinet)["Dana"].away_until
    assert until_moment is not None
    assert until_moment == local(date.fromisoformat(until)) - timedelta(hours=9)


def test_the_card_is_refreshed_when_somebody_is_away(cabinet: Cabinet) -> None:
    changed = cabinet.messenger.said(Card)[0].changed
    go(cabinet, "Dana", NEXT_MONDAY)
    cabinet.travel(cabinet.clock.now() + A_MINUTE)
    assert cabinet.messenger.said(Card)[0].changed == changed + 1


def test_who_is_on_one_team_is_not_asked_which(cabinet: Cabinet) -> None:
    shown = form(open_away(cabinet.deps, speaker("Dana")))
    assert [one.name for one in shown.fields()] == [UNTIL]


def test_who_is_on_several_teams_is_away_from_all_or_some(cabinet: Cabinet) -> None:
    first, second = cabinet.team().id, second_team(cabinet)
    shown = form(open_away(cabinet.deps, speaker("Dana")))
    assert set(offered(shown, TEAMS)) == {first, second}
    assert set(several(shown, TEAMS).chosen) == {first, second}
    go(cabinet, "Dana", NEXT_MONDAY, from_teams=(second,))
    assert on(cabinet, first, "Dana").away_until is None
    assert on(cabinet, second, "Dana").away_until is not None
    go(cabinet, "Dana", "2026-11-16", from_teams=(first, second))
    assert on(cabinet, first, "Dana").away_until == on(cabinet, second, "Dana").away_until


def test_no_team_is_no_absence(cabinet: Cabinet) -> None:
    second_team(cabinet)
    errors = go(cabinet, "Dana", NEXT_MONDAY, from_teams=())
    assert isinstance(errors, FormErrors)
    assert list(errors.errors) == [TEAMS]


def test_a_team_of_others_can_not_be_smuggled_in(cabinet: Cabinet) -> None:
    errors = go(cabinet, "Dana", NEXT_MONDAY, from_teams=("f" * 32,))
    assert isinstance(errors, FormErrors)
    assert list(errors.errors) == [TEAMS]


def test_the_form_of_somebody_who_is_away_says_so_and_lets_them_come_back(cabinet: Cabinet) -> None:
    go(cabinet, "Dana", NEXT_MONDAY)
    shown = form(open_away(cabinet.deps, speaker("Dana")))
    assert "You are away until Nov 9, 2026" in str(shown.parts)
    assert "I'm back" in str(shown.parts)
    cabinet.travel(local(MONDAY + timedelta(days=7)))
    assert "I'm back" not in str(form(open_away(cabinet.deps, speaker("Dana"))).parts)


def test_who_is_away_is_neither_counted_nor_reminded_and_is_told_once_on_their_return(cabinet: Cabinet) -> None:
    go(cabinet, "Dana", "2026-11-06")
    assert counted(cabinet) == (0, 3)
    cabinet.travel(local(date(2026, 11, 6)) - timedelta(hours=1, minutes=1))
    assert cabinet.messenger.said(Reminder, to=address("Dana")) == []
    assert cabinet.messenger.said(Invitation) == []
    cabinet.travel(local(date(2026, 11, 9)) - A_MINUTE)
    [sent] = cabinet.messenger.said(Invitation)
    assert isinstance(sent.announcement, Invitation)
    assert (sent.address, sent.announcement.why) == (address("Dana"), WhyWritten.BACK)
    assert counted(cabinet)[1] == 4


def test_coming_back_by_hand_ends_it_and_brings_the_same_one_message(cabinet: Cabinet) -> None:
    go(cabinet, "Dana", NEXT_MONDAY)
    cabinet.travel(local(date(2026, 11, 5)) + timedelta(hours=4))
    assert come_back(cabinet.deps, speaker("Dana")).title == "You are back"
    assert not roster(cabinet)["Dana"].is_away(cabinet.clock.now())
    cabinet.travel(local(date(2026, 11, 5)) + timedelta(hours=7))
    assert len(cabinet.messenger.said(Invitation, to=address("Dana"))) == 1
    assert cabinet.messenger.said(Reminder, to=address("Dana")) == []
    assert come_back(cabinet.deps, speaker("Dana")).title == "You are not away"


def test_who_was_not_away_hears_so(cabinet: Cabinet) -> None:
    assert come_back(cabinet.deps, speaker("Dana")).title == "You are not away"


@pytest.mark.parametrize("workspace", [WORKSPACE, "T-other"])
def test_who_is_on_no_team_is_told_so(cabinet: Cabinet, workspace: str) -> None:
    if workspace == WORKSPACE:
        for use in (open_away, come_back):
            with pytest.raises(OnNoTeam):
                use(cabinet.deps, speaker("Mallory"))
    with pytest.raises(NotOnTheTeam):
        open_away(cabinet.deps, speaker("Mallory", workspace=workspace), cabinet.open_check_in().id)


def test_a_card_that_was_never_posted_opens_nothing(cabinet: Cabinet) -> None:
    with pytest.raises(FormDoesNotMatch):
        open_away(cabinet.deps, speaker("Dana"), "f" * 32)
