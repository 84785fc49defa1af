"""The connector of the local Teams, over the network, through the client that a bot uses."""

from collections.abc import Callable, Iterator

import httpx
import jwt
import pytest

from bot.teams.connector import Connector, TeamsSaysNo
from sandbox.teams.messages import card_attachment
from sandbox.teams.tenant import Tenant
from tests.sandbox.teams.tenants import ADA, BEN, BOT, CAM, ROOM, TEAM, TENANT, a_connector


@pytest.fixture
def connector() -> Iterator[Connector]:
    with a_connector() as made:
        yield made


def said(text: str) -> dict[str, object]:
    return {"type": "message", "text": text}


def texts(tenant: Tenant, root: str = "") -> list[str]:
    messages = tenant.messages
    return [one.text for one in (messages.replies(ROOM, root) if root else messages.at_top(ROOM))]


def refusal_of(act: Callable[[], object]) -> tuple[int, str]:
    with pytest.raises(TeamsSaysNo) as refused:
        act()
    return refused.value.status, refused.value.code


def test_a_message_opens_a_thread_and_a_reply_stands_in_it(tenant: Tenant, connector: Connector) -> None:
    root = connector.post(tenant.service_url, ROOM, said("first"))
    connector.post(tenant.service_url, f"{ROOM};messageid={root}", said("reply"))
    assert root.isdigit()
    assert (texts(tenant), texts(tenant, root)) == (["first"], ["reply"])


def test_a_message_can_be_changed_and_deleted(tenant: Tenant, connector: Connector) -> None:
    root = connector.post(tenant.service_url, ROOM, said("first"))
    connector.change(tenant.service_url, ROOM, root, said("second"))
    assert texts(tenant) == ["second"]
    connector.delete(tenant.service_url, ROOM, root)
    assert texts(tenant) == []
    assert refusal_of(lambda: connector.change(tenant.service_url, ROOM, root, said("third"))) == (
        404,
        "ActivityNotFoundInConversation",
    )


def test_the_chat_with_a_person_is_the_same_each_time(tenant: Tenant, connector: Connector) -> None:
    chats = {connector.open_chat(tenant.service_url, bot=BOT.id, person=ADA, tenant=TENANT) for _ in range(2)}
    [chat] = chats
    connector.post(tenant.service_url, chat, said("hello"))
    assert [one.text for one in tenant.messages.at_top(chat)] == ["hello"]


def test_whoever_does_not_have_the_app_cannot_be_written_to(tenant: Tenant, connector: Connector) -> None:
    asked = refusal_of(lambda: connector.open_chat(tenant.service_url, bot=BOT.id, person=CAM, tenant=TENANT))
    assert asked == (403, "ForbiddenOperationException")


def test_a_roster_comes_in_pages(tenant: Tenant, connector: Connector) -> None:
    tenant.largest_page = 1
    found = list(connector.members(tenant.service_url, ROOM))
    assert [(one["id"], one["name"], one["tenantId"]) for one in found] == [
        (ADA, "Ada Example", TENANT),
        (BEN, "Ben Example", TENANT),
    ]


def test_one_person_can_be_asked_after(tenant: Tenant, connector: Connector) -> None:
    assert connector.member(tenant.service_url, ROOM, BEN)["email"] == "ben@example.org"
    assert refusal_of(lambda: connector.member(tenant.service_url, ROOM, CAM)) == (404, "MemberNotFoundInConversation")


def test_the_first_channel_of_a_team_has_no_name(tenant: Tenant, connector: Connector) -> None:
    found = connector.channels(tenant.service_url, TEAM)
    assert [(one["id"], one["name"]) for one in found] == [(TEAM, None), (ROOM, "planning")]


