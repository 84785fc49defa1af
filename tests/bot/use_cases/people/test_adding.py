"""People of the channel put on the team by a coordinator."""

from datetime import timedelta

import pytest

from bot.lookups import ChannelPeople, NotFound, Problem
from bot.sections.roster import ROLE, WHO
from bot.use_cases.people.add_members import add_members, open_add
from bot.use_cases.results import FormErrors, Notice
from bot.use_cases.who import Refused
from jobs.announcements import Invitation, Reminder, WhyWritten
from jobs.ports import Person
from rubric.refusals import TeamFull
from storage import drafts
from storage.store import Store
from tests.bot.use_cases.people.roster import A_MINUTE, counted, form, listed, log, offered, roster, several, to_add
from tests.cabinet import MONDAY, NAMES, ZONE, Cabinet, address, local, people, speaker


@pytest.fixture
def cabinet(any_store: Store) -> Cabinet:
    """At the first check-in; Ana coordinates and Olga observes."""
    cabinet = Cabinet(any_store, names=(*NAMES, "Olga"))
    cabinet.set_up()
    cabinet.travel(local(MONDAY) + A_MINUTE)
    return cabinet


def test_who_is_added_while_a_check_in_is_open_is_told_of_it_once(cabinet: Cabinet) -> None:
    shown = to_add(cabinet, *NAMES, "Olga", "Ruth", "Omar")
    assert offered(shown, WHO) == [address("Omar"), address("Ruth")]
    result = add_members(
        cabinet.deps, speaker("Ana"), shown.about, {WHO: (address("Ruth"), address("Omar")), ROLE: "member"}
    )
    assert "Added: Ruth and Omar." in str(form(result).parts)
    assert roster(cabinet)["Ruth"].departments == ("Ruth's department",)
    assert counted(cabinet) == (0, 6)
    [sent] = cabinet.messenger.said(Invitation, to=address("Ruth"))
    assert isinstance(sent.announcement, Invitation)
    assert (sent.announcement.why, sent.announcement.waiting) == (WhyWritten.NEW, 3)
    assert [entry.after["name"] for entry in log(cabinet)] == ["Omar", "Ruth"]
    cabinet.travel(cabinet.clock.now() + timedelta(days=2))
    assert len(cabinet.messenger.said(Invitation)) == 2


def test_an_observer_who_is_added_is_not_asked(cabinet: Cabinet) -> None:
    shown = to_add(cabinet, "Ruth")
    add_members(cabinet.deps, speaker("Ana"), shown.about, {WHO: (address("Ruth"),), ROLE: "observer"})
    assert counted(cabinet) == (0, 4)
    assert cabinet.messenger.said(Invitation) == []


def test_who_is_added_late_is_not_sent_the_reminders_of_before(cabinet: Cabinet) -> None:
    cabinet.travel(local(MONDAY) + timedelta(days=3, hours=4))
    assert cabinet.messenger.said(Reminder) != []
    shown = to_add(cabinet, "Ruth")
    add_members(cabinet.deps, speaker("Ana"), shown.about, {WHO: (address("Ruth"),), ROLE: "member"})
    cabinet.travel(local(MONDAY) + timedelta(days=3, hours=7))
    assert len(cabinet.messenger.said(Invitation, to=address("Ruth"))) == 1
    assert cabinet.messenger.said(Reminder, to=address("Ruth")) == []


def test_another_draft_of_the_same_person_is_nobody_to_add(cabinet: Cabinet) -> None:
    with cabinet.store.begin() as transaction:
        team = cabinet.team()
        other = drafts.keep(
            transaction,
            team.workspace_id,
            address("Ana"),
            kind="calendar",
            about=team.id,
            values={"typed": ["Ruth", ZONE, ""]},
            now=cabinet.clock.now(),
        )
    about = f"{to_add(cabinet, 'Ruth').about.rpartition('@')[0]}@{other}"
    result = add_members(cabinet.deps, speaker("Ana"), about, {WHO: ("typed",), ROLE: "member"})
    assert isinstance(result, Notice)
    assert "Ruth" not in roster(cabinet)


