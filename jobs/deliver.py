"""One delivery: gather late, ask before repeating, post, record. Who may send what, and when, is storage.lanes' part.

No transaction is open while the platform is asked, and no answer is waited for twice: a limit or a failure goes
back into the queue with a time.
"""

import logging
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from jobs.announce import Ask, NothingToSay, NotYet, Post, Replace, Speech, Sweep, TakeBack, announce
from jobs.blame import blame
from jobs.ports import (
    CannotTell,
    Clock,
    Destination,
    MessageReference,
    Messenger,
    NotThere,
    Outcome,
    PlaceClosed,
    Posted,
    Rejected,
    Still,
    TooLate,
    TryLater,
    Uncertain,
)
from jobs.record import Done, OurFault, Reopened, Result, record, refresh_again, sweep_later, take_back_later
from storage import lanes
from storage.deliveries import Kind
from storage.lanes import Lease, LeaseLost
from storage.store import Store
from storage.trouble import is_trouble

log = logging.getLogger(__name__)


_BETTER_TWICE = frozenset({Kind.QUESTION, Kind.PLACE_LOST})
# Of what may have landed each time; whoever is there sees one of so many.
MOST_SAYINGS = 3


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came of it. `may_stand`: an earlier attempt may have landed, and the place was not searched for it.

    `after_doubt`: it was searched, and what was not there then may come yet, or stand there besides what was found.
    """

    result: Result
    may_stand: bool = False
    after_doubt: bool = False


def deliver(store: Store, messenger: Messenger, clock: Clock, lease: Lease, *, still: Still) -> Result:
    """Send what `lease` is for, and record what became of it; `still` says whether the lease holds yet."""
    # Until the platform is asked, nothing more can stand there than did before.
    begun = False
    try:
        with store.read() as transaction:
            speech = announce(transaction, lease.delivery, address=lease.address, now=clock.now())
        begun = True
        attempt = _speak(messenger, lease, speech, still)
    except Exception as error:
        # Without the database nothing can be recorded; whoever leases the lane next looks what became of it.
        if is_trouble(error):
            raise
        if lease.delivery.attempts == 0:
            log.error("delivery %s of kind %s failed: %s", lease.delivery.id, lease.delivery.kind, blame(error))
        attempt = Attempt(OurFault(type(error).__name__), may_stand=begun or lease.was_uncertain)
    try:
        with store.begin() as transaction:
            record(transaction, lease, attempt.result, may_stand=attempt.may_stand, now=clock.now())
            if attempt.after_doubt and isinstance(attempt.result, Posted):
                sweep_later(transaction, lease, now=clock.now())
    except LeaseLost:
        log.warning("delivery %s: another worker has taken over its lane", lease.delivery.id)
        with store.begin() as transaction:
            if lease.delivery.kind is Kind.CARD_REFRESH:
                refresh_again(transaction, lease, now=clock.now())
            elif isinstance(attempt.result, Posted):
                take_back_later(transaction, lease, attempt.result.reference, now=clock.now())
            elif attempt.may_stand:
                sweep_later(transaction, lease, now=clock.now())
    return attempt.result


def put_down(store: Store, lease: Lease, *, now: datetime) -> None:
    """Give back what was not begun, as it was taken."""
    with suppress(LeaseLost), store.begin() as transaction:
        record(transaction, lease, TooLate(), may_stand=lease.was_uncertain, now=now)


def deliver_all(store: Store, messenger: Messenger, clock: Clock, *, owner: str) -> int:
    """Send, one after another, until nothing can be sent now; how many were tried."""
    tried = 0
    while True:
        with store.begin() as transaction:
            leases = lanes.lease(transaction, owner=owner, now=clock.now())
        if not leases:
            return tried
        for lease in leases:
            deliver(store, messenger, clock, lease, still=lambda lease=lease: clock.now() < lease.until)  # type: ignore[misc]
            tried += 1


def _speak(messenger: Messenger, lease: Lease, speech: Speech, still: Still) -> Attempt:
    match speech:
        case Post():
            return _post(messenger, lease, speech, still)
        case Replace(announcement=announcement, reference=reference):
            return Attempt(messenger.replace(reference, announcement, still=still))
        case TakeBack(reference=reference):
            return _take_back(messenger, reference)
        case Sweep(key=key, besides=besides, since=since, thread=thread):
            other = messenger.find(key, to=Destination(lease.address, thread=thread), since=since, besides=besides)
            if isinstance(other, MessageReference):
                return _take_back(messenger, other)
            return Attempt(TryLater(other.reason) if isinstance(other, Uncertain) else Done())
        case Ask(address=address):
            return Attempt(messenger.can_post_to(address) or Reopened())
        case NotYet(why=why):
            return Attempt(TryLater(why))
        case NothingToSay() if lease.was_uncertain and lease.delivery.kind is Kind.CARD:
            # A card that stands has to be known, or it would stay open for ever and its reveal would find no thread.
            found = messenger.find(lease.delivery.key, to=Destination(lease.address), since=_first_tried(lease))
            if isinstance(found, MessageReference):
                return Attempt(Posted(found), after_doubt=True)
            return Attempt(found, may_stand=True) if isinstance(found, Uncertain) else Attempt(speech)
        case NothingToSay():
            return Attempt(speech)


def _take_back(messenger: Messenger, reference: MessageReference) -> Attempt:
    outcome = messenger.take_back(reference)
    return Attempt(Done() if isinstance(outcome, Posted) else outcome)


def _post(messenger: Messenger, lease: Lease, speech: Post, still: Still) -> Attempt:
    key = lease.delivery.key
    if lease.was_uncertain:
        found = messenger.find(key, to=speech.to, since=_first_tried(lease))
        match found:
            case MessageReference():
                return Attempt(Posted(found), after_doubt=True)
            case CannotTell() if _is_better_said_twice(lease):
                pass
            case CannotTell() | Uncertain():
                return Attempt(found, may_stand=True)
            case NotThere():
                pass
    outcome: Outcome = messenger.post(speech.announcement, to=speech.to, key=key, still=still)
    # What was not there may come yet, so until it is posted the place is searched each time.
    in_doubt = lease.was_uncertain and not isinstance(outcome, Rejected | PlaceClosed)
    return Attempt(outcome, may_stand=isinstance(outcome, Uncertain) or in_doubt, after_doubt=lease.was_uncertain)


def _is_better_said_twice(lease: Lease) -> bool:
    """What a coordinator has to act on: unsaid, what it is about would stay in doubt for ever."""
    return lease.delivery.kind in _BETTER_TWICE and lease.delivery.attempts <= MOST_SAYINGS


def _first_tried(lease: Lease) -> datetime:
    return lease.delivery.attempted_at or lease.until
