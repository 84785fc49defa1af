"""What Teams' refusals come to: every documented code is judged, and the judgements that matter most are pinned."""

import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from bot.teams.connector import TeamsSaysNo
from bot.teams.identity import CredentialsRefused, TeamsUnreachable
from bot.teams.outcomes import (
    JUDGEMENTS,
    TABLE,
    Trouble,
    no_answer_of_trouble,
    outcome_of,
    outcome_of_trouble,
)
from jobs.announcements import WhyClosed
from jobs.ports import HoldOff, Outcome, PlaceClosed, Rejected, TryLater, Uncertain, Uninstalled

DOCUMENTED = json.loads(Path(__file__).with_name("documented_codes.json").read_text())
CHANNEL, PERSON = "19:room@thread.tacv2", "29:ana"
NOW = datetime(2026, 11, 2, 14, tzinfo=UTC)


@pytest.mark.parametrize("code", DOCUMENTED["codes"])
def test_every_documented_code_is_judged(code: str) -> None:
    status = DOCUMENTED["codes"][code]
    assert code.replace(" ", "") in TABLE or status in DOCUMENTED["judged_by_status"]


@pytest.mark.parametrize("status", DOCUMENTED["to_be_repeated"])
@pytest.mark.parametrize("code", ["", "ServiceError", "SomethingNew", "<html>"])
def test_whatever_is_documented_to_be_repeated_is_repeated(status: int, code: str) -> None:
    assert isinstance(outcome_of(TeamsSaysNo(status, code), to=CHANNEL), TryLater | HoldOff)


def test_no_code_is_judged_twice_and_every_judgement_has_a_reason() -> None:
    counted = Counter(code for judgement in JUDGEMENTS for code in judgement.codes)
    assert [code for code, times in counted.items() if times > 1] == []
    assert all(judgement.because and judgement.codes for judgement in JUDGEMENTS)


@pytest.mark.parametrize(
    ("status", "code", "why"),
    [
        (403, "BotNotInConversationRoster", WhyClosed.REMOVED),
        (404, "BotNotInConversationRoster", WhyClosed.REMOVED),
        (404, "ConversationNotFound", WhyClosed.GONE),
        (403, "MessageWritesBlocked", WhyClosed.FORBIDDEN),
        (403, "ConversationBlockedByUser", WhyClosed.FORBIDDEN),
        (403, "NotEnoughPermissions", WhyClosed.FORBIDDEN),
        (403, "ForbiddenOperationException", WhyClosed.REMOVED),
        (403, "SomethingNew", WhyClosed.FORBIDDEN),
        (404, "SomethingNew", WhyClosed.GONE),
    ],
)
def test_a_channel_that_takes_nothing_is_closed_and_says_why(status: int, code: str, why: WhyClosed) -> None:
    assert outcome_of(TeamsSaysNo(status, code), to=CHANNEL) == PlaceClosed(why, code)


@pytest.mark.parametrize("address", ["29:ana", "a:1chat", "8:orgid:ana"])
@pytest.mark.parametrize(
    ("status", "code", "why"),
    [
        (404, "ConversationNotFound", WhyClosed.PERSON_GONE),
        (404, "UserNotFound", WhyClosed.PERSON_GONE),
        (403, "MessageWritesBlocked", WhyClosed.NO_DIRECT_MESSAGES),
        (403, "ConversationBlockedByUser", WhyClosed.NO_DIRECT_MESSAGES),
        (403, "ForbiddenOperationException", WhyClosed.NO_DIRECT_MESSAGES),
        (403, "BotNotInConversationRoster", WhyClosed.NO_DIRECT_MESSAGES),
        (403, "BotDisabledByAdmin", WhyClosed.NO_DIRECT_MESSAGES),
        (403, "SomethingNew", WhyClosed.NO_DIRECT_MESSAGES),
        (404, "SomethingNew", WhyClosed.PERSON_GONE),
    ],
)
def test_a_person_who_cannot_be_written_to_closes_only_their_own_chat(
    status: int, code: str, why: WhyClosed, address: str
) -> None:
    assert outcome_of(TeamsSaysNo(status, code), to=address) == PlaceClosed(why, code)


@pytest.mark.parametrize(
    ("status", "code", "reason"),
    [
        (401, "BotNotRegistered", "BotNotRegistered"),
        (401, "Unauthorized", "Unauthorized"),
        (401, "", "http_401"),
        (403, "BotDisabledByAdmin", "BotDisabledByAdmin"),
    ],
)
def test_credentials_that_are_no_longer_good_mean_that_homeroom_is_not_installed(
    status: int, code: str, reason: str
) -> None:
    assert outcome_of(TeamsSaysNo(status, code), to=CHANNEL) == Uninstalled(reason)


