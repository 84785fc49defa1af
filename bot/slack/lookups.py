"""Looks things up in Slack that no click can wait for: who is in a channel, one person, what is in a file."""

import http.client
import math
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from typing import Any, assert_never

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.lookups import (
    FILE_TIMEOUT_SECONDS,
    LARGEST_FILE,
    MOST_PEOPLE,
    ChannelPeople,
    Contents,
    Found,
    NotFound,
    Problem,
    Profile,
    Wanted,
    WantedFile,
    WantedPage,
    WantedPeople,
    WantedPerson,
    WhyLeftOut,
    sorted_out,
)
from bot.slack.outcomes import code_of, outcome_of
from jobs.ports import HoldOff, Person
from rubric.typed_text import without_marks

# Slack allows a hundred of these a minute, and each takes a fifth of a second.
PEOPLE_AT_ONCE = 8
# Of one person among others: they are left out, and the others are not kept waiting.
NOBODY = frozenset({"user_not_found", "user_not_visible"})
_PROBLEMS = {
    "channel_not_found": Problem.CHANNEL_HIDDEN,
    "is_archived": Problem.CHANNEL_ARCHIVED,
    "missing_scope": Problem.MISSING_SCOPE,
    "user_not_found": Problem.GONE,
    "user_not_visible": Problem.GONE,
    "file_not_found": Problem.GONE,
    "file_deleted": Problem.GONE,
    "method_not_supported_for_channel_type": Problem.NOT_A_CHANNEL,
}

User = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Home:
    """Where we are installed: the workspace, and the organization around it if there is one."""

    workspace: str
    organization: str = ""

    def has(self, user: Mapping[str, Any]) -> bool:
        """Whether somebody belongs here. In a shared channel Slack calls people of the other side no strangers."""
        theirs = (user.get("enterprise_user") or {}).get("enterprise_id")
        if user.get("is_stranger"):
            return False
        return user.get("team_id", self.workspace) == self.workspace or (bool(theirs) and theirs == self.organization)


class SlackLookups:
    """The Lookups of one Slack workspace."""

    def __init__(self, client: WebClient) -> None:
        self._client = client

    def look_up(self, wanted: Wanted) -> Found:
        try:
            match wanted:
                case WantedPeople(channel_id=channel_id):
                    return self._people(channel_id)
                case WantedPerson(address=address):
                    return self._profile(address)
                case WantedFile(file_id=file_id):
                    return self._file(file_id)
                case WantedPage():
                    return NotFound(Problem.NOT_ALLOWED)
                case _:
                    assert_never(wanted)
        except SlackApiError as error:
            return _not_found(error)
        except (OSError, http.client.HTTPException) as error:
            return NotFound(Problem.NO_ANSWER, type(error).__name__)

    def _people(self, channel_id: str) -> Found:
        # Of a direct message that we are not in, Slack says that it isn't there.
        if channel_id.startswith("D"):
            return NotFound(Problem.NOT_A_CHANNEL)
        channel = self._client.conversations_info(channel=channel_id)["channel"]
        if channel.get("is_im") or channel.get("is_mpim"):
            return NotFound(Problem.NOT_A_CHANNEL)
        if channel.get("is_archived"):
            return NotFound(Problem.CHANNEL_ARCHIVED)
        is_shared = bool(channel.get("is_ext_shared") or channel.get("is_pending_ext_shared"))
        name = without_marks(str(channel.get("name") or ""))
        if is_shared:
            # Nobody sets a team up there, so nobody in it is asked about.
            return ChannelPeople(name, is_shared=True, people=(), left_out=())
        addresses = [
            str(address)
            for page in self._client.conversations_members(channel=channel_id, limit=200)
            for address in page["members"]
        ]
        if len(addresses) > MOST_PEOPLE:
            return NotFound(Problem.TOO_LARGE, str(len(addresses)))
        return sorted_out(name, self._users(addresses))

    def _users(self, addresses: Sequence[str]) -> list[Profile | None]:
        """In the same order; what goes wrong with one of them ends it for all."""
        with ThreadPoolExecutor(PEOPLE_AT_ONCE, thread_name_prefix="people") as pool:
            return list(pool.map(self._user, addresses))

    def _user(self, address: str) -> Profile | None:
        """None for somebody whom Slack doesn't know or doesn't show."""
        try:
            return self._profile(address)
        except SlackApiError as error:
            if code_of(error) in NOBODY:
                return None
            raise

    def _profile(self, address: str) -> Profile:
        return profile_of(self._client.users_info(user=address)["user"], self._home)

    @cached_property
    def _home(self) -> Home:
        found = self._client.auth_test()
        return Home(str(found["team_id"]), str(found.get("enterprise_id") or ""))

    def _file(self, file_id: str) -> Found:
        file = self._client.files_info(file=file_id)["file"]
        if int(file.get("size") or 0) > LARGEST_FILE:
            return NotFound(Problem.TOO_LARGE, str(file["size"]))
        request = urllib.request.Request(
            str(file["url_private_download"]), headers={"Authorization": f"Bearer {self._client.token}"}
        )
        try:
            with _straight.open(request, timeout=FILE_TIMEOUT_SECONDS) as answer:
                data = answer.read(LARGEST_FILE + 1)
        except urllib.error.HTTPError as error:
            with error:
                return NotFound(Problem.NO_ANSWER, f"http_{error.code}")
        return (
            NotFound(Problem.TOO_LARGE)
            if len(data) > LARGEST_FILE
            else Contents(without_marks(str(file["name"])), data)
        )


def profile_of(user: User, home: Home) -> Profile:
    is_admin = bool(user.get("is_admin") or user.get("is_owner") or user.get("is_primary_owner"))
    return Profile(person_of(user), is_admin=is_admin, left_out=left_out_because(user, home))


def left_out_because(user: Mapping[str, Any], home: Home) -> WhyLeftOut | None:
    """Why somebody can't be on a team; None when they can."""
    # Slack's own helper is a person to the API.
    if user.get("is_bot") or user["id"] == "USLACKBOT":
        return WhyLeftOut.BOT
    if user.get("deleted"):
        return WhyLeftOut.CLOSED
    if home is not None and not home.has(user):
        return WhyLeftOut.STRANGER
    if user.get("is_restricted") or user.get("is_ultra_restricted"):
        return WhyLeftOut.GUEST
    return None


def person_of(user: Mapping[str, Any]) -> Person:
    profile = user.get("profile") or {}
    name = user.get("real_name") or profile.get("real_name") or user.get("name") or user["id"]
    title = profile.get("title") or ""
    return Person(
        address=user["id"], name=without_marks(name), zone=user.get("tz") or "UTC", title=without_marks(title)
    )


def _not_found(error: SlackApiError) -> NotFound:
    outcome = outcome_of(error, to="")
    if isinstance(outcome, HoldOff):
        return NotFound(Problem.BUSY, str(math.ceil(outcome.seconds)))
    code = code_of(error)
    return NotFound(_PROBLEMS.get(code, Problem.NO_ANSWER), code)


class _NoDetours(urllib.request.HTTPRedirectHandler):
    """Somewhere else our token is nobody's business; Slack only sends those elsewhere who may not see the file."""

    def redirect_request(self, *_: object) -> None:
        return None


_straight = urllib.request.build_opener(_NoDetours)
