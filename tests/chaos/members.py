"""Members who rate while everything falls over, and who remember exactly what they were told is saved."""

import random
import threading
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy import select

from bot.sections.follow_up import FOLLOW_UP_FORM
from bot.slack import ids
from bot.slack.routed_ids import form_callback
from sandbox.people import Person
from sandbox.reply import NothingThere
from sandbox.server import SandboxServer
from storage.store import DatabaseError, Store
from storage.tables import asked_indicators, check_ins, deliveries
from tests.chaos.town import people_of

LEVELS = ("strength", "ok-for-now", "could-be-better", "urgent-gap", "dont-know")
CLICKING = 4
# One in so many submissions meets the end of the process that is to save it.
STRUCK = 6
A_LITTLE_WHILE = 0.15

Rated = tuple[str, str, str]


@dataclass(slots=True)
class Told:
    """What one member was told of one indicator. `may_be`: sent since, and never answered."""

    is_saved: str | None = None
    may_be: set[str] = field(default_factory=set)

    def sends(self, level: str) -> None:
        self.may_be.add(level)

    def hears(self, level: str) -> None:
        self.is_saved, self.may_be = level, set()

    def allows(self, found: str | None) -> bool:
        return found == self.is_saved or found in self.may_be


@dataclass(slots=True)
class Members:
    """Clicks from several threads until `stop`; `told` is by check-in, indicator and person."""

    server: SandboxServer
    store: Store
    team_count: int
    seed: int
    strike: Callable[[], None]
    told: defaultdict[Rated, Told] = field(default_factory=lambda: defaultdict(Told))
    taps: int = 0
    submissions: int = 0
    unanswered: int = 0
    _busy: set[str] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _stopped: threading.Event = field(default_factory=threading.Event)
    _threads: list[threading.Thread] = field(default_factory=list)

    def start(self) -> None:
        for number in range(CLICKING):
            chance = random.Random(f"{self.seed} {number}")
            thread = threading.Thread(target=self._click, args=(chance,), daemon=True)
            thread.start()
            self._threads.append(thread)

    def stop(self) -> None:
        self._stopped.set()
        for thread in self._threads:
            thread.join()

    def _click(self, chance: random.Random) -> None:
        while not self._stopped.wait(A_LITTLE_WHILE):
            try:
                cards = self._open_cards()
            except DatabaseError:
                continue
            if not cards:
                continue
            check_in_id, channel, ts = chance.choice(cards)
            who = chance.choice(people_of(int(channel[-4:]), of=self.team_count))
            with self._lock:
                if who in self._busy:
                    continue
                self._busy.add(who)
            try:
                self._rate(Person(self.server, who), check_in_id, channel, ts, chance)
            except (NothingThere, DatabaseError):
                # The card, or the form, is not before them any more.
                continue
            finally:
                with self._lock:
                    self._busy.discard(who)

    def _rate(self, person: Person, check_in_id: str, channel: str, ts: str, chance: random.Random) -> None:
        while person.view is not None:
            person.close_view()
        if not person.click(channel, ts, ids.RATE_FROM_CARD).ok or not _shows_form(person):
            return
        form: dict[str, str] = {}
        for indicator in self._asked(check_in_id):
            form[indicator] = level = chance.choice(LEVELS)
            told = self.told[check_in_id, indicator, person.id]
            told.sends(level)
            self.taps += 1
            reply = person.choose(ids.level_block(check_in_id, indicator), level)
            if not reply.ok:
                self.unanswered += 1
            elif not _shows_form(person):
                return
            else:
                told.hears(level)
        if not chance.randrange(STRUCK):
            threading.Timer(chance.random() * 0.03, self.strike).start()
        self.submissions += 1
        reply = person.submit()
        # What may be asked then is asked in place of a form that was saved.
        if reply.ok and (not reply.body or _shows_follow_up(person)):
            for indicator, level in form.items():
                self.told[check_in_id, indicator, person.id].hears(level)
        else:
            self.unanswered += 1

    def _open_cards(self) -> list[tuple[str, str, str]]:
        """Check-ins that are open and whose card stands: the check-in, the channel, the message."""
        query = (
            select(check_ins.c.id, deliveries.c.message_address, deliveries.c.message_id)
            .join(deliveries, deliveries.c.key == "card:" + check_ins.c.id)
            .where(check_ins.c.closed_at.is_(None), deliveries.c.message_id.is_not(None))
        )
        with self.store.read() as transaction:
            return [(row[0], row[1], row[2]) for row in transaction.execute(query)]

    def _asked(self, check_in_id: str) -> list[str]:
        query = (
            select(asked_indicators.c.indicator_id)
            .where(asked_indicators.c.check_in_id == check_in_id)
            .order_by(asked_indicators.c.position)
        )
        with self.store.read() as transaction:
            return list(transaction.execute(query).scalars())


def _shows_form(person: Person) -> bool:
    return (person.view or {}).get("callback_id") == ids.RATING_FORM


def _shows_follow_up(person: Person) -> bool:
    return (person.view or {}).get("callback_id") == form_callback(FOLLOW_UP_FORM)