@pytest.mark.parametrize("code", ["BotNotRegistered", "Unauthorized", ""])
def test_credentials_are_never_taken_for_one_persons_trouble(code: str) -> None:
    assert isinstance(outcome_of(TeamsSaysNo(401, code), to=PERSON), Uninstalled)


@pytest.mark.parametrize("to", [CHANNEL, PERSON])
@pytest.mark.parametrize(
    ("status", "code", "reason"),
    [
        (404, "ActivityNotFoundInConversation", "ActivityNotFoundInConversation"),
        (413, "MessageSizeTooBig", "MessageSizeTooBig"),
        (413, "", "http_413"),
        (400, "BadSyntax", "BadSyntax"),
        (400, "Bad Argument", "BadArgument"),
        (400, "BadArgument", "BadArgument"),
        (400, "SomethingNew", "SomethingNew"),
        (405, "MethodNotAllowed", "MethodNotAllowed"),
    ],
)
def test_what_no_repetition_mends_is_given_up(status: int, code: str, reason: str, to: str) -> None:
    assert outcome_of(TeamsSaysNo(status, code), to=to) == Rejected(reason)


@pytest.mark.parametrize(("status", "code"), [(500, "ServiceError"), (500, ""), (501, "Unknown"), (302, "")])
def test_a_fault_of_teams_may_have_come_after_the_message_landed(status: int, code: str) -> None:
    error = TeamsSaysNo(status, code)
    assert isinstance(outcome_of(error, to=CHANNEL), Uncertain)
    assert isinstance(no_answer_of_trouble(error, to=CHANNEL), TryLater)


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (400, TryLater("http_400")),
        (403, TryLater("http_403")),
        (404, TryLater("http_404")),
        (407, TryLater("http_407")),
        (200, Uncertain("http_200")),
        (500, Uncertain("http_500")),
    ],
)
@pytest.mark.parametrize("code", ["", "<html>Blocked</html>", "Ana Morales said: no"])
def test_an_answer_that_is_not_teams_is_judged_by_its_status_and_not_repeated(
    status: int, outcome: Outcome, code: str
) -> None:
    assert outcome_of(TeamsSaysNo(status, code), to=CHANNEL) == outcome


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("7", 7),
        ("0.5", 0.5),
        ("-3", 0),
        ("soon", 30),
        ("nan", 30),
        ("inf", 30),
        ("", 30),
        (None, 30),
        ("86400", 3600),
        ("Mon, 02 Nov 2026 14:00:45 GMT", 45),
        ("Mon, 02 Nov 2026 13:00:00 GMT", 0),
        ("Mon, 02 Nov 2026 09:00:45 -0500", 45),
        ("Wed, 04 Nov 2026 14:00:00 GMT", 3600),
        ("Mon, 99 Nov 2026 14:00:45 GMT", 30),
    ],
)
@pytest.mark.parametrize(("status", "code"), [(429, "Throttled"), (429, ""), (429, "MessageWritesBlocked")])
def test_a_limit_is_kept_for_as_long_as_teams_says_and_in_that_place_alone(
    status: int, code: str, said: str | None, seconds: float
) -> None:
    assert outcome_of(TeamsSaysNo(status, code, said), to=CHANNEL, now=NOW) == HoldOff(seconds, everywhere=False)


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (TeamsSaysNo(429, "Throttled", "3"), HoldOff(3)),
        (CredentialsRefused("invalid_client"), Uninstalled("invalid_client")),
        (TeamsUnreachable("ConnectionError"), TryLater("ConnectionError")),
        (httpx.ConnectError("refused"), TryLater("ConnectError")),
        (httpx.ConnectTimeout("slow"), TryLater("ConnectTimeout")),
        (httpx.PoolTimeout("busy"), TryLater("PoolTimeout")),
        (httpx.ReadTimeout("slow"), Uncertain("ReadTimeout")),
        (httpx.WriteError("broken"), Uncertain("WriteError")),
        (httpx.RemoteProtocolError("hung up"), Uncertain("RemoteProtocolError")),
    ],
    ids=lambda value: type(value).__name__,
)
def test_only_what_may_have_left_is_uncertain(error: Trouble, outcome: Outcome) -> None:
    assert outcome_of_trouble(error, to=CHANNEL) == outcome
