"""Who is let in from Teams: only what Microsoft signed for our bot, from our organization; and nobody by a trick."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import jwt
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.teams.authority import Anybody, Authority, NotTeams, OtherTenant
from bot.teams.identity import TeamsUnreachable, cloud_named
from bot.web.server import WebServer
from sandbox.clock import ManualClock
from sandbox.teams.server import TeamsServer
from sandbox.teams.tenant import Tenant
from sandbox.teams.tokens import Signer
from tests.bot.teams.town import ANA, BOT, NOW, TENANT, a_town

ELSEWHERE = "00000000-7d42-4c0e-9f26-8b1d4e6a7c30"


@pytest.fixture(scope="module")
def tenant() -> Iterator[Tenant]:
    tenant = Tenant(a_town(), clock=ManualClock(NOW))
    with TeamsServer(tenant):
        yield tenant


@pytest.fixture(scope="module")
def authority(tenant: Tenant) -> Authority:
    return Authority(app_id=BOT.app_id, tenant=TENANT, cloud=cloud_named("public"), openid_url=tenant.openid_url)


def an_activity(tenant: Tenant, **other: Any) -> dict[str, Any]:
    return {
        "type": "message",
        "channelId": "msteams",
        "serviceUrl": tenant.service_url,
        "from": {"id": ANA},
        "conversation": {"id": "a:1", "tenantId": TENANT},
        "channelData": {"tenant": {"id": TENANT}},
        **other,
    }


def signed(tenant: Tenant, **other: Any) -> dict[str, str]:
    given = {"audience": BOT.app_id, "service_url": tenant.service_url, **other}
    return {"authorization": f"Bearer {tenant.signer.token(**given)}"}


def test_what_microsoft_signed_for_our_bot_about_our_organization_comes_in(
    authority: Authority, tenant: Tenant
) -> None:
    authority.check(signed(tenant), an_activity(tenant))
    authority.check({"Authorization": signed(tenant)["authorization"]}, an_activity(tenant))
    authority.check({"AUTHORIZATION": signed(tenant)["authorization"].replace("Bearer", "bearer")}, an_activity(tenant))


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"audience": "another-app"}, id="for another app"),
        pytest.param({"issuer": "https://sts.windows.net/somebody/"}, id="of another issuer"),
        pytest.param({"lasts": -3600}, id="run out"),
        pytest.param({"service_url": "https://smba.example/elsewhere/"}, id="of another service"),
    ],
)
def test_a_token_for_anything_else_does_not(authority: Authority, tenant: Tenant, other: dict[str, Any]) -> None:
    with pytest.raises(NotTeams):
        authority.check(signed(tenant, **other), an_activity(tenant))


@pytest.mark.parametrize(
    "header",
    ["", "Bearer", "Bearer ", "Basic YTpi", "Bearer nonsense", "Bearer a.b.c", "Bearer " + "x" * 10_000],
)
def test_what_is_no_token_does_not(authority: Authority, tenant: Tenant, header: str) -> None:
    for headers in ({"authorization": header}, {}):
        with pytest.raises(NotTeams):
            authority.check(headers, an_activity(tenant))


def test_what_somebody_else_signed_does_not(authority: Authority, tenant: Tenant) -> None:
    own = Signer()
    claims = jwt.decode(signed(tenant)["authorization"].split()[1], options={"verify_signature": False})
    theirs = own.token(audience=BOT.app_id, service_url=tenant.service_url)
    known = jwt.get_unverified_header(signed(tenant)["authorization"].split()[1])["kid"]
    under_our_name = jwt.encode(claims, own._key, algorithm="RS256", headers={"kid": known})
    unsigned = jwt.encode(claims, "", algorithm="none", headers={"kid": known})
    by_the_public_half = jwt.encode(claims, "x" * 64, algorithm="HS256", headers={"kid": known})
    for token in (theirs, under_our_name, unsigned, by_the_public_half):
        with pytest.raises(NotTeams):
            authority.check({"authorization": f"Bearer {token}"}, an_activity(tenant))


@pytest.mark.parametrize("service", [None, "", 7, "https://smba.example/elsewhere/"])
def test_the_address_to_answer_at_is_the_one_that_was_signed(
    authority: Authority, tenant: Tenant, service: object
) -> None:
    with pytest.raises(NotTeams):
        authority.check(signed(tenant), an_activity(tenant, serviceUrl=service))


@pytest.mark.parametrize("channel", ["directline", "webchat", "emulator", "", None])
def test_another_chat_of_the_same_bot_where_anybody_says_who_they_are_does_not(
    authority: Authority, tenant: Tenant, channel: object
) -> None:
    with pytest.raises(NotTeams):
        authority.check(signed(tenant), an_activity(tenant, channelId=channel))


NOT_OURS = [
    pytest.param({"channelData": {"tenant": {"id": ELSEWHERE}}}, id="another"),
    pytest.param({"channelData": {}, "conversation": {"id": "a:1", "tenantId": ELSEWHERE}}, id="another's chat"),
    pytest.param({"channelData": {"tenant": {"id": ELSEWHERE}}, "conversation": {"tenantId": TENANT}}, id="two"),
    pytest.param({"conversation": {"tenantId": ELSEWHERE}}, id="two, the other way round"),
    pytest.param({"channelData": {}, "conversation": {"id": "a:1"}}, id="none"),
    pytest.param({"channelData": None, "conversation": None}, id="nothing"),
    pytest.param({"channelData": "x", "conversation": []}, id="nonsense"),
    pytest.param({"channelData": {"tenant": {"id": [TENANT]}}, "conversation": {}}, id="a list"),
]


@pytest.mark.parametrize("other", NOT_OURS)
def test_what_is_of_another_organization_or_of_none_does_not(
    authority: Authority, tenant: Tenant, other: dict[str, Any]
) -> None:
    for who in (authority, Anybody(tenant=TENANT)):
        with pytest.raises(OtherTenant):
            who.check(signed(tenant), an_activity(tenant, **other))


def test_ids_of_organizations_differ_by_no_letters_size(authority: Authority, tenant: Tenant) -> None:
    shouted = {"channelData": {"tenant": {"id": TENANT.upper()}}, "conversation": {"tenantId": TENANT.upper()}}
    authority.check(signed(tenant), an_activity(tenant, **shouted))


@pytest.mark.parametrize("kind", ["message", "invoke"])
@pytest.mark.parametrize("by", [None, {}, {"id": ""}, {"id": None}, "29:ana", {"id": 7}])
def test_what_people_do_is_done_by_somebody(authority: Authority, tenant: Tenant, kind: str, by: object) -> None:
    activity = an_activity(tenant, type=kind, **{"from": by})
    for who in (authority, Anybody(tenant=TENANT)):
        with pytest.raises(NotTeams):
            who.check(signed(tenant), activity)


def test_what_happens_to_a_team_is_done_by_nobody(authority: Authority, tenant: Tenant) -> None:
    authority.check(signed(tenant), an_activity(tenant, type="conversationUpdate", **{"from": None}))


def test_while_the_keys_cannot_be_had_nobody_is_let_in_and_nobody_refused_for_good(tenant: Tenant) -> None:
    authority = Authority(
        app_id=BOT.app_id,
        tenant=TENANT,
        cloud=cloud_named("public"),
        openid_url="http://127.0.0.1:9/openidconfiguration",
    )
    with pytest.raises(TeamsUnreachable):
        authority.check(signed(tenant), an_activity(tenant))


@contextmanager
def something_else(said: str) -> Iterator[str]:
    """Answers everything with the same page."""

    async def page(_request: Request) -> Response:
        return Response(said)

    with WebServer(Starlette(routes=[Route("/{any:path}", page)]), host="127.0.0.1", port=0) as server:
        yield f"{server.url}/openidconfiguration"


def test_a_demo_lets_in_whoever_is_of_its_organization(tenant: Tenant) -> None:
    Anybody(tenant=TENANT).check({}, an_activity(tenant))
    with pytest.raises(OtherTenant):
        Anybody(tenant="").check({}, an_activity(tenant, channelData={}, conversation={}))


def test_nothing_of_what_was_refused_is_logged(
    authority: Authority, tenant: Tenant, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    with pytest.raises(NotTeams) as refused:
        authority.check(signed(tenant, service_url="https://smba.example/secret/"), an_activity(tenant))
    assert caplog.text == ""
    assert "secret" not in refused.value.why


@pytest.mark.parametrize("said", ["<html>Sign in to the network</html>", "[", ""], ids=["a page", "half", "nothing"])
def test_what_else_than_keys_stands_where_they_should_refuses_nobody_for_good(tenant: Tenant, said: str) -> None:
    with something_else(said) as url:
        authority = Authority(app_id=BOT.app_id, tenant=TENANT, cloud=cloud_named("public"), openid_url=url)
        with pytest.raises(TeamsUnreachable):
            authority.check(signed(tenant), an_activity(tenant))
