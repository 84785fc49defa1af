"""What Slack's refusals come to: every documented code is judged, and the judgements that matter most are pinned."""

import json
import re
from collections import Counter
from pathlib import Path
from types import MappingProxyType

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.slack.outcomes import JUDGEMENTS, TABLE, no_answer_of, outcome_of
from jobs.announcements import WhyClosed
from jobs.ports import HoldOff, PlaceClosed, Rejected, TryLater, Uncertain, Uninstalled

DOCUMENTED = json.loads(Path(__file__).with_name("documented_codes.json").read_text())
CALLED_IN_BACKGROUND = frozenset(
    re.sub(r"_(\w)", lambda found: f".{found[1]}", name, count=1)
    for module in ("messenger", "files")
    for name in re.findall(
        r"client\.([a-z]+_[a-zA-Z]+)\(", (Path(__file__).parents[3] / f"bot/slack/{module}.py").read_text()
    )
)
CHANNEL, PERSON = "C1", "U1"
NO_HEADERS: MappingProxyType[str, str] = MappingProxyType({})


def refused(
    code: str | None = None,
    *,
    status: int = 200,
    method: str = "chat.postMessage",
    headers: MappingProxyType[str, str] = NO_HEADERS,
    **more: object,
) -> SlackApiError:
    data = {"ok": False, **({} if code is None else {"error": code}), **more}
    response = SlackResponse(
        client=WebClient(),
        http_verb="POST",
        api_url=f"https://slack.com/api/{method}",
        req_args={},
        data=data,
        headers=dict(headers),
        status_code=status,
    )
    return SlackApiError("refused", response)  # type: ignore[no-untyped-call]


def limited(method: str, retry_after: str | None, code: str = "ratelimited") -> SlackApiError:
    headers = {} if retry_after is None else {"Retry-After": retry_after}
    return refused(code, status=429, method=method, headers=MappingProxyType(headers))


@pytest.mark.parametrize("method", DOCUMENTED["methods"])
def test_every_documented_code_of_a_method_is_judged(method: str) -> None:
    assert set(DOCUMENTED["methods"][method]) - TABLE.keys() == set()


def test_every_method_that_is_called_in_the_background_is_among_the_documented() -> None:
    assert "chat.postMessage" in CALLED_IN_BACKGROUND
    assert {name.lower() for name in CALLED_IN_BACKGROUND} <= {name.lower() for name in DOCUMENTED["methods"]}


def test_no_code_is_judged_twice_and_every_judgement_has_a_reason() -> None:
    counted = Counter(code for judgement in JUDGEMENTS for code in judgement.codes)
    assert [code for code, times in counted.items() if times > 1] == []
    assert all(judgement.because and judgement.codes for judgement in JUDGEMENTS)


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("is_archived", WhyClosed.ARCHIVED),
        ("is_inactive", WhyClosed.ARCHIVED),
        ("not_in_channel", WhyClosed.REMOVED),
        ("channel_not_found", WhyClosed.GONE),
        ("restricted_action", WhyClosed.FORBIDDEN),
        ("restricted_action_read_only_channel", WhyClosed.FORBIDDEN),
        ("ekm_access_denied", WhyClosed.FORBIDDEN),
    ],
)
def test_a_channel_that_takes_nothing_is_closed_and_says_why(code: str, why: WhyClosed) -> None:
    assert outcome_of(refused(code), to=CHANNEL) == PlaceClosed(why, code)


@pytest.mark.parametrize("address", ["U1", "W1", "D1"])
@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("channel_not_found", WhyClosed.PERSON_GONE),
        ("user_not_found", WhyClosed.PERSON_GONE),
        ("user_disabled", WhyClosed.PERSON_GONE),
        ("is_archived", WhyClosed.PERSON_GONE),
        ("account_inactive", WhyClosed.PERSON_GONE),
        ("messages_tab_disabled", WhyClosed.NO_DIRECT_MESSAGES),
        ("cannot_dm_bot", WhyClosed.NO_DIRECT_MESSAGES),
        ("restricted_action", WhyClosed.NO_DIRECT_MESSAGES),
    ],
)
def test_a_person_who_cannot_be_written_to_closes_only_their_own_conversation(
    code: str, why: WhyClosed, address: str
) -> None:
    assert outcome_of(refused(code), to=address) == PlaceClosed(why, code)


@pytest.mark.parametrize("code", ["invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired"])
def test_a_token_that_is_no_longer_good_means_that_homeroom_is_not_installed(code: str) -> None:
    assert outcome_of(refused(code), to=CHANNEL) == Uninstalled(code)


