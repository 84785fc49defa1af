"""Issues response_urls and checks their use: five times within half an hour."""

from dataclasses import dataclass

from sandbox.api_error import ApiError
from sandbox.clock import Clock
from sandbox.ids import Mint

USES = 5
LIFETIME_SECONDS = 30 * 60.0


@dataclass(slots=True)
class ResponseUrl:
    """Where and to whom an answer goes; `message_ts` is the message that was acted in, if any."""

    channel: str
    user: str
    message_ts: str | None
    issued_at: float
    uses: int = 0


class ResponseUrls:
    """All response_urls ever issued. Callers hold the workspace's lock."""

    def __init__(self, *, mint: Mint, clock: Clock) -> None:
        self._mint = mint
        self._clock = clock
        self._issued: dict[str, ResponseUrl] = {}
        # Where the server answers; it says so itself once it knows its port.
        self.origin = ""

    def issue(self, channel: str, user: str, message_ts: str | None) -> str:
        """A new address for one interaction."""
        secret = self._mint.secret()
        self._issued[secret] = ResponseUrl(channel, user, message_ts, self._clock.monotonic())
        return f"{self.origin}/response/{secret}"

    def use(self, secret: str) -> ResponseUrl:
        """Count one use, or refuse it."""
        url = self._issued.get(secret)
        if url is None:
            raise ApiError("invalid_url", status=404)
        if self._clock.monotonic() - url.issued_at > LIFETIME_SECONDS:
            raise ApiError("expired_url", status=404)
        if url.uses >= USES:
            raise ApiError("used_url", status=404)
        url.uses += 1
        return url
