"""A platform as the state machine needs it: it remembers when everything landed, and misbehaves when told to."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from jobs.announcements import Announcement, WhyClosed
from jobs.ports import (
    CannotTell,
    Destination,
    Finding,
    HoldOff,
    MessageReference,
    NoAnswer,
    NotThere,
    Outcome,
    PlaceClosed,
    Posted,
    Still,
    TooLate,
    Uncertain,
    Uninstalled,
)
from tests.fakes import HandClock
from tests.jobs.stepping import Task

# As far back as a real messenger looks, besides `since`.
LEEWAY = timedelta(seconds=5)
NOT_IN_CHANNEL = PlaceClosed(WhyClosed.REMOVED, "not_in_channel")


class Broken(Exception):
    """A fault of ours that happens to come while the platform is asked."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What the next call is answered, and whether it takes effect all the same."""

    answer: Outcome | Broken
    lands: bool = False


@dataclass(slots=True)
class Landing:
    """One message that landed. `in_time`: its lane was still its worker's; `heard`: the worker was told of it."""

    key: str
    address: str
    message_id: str
    at: datetime
    in_time: bool
    task: Task
    stands: bool = True
    heard: bool = False

    @property
    def is_beyond_help(self) -> bool:
        """Paused in the middle of the call for longer than the lease, and then nobody was left who knew of it."""
        return not self.in_time and (self.task.has_crashed or not self.heard)


@dataclass(slots=True)
class Platform:
    """Where every worker of the machine posts; `holds` tells whether a task's lease is the lane's latest."""

    clock: HandClock
    holds: Callable[[Task], bool]
    landings: list[Landing] = field(default_factory=list)
    troubles: deque[Trouble] = field(default_factory=deque)
    closed: set[str] = field(default_factory=set)
    shut_out: set[str] = field(default_factory=set)
    unreadable: bool = False
    unread_keys: set[str] = field(default_factory=set)
    reasons: set[str] = field(default_factory=set)
    # Not raised at once: whoever delivers would take it for a fault of its own.
    wrongs: list[str] = field(default_factory=list)
    # What was gathered for each message when, as it shows now; counted in the machine's steps.
    steps: int = 0
    shows: dict[str, int] = field(default_factory=dict)
    changed_by: dict[str, Task] = field(default_factory=dict)
    answers: dict[Task, Outcome] = field(default_factory=dict)

    def post(self, announcement: Announcement, *, to: Destination, key: str, still: Still) -> Outcome:
        del announcement
        gathered = self.steps
        if not self._in_time(still):
            return TooLate()
        return self._carry_out(to.address, lambda task: self._land(task, to.address, key, gathered))

    def replace(self, reference: MessageReference, announcement: Announcement, *, still: Still) -> Outcome:
        del announcement
        gathered = self.steps
        if not self._in_time(still):
            return TooLate()
        return self._carry_out(reference.address, lambda task: self._change(task, reference, gathered))

    def take_back(self, reference: MessageReference) -> Outcome:
        Task.stop("call")
        return self._carry_out(reference.address, lambda _: self._remove(reference))

    def find(self, key: str, *, to: Destination, since: datetime, besides: str | None = None) -> Finding:
        Task.stop("look")
        if self.unreadable:
            self.unread_keys.add(key)
            return CannotTell("missing_scope")
        for one in self.standing(key):
            if one.address == to.address and one.at >= since - LEEWAY and one.message_id != besides:
                return MessageReference(one.address, one.message_id)
        return NotThere()

    def can_post_to(self, address: str) -> NoAnswer | None:
        Task.stop("ask about the place")
        return self._refused(address)

    def standing(self, key: str) -> list[Landing]:
        return [one for one in self.landings if one.key == key and one.stands]

    def heal(self) -> None:
        self.troubles.clear()
        self.closed.clear()
        self.shut_out.clear()
        self.unreadable = False

    def _refused(self, address: str) -> NoAnswer | None:
        if address in self.shut_out:
            return Uninstalled("account_inactive")
        return NOT_IN_CHANNEL if address in self.closed else None

    def _in_time(self, still: Still) -> bool:
        Task.stop("ask whether it is in time")
        if not still():
            return False
        if not self.holds(Task.current()):
            self.wrongs.append("it leaves in the belief that the lane is still its own")
        # Here a pause is beyond anybody's control.
        Task.stop("call")
        return True

    def _carry_out(self, address: str, effect: Callable[[Task], MessageReference]) -> Outcome:
        task = Task.current()
        outcome = self._answer(task, address, effect)
        Task.stop("hear of it")
        if isinstance(outcome, Broken):
            self.reasons.add(type(outcome).__name__)
            raise outcome
        self.reasons.add(getattr(outcome, "reason", ""))
        self.answers[task] = outcome
        if isinstance(outcome, Posted):
            for one in self.landings:
                one.heard = one.heard or one.message_id == outcome.reference.message_id
        return outcome

    def _answer(self, task: Task, address: str, effect: Callable[[Task], MessageReference]) -> Outcome | Broken:
        refused = self._refused(address)
        if refused is not None:
            return refused
        trouble = self.troubles.popleft() if self.troubles else None
        if trouble is None:
            return Posted(effect(task))
        if trouble.lands:
            effect(task)
        return trouble.answer

    def _land(self, task: Task, address: str, key: str, gathered: int) -> MessageReference:
        message_id = f"m{len(self.landings) + 1}"
        landing = Landing(key, address, message_id, self.clock.now(), self.holds(task), task)
        self.landings.append(landing)
        self.shows[message_id] = gathered
        return MessageReference(address, message_id)

    def _change(self, task: Task, reference: MessageReference, gathered: int) -> MessageReference:
        self.shows[reference.message_id] = gathered
        self.changed_by[reference.message_id] = task
        return reference

    def _remove(self, reference: MessageReference) -> MessageReference:
        for one in self.landings:
            if one.message_id == reference.message_id:
                one.stands = False
        return reference


TROUBLES = {
    "a limit": Trouble(HoldOff(7)),
    "a limit for all": Trouble(HoldOff(40, everywhere=True)),
    "no answer, not landed": Trouble(Uncertain("TimeoutError")),
    "no answer, landed": Trouble(Uncertain("RemoteDisconnected"), lands=True),
    "our fault, landed": Trouble(Broken(), lands=True),
}