@pytest.mark.parametrize("code", ["invalid_auth", "token_revoked"])
def test_a_revoked_token_is_never_taken_for_one_persons_trouble(code: str) -> None:
    assert outcome_of(refused(code), to=PERSON) == Uninstalled(code)


@pytest.mark.parametrize(
    "code",
    [
        "message_not_found",
        "cant_update_message",
        "edit_window_closed",
        "invalid_blocks",
        "msg_too_long",
        "missing_scope",
        "restricted_action_thread_locked",
        "a_code_that_slack_invents_tomorrow",
    ],
)
@pytest.mark.parametrize("to", [CHANNEL, PERSON])
def test_what_no_repetition_mends_is_given_up(code: str, to: str) -> None:
    assert outcome_of(refused(code, method="chat.update"), to=to) == Rejected(code)


def test_a_rejection_carries_what_slack_says_is_wrong_with_the_blocks() -> None:
    error = refused("invalid_blocks", response_metadata={"messages": ["[ERROR] no more than 50 items"]})
    assert outcome_of(error, to=CHANNEL) == Rejected("invalid_blocks; [ERROR] no more than 50 items")


@pytest.mark.parametrize("code", ["service_unavailable", "request_timeout", "update_failed"])
def test_what_slack_did_not_begin_is_tried_later(code: str) -> None:
    assert outcome_of(refused(code), to=CHANNEL) == TryLater(code)


@pytest.mark.parametrize("code", ["internal_error", "fatal_error"])
def test_a_fault_of_slacks_may_have_come_after_the_message_landed(code: str) -> None:
    assert outcome_of(refused(code), to=CHANNEL) == Uncertain(code)
    assert no_answer_of(refused(code), to=CHANNEL) == TryLater(code)


@pytest.mark.parametrize("code", ["message_limit_exceeded", "team_added_to_org", "org_login_required", "accesslimited"])
@pytest.mark.parametrize("to", [CHANNEL, PERSON])
def test_what_is_true_of_the_whole_workspace_makes_the_whole_workspace_wait(code: str, to: str) -> None:
    assert outcome_of(refused(code, status=429), to=to) == HoldOff(600, everywhere=True)


@pytest.mark.parametrize("code", ["ratelimited", "rate_limited", "called_too_often"])
def test_a_limit_is_known_by_either_spelling_or_by_its_status(code: str) -> None:
    assert outcome_of(limited("chat.postMessage", "7", code), to=CHANNEL) == HoldOff(7, everywhere=True)


@pytest.mark.parametrize(
    ("method", "retry_after", "everywhere"),
    [
        pytest.param("chat.postMessage", "1", False, id="the channel's one a second"),
        pytest.param("chat.postMessage", "2", True, id="longer than a channel's pace"),
        pytest.param("chat.postMessage", None, True, id="nothing said"),
        pytest.param("chat.update", "1", True, id="a method that is limited for the workspace"),
        pytest.param("users.info", "1", True, id="a question that is limited for the workspace"),
    ],
)
def test_a_limit_of_the_workspace_holds_the_workspace(method: str, retry_after: str | None, everywhere: bool) -> None:
    outcome = outcome_of(limited(method, retry_after), to=CHANNEL)
    assert isinstance(outcome, HoldOff)
    assert outcome.everywhere is everywhere


@pytest.mark.parametrize(
    ("said", "seconds"),
    [("7", 7), ("0.5", 0.5), ("-3", 0), ("soon", 30), ("nan", 30), ("inf", 30), (None, 30), ("86400", 3600)],
)
def test_whatever_stands_in_retry_after_the_wait_is_one_that_can_be_kept(said: str | None, seconds: float) -> None:
    outcome = outcome_of(limited("chat.postMessage", said), to=CHANNEL)
    assert isinstance(outcome, HoldOff)
    assert outcome.seconds == seconds


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (200, Uncertain("http_200")),
        (500, Uncertain("http_500")),
        (502, Uncertain("http_502")),
        (503, TryLater("http_503")),
        (403, TryLater("http_403")),
    ],
)
@pytest.mark.parametrize("code", [None, "Received a response in a non-JSON format: <html>Blocked</html>"])
def test_an_answer_that_is_not_slacks_is_judged_by_its_status_and_not_repeated(
    status: int, outcome: object, code: str | None
) -> None:
    assert outcome_of(refused(code, status=status), to=CHANNEL) == outcome
