"""Teams' REST interface for bots, one attempt a call: what it needs and where it goes, not what an answer means.

Only a call whose token was refused, so that nothing can have happened, is made once more with a new one. The library's
own client is asynchronous and hides at which point a call broke; a delivery must know whether it left.
"""

import logging
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

import httpx

Json = dict[str, Any]
# A background call may take its time, but must end well before its lane's lease does.
TIMEOUT_SECONDS = 10
# Each part of a call has its own time: together with the answer's this is still well within the lease.
CONNECT_TIMEOUT_SECONDS = 4
# The most that Teams gives at once.
PEOPLE_IN_A_PAGE = 500
# More than the largest team has; whoever goes on saying that there is more is not believed.
MOST_PAGES = 50
# They log where every call goes, and a file's address is itself the right to read or to write there.
_TALKATIVE = ("httpx", "httpcore")


class TeamsSaysNo(Exception):
    """Teams answered, and refused: its status, its code (such as "BotNotInConversationRoster"), how long it asks to
    wait in seconds if it says so.
    """

    def __init__(self, status: int, code: str, retry_after: str | None = None) -> None:
        super().__init__(f"{status} {code}".strip())
        self.status = status
        self.code = code
        self.retry_after = retry_after


class Connector:
    """Every call raises TeamsSaysNo, and httpx.TransportError when no answer came; `token` raises what it raises.

    `renewed` gives another token for one that was refused, if there is any.
    """

    def __init__(
        self,
        token: Callable[[], str],
        *,
        renewed: Callable[[str], str] | None = None,
        timeout: float = TIMEOUT_SECONDS,
    ) -> None:
        self._token = token
        for name in _TALKATIVE:
            logging.getLogger(name).setLevel(logging.WARNING)
        self._renewed = renewed or (lambda refused: refused)
        # A proxy and certificates of the organization's own are taken from where every other call finds them too.
        self._http = httpx.Client(
            timeout=httpx.Timeout(timeout, connect=min(timeout, CONNECT_TIMEOUT_SECONDS)),
            follow_redirects=False,
        )

    def close(self) -> None:
        """Hang up; nothing can be called afterwards."""
        self._http.close()

    def post(self, service: str, conversation: str, activity: Json) -> str:
        """A new message; its id."""
        return self._id(self._call("POST", service, f"conversations/{_part(conversation)}/activities", activity))

    def change(self, service: str, conversation: str, message_id: str, activity: Json) -> None:
        self._call("PUT", service, f"conversations/{_part(conversation)}/activities/{_part(message_id)}", activity)

    def delete(self, service: str, conversation: str, message_id: str) -> None:
        self._call("DELETE", service, f"conversations/{_part(conversation)}/activities/{_part(message_id)}")

    def open_chat(self, service: str, *, bot: str, person: str, tenant: str) -> str:
        """The conversation with one person, the same one each time; its id."""
        asked = {
            "bot": {"id": bot},
            "members": [{"id": person}],
            "tenantId": tenant,
            "channelData": {"tenant": {"id": tenant}},
            "isGroup": False,
        }
        return self._id(self._call("POST", service, "conversations", asked))

    def members(self, service: str, conversation: str) -> Iterator[Json]:
        """Everybody in a conversation, as Teams describes them."""
        path, more = f"conversations/{_part(conversation)}/pagedmembers", ""
        for _ in range(MOST_PAGES):
            page = self._call("GET", service, f"{path}?pageSize={PEOPLE_IN_A_PAGE}{more}")
            yield from page.get("members") or ()
            token = str(page.get("continuationToken") or "")
            if not token:
                return
            more = f"&continuationToken={_part(token)}"

    def member(self, service: str, conversation: str, person: str) -> Json:
        return self._call("GET", service, f"conversations/{_part(conversation)}/members/{_part(person)}")

    def channels(self, service: str, team: str) -> list[Json]:
        """The channels of a team as Teams describes them: id, name (none for its first), type."""
        return list(self._call("GET", service, f"teams/{_part(team)}/conversations").get("conversations") or ())

    def _call(self, method: str, service: str, path: str, body: Json | None = None) -> Json:
        url, token = f"{service.rstrip('/')}/v3/{path}", self._token()
        answer = self._http.request(method, url, json=body, headers=_bearing(token))
        # Keys and secrets change while a token is still good by its date.
        if answer.status_code == httpx.codes.UNAUTHORIZED and (another := self._renewed(token)) != token:
            answer = self._http.request(method, url, json=body, headers=_bearing(another))
        said = _read(answer)
        if answer.is_success:
            return said
        error = said.get("error")
        code = str(error.get("code") or "") if isinstance(error, dict) else ""
        raise TeamsSaysNo(answer.status_code, code, answer.headers.get("retry-after"))

    @staticmethod
    def _id(answer: Json) -> str:
        return str(answer.get("id") or "")


def _bearing(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def _part(text: str) -> str:
    return quote(text, safe="")


def _read(answer: httpx.Response) -> Json:
    try:
        said = answer.json()
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}
