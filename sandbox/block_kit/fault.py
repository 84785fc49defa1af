"""What a validator found: where, and what is wrong, in Slack's manner."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """`pointer` is a JSON pointer into the payload; `sentence` says what Slack would say."""

    pointer: str
    sentence: str

    def as_slack_says_it(self) -> str:
        """The form of `response_metadata.messages`."""
        return f"[ERROR] {self.sentence} [json-pointer:{self.pointer}]"
