"""Teams' REST interface: how a call is made, that it is made once, and how refusals are read."""

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from bot.teams.connector import MOST_PAGES, Connector, TeamsSaysNo

SERVICE = "https://smba.example/emea/"
Answers = Callable[[httpx.Request], httpx.Response]


class Teams:
    """Answers in Teams' place; `asked` is every request as it came."""

    def __init__(self) -> None:
        self.asked: list[httpx.Request] = []
        self.answers: Answers = lambda _: httpx.Response(200, json={"id": "1"})

    def meet(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        return self.answers(request)


@pytest.fixture
def teams() -> Teams:
    return Teams()


@pytest.fixture
def connector(teams: Teams) -> Iterator[Connector]:
    made = Connector(lambda: "a.token.here")
    made._http.close()
    made._http = httpx.Client(transport=httpx.MockTransport(teams.meet))
    yield made
    made.close()


def test_every_call_goes_where_the_service_is_with_our_token(connector: Connector, teams: Teams) -> None:
    connector.post(SERVICE, "19:c@thread.tacv2;messageid=1", {"type": "message"})
    connector.change(SERVICE.rstrip("/"), "a:1", "2", {"type": "message"})
    connector.delete(SERVICE, "a:1/../x", "3?y")
    connector.member(SERVICE, "a:1", "29:ana")
    connector.channels(SERVICE, "19:team@thread.tacv2")
    assert [f"{one.method} {one.url.raw_path.decode()}" for one in teams.asked] == [
        "POST /emea/v3/conversations/19%3Ac%40thread.tacv2%3Bmessageid%3D1/activities",
        "PUT /emea/v3/conversations/a%3A1/activities/2",
        "DELETE /emea/v3/conversations/a%3A1%2F..%2Fx/activities/3%3Fy",
        "GET /emea/v3/conversations/a%3A1/members/29%3Aana",
        "GET /emea/v3/teams/19%3Ateam%40thread.tacv2/conversations",
    ]
    assert {one.headers["authorization"] for one in teams.asked} == {"Bearer a.token.here"}


def test_a_chat_is_opened_between_two_in_their_organization(connector: Connector, teams: Teams) -> None:
    assert connector.open_chat(SERVICE, bot="28:app", person="29:ana", tenant="t") == "1"
    (asked,) = teams.asked
    assert httpx.Response(200, content=asked.content).json() == {
        "bot": {"id": "28:app"},
        "members": [{"id": "29:ana"}],
        "tenantId": "t",
        "channelData": {"tenant": {"id": "t"}},
        "isGroup": False,
    }


def test_everybody_is_read_page_by_page_and_whoever_never_ends_is_not_believed(
    connector: Connector, teams: Teams
) -> None:
    def two_pages(request: httpx.Request) -> httpx.Response:
        more: dict[str, Any] = {"continuationToken": "a&b"} if "continuationToken" not in str(request.url) else {}
        return httpx.Response(200, json={"members": [{"id": str(len(teams.asked))}], **more})

    teams.answers = two_pages
    assert [one["id"] for one in connector.members(SERVICE, "19:c")] == ["1", "2"]
    assert "continuationToken=a%26b" in str(teams.asked[1].url)
    teams.answers = lambda _: httpx.Response(200, json={"members": [{"id": "x"}], "continuationToken": "again"})
    assert len(list(connector.members(SERVICE, "19:c"))) == MOST_PAGES


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (httpx.Response(403, json={"error": {"code": "NotEnoughPermissions", "message": "x"}}), "NotEnoughPermissions"),
        (httpx.Response(401, json={"message": "Authorization has been denied for this request."}), ""),
        (httpx.Response(403, json={"error": "BotNotInConversationRoster"}), ""),
        (httpx.Response(500, json={"error": {"code": None}}), ""),
        (httpx.Response(502, text="<html>Bad gateway</html>"), ""),
        (httpx.Response(400, json=["BadSyntax"]), ""),
        (httpx.Response(404), ""),
        (httpx.Response(302, headers={"location": "https://elsewhere.example/"}), ""),
    ],
    ids=["a code", "a message", "a word", "no code", "a page", "a list", "nothing", "elsewhere"],
)
def test_a_refusal_is_its_status_and_its_code_if_it_has_one(
    connector: Connector, teams: Teams, answer: httpx.Response, code: str
) -> None:
    teams.answers = lambda _: answer
    with pytest.raises(TeamsSaysNo) as refused:
        connector.post(SERVICE, "19:c", {})
    assert (refused.value.status, refused.value.code) == (answer.status_code, code)
    assert len(teams.asked) == 1


def taking(teams: Teams, token: str) -> Connector:
    """Teams refuses every other token, and there are two."""
    teams.answers = lambda request: httpx.Response(
        201 if request.headers["authorization"] == f"Bearer {token}" else 401, json={"id": "7"}
    )
    connector = Connector(lambda: "kept", renewed=lambda refused: "another" if refused == "kept" else refused)
    connector._http.close()
    connector._http = httpx.Client(transport=httpx.MockTransport(teams.meet))
    return connector


def test_a_call_whose_token_is_refused_is_made_once_more_with_another(teams: Teams) -> None:
    connector = taking(teams, "another")
    assert connector.post(SERVICE, "19:c", {"text": "x"}) == "7"
    first, second = teams.asked
    assert first.content == second.content
    connector.close()


def test_a_call_whose_new_token_is_refused_too_is_refused(teams: Teams) -> None:
    connector = taking(teams, "neither")
    with pytest.raises(TeamsSaysNo) as refused:
        connector.post(SERVICE, "19:c", {"text": "x"})
    assert (refused.value.status, len(teams.asked)) == (401, 2)
    connector.close()


def test_how_long_to_wait_is_read_too(connector: Connector, teams: Teams) -> None:
    teams.answers = lambda _: httpx.Response(429, headers={"Retry-After": "7"}, json={"error": {"code": "Throttled"}})
    with pytest.raises(TeamsSaysNo) as refused:
        connector.post(SERVICE, "19:c", {})
    assert refused.value.retry_after == "7"


def test_what_landed_without_an_id_has_none(connector: Connector, teams: Teams) -> None:
    for answer in (httpx.Response(202), httpx.Response(201, json=[]), httpx.Response(201, json={"id": None})):
        teams.answers = lambda _, answer=answer: answer  # type: ignore[misc]
        assert connector.post(SERVICE, "19:c", {}) == ""
