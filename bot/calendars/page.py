"""Gets what stands at a web address that somebody typed, without becoming their way into the district's own network.

Every host is looked up once and asked at just that number, so that a name can't change its meaning in between.
"""

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from bot.calendars.address import BadAddress, WhyNot, web_address
from bot.calendars.limits import LARGEST_CALENDAR
from bot.lookups import Contents, NotFound, Problem

MOST_REDIRECTS = 5
# For each answer of the server; whoever calls this sees to the whole.
TIMEOUT_SECONDS = 5
_REDIRECTS = (301, 302, 303, 307, 308)
_GONE = (404, 410)

Number = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class _Elsewhere:
    """The server says that it stands at another address."""

    address: str


def read_page(address: str, *, allowed: Collection[str] = ()) -> Contents | NotFound:
    """What is at a web address, of LARGEST_CALENDAR bytes at most; hosts in `allowed` may be in private networks."""
    try:
        asked = web_address(address)
        for _ in range(MOST_REDIRECTS + 1):
            answer = _ask(asked, allowed)
            if not isinstance(answer, _Elsewhere):
                return answer
            asked = web_address(urljoin(asked, answer.address))
    except BadAddress as error:
        return NotFound(Problem.NOT_ALLOWED, error.why)
    except (OSError, http.client.HTTPException, UnicodeError) as error:
        return NotFound(Problem.NO_ANSWER, type(error).__name__)
    return NotFound(Problem.NOT_ALLOWED, WhyNot.REDIRECTS)


def is_public(number: Number) -> bool:
    """Whether anybody on the internet could ask it too; so nothing is there that only we can reach."""
    if isinstance(number, ipaddress.IPv6Address):
        within = [number.ipv4_mapped, number.sixtofour, *(number.teredo or ())]
        if any(inner is not None and not is_public(inner) for inner in within):
            return False
        if number.ipv4_mapped is not None:
            return True
    return number.is_global and not number.is_multicast and not number.is_reserved


def _ask(address: str, allowed: Collection[str]) -> Contents | NotFound | _Elsewhere:
    parts = urlsplit(address)
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    connection = _Connection(host, port, number=_number(host, port, allowed), is_secure=parts.scheme == "https")
    path = f"{parts.path}?{parts.query}" if parts.query else parts.path
    try:
        connection.request("GET", path, headers={"User-Agent": "Homeroom", "Accept": "text/calendar, */*;q=0.5"})
        return _answer(connection.getresponse(), name=parts.path.rpartition("/")[2] or host)
    finally:
        connection.close()


def _answer(response: http.client.HTTPResponse, *, name: str) -> Contents | NotFound | _Elsewhere:
    if response.status in _REDIRECTS and (location := response.getheader("Location")):
        return _Elsewhere(location)
    if response.status != 200:
        return NotFound(Problem.GONE if response.status in _GONE else Problem.NO_ANSWER, str(response.status))
    data = response.read(LARGEST_CALENDAR + 1)
    return NotFound(Problem.TOO_LARGE) if len(data) > LARGEST_CALENDAR else Contents(name, data)


def _number(host: str, port: int, allowed: Collection[str]) -> str:
    """The number to ask for `host`. Raises BadAddress when any of its numbers is private."""
    found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if host not in allowed and not all(is_public(ipaddress.ip_address(each.partition("%")[0])) for each in found):
        raise BadAddress(WhyNot.PRIVATE)
    return found[0]


class _Connection(http.client.HTTPConnection):
    """To a host at a number that is known already."""

    def __init__(self, host: str, port: int, *, number: str, is_secure: bool) -> None:
        super().__init__(host, port, timeout=TIMEOUT_SECONDS)
        self.default_port = 443 if is_secure else 80
        self._number = number
        self._is_secure = is_secure

    def connect(self) -> None:
        self.sock = socket.create_connection((self._number, self.port), timeout=TIMEOUT_SECONDS)
        if self._is_secure:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)