def test_nobody_is_told_in_the_last_hour(cabinet: Cabinet) -> None:
    cabinet.travel(local(MONDAY) + timedelta(days=7) - timedelta(minutes=50))
    shown = to_add(cabinet, "Ruth")
    add_members(cabinet.deps, speaker("Ana"), shown.about, {WHO: (address("Ruth"),), ROLE: "member"})
    cabinet.travel(cabinet.clock.now() + A_MINUTE)
    assert cabinet.messenger.said(Invitation) == []


def test_who_is_added_in_the_night_is_told_in_the_morning(cabinet: Cabinet) -> None:
    cabinet.travel(local(MONDAY) + timedelta(hours=13))
    shown = to_add(cabinet, "Ruth")
    add_members(cabinet.deps, speaker("Ana"), shown.about, {WHO: (address("Ruth"),), ROLE: "member"})
    cabinet.travel(local(MONDAY) + timedelta(hours=22))
    assert cabinet.messenger.said(Invitation) == []
    cabinet.travel(local(MONDAY) + timedelta(hours=23, minutes=5))
    assert len(cabinet.messenger.said(Invitation)) == 1


def test_at_most_thirty_people_are_on_a_team(cabinet: Cabinet) -> None:
    crowd = [f"P{number:02}" for number in range(40)]
    shown = to_add(cabinet, *crowd)
    assert several(shown, WHO).most == 25
    chosen = tuple(map(address, crowd))
    errors = add_members(cabinet.deps, speaker("Ana"), shown.about, {WHO: chosen[:26], ROLE: "member"})
    assert isinstance(errors, FormErrors)
    assert len(roster(cabinet)) == 5
    add_members(cabinet.deps, speaker("Ana"), shown.about, {WHO: chosen[:25], ROLE: "member"})
    assert len(roster(cabinet)) == 30
    with pytest.raises(Refused) as caught:
        open_add(cabinet.deps, speaker("Ana"), listed(cabinet, "Ana").about)
    assert isinstance(caught.value.refusal, TeamFull)


def test_only_those_who_were_found_in_the_channel_can_be_added(cabinet: Cabinet) -> None:
    shown = to_add(cabinet, "Ruth")
    for chosen in ((), (address("Mallory"),)):
        result = add_members(cabinet.deps, speaker("Ana"), shown.about, {WHO: chosen, ROLE: "member"})
        assert isinstance(result, FormErrors if not chosen else Notice)
    assert len(roster(cabinet)) == 5


def test_the_reason_why_nobody_can_be_added_is_said(cabinet: Cabinet) -> None:
    fetch = open_add(cabinet.deps, speaker("Ana"), listed(cabinet, "Ana").about)
    shared = fetch.then(ChannelPeople("cabinet", True, (), ()))
    assert isinstance(shared, Notice)
    assert "another organization" in shared.paragraphs[0]
    nobody_new = fetch.then(ChannelPeople("cabinet", False, people(*NAMES), ()))
    assert isinstance(nobody_new, Notice)
    assert "already" in " ".join(nobody_new.paragraphs)
    for problem in Problem:
        notice = fetch.then(NotFound(problem, "30"))
        assert isinstance(notice, Notice)
        assert "nothing was changed" in " ".join(notice.paragraphs)


def test_a_zone_that_does_not_exist_becomes_the_teams(cabinet: Cabinet) -> None:
    fetch = open_add(cabinet.deps, speaker("Ana"), listed(cabinet, "Ana").about)
    shown = form(fetch.then(ChannelPeople("cabinet", False, (Person("U-Ruth", "Ruth", "Mars/Olympus"),), ())))
    add_members(cabinet.deps, speaker("Ana"), shown.about, {WHO: ("U-Ruth",), ROLE: "member"})
    assert roster(cabinet)["Ruth"].zone == ZONE
