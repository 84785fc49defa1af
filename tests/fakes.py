"""A Messenger that keeps a transcript, and a clock that is moved by hand: the jobs' other side, without a platform."""

from collections import deque
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from jobs.announcements import Announcement
from jobs.ports import (
    CannotTell,
    Destination,
    Finding,
    MessageReference,
    NoAnswer,
    NotThere,
    Outcome,
    PlaceClosed,
    Posted,
    Rejected,
    Still,
    TooLate,
)


@dataclass(slots=True)
class HandClock:
    """Stands still until it is moved."""

    at: datetime

    def now(self) -> datetime:
        return self.at

    def pass_by(self, span: timedelta) -> None:
        self.at += span


def always() -> bool:
    """A right to send that never runs out."""
    return True


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
    """Posts into a dictionary. `next_outcomes` are answered first, and then nothing lands unless `lands_anyway`.

    `posted` is what stands, `ever_posted` also what was taken back or changed; an address in `closed` takes nothing.
    """

    posted: dict[str, Sent] = field(default_factory=dict)
    ever_posted: list[Sent] = field(default_factory=list)
    next_outcomes: deque[Outcome] = field(default_factory=deque)
    lands_anyway: bool = False
    findings: deque[Finding] = field(default_factory=deque)
    closed: dict[str, PlaceClosed] = field(default_factory=dict)
    attempts: int = 0

    def post(self, announcement: Announcement, *, to: Destination, key: str, still: Still) -> Outcome:
        if not still():
            return TooLate()
        self.attempts += 1
        reference = MessageReference(to.address, f"m{len(self.ever_posted) + 1}")
        planned = self._planned(to.address)
        if planned is None or self.lands_anyway:
            sent = Sent(to.address, announcement, key, to.thread, to.broadcast)
            self.posted[reference.message_id] = sent
            self.ever_posted.append(sent)
        return planned or Posted(reference)

    def replace(self, reference: MessageReference, announcement: Announcement, *, still: Still) -> Outcome:
        if not still():
            return TooLate()
        self.attempts += 1
        if planned := self._planned(reference.address):
            return planned
        old = self.posted.get(reference.message_id)
        if old is None:
            return Rejected("message_not_found")
        self.posted[reference.message_id] = replace(old, announcement=announcement, changed=old.changed + 1)
        return Posted(reference)

    def take_back(self, reference: MessageReference) -> Outcome:
        self.attempts += 1
        if planned := self._planned(reference.address):
            return planned
        self.posted.pop(reference.message_id, None)
        return Posted(reference)

    def find(self, key: str, *, to: Destination, since: datetime, besides: str | None = None) -> Finding:
        del since
        if self.findings:
            return self.findings.popleft()
        if to.address in self.closed:
            return CannotTell(self.closed[to.address].reason)
        for message_id, sent in self.posted.items():
            if sent.key == key and _is_there(sent, to) and message_id != besides:
                return MessageReference(sent.address, message_id)
        return NotThere()

    def can_post_to(self, address: str) -> NoAnswer | None:
        return self.closed.get(address)

    def said(self, kind: type, *, to: str | None = None) -> list[Sent]:
        """Everything of one kind that stands somewhere, oldest first."""
        return [
            sent
            for sent in self.posted.values()
            if isinstance(sent.announcement, kind) and (to is None or sent.address == to)
        ]

    def _planned(self, address: str) -> Outcome | None:
        return self.next_outcomes.popleft() if self.next_outcomes else self.closed.get(address)


def _is_there(sent: Sent, to: Destination) -> bool:
    """A channel shows replies only where they were shown in it too; a thread shows nothing else."""
    if sent.address != to.address:
        return False
    return sent.thread == to.thread or (to.thread is None and sent.broadcast)
