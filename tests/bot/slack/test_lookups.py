"""Looking things up in Slack: who is in a channel, one person, a file; and what each of Slack's answers comes to."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs

import pytest

from bot.demo.cast import CAST, CHANNEL_ID, CHANNEL_NAME, ZONE
from bot.demo.town import BOT_TOKEN, BOT_USER, seed
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
from bot.slack.lookups import PEOPLE_AT_ONCE, SlackLookups
from bot.slack.messenger import posting_client
from jobs.ports import Person
from sandbox.clock import ManualClock
from sandbox.rate_limits import DOCUMENTED_TIERS
from sandbox.seed import SeedChannel, SeedUser
from sandbox.server import SandboxServer
from sandbox.workspace import Workspace
from tests.bot.slack.canned import Answer, Asked, refusal, slack_that_answers

NOW = datetime(2026, 11, 2, 14, tzinfo=UTC)
SHARED, LARGE, TOO_LARGE, RESTING = "C0SHARED", "C0LARGE", "C0TOOLARGE", "C0RESTING"
SECRET, OPEN = "C0SECRET", "C0OPEN"
CROWD = tuple(SeedUser(f"U1P{number:03}", f"p{number}", f"Person {number}") for number in range(MOST_PEOPLE + 1))
OUTSIDERS = (
    SeedUser("U1BOT", "bot", "A Bot", is_bot=True),
    SeedUser("U1GUEST", "guest", "A Guest", is_restricted=True),
    SeedUser("U1SINGLE", "single", "A Single-channel Guest", is_ultra_restricted=True),
    SeedUser("U1GONE", "gone", "Somebody Gone", deleted=True),
    SeedUser("U1OTHER", "other", "Somebody Elsewhere", team_id="T0ELSEWHERE"),
)


@pytest.fixture
def server() -> Iterator[SandboxServer]:
    town = seed()
    cabinet, general = town.channels
    people = tuple(user.id for user in CROWD)
    channels = (
        replace(cabinet, members=(*cabinet.members, *(user.id for user in OUTSIDERS))),
        general,
        SeedChannel(SHARED, "with-partners", (*people[:3], BOT_USER), is_ext_shared=True),
        SeedChannel(LARGE, "large", (*people[: MOST_PEOPLE - 1], BOT_USER)),
        SeedChannel(TOO_LARGE, "everybody", (*people, BOT_USER)),
        SeedChannel(RESTING, "resting", people[:3], is_archived=True),
        SeedChannel(SECRET, "secret", people[:3], is_private=True),
        SeedChannel(OPEN, "open", people[:3]),
    )
    town = replace(town, users=(*town.users, *OUTSIDERS, *CROWD), channels=channels)
    with SandboxServer(Workspace(town, clock=ManualClock(NOW))) as running:
        yield running


@pytest.fixture
def lookups(server: SandboxServer) -> SlackLookups:
    return SlackLookups(posting_client(BOT_TOKEN, server.api_url))


def test_a_channels_people_are_told_from_those_who_are_left_out_each_with_the_reason(lookups: SlackLookups) -> None:
    found = lookups.look_up(WantedPeople(CHANNEL_ID))
    assert isinstance(found, ChannelPeople)
    assert (found.channel_name, found.is_shared) == (CHANNEL_NAME, False)
    assert [person.address for person in found.people] == [person.address for person in CAST]
    assert Person("U0DANA", "Dana Whitfield", ZONE, "Family engagement") in found.people
    assert found.left_out == (
        LeftOut("Homeroom", WhyLeftOut.BOT),
        LeftOut("A Bot", WhyLeftOut.BOT),
        LeftOut("A Guest", WhyLeftOut.GUEST),
        LeftOut("A Single-channel Guest", WhyLeftOut.GUEST),
        LeftOut("Somebody Gone", WhyLeftOut.CLOSED),
        LeftOut("Somebody Elsewhere", WhyLeftOut.STRANGER),
    )


def test_a_public_channel_can_be_looked_into_before_homeroom_is_in_it(lookups: SlackLookups) -> None:
    found = lookups.look_up(WantedPeople(OPEN))
    assert isinstance(found, ChannelPeople)
    assert (len(found.people), found.left_out) == (3, ())


def test_a_hundred_people_are_read_within_slacks_documented_limits(
    lookups: SlackLookups, server: SandboxServer
) -> None:
    server.workspace.limits.calls_per_minute = dict(DOCUMENTED_TIERS)
    found = lookups.look_up(WantedPeople(LARGE))
    assert isinstance(found, ChannelPeople)
    assert [person.name for person in found.people] == [user.real_name for user in CROWD[: MOST_PEOPLE - 1]]


def test_more_than_a_hundred_are_counted_and_not_read(lookups: SlackLookups, server: SandboxServer) -> None:
    assert lookups.look_up(WantedPeople(TOO_LARGE)) == NotFound(Problem.TOO_LARGE, str(MOST_PEOPLE + 2))
    assert [call for call in server.workspace.calls if call.method == "users.info"] == []


def test_in_a_shared_channel_nobody_is_asked_about(lookups: SlackLookups, server: SandboxServer) -> None:
    found = lookups.look_up(WantedPeople(SHARED))
    assert found == ChannelPeople("with-partners", is_shared=True, people=(), left_out=())
    assert [call for call in server.workspace.calls if call.method == "users.info"] == []


@pytest.mark.parametrize(
    ("channel", "problem"),
    [
        (RESTING, Problem.CHANNEL_ARCHIVED),
        (SECRET, Problem.CHANNEL_HIDDEN),
        ("C0NOWHERE", Problem.CHANNEL_HIDDEN),
        ("D0SOMEBODYS", Problem.NOT_A_CHANNEL),
    ],
)
def test_what_is_no_channel_to_set_a_team_up_in_is_named(lookups: SlackLookups, channel: str, problem: Problem) -> None:
    found = lookups.look_up(WantedPeople(channel))
    assert isinstance(found, NotFound)
    assert found.problem is problem


def test_a_direct_message_of_ours_and_a_deleted_channel_are_no_channels_either(
    lookups: SlackLookups, server: SandboxServer
) -> None:
    server.workspace.delete_channel(OPEN)
    found = lookups.look_up(WantedPeople(OPEN))
    assert isinstance(found, NotFound)
    assert found.problem is Problem.CHANNEL_HIDDEN


@pytest.mark.parametrize("method", ["conversations.info", "conversations.members", "users.info", "auth.test"])
@pytest.mark.parametrize(
    ("fault", "problem"),
    [
        ({"rate_limit_next": 1, "retry_after": 23}, NotFound(Problem.BUSY, "23")),
        ({"server_error_next": 1}, NotFound(Problem.NO_ANSWER, "internal_error")),
        ({"drop_before_next": 1}, NotFound(Problem.NO_ANSWER, "RemoteDisconnected")),
    ],
    ids=["a limit", "a fault of Slack's", "no answer"],
)
def test_what_goes_wrong_on_the_way_ends_it_without_a_second_try(
    lookups: SlackLookups, server: SandboxServer, method: str, fault: dict[str, Any], problem: NotFound
) -> None:
    server.workspace.faults.plan(**fault, methods=[method])
    assert lookups.look_up(WantedPeople(CHANNEL_ID)) == problem
    assert isinstance(lookups.look_up(WantedPeople(CHANNEL_ID)), ChannelPeople)


def test_after_a_limit_slack_is_not_asked_about_all_the_others(lookups: SlackLookups, server: SandboxServer) -> None:
    server.workspace.faults.plan(rate_limit_next=MOST_PEOPLE, methods=["users.info"])
    assert isinstance(lookups.look_up(WantedPeople(LARGE)), NotFound)
    assert len([call for call in server.workspace.calls if call.method == "users.info"]) <= 3 * PEOPLE_AT_ONCE


def test_a_slack_that_does_not_listen_is_no_answer() -> None:
    lookups = SlackLookups(posting_client(BOT_TOKEN, "http://127.0.0.1:9/api/"))
    assert lookups.look_up(WantedPeople(CHANNEL_ID)) == NotFound(Problem.NO_ANSWER, "URLError")


def test_without_its_scope_the_scope_is_named() -> None:
    town = seed()
    scopes = tuple(scope for scope in town.app.scopes if scope != "users:read")
    workspace = Workspace(replace(town, app=replace(town.app, scopes=scopes)), clock=ManualClock(NOW))
    with SandboxServer(workspace) as without:
        found = SlackLookups(posting_client(BOT_TOKEN, without.api_url)).look_up(WantedPeople(CHANNEL_ID))
    assert found == NotFound(Problem.MISSING_SCOPE, "missing_scope")


def test_one_person_comes_with_whether_they_manage_the_workspace(lookups: SlackLookups) -> None:
    ana = lookups.look_up(WantedPerson("U0ANA"))
    assert ana == Profile(Person("U0ANA", "Ana Morales", ZONE, "Student support"), is_admin=True)
    guest = lookups.look_up(WantedPerson("U1GUEST"))
    assert isinstance(guest, Profile)
    assert (guest.is_admin, guest.left_out) == (False, WhyLeftOut.GUEST)
    assert lookups.look_up(WantedPerson("U1NOBODY")) == NotFound(Problem.GONE, "user_not_found")


def people_when(answers: dict[str, Answer], **home: str) -> Found:
    """What is found in a channel whose people Slack tells of like this, by id."""

    def answer(asked: Asked) -> Answer:
        match asked.method:
            case "auth.test":
                return Answer({"ok": True, "team_id": "T1", **home})
            case "conversations.info":
                return Answer({"ok": True, "channel": {"id": "C1", "name": "cabinet"}})
            case "conversations.members":
                return Answer({"ok": True, "members": list(answers)})
            case _:
                return answers[parse_qs(asked.body)["user"][0]]

    with slack_that_answers(answer) as (url, _):
        return SlackLookups(posting_client("xoxb-1", url)).look_up(WantedPeople("C1"))


def a_user(name: str, **more: object) -> Answer:
    return Answer({"ok": True, "user": {"id": f"U1{name.upper()}", "name": name, "tz": "UTC", "team_id": "T1", **more}})


def test_somebody_whom_slack_does_not_show_is_left_out_and_the_others_are_there() -> None:
    found = people_when(
        {
            "U1ANA": a_user("ana"),
            "U1HIDDEN": refusal("user_not_visible"),
            "U1LOST": refusal("user_not_found"),
            "U1DEV": a_user("dev"),
        }
    )
    assert isinstance(found, ChannelPeople)
    assert [person.address for person in found.people] == ["U1ANA", "U1DEV"]
    assert found.left_out == (LeftOut("", WhyLeftOut.HIDDEN),) * 2


def test_people_of_the_other_side_whom_slack_calls_no_strangers_are_strangers_all_the_same() -> None:
    sister = {"team_id": "T2", "is_stranger": False, "enterprise_user": {"enterprise_id": "E1"}}
    people = {"U1ANA": a_user("ana"), "U1LEE": a_user("lee", team_id="T2"), "U1SIS": a_user("sis", **sister)}
    alone = people_when(people)
    assert isinstance(alone, ChannelPeople)
    assert [person.name for person in alone.people] == ["ana"]
    assert alone.left_out == (LeftOut("lee", WhyLeftOut.STRANGER), LeftOut("sis", WhyLeftOut.STRANGER))
    together = people_when(people, enterprise_id="E1")
    assert isinstance(together, ChannelPeople)
    assert [person.name for person in together.people] == ["ana", "sis"]


def test_an_answer_in_slacks_place_that_nobody_can_read_is_no_answer() -> None:
    page = Answer("<html>Please log in to the district's network</html>", status=403)
    found = people_when({"U1ANA": page})
    assert found == NotFound(Problem.NO_ANSWER, "http_403")


def file_when(content: Answer, **about: object) -> tuple[Found, list[Asked]]:
    """What comes of looking into a file that Slack keeps like this."""
    address: list[str] = []

    def answer(asked: Asked) -> Answer:
        if asked.method == "files.info":
            file = {"id": "F1", "name": "school.ics", "size": 8, "url_private_download": f"{address[0]}kept", **about}
            return Answer({"ok": True, "file": file})
        return content

    with slack_that_answers(answer, takes_get=True) as (url, asked):
        address.append(url)
        return SlackLookups(posting_client("xoxb-1", url)).look_up(WantedFile("F1")), asked


def test_a_file_comes_with_its_name_and_its_bytes() -> None:
    found, asked = file_when(Answer("BEGIN:VC"))
    assert found == Contents("school.ics", b"BEGIN:VC")
    assert [one.method for one in asked] == ["files.info", "kept"]


@pytest.mark.parametrize(
    ("content", "about", "problem"),
    [
        (Answer("x"), {"size": LARGEST_FILE + 1}, NotFound(Problem.TOO_LARGE, str(LARGEST_FILE + 1))),
        (Answer("x" * (LARGEST_FILE + 1)), {}, NotFound(Problem.TOO_LARGE)),
        (Answer("", status=302, headers={"Location": "http://127.0.0.1:9/login"}), {}, "http_302"),
        (Answer("", status=404), {}, "http_404"),
    ],
    ids=["said to be large", "larger than said", "sent elsewhere", "not there"],
)
def test_a_file_that_can_not_be_had_is_not_found(content: Answer, about: dict[str, object], problem: object) -> None:
    found, _ = file_when(content, **about)
    assert found == (NotFound(Problem.NO_ANSWER, problem) if isinstance(problem, str) else problem)


def test_a_file_that_slack_does_not_know_is_gone_and_no_page_is_fetched(lookups: SlackLookups) -> None:
    assert lookups.look_up(WantedPage("https://example.org/a.ics")) == NotFound(Problem.NOT_ALLOWED)
    found = lookups.look_up(WantedFile("F0NOTHING"))
    assert isinstance(found, NotFound)


def test_our_token_goes_nowhere_else() -> None:
    with slack_that_answers(lambda _: Answer("mine now"), takes_get=True) as (url, heard):
        file_when(Answer("", status=302, headers={"Location": f"{url}steal"}))
    assert heard == []
