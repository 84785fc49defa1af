"""What is carried to an app, and what comes back; knows no transport."""

from dataclasses import dataclass
from typing import Literal

from sandbox.json_types import Json

EnvelopeType = Literal["interactive", "slash_commands", "events_api"]


@dataclass(frozen=True, slots=True)
class Envelope:
    """One payload for the app. `retry` counts from 0; only events are tried again."""

    type: EnvelopeType
    payload: Json
    retry: int = 0
    retry_reason: str = ""


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """What the app answered: `status` None if it did not in time; `body` None if it said nothing.

    `malformed` means a body that is no JSON object where Slack expects one; `text` holds it.
    """

    status: int | None
    body: Json | None = None
    text: str = ""
    malformed: bool = False
    no_retry: bool = False

    @property
    def received(self) -> bool:
        """Whether Slack counts the envelope as delivered."""
        return self.status == 200
