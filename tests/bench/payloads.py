"""Rating forms as Slack sends them when somebody presses Done: the real form, filled in, encoded and signed."""

import json
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from slack_sdk.signature import SignatureVerifier

from bot.slack.blocks.rating_form import rating_view
from bot.use_cases.results import RatingForm
from tests.bench.seeding import WORKSPACE, ZONE, Asked

SECRET = "a-signing-secret-of-the-bench-00"
NOTES = ("Weekly attendance review, minutes of 14 October.", "Two of nine schools do this; the rest start in spring.")

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Request:
    """A raw HTTP request of Slack's."""

    body: str
    headers: dict[str, str]


def submissions(asked: Iterable[Asked]) -> list[Json]:
    """One payload for each member of each team, team after team."""
    made = []
    for one in asked:
        form = rating_view(RatingForm(zone=ZONE, check_in=one.check_in, current={}))
        made += [_submission(form, address, order) for order, address in enumerate(one.addresses)]
    return made


def encoded(payload: Json) -> str:
    # Slack escapes every slash.
    return urlencode({"payload": json.dumps(payload).replace("/", "\\/")})


def signed(body: str) -> Request:
    """Signed at this moment; Slack's signatures are good for five minutes."""
    timestamp = str(int(time.time()))
    signature = SignatureVerifier(SECRET).generate_signature(timestamp=timestamp, body=body) or ""
    headers = {
        "content-type": "application/x-www-form-urlencoded",
        "user-agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
        "accept": "application/json,*/*",
        "x-slack-request-timestamp": timestamp,
        "x-slack-signature": signature,
    }
    return Request(body, headers)


def _submission(form: Json, address: str, order: int) -> Json:
    person = {"id": address, "username": "member", "name": "member", "team_id": WORKSPACE}
    return {
        "type": "view_submission",
        "team": {"id": WORKSPACE, "domain": "bench"},
        "user": person,
        "api_app_id": "A0BENCH",
        "token": "verification-token",
        "trigger_id": "8461.1213.abcdef0123456789",
        "view": {
            **form,
            "id": "V0BENCH",
            "team_id": WORKSPACE,
            "state": {"values": _filled_in(form["blocks"], order)},
            "hash": "1761923456.abcdefgh",
            "clear_on_close": False,
            "notify_on_close": False,
            "previous_view_id": None,
            "root_view_id": "V0BENCH",
            "app_id": "A0BENCH",
            "external_id": "",
            "app_installed_team_id": WORKSPACE,
            "bot_id": "B0BENCH",
        },
        "response_urls": [],
        "is_enterprise_install": False,
        "enterprise": None,
    }


def _filled_in(blocks: list[Json], order: int) -> Json:
    """A level for everything, none that leaves anything to ask, and a note beside the first two."""
    values: Json = {}
    notes = iter(NOTES)
    for at, block in enumerate(blocks):
        if block["type"] != "input":
            continue
        element = block["element"]
        state: Json = {"type": element["type"]}
        if "options" in element:
            state["selected_option"] = _in_the_middle(element["options"], at + order)
        else:
            state["value"] = next(notes, None)
        values[block["block_id"]] = {element["action_id"]: state}
    return values


def _in_the_middle(options: list[Json], turn: int) -> Json:
    """Neither the best nor the worst level, nor Don't know."""
    middle = options[1:-2]
    return middle[turn % len(middle)]
