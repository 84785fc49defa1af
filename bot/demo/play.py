"""`homeroom demo --play`: one fortnight, headless, with everybody acting through the sandbox as a person would.

It knows beforehand what each member is going to choose, counts that by itself, and compares with what was shown.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from bot.demo.cast import CAST, CHANNEL_ID, ZONE, CastMember
from bot.demo.hands import Hands
from bot.demo.host import BY_HAND, Demo, demo, live_through
from bot.demo.meeting import MEETS_AFTER, RATIONALE
from bot.demo.played import Played
from bot.demo.reading import counts_in, is_reminder
from bot.demo.transcript import Line, Transcript
from bot.wording import check_ins, digests, reveals
from bot.wording.counting import count
from rubric.agenda import MomentKind
from rubric.check_in import CheckIn
from rubric.reveal import MOST_TO_TALK_ABOUT
from sandbox.people import Person

TAPS_BEFORE_LUNCH = 4
A_LITTLE = timedelta(minutes=10)
A_DAY = timedelta(days=1)


def play(*, transport: str = "socket") -> Played:
    """Live through three months, then play the next fortnight by hand."""
    with demo(transport=transport) as running:
        opens_at = live_through(running.story)
        running.story.by_hand = frozenset(person.address for person in CAST)
        return _Fortnight(running, opens_at).play()


class _Fortnight:
    """Each method is a day; what is seen in between is written down."""

    def __init__(self, running: Demo, opens_at: datetime) -> None:
        self._story, self._clock, self._opens_at = running.story, running.clock, opens_at
        self._people = {person.handle: Hands(Person(running.server, person.address), person) for person in CAST}
        viewer = next(hands for hands in self._people.values() if hands.cast.address == BY_HAND)
        self._dana = viewer
        self._log = Transcript(viewer.person, CHANNEL_ID, ZONE, since=opens_at)
        self._log.look(self._clock.now())
        self._played = Played()

    def play(self) -> Played:
        check_in = self._opening()
        self._first_day(check_in)
        self._first_reminder(check_in)
        self._second_reminder(check_in)
        card = self._close(check_in)
        agreed = self._talk(check_in, card)
        self._digest(agreed)
        self._played.lines = self._log.lines
        return self._played

    def _opening(self) -> CheckIn:
        seen = self._until(self._opens_at + A_LITTLE)
        check_in = self._story.open_check_in()
        if check_in is None:
            raise LookupError("no check-in opened")
        title = check_ins.check_in_title(check_in)
        self._step("The card of the check-in is posted", any(title in line.text for line in _in(seen, "channel")))
        return check_in

    def _first_day(self, check_in: CheckIn) -> None:
        for handle in ("ana", "dev", "mia"):
            self._rates(handle, check_in)
        self._dana.opens_card(check_in)
        self._dana.taps(check_in, most=TAPS_BEFORE_LUNCH)
        self._dana.person.close_view()
        self._log.say("Dana's form", f"{TAPS_BEFORE_LUNCH} levels tapped, then closed without Done", self._clock.now())
        seen = self._until(self._clock.now() + A_LITTLE)
        expected = check_ins.have_rated(3, len(CAST))
        self._step("The card counts who has rated", any(expected in line.text for line in seen))

    def _first_reminder(self, check_in: CheckIn) -> None:
        seen = self._until(self._next(MomentKind.REMIND) + A_LITTLE)
        waiting = count(len(check_in.asked) - TAPS_BEFORE_LUNCH, "indicator")
        self._step("Who has not finished gets a reminder", any(waiting in line.text for line in _in(seen, "direct")))
        self._step("Who has finished gets none", not self._reminders("ana"))
        kept = self._dana.opens_reminder()
        self._step("The form reopens with what was tapped", kept == TAPS_BEFORE_LUNCH)
        self._dana.finishes(check_in)
        self._count(self._dana.cast, check_in)
        for handle in ("lee", "ruth"):
            self._rates(handle, check_in)

    def _second_reminder(self, check_in: CheckIn) -> None:
        before = self._reminders("dana")
        self._until(self._next(MomentKind.REMIND) + A_LITTLE)
        self._step("A second reminder reaches only who is still waiting", self._reminders("sam") == 2)
        self._step("Who has finished since gets no second one", self._reminders("dana") == before)
        self._rates("omar", check_in)

    def _close(self, check_in: CheckIn) -> dict[str, Any]:
        """The card, as it was before."""
        sam = self._people["sam"]
        stale = sam.card(check_in)
        seen = self._until(check_in.closes_at + A_LITTLE)
        closed = check_ins.closed_card(len(CAST) - 1, len(CAST))
        self._step("The card says that it is closed", any(closed in line.text for line in seen))
        title = reveals.reveal_title(check_in.number)
        for line in seen:
            if title in line.text:
                self._played.shown |= counts_in(line.text, check_in.asked, check_in.scale)
        self._step("The reveal shows each indicator's counts", len(self._played.shown) == len(check_in.asked))
        self._step("A late click is refused in words", sam.is_refused(stale))
        return stale

    def _talk(self, check_in: CheckIn, card: dict[str, Any]) -> str:
        """Two days later; the line that the digest should bring of what was agreed."""
        self._until(check_in.closes_at + MEETS_AFTER)
        ana = self._people["ana"]
        prompts = ana.prompts(card)
        self._step("The thread asks to talk about what splits the team", 1 <= len(prompts) <= MOST_TO_TALK_ABOUT)
        prompt, agreed_on = prompts[0], check_in.scale.levels[1]
        for handle in ("ana", "dev", "lee", "ruth"):
            self._people[handle].looks_again(prompt, check_in.scale.position(agreed_on.id))
        ana.records(prompt, agreed_on.id, why=RATIONALE)
        seen = self._until(self._clock.now() + A_LITTLE)
        recorded = [line for line in seen if "recorded the team rating" in line.text or "changed the team" in line.text]
        self._step("The team rating is told to the channel", len(recorded) == 1)
        return agreed_on.name

    def _digest(self, agreed_on: str) -> None:
        seen = self._until(self._next(MomentKind.DIGEST) + A_LITTLE)
        titles = [line for line in _in(seen, "channel") if line.text.startswith("Digest of")]
        self._step("The digest is posted", len(titles) == 1)
        moved = any(digests.MOVED in line.text and agreed_on in line.text for line in titles)
        self._step("The digest says what was agreed", moved)
        following = self._story.open_check_in()
        self._step("The next check-in opens", following is not None)

    def _rates(self, handle: str, check_in: CheckIn) -> None:
        hands = self._people[handle]
        hands.opens_card(check_in)
        hands.finishes(check_in)
        self._count(hands.cast, check_in)

    def _count(self, person: CastMember, check_in: CheckIn) -> None:
        for asked in check_in.asked:
            level = self._people[person.handle].sees(asked, check_in)
            counts = self._played.expected.setdefault(asked.id, dict.fromkeys(_names(check_in), 0))
            counts[check_in.scale.level(level).name] += 1

    def _reminders(self, handle: str) -> int:
        since = str(self._opens_at.timestamp())
        messages = self._people[handle].person.direct_messages()
        return sum(message["ts"] >= since and is_reminder(message) for message in messages)

    def _next(self, kind: MomentKind) -> datetime:
        return next(moment.at for moment in self._story.coming() if moment.kind is kind)

    def _until(self, moment: datetime) -> list[Line]:
        self._story.travel(moment)
        return self._log.look(self._clock.now())

    def _step(self, name: str, happened: bool) -> None:
        self._played.step(name, happened)


def _in(lines: list[Line], where: str) -> Iterator[Line]:
    return (line for line in lines if line.where.startswith(where))


def _names(check_in: CheckIn) -> list[str]:
    return [level.name for level in (*check_in.scale.levels, check_in.scale.dont_know)]
