"""What the channel and one member saw, in the order in which they saw it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sandbox.people import Person


@dataclass(frozen=True, slots=True)
class Line:
    """One thing seen: when (the team's zone), where, and its words as a screen reader would say them."""

    at: datetime
    where: str
    text: str

    def as_data(self) -> dict[str, str]:
        return {"at": self.at.isoformat(), "where": self.where, "text": self.text}

    def as_text(self) -> str:
        body = self.text.replace("\n", "\n    ")
        return f"[{self.at:%a %b %d, %I:%M %p}] {self.where}\n    {body}"


@dataclass(slots=True)
class Transcript:
    """Looks again whenever `look` is called, and writes down what is new or has changed since."""

    viewer: Person
    channel: str
    zone: str
    since: datetime
    lines: list[Line] = field(default_factory=list)
    _seen: dict[tuple[str, str], str] = field(default_factory=dict)

    def look(self, now: datetime) -> list[Line]:
        """The lines added by this look."""
        before = len(self.lines)
        for message in self.viewer.messages(self.channel):
            self._note(message, "channel", now)
            if message.get("reply_count"):
                for reply in self.viewer.thread(self.channel, message["ts"])[1:]:
                    self._note(reply, "thread", now)
        for message in self.viewer.direct_messages():
            self._note(message, f"direct message to {self.viewer.id}", now)
        return self.lines[before:]

    def say(self, where: str, text: str, now: datetime) -> None:
        """Write down something that is not a message, such as a form."""
        self.lines.append(Line(now.astimezone(ZoneInfo(self.zone)), where, text))

    def _note(self, message: dict[str, Any], where: str, now: datetime) -> None:
        ts, text = str(message["ts"]), str(message.get("text", ""))
        # A reply that is shown in the channel too is one message.
        key = (self.channel if where in ("channel", "thread") else where, ts)
        if self._seen.get(key) == text:
            return
        changed = key in self._seen
        self._seen[key] = text
        if datetime.fromtimestamp(float(ts), UTC) < self.since and not changed:
            return
        self.say(f"{where} (changed)" if changed else where, text, now)
