"""Looking things up in Teams: who is in a channel, one person, a file; and what each of Teams' answers comes to."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.demo.cast import CAST, CHANNEL_NAME, ZONE
from bot.demo.speaking import IN_TEAMS
from bot.lookups import (
    LARGEST_FILE,
    MOST_PEOPLE,
    ChannelPeople,
    Contents,
    Found,
    LeftOut,
    NotFound,
    Problem,
    Profile,
    WantedFile,
    WantedPage,
    WantedPeople,
    WantedPerson,
    WhyLeftOut,
)
from bot.teams.identity import CredentialsRefused
from bot.teams.lookups import TeamsLookups
from jobs.ports import Person
from sandbox.teams.seed import SeedPerson, SeedRoom
from storage import references
from storage.references import Reference
from storage.store import Store
from tests.bot.teams.town import ANA, CHANNEL, TEAM, Town, a_connected_town, a_town

SHARED, LARGE, TOO_LARGE, SECRET = "19:s@thread.tacv2", "19:l@thread.tacv2", "19:t@thread.tacv2", "19:p@thread.tacv2"
GUEST = SeedPerson("29:guest", "A Guest", "guest@elsewhere.example", "object-guest", role="guest")
OTHER = SeedPerson("29:other", "From Elsewhere", "other@elsewhere.example", "object-other", tenant="elsewhere")
NOBODY = SeedPerson("29:nobody", "No Account", "", "object-nobody", role="anonymous")
CROWD = tuple(SeedPerson(f"29:p{at:03}", f"Person {at}", f"p{at}@x.example", f"o{at}") for at in range(MOST_PEOPLE + 1))
ROOMS = (
    SeedRoom(SHARED, "with partners", kind="shared"),
    SeedRoom(LARGE, "large", members=tuple(one.id for one in CROWD[:-1])),
    SeedRoom(TOO_LARGE, "too large", members=tuple(one.id for one in CROWD)),
    SeedRoom(SECRET, "secret", kind="private", members=(ANA,)),
)


@pytest.fixture
def town(store: Store) -> Iterator[Town]:
    seed = a_town(more_people=(GUEST, OTHER, NOBODY), more_rooms=ROOMS)
    with a_connected_town(store, replace(seed, people=(*seed.people, *CROWD))) as connected:
        for room in (*ROOMS, SeedRoom(TEAM)):
            connected.knows(Reference(room.id, connected.tenant.service_url, room.id, TEAM, room.name))
        yield connected


@pytest.fixture
def lookups(town: Town) -> TeamsLookups:
    return TeamsLookups(town.places, admins={"lee@maplevalley.example", "object-dev"}, hosts=(host(town),))


def host(town: Town) -> str:
    return town.tenant.origin.partition("//")[2]


def people(lookups: TeamsLookups, channel: str = CHANNEL) -> ChannelPeople:
    found = lookups.look_up(WantedPeople(channel))
    assert isinstance(found, ChannelPeople), found
    return found


def a_profile(lookups: TeamsLookups, address: str) -> Profile:
    found = lookups.look_up(WantedPerson(address))
    assert isinstance(found, Profile), found
    return found


def test_a_channels_people_are_told_from_those_who_are_left_out_each_with_the_reason(lookups: TeamsLookups) -> None:
    found = people(lookups)
    assert (found.channel_name, found.is_shared) == (CHANNEL_NAME, False)
    assert [person.address for person in found.people] == [IN_TEAMS.address(one) for one in CAST]
    assert [person.name for person in found.people] == [one.name for one in CAST]
    assert {person.title for person in found.people} == {""}
    assert found.left_out == (
        LeftOut("A Guest", WhyLeftOut.GUEST),
        LeftOut("From Elsewhere", WhyLeftOut.STRANGER),
        LeftOut("No Account", WhyLeftOut.STRANGER),
    )


def test_the_first_channel_of_a_team_is_called_as_everybody_sees_it(lookups: TeamsLookups) -> None:
    assert people(lookups, TEAM).channel_name == "General"


def test_in_a_shared_channel_nobody_is_asked_about(lookups: TeamsLookups, town: Town) -> None:
    found = people(lookups, SHARED)
    assert (found.is_shared, found.people, found.left_out) == (True, (), ())
    assert [call.method for call in town.tenant.calls] == ["channels"]


def test_in_a_private_channel_only_who_is_in_it_is_found(lookups: TeamsLookups) -> None:
    assert [person.address for person in people(lookups, SECRET).people] == [ANA]


def test_a_channel_that_teams_does_not_list_is_called_as_it_was_told_before(lookups: TeamsLookups, town: Town) -> None:
    del town.tenant.places.rooms[SECRET]
    assert lookups.look_up(WantedPeople(SECRET)) == NotFound(Problem.CHANNEL_HIDDEN, "ConversationNotFound")
    # The list tells of another, and the address is still answered.
    town.tenant.places.rooms[CHANNEL] = replace(town.tenant.places.room(CHANNEL), id="unlisted")
    assert people(lookups).channel_name == CHANNEL_NAME


def test_as_many_people_as_a_form_lists_are_listed_and_more_are_counted(lookups: TeamsLookups, town: Town) -> None:
    assert len(people(lookups, LARGE).people) == MOST_PEOPLE
    assert lookups.look_up(WantedPeople(TOO_LARGE)) == NotFound(Problem.TOO_LARGE, str(MOST_PEOPLE + 1))
    town.tenant.largest_page = 30
    assert lookups.look_up(WantedPeople(TOO_LARGE)) == NotFound(Problem.TOO_LARGE, str(MOST_PEOPLE + 1))
    assert len(people(lookups, LARGE).people) == MOST_PEOPLE


@pytest.mark.parametrize(
    "address",
    ["a:1chat", "19:1f_2e@unq.gbl.spaces", "19:meeting_x@thread.v2", ANA, ""],
    ids=["a chat", "a chat of two people", "a group's chat", "a person", "nothing"],
)
def test_what_is_no_channel_is_none(lookups: TeamsLookups, address: str) -> None:
    assert lookups.look_up(WantedPeople(address)) == NotFound(Problem.NOT_A_CHANNEL)


def test_a_channel_of_which_nothing_was_ever_told_is_hidden(lookups: TeamsLookups, town: Town) -> None:
    assert lookups.look_up(WantedPeople("19:other@thread.tacv2")) == NotFound(Problem.CHANNEL_HIDDEN)
    assert town.tenant.calls == []


def test_a_team_that_the_app_was_taken_out_of_is_hidden(lookups: TeamsLookups, town: Town) -> None:
    town.tenant.places.teams[TEAM].has_bot = False
    hidden = NotFound(Problem.CHANNEL_HIDDEN, "BotNotInConversationRoster")
    assert lookups.look_up(WantedPeople(CHANNEL)) == hidden


def test_everybody_has_the_time_zone_that_came_with_what_they_did_and_the_others_the_usual_one(
    lookups: TeamsLookups, town: Town
) -> None:
    assert {person.zone for person in people(lookups).people} == {"UTC"}
    town.knows(Reference("29:elsewhere", town.tenant.service_url, zone="Asia/Tokyo"))
    assert {person.zone for person in people(lookups).people} == {"Asia/Tokyo"}
    zones = {0: "America/Chicago", 1: ZONE, 2: ZONE}
    for at, zone in zones.items():
        town.knows(Reference(IN_TEAMS.address(CAST[at]), town.tenant.service_url, zone=zone))
    for stranger in CROWD[:5]:
        town.knows(Reference(stranger.id, town.tenant.service_url, zone="Asia/Tokyo"))
    assert [person.zone for person in people(lookups).people] == ["America/Chicago", *[ZONE] * 7]
    assert people(lookups, SECRET).people == (Person(ANA, CAST[0].name, "America/Chicago"),)
    assert {person.zone for person in people(lookups, LARGE).people} == {"Asia/Tokyo"}
    assert a_profile(lookups, ANA).person.zone == "America/Chicago"
    assert a_profile(lookups, IN_TEAMS.address(CAST[5])).person.zone == "Asia/Tokyo"


@pytest.mark.parametrize(("handle", "is_admin"), [("lee", True), ("dev", True), ("ana", False)])
def test_an_administrator_is_who_the_settings_name_by_sign_in_name_or_object(
    lookups: TeamsLookups, handle: str, is_admin: bool
) -> None:
    person = next(one for one in CAST if one.handle == handle)
    found = a_profile(lookups, IN_TEAMS.address(person))
    assert (found.person.name, found.is_admin, found.left_out) == (person.name, is_admin, None)


def test_nobody_is_an_administrator_where_the_settings_name_nobody(town: Town) -> None:
    for admins in ((), ("",)):
        for one in (ANA, NOBODY.id):
            assert not a_profile(TeamsLookups(town.places, admins=admins), one).is_admin


@pytest.mark.parametrize(
    ("person", "why"), [(GUEST, WhyLeftOut.GUEST), (OTHER, WhyLeftOut.STRANGER), (NOBODY, WhyLeftOut.STRANGER)]
)
def test_a_person_who_cannot_be_on_a_team_is_known_with_the_reason(
    lookups: TeamsLookups, person: SeedPerson, why: WhyLeftOut
) -> None:
    found = a_profile(lookups, person.id)
    assert (found.person.name, found.left_out) == (person.name, why)


def test_somebody_in_no_team_with_us_is_found_by_the_chat_with_them(lookups: TeamsLookups, town: Town) -> None:
    stranger = CROWD[0].id
    assert lookups.look_up(WantedPerson(stranger)) == NotFound(Problem.GONE)
    chat = town.tenant.places.chat_with(stranger)
    town.knows(Reference(stranger, town.tenant.service_url, chat.id))
    assert a_profile(lookups, stranger).person.name == CROWD[0].name


def test_somebody_whose_chat_is_gone_is_looked_for_in_the_teams(lookups: TeamsLookups, town: Town) -> None:
    town.knows(Reference(ANA, town.tenant.service_url, "a:1gone"))
    assert a_profile(lookups, ANA).person.name == CAST[0].name


def test_before_anything_came_from_teams_nobody_is_found(lookups: TeamsLookups, town: Town) -> None:
    with town.store.begin() as transaction:
        for address in (CHANNEL, TEAM, *(room.id for room in ROOMS)):
            references.forget(transaction, town.workspace, address)
    assert lookups.look_up(WantedPerson(ANA)) == NotFound(Problem.GONE)
    assert lookups.look_up(WantedPeople(CHANNEL)) == NotFound(Problem.CHANNEL_HIDDEN)


@pytest.mark.parametrize("wanted", [WantedPeople(CHANNEL), WantedPerson(ANA)], ids=["people", "a person"])
@pytest.mark.parametrize(
    ("plan", "found"),
    [
        ({"rate_limit_next": 1, "retry_after": 7}, NotFound(Problem.BUSY, "7")),
        ({"server_error_next": 1}, NotFound(Problem.NO_ANSWER, "ServiceError")),
        ({"drop_before_next": 1}, NotFound(Problem.NO_ANSWER, "RemoteProtocolError")),
    ],
    ids=["a limit", "a fault", "hung up"],
)
def test_trouble_is_told_as_what_it_is(
    lookups: TeamsLookups, town: Town, wanted: WantedPeople | WantedPerson, plan: dict[str, int], found: Found
) -> None:
    town.tenant.faults.plan(**plan, methods=["channels", "member"])
    assert lookups.look_up(wanted) == found


def test_without_a_token_there_is_no_answer(town: Town) -> None:
    def refused() -> str:
        raise CredentialsRefused("invalid_client")

    town.places.connector._token = refused
    found = TeamsLookups(town.places).look_up(WantedPeople(CHANNEL))
    assert found == NotFound(Problem.NO_ANSWER, "CredentialsRefused")


def test_a_page_is_not_teams_to_look_up(lookups: TeamsLookups) -> None:
    assert lookups.look_up(WantedPage("https://example.org/")) == NotFound(Problem.NOT_ALLOWED)


def kept(town: Town, name: str, data: bytes) -> WantedFile:
    files = town.tenant.files
    return WantedFile(files.address(files.keep(name, data)))


def test_a_file_that_somebody_gave_is_read_from_where_teams_keeps_it(lookups: TeamsLookups, town: Town) -> None:
    found = lookups.look_up(kept(town, "school year.ics", b"BEGIN:VCALENDAR"))
    assert isinstance(found, Contents)
    assert found.data == b"BEGIN:VCALENDAR"


def test_a_file_that_is_too_large_is_not_read_to_its_end(lookups: TeamsLookups, town: Town) -> None:
    found = lookups.look_up(kept(town, "a.ics", b"x" * LARGEST_FILE))
    assert isinstance(found, Contents)
    assert lookups.look_up(kept(town, "a.ics", b"x" * (LARGEST_FILE + 1))) == NotFound(Problem.TOO_LARGE)


def test_a_file_that_is_gone_is_gone(lookups: TeamsLookups, town: Town) -> None:
    gone = WantedFile(f"{town.tenant.origin}/files/nothing")
    assert lookups.look_up(gone) == NotFound(Problem.GONE, "http_404")


def test_a_file_is_read_from_nowhere_but_where_files_are_kept(town: Town) -> None:
    """Not even from a machine that answers."""
    assert TeamsLookups(town.places).look_up(kept(town, "a.ics", b"x")) == NotFound(Problem.NOT_ALLOWED)
