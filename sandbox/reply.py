"""What a person sees come of what they did."""

from dataclasses import dataclass, field

from sandbox.json_types import Json


class NothingThere(LookupError):
    """The person can't do that: no such message, button, input or open modal before them."""


@dataclass(frozen=True, slots=True)
class Reply:
    """`status` and `body` are what the app acknowledged; `error` is what Slack shows the person, if anything.

    `errors` are the sentences under the inputs of a modal, by block_id.
    """

    status: int | None = None
    body: Json | None = None
    error: str | None = None
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def ok(self) -> bool:
        """Whether it went through."""
        return self.error is None and not self.errors


TROUBLE_CONNECTING = "We had some trouble connecting. Try again?"


def command_failed(command: str, why: str = "dispatch_failed") -> str:
    """What Slack says when an app does not take a slash command."""
    return f'{command} failed with the error "{why}"'


def button_failed(status: int | None) -> str:
    """What the warning triangle beside a button says."""
    if status is None:
        return "⚠ Operation timed out. Apps need to respond within 3 seconds."
    return f"⚠ This app responded with Status Code {status}."
