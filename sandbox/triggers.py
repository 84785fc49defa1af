"""Issues trigger_ids and takes them back: each good for one use, within three seconds."""

from dataclasses import dataclass

from sandbox.api_error import ApiError
from sandbox.clock import Clock
from sandbox.ids import Mint

# Slack documents three seconds from sending.
LIFETIME_SECONDS = 3.0


@dataclass(slots=True)
class Trigger:
    """The right to put one view before one person, on the device they acted on."""

    user: str
    device: str
    issued_at: float
    channel: str | None = None
    view_id: str | None = None
    used: bool = False


class Triggers:
    """All triggers ever issued. Callers hold the workspace's lock."""

    def __init__(self, *, mint: Mint, clock: Clock) -> None:
        self._mint = mint
        self._clock = clock
        self._issued: dict[str, Trigger] = {}

    def issue(self, user: str, *, device: str, channel: str | None = None, view_id: str | None = None) -> str:
        """A new trigger_id for something that this person just did."""
        trigger_id = self._mint.trigger_id()
        self._issued[trigger_id] = Trigger(user, device, self._clock.monotonic(), channel, view_id)
        return trigger_id

    def exchange(self, trigger_id: str) -> Trigger:
        """Use a trigger up, or say why that can't be."""
        trigger = self._issued.get(trigger_id)
        if trigger is None:
            raise ApiError("invalid_trigger_id", response_metadata={"messages": ["invalid `trigger_id`"]})
        if trigger.used:
            raise ApiError("exchanged_trigger_id")
        if self._clock.monotonic() - trigger.issued_at > LIFETIME_SECONDS:
            raise ApiError("expired_trigger_id")
        trigger.used = True
        return trigger
