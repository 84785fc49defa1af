"""A Messenger that keeps a transcript, and a clock that is moved by hand: the jobs' other side, without a platform."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from jobs.ports import (
    Announcement,
    Destination,
    Finding,
    HoldOff,
    MessageReference,
    NotThere,
    Outcome,
    Person,
    Posted,
    Rejected,
    TryLater,
)


@dataclass(slots=True)
class HandClock:
    """Stands still until it is moved."""

    at: datetime

    def now(self) -> datetime:
        return self.at

    def pass_by(self, span: timedelta) -> None:
        self.at += span


@dataclass(frozen=True, slots=True)
class Sent:
    """One message as the place shows it; `changed` counts how often it was replaced."""

    address: str
    announcement: Announcement
    key: str
    thread: str | None
    broadcast: bool = False
    changed: int = 0


@dataclass(slots=True)
class FakeMessenger:
    """Posts into a dictionary. `next_outcomes` are answered first, and then nothing lands unless `lands_anyway`."""

    people: tuple[Person, ...] = ()
    posted: dict[str, Sent] = field(default_factory=dict)
    next_outcomes: deque[Outcome] = field(default_factory=deque)
    lands_anyway: bool = False
    findings: deque[Finding] = field(default_factory=deque)
    no_people: HoldOff | TryLater | Rejected | None = None
    attempts: int = 0

    def post(self, announcement: Announcement, *, to: Destination, key: str) -> Outcome:
        self.attempts += 1
        reference = MessageReference(to.address, f"m{len(self.posted) + 1}")
        planned = self.next_outcomes.popleft() if self.next_outcomes else None
        if planned is None or self.lands_anyway:
            self.posted[reference.message_id] = Sent(to.address, announcement, key, to.thread, to.broadcast)
        return planned or Posted(reference)

    def replace(self, reference: MessageReference, announcement: Announcement) -> Outcome:
        self.attempts += 1
        if self.next_outcomes:
            return self.next_outcomes.popleft()
        old = self.posted[reference.message_id]
        self.posted[reference.message_id] = replace(old, announcement=announcement, changed=old.changed + 1)
        return Posted(reference)

    def find(self, key: str, *, to: Destination, since: datetime) -> Finding:
        del since
        if self.findings:
            return self.findings.popleft()
        for message_id, sent in self.posted.items():
            if sent.key == key and sent.address == to.address:
                return MessageReference(sent.address, message_id)
        return NotThere()

    def people_in(self, address: str) -> Sequence[Person] | HoldOff | TryLater | Rejected:
        del address
        return self.people if self.no_people is None else self.no_people

    def said(self, kind: type, *, to: str | None = None) -> list[Sent]:
        """Everything of one kind that stands somewhere, oldest first."""
        return [
            sent
            for sent in self.posted.values()
            if isinstance(sent.announcement, kind) and (to is None or sent.address == to)
        ]