@pytest.mark.parametrize(
    ("activity", "refused"),
    [
        pytest.param({"type": "message"}, (400, "BadSyntax"), id="nothing said"),
        pytest.param({"type": "event", "text": "x"}, (400, "BadSyntax"), id="no message"),
        pytest.param({"type": "message", "attachments": [{}]}, (400, "BadSyntax"), id="no attachment"),
        pytest.param(
            {
                "type": "message",
                "attachments": [
                    card_attachment(
                        {
                            "type": "AdaptiveCard",
                            "version": "1.5",
                            "body": [{"type": "TextBlock", "text": "x" * 30_000, "wrap": True}],
                        }
                    )
                ],
            },
            (413, "MessageSizeTooBig"),
            id="too large a card",
        ),
        pytest.param(
            {"type": "message", "attachments": [card_attachment({"type": "AdaptiveCard", "version": "1.5"})]},
            (400, "BadSyntax"),
            id="a faulty card",
        ),
    ],
)
def test_what_teams_would_not_take_is_refused(
    tenant: Tenant, connector: Connector, activity: dict[str, object], refused: tuple[int, str]
) -> None:
    assert refusal_of(lambda: connector.post(tenant.service_url, ROOM, activity)) == refused


def test_a_wrong_token_opens_nothing(tenant: Tenant) -> None:
    with a_connector(token="another") as connector:
        asked = refusal_of(lambda: connector.post(tenant.service_url, ROOM, said("x")))
    assert (asked, texts(tenant)) == ((401, "Unauthorized"), [])


def test_an_unknown_conversation_is_not_found(tenant: Tenant, connector: Connector) -> None:
    asked = refusal_of(lambda: connector.post(tenant.service_url, "19:none@thread.tacv2", said("x")))
    assert asked == (404, "ConversationNotFound")


def test_more_than_seven_in_a_second_are_held_off_while_the_limit_is_on(tenant: Tenant, connector: Connector) -> None:
    tenant.limits.a_second = 7
    for number in range(7):
        connector.post(tenant.service_url, ROOM, said(str(number)))
    with pytest.raises(TeamsSaysNo) as refused:
        connector.post(tenant.service_url, ROOM, said("8"))
    assert (refused.value.status, refused.value.code, refused.value.retry_after) == (429, "Throttled", "1")
    connector.post(tenant.service_url, TEAM, said("elsewhere"))


@pytest.mark.parametrize(
    ("code", "status"), [("PreconditionFailed", 412), ("BadGateway", 502), ("GatewayTimeout", 504)], ids=str
)
def test_an_answer_that_asks_to_come_again_can_be_planned(
    tenant: Tenant, connector: Connector, code: str, status: int
) -> None:
    tenant.faults.answer_next(code, methods=["post"])
    assert refusal_of(lambda: connector.post(tenant.service_url, ROOM, said("x"))) == (status, code)
    assert texts(tenant) == []


@pytest.mark.parametrize(
    ("plan", "left"), [("drop_before_next", []), ("drop_after_next", ["x"])], ids=["before", "after"]
)
def test_a_connection_can_be_dropped_before_or_after_the_effect(
    tenant: Tenant, connector: Connector, plan: str, left: list[str]
) -> None:
    tenant.faults.plan(**{plan: 1})  # type: ignore[arg-type]
    with pytest.raises(httpx.TransportError):
        connector.post(tenant.service_url, ROOM, said("x"))
    assert texts(tenant) == left
    assert [call.landed for call in tenant.calls] == [bool(left)]


def test_the_keys_verify_what_is_signed(tenant: Tenant) -> None:
    keys = jwt.PyJWKClient(tenant.openid_url.replace("openidconfiguration", "keys"))
    token = tenant.courier.token()
    claims = jwt.decode(token, keys.get_signing_key_from_jwt(token).key, algorithms=["RS256"], audience=BOT.app_id)
    assert (claims["iss"], claims["serviceurl"]) == ("https://api.botframework.com", tenant.service_url)


def test_nobody_elses_message_can_be_changed(tenant: Tenant, connector: Connector) -> None:
    with tenant.lock:
        theirs = tenant.messages.add(ROOM, ADA, {"type": "message", "text": "mine"})
    asked = refusal_of(lambda: connector.change(tenant.service_url, ROOM, theirs.id, said("yours")))
    assert (asked, texts(tenant)) == ((403, "NotEnoughPermissions"), ["mine"])


def test_no_chat_is_opened_in_another_organization(tenant: Tenant, connector: Connector) -> None:
    asked = refusal_of(lambda: connector.open_chat(tenant.service_url, bot=BOT.id, person=ADA, tenant="another"))
    assert asked == (400, "BadArgument")
